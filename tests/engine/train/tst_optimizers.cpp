#include "engine/api/tp.h"

#include <QTest>

using namespace tp;

namespace {

using Maker = std::function<OptimizerPointer()>;

struct Named {
    const char* name;
    Maker make;
};

const Named kAll[] = {
    {"sgd", [] { return sgd(0.1); }},
    {"momentum", [] { return momentum(0.02, 0.9); }},
    {"nesterov", [] { return momentum(0.02, 0.9, true); }},
    {"adagrad", [] { return adagrad(0.5); }},
    {"adadelta", [] { return adadelta(0.3); }},
    {"rmsprop", [] { return rmsprop(0.02); }},
    {"adam", [] { return adam(0.1); }},
    {"adamax", [] { return adamax(0.1); }},
};

} // namespace

class TestOptimizers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void findsTheMinimum_data();
    void findsTheMinimum();
    void stateIsNamedAfterVariables();
    void stateSurvivesTidy();
    void remembersByVariable();
    void resetForgets();
    void firstAdamStep();
    void goesOnAfterBillionsOfSteps();
    void namesAndSettings();
};

void TestOptimizers::findsTheMinimum_data() {
    QTest::addColumn<Maker>("make");
    for (const Named& each : kAll)
        QTest::newRow(each.name) << each.make;
}

void TestOptimizers::findsTheMinimum() {
    QFETCH(Maker, make);
    const OptimizerPointer optimizer = make();
    const Variable x(tensor({3, -2}));
    const auto f = [&] { return sum(square(x.value() - tensor({1, 1}))); };
    const float before = optimizer->minimize(f, {x}).scalar<float>();
    QCOMPARE(before, 13.0F);
    for (int i = 0; i < 300; ++i)
        optimizer->minimize(f, {x});
    QVERIFY2(f().scalar<float>() < 1e-2F, std::to_string(f().scalar<float>()).c_str());
    QCOMPARE(optimizer->iterations(), std::int64_t{301});
}

void TestOptimizers::stateIsNamedAfterVariables() {
    const OptimizerPointer optimizer = adam();
    const Variable a(scalar(1), true, "a");
    const Variable b(scalar(2), true, "b");
    optimizer->minimize([&] { return a.value() * b.value(); }, {a, b});
    std::vector<std::string> names;
    for (const auto& each : optimizer->state())
        names.push_back(each.name);
    QCOMPARE(names, (std::vector<std::string>{"a/m", "b/m", "a/v", "b/v"}));
    QVERIFY(std::abs(optimizer->state()[0].value.scalar<float>() - 0.2F) < 1e-6F);
    QVERIFY(sgd(0.1)->state().empty());
}

void TestOptimizers::stateSurvivesTidy() {
    const OptimizerPointer optimizer = adam();
    const Variable a(scalar(1));
    const auto step = [&] { optimizer->minimize([&] { return square(a.value()); }, {a}); };
    tidy(step);
    tidy(step);
    QVERIFY(a.value().scalar<float>() < 1);
}

void TestOptimizers::remembersByVariable() {
    // Leaving a variable out for a while must not mix up what is remembered about the others.
    const OptimizerPointer optimizer = momentum(0.1, 0.5);
    const Variable a(scalar(0), true, "a");
    const Variable b(scalar(0), true, "b");
    optimizer->minimize([&] { return a.value() * 1.0 + b.value() * 10.0; }, {a, b});
    optimizer->minimize([&] { return b.value() * 10.0; }, {b});
    const auto state = optimizer->state();
    QCOMPARE(state[0].value.scalar<float>(), 1.0F);
    QCOMPARE(state[1].value.scalar<float>(), 15.0F);
}

void TestOptimizers::resetForgets() {
    const OptimizerPointer optimizer = adam(0.1);
    const auto firstStep = [&] {
        const Variable a(scalar(1));
        optimizer->minimize([&] { return square(a.value()); }, {a});
        return a.value().scalar<float>();
    };
    const float once = firstStep();
    optimizer->reset();
    QCOMPARE(optimizer->iterations(), std::int64_t{0});
    QVERIFY(optimizer->state().empty());
    QCOMPARE(firstStep(), once);
}

void TestOptimizers::firstAdamStep() {
    // The first step goes by the learning rate, however large the gradient.
    const OptimizerPointer optimizer = adam(0.01);
    const Variable a(scalar(1));
    optimizer->minimize([&] { return a.value() * 1000.0; }, {a});
    QVERIFY(std::abs(a.value().scalar<float>() - 0.99F) < 1e-5F);
}

void TestOptimizers::goesOnAfterBillionsOfSteps() {
    // As a file may say: powers of 0.999 never become 0 in float32, and those of 1 stay.
    constexpr std::int64_t kSteps = std::int64_t{1} << 40;
    const Variable a(scalar(1));
    for (const double beta : {0.999, 1.0, -1.0, 0.0}) {
        const OptimizerPointer optimizer = adam(0.01, 0.9, beta);
        optimizer->restore(kSteps, {a}, {});
        QCOMPARE(optimizer->iterations(), kSteps);
    }
    const OptimizerPointer optimizer = adam(0.01);
    optimizer->restore(kSteps, {a}, {});
    optimizer->minimize([&] { return a.value() * 1000.0; }, {a});
    QVERIFY(std::isfinite(a.value().scalar<float>()));
}

void TestOptimizers::namesAndSettings() {
    for (const char* name : {"sgd", "adam", "adagrad", "adadelta", "adamax", "rmsprop"}) {
        const OptimizerPointer byName = optimizerFromName(name);
        const OptimizerPointer byClass = optimizerFromName(byName->className());
        QVERIFY(byName->config() == byClass->config());
        QVERIFY(!byName->config().empty());
    }
    QCOMPARE(optimizerFromName("adam")->learningRate(), 0.001);
    QCOMPARE(optimizerFromName("sgd")->learningRate(), 0.01);
    QCOMPARE(optimizerFromName("adadelta")->learningRate(), 1.0);
}

QTEST_APPLESS_MAIN(TestOptimizers)
#include "tst_optimizers.moc"
