// A step of training holds little more than its largest live set.
#include "engine/api/tp.h"
#include "engine/runtime/memory_use.h"
#include "engine/tensor/memory_pool.h"

#include <QtTest>

using namespace tp;

namespace {

struct Exercise {
    std::shared_ptr<Sequential> model;
    Tensor x;
    Tensor y;
};

Exercise row(std::vector<LayerPointer> rows, const Shape& x, const Shape& y) {
    return {
        std::make_shared<Sequential>(SequentialConfig{.layers = std::move(rows)}),
        randomUniform(x, 0, 1, DType::Float32, 1),
        randomUniform(y, 0, 1, DType::Float32, 2)};
}

LayerPointer conv(std::int64_t filters, Shape inputShape = {}) {
    return layers::conv2d(
        {.filters = filters, .kernelSize = 3, .inputShape = inputShape, .activation = "relu"});
}

Exercise dense() {
    return row(
        {layers::dense({.units = 64, .inputShape = {40}, .activation = "relu"}),
         layers::dense({.units = 64, .activation = "tanh"}),
         layers::dense({.units = 10, .activation = "softmax"})},
        {64, 40},
        {64, 10});
}

Exercise convnet() {
    return row(
        {conv(8, {20, 20, 1}),
         layers::maxPooling2d({.poolSize = 2}),
         conv(16),
         layers::maxPooling2d({.poolSize = 2}),
         layers::flatten(),
         layers::dense({.units = 10, .activation = "softmax"})},
        {32, 20, 20, 1},
        {32, 10});
}

Exercise normalized() {
    return row(
        {conv(8, {16, 16, 3}),
         layers::batchNormalization(),
         layers::dropout({.rate = 0.25}),
         conv(8),
         layers::globalAveragePooling2d(),
         layers::dense({.units = 4, .activation = "sigmoid"})},
        {16, 16, 16, 3},
        {16, 4});
}

Exercise lstm() {
    return row(
        {layers::lstm({.units = 16, .inputShape = {20, 8}}), layers::dense({.units = 1})},
        {16, 20, 8},
        {16, 1});
}

Exercise gru() {
    return row(
        {layers::gru({.units = 16, .inputShape = {20, 8}, .returnSequences = true}),
         layers::simpleRNN({.units = 8}),
         layers::dense({.units = 1})},
        {16, 20, 8},
        {16, 1});
}

} // namespace

class TestTrainingMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void holdsLittleMoreThanItMust_data();
    void holdsLittleMoreThanItMust();
    void takesLittleMoreOfTheSystem();
};

void TestTrainingMemory::holdsLittleMoreThanItMust_data() {
    QTest::addColumn<std::function<Exercise()>>("make");
    QTest::addColumn<QString>("optimizer");
    QTest::newRow("dense, adam") << std::function(dense) << "adam";
    QTest::newRow("dense, sgd") << std::function(dense) << "sgd";
    QTest::newRow("dense, rmsprop") << std::function(dense) << "rmsprop";
    QTest::newRow("convnet, adam") << std::function(convnet) << "adam";
    QTest::newRow("convnet, adamax") << std::function(convnet) << "adamax";
    QTest::newRow("normalized, adam") << std::function(normalized) << "adam";
    QTest::newRow("lstm, adam") << std::function(lstm) << "adam";
    QTest::newRow("gru, adagrad") << std::function(gru) << "adagrad";
}

void TestTrainingMemory::holdsLittleMoreThanItMust() {
    QFETCH(std::function<Exercise()>, make);
    QFETCH(QString, optimizer);
    const Exercise exercise = make();
    exercise.model->compile(
        {.optimizer = optimizer.toStdString(), .loss = std::string("meanSquaredError")});
    const auto train = [&] {
        for (int i = 0; i < 3; ++i)
            exercise.model->trainOnBatch(exercise.x, exercise.y);
    };
    const auto fit = [&] {
        exercise.model->fit(exercise.x, exercise.y, {.batchSize = 8, .epochs = 2, .shuffle = true});
    };
    train(); // makes the optimizer's state
    for (const auto& run : {std::function<void()>(train), std::function<void()>(fit)}) {
        const MemoryUse use = memoryUse(run);
        const QString numbers = QString("held %1 of %2 bytes: %3")
                                    .arg(use.heldBytes)
                                    .arg(use.liveBytes)
                                    .arg(use.ratio());
        QVERIFY2(use.ratio() <= 1.2, qPrintable(numbers));
    }
}

// The network of the tutorial on handwritten digits: what is kept for later tensors counts too.
void TestTrainingMemory::takesLittleMoreOfTheSystem() {
    constexpr std::int64_t kBatch = 128;
    const auto wide = [](std::int64_t filters, Shape inputShape) {
        return layers::conv2d(
            {.filters = filters, .kernelSize = 5, .inputShape = inputShape, .activation = "relu"});
    };
    const Exercise exercise =
        row({wide(8, {28, 28, 1}),
             layers::maxPooling2d({.poolSize = 2, .strides = 2}),
             wide(16, {}),
             layers::maxPooling2d({.poolSize = 2, .strides = 2}),
             layers::flatten(),
             layers::dense({.units = 10, .activation = "softmax"})},
            {kBatch, 28, 28, 1},
            {kBatch, 10});
    exercise.model->compile(
        {.optimizer = adam(0.001), .loss = std::string("categoricalCrossentropy")});
    releaseSpareMemory();
    const MemoryUse use = memoryUse([&] {
        for (int i = 0; i < 3; ++i)
            exercise.model->trainOnBatch(exercise.x, exercise.y);
    });
    const auto most = static_cast<double>(use.systemBytes + use.scratchBytes);
    const double share = most / static_cast<double>(use.liveBytes);
    QVERIFY2(share <= 1.2, qPrintable(QString::number(share)));
}

QTEST_GUILESS_MAIN(TestTrainingMemory)
#include "tst_training_memory.moc"
