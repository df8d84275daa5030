// Layers that go through sequences. Their numbers are compared with TensorFlow.js by
// `conformance layers`; here is what recordings do not show.
#include "engine/api/tp.h"
#include "engine/keras/layer_registry.h"
#include "tests/support/op_test.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <functional>

using namespace tp;
using tp::test::difference;
using tp::test::refusalOf;
using tp::test::spread;

namespace {

using Slip = std::function<void()>;

void refusal(const char* name, const Slip& slip, const char* message) {
    QTest::newRow(name) << slip << QString(message);
}

QString namesOf(const Variables& weights) {
    QStringList names;
    for (const Variable& weight : weights)
        names << QString::fromStdString(weight.name());
    return names.join(' ');
}

bool same(const Tensor& a, const Tensor& b, double tolerance = 0) {
    return !difference(a, b, tolerance);
}

// Settings that recordings in `visible` lack are here in a second, unusual form.
std::vector<LayerPointer> allKinds() {
    const auto cell = layers::lstmCell({.units = 2, .unitForgetBias = true});
    return {
        layers::simpleRNN({.units = 2, .returnSequences = true, .useBias = false, .dropout = 0.3}),
        layers::gru({.units = 2, .stateful = true, .implementation = 2}),
        layers::lstm({.units = 2, .goBackwards = true, .unitForgetBias = true, .name = "back"}),
        layers::rnn({.cell = layers::gruCell({.units = 3}), .returnState = true}),
        layers::rnn({.cell = {cell, layers::simpleRNNCell({.units = 1})}, .trainable = false}),
        layers::convLstm2d({.filters = 2, .kernelSize = {2, 3}, .padding = Padding::Same}),
        layers::timeDistributed({.layer = layers::dense({.units = 2}), .inputShape = {3, 4}}),
        layers::bidirectional({.layer = layers::lstm({.units = 2}), .mergeMode = std::nullopt}),
        layers::bidirectional({.layer = layers::gru({.units = 2}), .mergeMode = MergeMode::Ave}),
    };
}

} // namespace

Q_DECLARE_METATYPE(Slip)

class TestRecurrent : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { resetAutomaticNames(); }
    void settingsSurvive();
    void names();
    void aCellAlone();
    void oneChoiceForAllSteps();
    void statesGoOn();
    void backwardIsForwardReversed();
    void ownCells();
    void stepsOneByOneOrAtOnce();
    void freezing();
    void refusals_data();
    void refusals();
};

void TestRecurrent::settingsSurvive() {
    for (const LayerPointer& layer : allKinds()) {
        const Json config = layer->getConfig();
        const auto again = layerFromConfig(layer->className(), JsonReader(config, "config"));
        QCOMPARE(
            QString::fromStdString(again->getConfig().dump()),
            QString::fromStdString(config.dump()));
    }
}

void TestRecurrent::names() {
    const auto stack = layers::rnn(
        {.cell = {layers::lstmCell({.units = 2}), layers::gruCell({.units = 2, .useBias = false})},
         .name = "up"});
    stack->build({-1, 4, 3});
    QCOMPARE(
        namesOf(stack->weights()),
        "up/RNNCell_0/kernel up/RNNCell_0/recurrent_kernel up/RNNCell_0/bias "
        "up/RNNCell_1/kernel up/RNNCell_1/recurrent_kernel");
    const auto both = layers::timeDistributed(
        {.layer = layers::bidirectional({.layer = layers::simpleRNN({.units = 2, .name = "in"})}),
         .name = "each"});
    both->build({-1, 5, 4, 3});
    QCOMPARE(
        namesOf(both->weights()),
        "each/forward_in/kernel each/forward_in/recurrent_kernel each/forward_in/bias "
        "each/backward_in/kernel each/backward_in/recurrent_kernel each/backward_in/bias");
}

