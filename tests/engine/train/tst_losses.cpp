// Losses and metrics called directly: against TensorFlow.js's answers where they were recorded.
#include "engine/api/tp.h"
#include "engine/train/names.h"
#include "tests/support/recorded.h"

#include <QTest>

#include <cmath>

using namespace tp;
using tp::testing::RecordedJson;

namespace {

using Function = Tensor (*)(const Tensor&, const Tensor&);

const std::map<std::string, Function> kFunctions = {
    {"tf.losses.absoluteDifference", losses::absoluteDifference},
    {"tf.losses.hingeLoss", losses::hingeLoss},
    {"tf.losses.huberLoss", losses::huberLoss},
    {"tf.losses.logLoss", losses::logLoss},
    {"tf.losses.meanSquaredError", losses::meanSquaredError},
    {"tf.metrics.MAPE", metrics::meanAbsolutePercentageError},
    {"tf.metrics.MSE", metrics::meanSquaredError},
    {"tf.metrics.binaryAccuracy", metrics::binaryAccuracy},
    {"tf.metrics.binaryCrossentropy", metrics::binaryCrossentropy},
    {"tf.metrics.categoricalAccuracy", metrics::categoricalAccuracy},
    {"tf.metrics.categoricalCrossentropy", metrics::categoricalCrossentropy},
    {"tf.metrics.cosineProximity", metrics::cosineProximity},
    {"tf.metrics.mape", metrics::meanAbsolutePercentageError},
    {"tf.metrics.meanAbsoluteError", metrics::meanAbsoluteError},
    {"tf.metrics.meanAbsolutePercentageError", metrics::meanAbsolutePercentageError},
    {"tf.metrics.meanSquaredError", metrics::meanSquaredError},
    {"tf.metrics.mse", metrics::meanSquaredError},
    {"tf.metrics.precision", metrics::precision},
    {"tf.metrics.r2Score", metrics::r2Score},
    {"tf.metrics.recall", metrics::recall},
    {"tf.metrics.sparseCategoricalAccuracy", metrics::sparseCategoricalAccuracy},
};

} // namespace

class TestLosses : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void recorded();
    void weightsAndReductions_data();
    void weightsAndReductions();
    void meanSquaredError();
    void gradientsMatchDifferences_data();
    void gradientsMatchDifferences();
    void softmaxCrossEntropyHasTheUsualGradient();
    void accuracyFollowsTheLoss();
    void shapesMustAgree();
    void nearestNames();
};

void TestLosses::recorded() {
    const std::filesystem::path project = TP_SOURCE_DIR;
    std::filesystem::path file = "layers/fn_metrics_and_losses/case.json";
    const auto full = project / "../shared/conformance/layers/visible/fn_metrics_and_losses";
    file = std::filesystem::exists(full) ? full / "case.json" : project / "tests/golden" / file;
    int run = 0;
    int skipped = 0;
    const RecordedJson answers = tp::testing::readJson(file);
    for (const RecordedJson& call : answers.at("calls")) {
        const std::string name = call.at("fn");
        const auto function = kFunctions.find(name);
        // Weights and further arguments of tf.losses are not built yet.
        if (function == kFunctions.end() || call.at("args").size() != 2 ||
            !call.contains("expect")) {
            ++skipped;
            continue;
        }
        ++run;
        const Tensor got = function->second(
            tp::testing::readTensor(call.at("args").at(0)),
            tp::testing::readTensor(call.at("args").at(1)));
        const Tensor want = tp::testing::readTensor(call.at("expect"));
        QVERIFY2(got.shape() == want.shape(), name.c_str());
        const auto a = cast(got, DType::Float32).dataSync<float>();
        const auto b = cast(want, DType::Float32).dataSync<float>();
        for (std::size_t i = 0; i < a.size(); ++i) {
            QVERIFY2(
                a[i] == b[i] || std::abs(a[i] - b[i]) <= 1e-5F + 1e-4F * std::abs(b[i]) ||
                    (std::isnan(a[i]) && std::isnan(b[i])),
                (name + ": " + std::to_string(a[i]) + ", not " + std::to_string(b[i])).c_str());
        }
    }
    qInfo("%d recorded calls agree, %d skipped", run, skipped);
    QVERIFY(run >= 20);
}