void TestRecurrent::aCellAlone() {
    const auto cell = layers::lstmCell({.units = 2});
    const Tensor x = spread({3, 1, 4}, -1, 1);
    const auto layer = layers::rnn({.cell = cell, .returnState = true});
    const Tensors all = layer->apply(Tensors{x});
    const Tensors step = cell->apply(Tensors{tp::reshape(x, {3, 4}), zeros({3, 2}), zeros({3, 2})});
    QCOMPARE(step.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(same(step[i], all[i]));
    QVERIFY(same(step[0], step[1]));
}

// What is dropped is the same in all steps, and new in each batch.
void TestRecurrent::oneChoiceForAllSteps() {
    setRandomSeed(5);
    const auto layer = layers::simpleRNN(
        {.units = 1,
         .activation = "linear",
         .returnSequences = true,
         .kernelInitializer = "ones",
         .recurrentInitializer = "zeros",
         .dropout = 0.5});
    const Tensor x = ones({40, 6, 1});
    QVERIFY(same(layer->apply(x), ones({40, 6, 1})));
    const Tensor y = layer->apply(x, {.training = Training::Yes});
    QVERIFY(same(y, broadcastTo(slice(y, {0, 0, 0}, {-1, 1, -1}), y.shape())));
    const double share = mean(y).dataSync<float>()[0] / 2;
    QVERIFY(share > 0.25 && share < 0.75);
    QVERIFY(!same(y, layer->apply(x, {.training = Training::Yes})));
}

void TestRecurrent::statesGoOn() {
    const Tensor x = spread({2, 6, 3}, -1, 1);
    const auto whole = layers::gru({.units = 4, .returnSequences = true});
    const auto parts = layers::gru({.units = 4, .returnSequences = true, .stateful = true});
    const Tensor all = whole->apply(x);
    parts->build({2, 3, 3});
    parts->setWeights(whole->getWeights());
    const Tensor first = slice(x, {0, 0, 0}, {-1, 3, -1});
    const Tensor second = slice(x, {0, 3, 0}, {-1, 3, -1});
    for (int round = 0; round < 2; ++round) {
        const Tensors pieces{
            tidy([&] { return parts->apply(first); }), tidy([&] { return parts->apply(second); })};
        QVERIFY(same(concat(pieces, 1), all, 1e-6));
        parts->resetStates();
    }
}

void TestRecurrent::backwardIsForwardReversed() {
    const Tensor x = spread({2, 5, 3}, -1, 1);
    const auto ahead = layers::lstm({.units = 4, .returnSequences = true});
    const Tensor expected = ahead->apply(reverse(x, 1));
    const auto back = layers::lstm({.units = 4, .returnSequences = true, .goBackwards = true});
    back->build({-1, 5, 3});
    back->setWeights(ahead->getWeights());
    QVERIFY(same(back->apply(x), expected, 1e-6));
}

namespace {

/// Adds up what it sees.
class Counter : public Layer, public layers::RecurrentCell {
public:
    Counter() : Layer("Counter", {}) {}
    Shapes stateShapes(const Shape& stepShape) const override { return {{stepShape.back()}}; }
    std::unique_ptr<layers::CellRun> start(const Shape&, Training) const override {
        class Run : public layers::CellRun {
        public:
            Tensor project(const Tensor& xs) override { return xs; }
            Tensors step(const Tensor& x, const Tensors& states) override {
                return {states.front() + x};
            }
        };
        return std::make_unique<Run>();
    }
};

} // namespace

void TestRecurrent::ownCells() {
    const auto sum = layers::rnn({.cell = std::make_shared<Counter>()});
    const Tensor x = tensor({1, 2, 3, 4, 5, 6}, {1, 3, 2});
    QVERIFY(same(sum->apply(x), tensor({9, 12}, {1, 2})));
    // A mask leaves steps out, and what comes out stays.
    const LayerCall call{.mask = tensor({true, false, true}, {1, 3})};
    QVERIFY(same(sum->apply(x, call), tensor({6, 8}, {1, 2})));
    const auto all = layers::rnn({.cell = std::make_shared<Counter>(), .returnSequences = true});
    QVERIFY(same(all->apply(x, call), tensor({1, 2, 1, 2, 6, 8}, {1, 3, 2})));
    QCOMPARE(all->computeOutputShape({-1, 3, 2}), (Shape{-1, 3, 2}));
}

// Layers that treat samples alone see all steps at once; it must not show.
void TestRecurrent::stepsOneByOneOrAtOnce() {
    const Tensor x = spread({2, 3, 4}, -1, 1);
    const auto inner = layers::dense({.units = 2, .activation = "tanh"});
    const auto once = layers::timeDistributed({.layer = inner});
    const auto model = std::make_shared<Sequential>(SequentialConfig{.layers = {inner}});
    const Tensor y = once->apply(x);
    QVERIFY(same(layers::timeDistributed({.layer = model})->apply(x), y, 1e-6));
    QCOMPARE(y.shape(), (Shape{2, 3, 2}));
}

void TestRecurrent::freezing() {
    const auto free = layers::gruCell({.units = 2});
    const auto frozen = layers::gruCell({.units = 2, .trainable = false});
    const auto layer = layers::rnn({.cell = {free, frozen}});
    layer->build({-1, 3, 2});
    QCOMPARE(layer->trainableWeights().size(), std::size_t{3});
    QCOMPARE(layer->nonTrainableWeights().size(), std::size_t{3});
    layer->setTrainable(false);
    QCOMPARE(layer->trainableWeights().size(), std::size_t{0});
    QCOMPARE(layer->weights().size(), std::size_t{6});
    QVERIFY(!layer->weights().front().isTrainable());
    layer->setTrainable(true);
    QCOMPARE(layer->trainableWeights().size(), std::size_t{3});
    const auto both = layers::bidirectional(
        {.layer = layers::lstm({.units = 2, .kernelRegularizer = "l1l2"}), .trainable = false});
    both->build({-1, 3, 2});
    QCOMPARE(both->nonTrainableWeights().size(), std::size_t{6});
    QVERIFY(both->regularizedWeights().empty());
    const auto each = layers::timeDistributed(
        {.layer = layers::dense({.units = 2, .kernelRegularizer = "l1l2", .trainable = false})});
    QVERIFY(!each->isTrainable());
    each->build({-1, 3, 2});
    QCOMPARE(each->regularizedWeights().size(), std::size_t{1});
}

void TestRecurrent::refusals_data() {
    QTest::addColumn<Slip>("slip");
    QTest::addColumn<QString>("message");
    refusal(
        "units",
        [] { layers::lstm({.units = 0}); },
        "lstm_cell_LSTMCell1: units must be 1 or more, but got 0.");
    refusal(
        "no cell",
        [] { layers::rnn({.name = "r"}); },
        "r: it needs a cell, as layers::lstmCell({.units = 8}).");
    refusal(
        "no cell but a layer",
        [] { layers::rnn({.cell = layers::dense({.units = 1, .name = "d"}), .name = "r"}); },
        "r: its cell must be one, as layers::lstmCell({.units = 8}), but \"d\" is a layer of the "
        "kind Dense.");
    refusal(
        "rank",
        [] {
            layers::gru({.units = 1, .name = "g"})->apply(ones({2, 3}));
        },
        "g: inputs must have 3 axes, [samples, steps, numbers], but got shape [null, 3].");
    refusal(
        "other input",
        [] {
            const auto layer = layers::gru({.units = 1, .name = "g"});
            layer->apply(ones({2, 3, 4}));
            layer->apply(ones({2, 3, 5}));
        },
        "g: the last axis of the input must have size 4, but a step has shape [2, 5].");
    refusal(
        "stateful without samples",
        [] {
            layers::lstm({.units = 1, .stateful = true, .name = "l"})
                ->apply(input({.shape = {3, 4}}));
        },
        "l: a stateful layer must know how many samples there are at a time: give its first layer "
        "a batchInputShape, or the input a batchShape.");
    refusal(
        "stateful with other samples",
        [] {
            const auto layer = layers::lstm({.units = 1, .stateful = true, .name = "l"});
            layer->apply(ones({2, 3, 4}));
            layer->apply(ones({5, 3, 4}));
        },
        "l: it carries states of 2 samples from the last batch, but was given 5; call "
        "resetStates() before a batch of another size.");
    refusal(
        "stateful in a model with other samples",
        [] {
            const SymbolicTensor x = input({.batchShape = {2, 3, 4}});
            const auto layer = layers::lstm({.units = 1, .stateful = true, .name = "l"});
            layer->apply(x);
            layer->apply(ones({5, 3, 4}));
        },
        "l: it is stateful and was made for 2 samples at a time, shape [2, 3, 4], but got shape "
        "[5, "
        "3, 4].");
    refusal(
        "states: count",
        [] {
            layers::lstm({.units = 1, .name = "l"})->apply(Tensors{ones({2, 3, 4}), ones({2, 1})});
        },
        "l: it carries 2 states, but was given 1 to start with.");
    refusal(
        "states: shape",
        [] {
            layers::gru({.units = 1, .name = "g"})->apply(Tensors{ones({2, 3, 4}), ones({2, 7})});
        },
        "g: the state 0 to start with must have shape [null, 1], but has [null, 7].");
    refusal(
        "mask",
        [] {
            layers::gru({.units = 1, .name = "g"})
                ->apply(ones({2, 3, 4}), {.mask = tensor({true, true}, {1, 2})});
        },
        "g: the mask must have one value for each step of each sample, shape [2, 3], but it has "
        "shape [1, 2].");
    refusal(
        "no steps",
        [] {
            layers::gru({.units = 1, .name = "g"})->apply(zeros({2, 0, 4}));
        },
        "g: sequences must have a step or more.");
    refusal(
        "bidirectional",
        [] { layers::bidirectional({.layer = layers::dense({.units = 1}), .name = "b"}); },
        "b: it needs a recurrent layer to go both ways with, as layers::lstm({.units = 8}).");
    refusal(
        "time distributed",
        [] {
            layers::timeDistributed({.layer = layers::dense({.units = 1}), .name = "t"})
                ->apply(ones({2, 3}));
        },
        "t: inputs must have three axes or more, [samples, steps, ...], but got shape [null, 3].");
    refusal(
        "small image",
        [] {
            layers::convLstm2d({.filters = 1, .kernelSize = 3, .name = "c"})
                ->apply(ones({1, 2, 2, 2, 1}));
        },
        "c: a step of shape [null, 2, 2, 1] is smaller than one window of the kernel.");
    refusal(
        "no input",
        [] { layers::lstm({.units = 1, .name = "l"})->apply(SymbolicTensors{}); },
        "l: it takes one input, but was given 0.");
    refusal(
        "no input both ways",
        [] {
            layers::bidirectional({.layer = layers::gru({.units = 1}), .name = "b"})
                ->apply(SymbolicTensors{});
        },
        "b: it takes one input, but was given 0.");
    refusal(
        "no input of a cell",
        [] { layers::lstmCell({.units = 1, .name = "c"})->apply(SymbolicTensors{}); },
        "c: it takes one input, but was given 0.");
    refusal(
        "reset after",
        [] {
            const Json config = Json::Object{{"units", 2}, {"reset_after", true}};
            layerFromConfig("GRU", JsonReader(config, "model.json: config"));
        },
        "model.json: config: a GRU that resets after the product (reset_after) is not supported, "
        "here or in TensorFlow.js; train it with reset_after=False");
    refusal(
        "merge mode",
        [] {
            const Json config = Json::Object{
                {"merge_mode", "max"}, {"layer", layerToJson(*layers::gru({.units = 1}))}};
            layerFromConfig("Bidirectional", JsonReader(config, "config"));
        },
        "config.merge_mode: expected one of sum, mul, concat, ave, but found \"max\"");
}

void TestRecurrent::refusals() {
    QFETCH(Slip, slip);
    QFETCH(QString, message);
    const auto before = memory().numTensors;
    QCOMPARE(refusalOf(slip), message);
    QCOMPARE(memory().numTensors, before);
}

QTEST_APPLESS_MAIN(TestRecurrent)
#include "tst_recurrent.moc"