void TestLosses::weightsAndReductions_data() {
    QTest::addColumn<int>("loss");
    QTest::addColumn<std::vector<float>>("expected"); // the sum, the mean, and by nonzero weights
    // TensorFlow.js 4.22's numbers.
    const auto row = [](const char* name, int loss, const std::vector<float>& expected) {
        QTest::newRow(name) << loss << expected;
    };
    row("absoluteDifference", 0, {4.25F, 0.9444444F, 0.7083333F});
    row("meanSquaredError", 1, {5.125F, 1.138889F, 0.8541667F});
    row("hingeLoss", 2, {4.25F, 0.9444444F, 0.7083333F});
    row("huberLoss", 3, {1.625F, 0.3611111F, 0.2708333F});
    row("logLoss", 4, {3.4005263F, 0.7556725F, 0.5667544F});
    row("sigmoidCrossEntropy", 5, {3.4630275F, 0.7695617F, 0.5771713F});
    row("cosineDistance", 6, {-0.75F, -0.5F, -0.375F});
    row("softmaxCrossEntropy", 7, {1.3688569F, 0.9125713F, 0.6844285F});
}

void TestLosses::weightsAndReductions() {
    QFETCH(int, loss);
    QFETCH(std::vector<float>, expected);
    const Tensor labels = tensor({{0, 1, 0}, {1, 0, 0}});
    const Tensor predictions = tensor({{1, 2, -1}, {0.5, 0.0, 2.0}});
    const Tensor rows = tensor({{1}, {0.5}});
    const auto reduced = [&](Reduction reduction) {
        switch (loss) {
        case 0:
            return losses::absoluteDifference(labels, predictions, rows, reduction);
        case 1:
            return losses::meanSquaredError(labels, predictions, rows, reduction);
        case 2:
            return losses::hingeLoss(labels, predictions, rows, reduction);
        case 3:
            return losses::huberLoss(labels, predictions, rows, 0.5, reduction);
        case 4:
            return losses::logLoss(labels, sigmoid(predictions), rows, 1e-7, reduction);
        case 5:
            return losses::sigmoidCrossEntropy(labels, predictions, rows, 0.1, reduction);
        case 6:
            return losses::cosineDistance(labels, predictions, 1, rows, reduction);
        default:
            return losses::softmaxCrossEntropy(
                labels, predictions, tensor({1, 0.5}), 0.1, reduction);
        }
    };
    const Tensor single = reduced(Reduction::None);
    QCOMPARE(sum(single).scalar<float>(), expected[0]);
    QCOMPARE(reduced(Reduction::Sum).scalar<float>(), expected[0]);
    QCOMPARE(reduced(Reduction::Mean).scalar<float>(), expected[1]);
    QCOMPARE(reduced(Reduction::SumByNonzeroWeights).scalar<float>(), expected[2]);
}

void TestLosses::meanSquaredError() {
    const Tensor labels = tensor({{1, 2}, {3, 4}});
    const Tensor predictions = tensor({{1, 4}, {6, 4}});
    QCOMPARE(
        metrics::meanSquaredError(labels, predictions).dataSync<float>(),
        (std::vector<float>{2, 4.5F}));
    QCOMPARE(losses::meanSquaredError(labels, predictions).scalar<float>(), 3.25F);
    QCOMPARE(Loss("meanSquaredError")(labels, predictions).shape(), (Shape{2}));
}

void TestLosses::gradientsMatchDifferences_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"meanSquaredError",
          "meanAbsoluteError",
          "meanAbsolutePercentageError",
          "meanSquaredLogarithmicError",
          "squaredHinge",
          "hinge",
          "categoricalHinge",
          "logcosh",
          "categoricalCrossentropy",
          "binaryCrossentropy",
          "kullbackLeiblerDivergence",
          "poisson",
          "cosineProximity"})
        QTest::newRow(name) << name;
}

void TestLosses::gradientsMatchDifferences() {
    QFETCH(QString, name);
    const Loss loss(name.toStdString());
    const Tensor labels = tensor({{0.2, 0.5, 0.3}, {0.9, 0.05, 0.05}});
    const std::vector<double> at = {0.3, 0.4, 0.25, 0.6, 0.15, 0.2};
    const auto total = [&](const std::vector<double>& values) {
        return sum(loss(labels, tensor(values, {2, 3}))).scalar<float>();
    };
    const Tensor slope =
        grad([&](const Tensor& x) { return sum(loss(labels, x)); })(tensor(at, {2, 3}));
    constexpr double kStep = 1e-2;
    for (std::size_t i = 0; i < at.size(); ++i) {
        auto below = at;
        auto above = at;
        below[i] -= kStep;
        above[i] += kStep;
        const double difference = static_cast<double>(total(above) - total(below)) / (2 * kStep);
        const double got = static_cast<double>(slope.values<float>()[i]);
        QVERIFY2(
            std::abs(got - difference) <= 2e-2 * (1 + std::abs(difference)),
            qPrintable(QString("%1 and %2").arg(got).arg(difference)));
    }
}

// As tfjs: softmax - labels, even where the labels of a sample do not add up to 1.
void TestLosses::softmaxCrossEntropyHasTheUsualGradient() {
    const Tensor labels = tensor({{1, 0}, {0, 0}});
    const Tensor slope = grad([&](const Tensor& logits) {
        return sum(losses::softmaxCrossEntropy(labels, logits, Tensor(), 0, Reduction::None));
    })(tensor({{0, 0}, {0, 0}}));
    QCOMPARE(
        (std::vector<float>(slope.values<float>().begin(), slope.values<float>().end())),
        (std::vector<float>{-0.5F, 0.5F, 0.5F, 0.5F}));
}

void TestLosses::accuracyFollowsTheLoss() {
    const Metric accuracy = "accuracy";
    QCOMPARE(accuracy.name(), std::string("acc"));
    const Tensor oneHot = tensor({{0, 1}, {1, 0}});
    const Tensor classes = tensor({{1}, {1}});
    const Tensor predictions = tensor({{0.2, 0.8}, {0.4, 0.6}});
    const auto mean = [](const Tensor& x) { return tp::mean(x).scalar<float>(); };
    QCOMPARE(mean(accuracy.resolved("categoricalCrossentropy", 2)(oneHot, predictions)), 0.5F);
    QCOMPARE(
        mean(accuracy.resolved("sparseCategoricalCrossentropy", 2)(classes, predictions)), 1.0F);
    QCOMPARE(mean(accuracy.resolved("binaryCrossentropy", 2)(oneHot, predictions)), 0.5F);
    QCOMPARE(mean(accuracy.resolved("meanSquaredError", 1)(classes, tensor({{0.9}, {0.4}}))), 0.5F);
    QVERIFY(Metric("mse").isSameAs("meanSquaredError"));
    QVERIFY(!Metric("mae").isSameAs("meanSquaredError"));
}

void TestLosses::shapesMustAgree() {
    QString message;
    try {
        losses::huberLoss(ones({2}), ones({3}));
    } catch (const Error& error) {
        message = error.what();
    }
    QCOMPARE(
        message,
        QString("huberLoss: labels of shape [2] cannot be compared with predictions of shape [3]; "
                "they must have the same shape."));
}

void TestLosses::nearestNames() {
    const std::vector<std::string_view> names = {"adam", "sgd", "meanSquaredError"};
    QCOMPARE(nearestName("Adm", names), std::string("adam"));
    QCOMPARE(nearestName("squaredError", names), std::string("meanSquaredError"));
    QCOMPARE(nearestName("sdg", names), std::string("sgd"));
    QCOMPARE(nearestName("banana", names), std::string());
    QCOMPARE(nearestName("", names), std::string());
}

QTEST_APPLESS_MAIN(TestLosses)
#include "tst_losses.moc"
