// What weights hold before training: kinds by name, and the statistics of random ones.
#include "engine/api/tp.h"
#include "tests/support/recorded.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tp;

namespace {

struct Statistics {
    double mean = 0;
    double deviation = 0;
    double min = 0;
    double max = 0;
};

Statistics statisticsOf(const Tensor& x) {
    const auto values = x.values<float>();
    double sum = 0;
    double squares = 0;
    for (const float value : values) {
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    const auto count = static_cast<double>(values.size());
    const double mean = sum / count;
    return {
        mean,
        std::sqrt(squares / count - mean * mean),
        static_cast<double>(*std::min_element(values.begin(), values.end())),
        static_cast<double>(*std::max_element(values.begin(), values.end()))};
}

// A normal distribution cut at two deviations is narrower by this.
constexpr double kCut = 0.87962566103423978;

} // namespace

class TestInitializers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void names();
    void constants();
    void spread_data();
    void spread();
    void seeds();
    void orthogonalColumns();
    void defaultsOfDense();
};

void TestInitializers::names() {
    const auto recorded = tp::testing::readJson(
        std::filesystem::path(TP_SOURCE_DIR) / "tests/golden/layers/initializer_names/case.json");
    for (const auto& entry : recorded.at("entries")) {
        if (entry.contains("error"))
            continue;
        const std::string name = entry.at("name");
        const Initializer byName = std::string_view(name);
        QCOMPARE(std::string(byName.className()), entry.at("class_name").get<std::string>());
        const Initializer bySettings =
            Initializer::fromJson(JsonReader(Json::parse(entry.dump(), "entry"), "entry"));
        QCOMPARE(byName.kind().index(), bySettings.kind().index());
        if (const auto* scaling = std::get_if<initializers::VarianceScaling>(&byName.kind())) {
            const auto& want = std::get<initializers::VarianceScaling>(bySettings.kind());
            QCOMPARE(scaling->scale, want.scale);
            QVERIFY(scaling->mode == want.mode);
            QVERIFY(scaling->distribution == want.distribution);
        }
    }
}

void TestInitializers::constants() {
    QCOMPARE(Initializer("zeros")({2}).dataSync<float>(), (std::vector<float>{0, 0}));
    QCOMPARE(Initializer("ones")({2}).dataSync<float>(), (std::vector<float>{1, 1}));
    QCOMPARE(
        Initializer(initializers::Constant{0.5})({2}).dataSync<float>(),
        (std::vector<float>{0.5F, 0.5F}));
    QCOMPARE(
        Initializer(initializers::Identity{2})({2, 2}).dataSync<float>(),
        (std::vector<float>{2, 0, 0, 2}));
}

void TestInitializers::spread_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("deviation");
    QTest::addColumn<double>("limit");
    // For a kernel of 100 inputs and 300 outputs.
    const auto normal = [](const char* name, double variance) {
        QTest::newRow(name) << name << std::sqrt(variance) * kCut << 2 * std::sqrt(variance);
    };
    const auto uniform = [](const char* name, double variance) {
        QTest::newRow(name) << name << std::sqrt(variance) << std::sqrt(3 * variance);
    };
    normal("glorotNormal", 1.0 / 200);
    uniform("glorotUniform", 1.0 / 200);
    normal("heNormal", 2.0 / 100);
    uniform("heUniform", 2.0 / 100);
    normal("leCunNormal", 1.0 / 100);
    uniform("leCunUniform", 1.0 / 100);
    normal("varianceScaling", 1.0 / 100);
    normal("truncatedNormal", 0.05 * 0.05);
    uniform("randomUniform", 0.05 * 0.05 / 3);
    QTest::newRow("randomNormal") << "randomNormal" << 0.05 << 1.0;
}

void TestInitializers::spread() {
    QFETCH(QString, name);
    QFETCH(double, deviation);
    QFETCH(double, limit);
    setRandomSeed(11);
    const Statistics seen = statisticsOf(Initializer(name.toStdString().c_str())({100, 300}));
    QVERIFY2(std::abs(seen.mean) < 5 * deviation / std::sqrt(30000.0), "mean");
    QVERIFY2(std::abs(seen.deviation / deviation - 1) < 0.05, "deviation");
    QVERIFY2(seen.min >= -limit * 1.000001 && seen.max <= limit * 1.000001, "limits");
}

void TestInitializers::seeds() {
    const auto drawn = [](Seed seed) {
        return initializers::glorotNormal(seed)({4, 5}).dataSync<float>();
    };
    QCOMPARE(drawn(7), drawn(7));
    QVERIFY(drawn(7) != drawn(8));
    QVERIFY(drawn({}) != drawn({}));
    setRandomSeed(1);
    const auto first = drawn({});
    setRandomSeed(1);
    QCOMPARE(drawn({}), first);
}

void TestInitializers::orthogonalColumns() {
    for (const Shape& shape : {Shape{6, 4}, Shape{4, 6}, Shape{5, 5}}) {
        const Tensor q = Initializer(initializers::Orthogonal{1, 3})(shape);
        const bool tall = shape[0] >= shape[1];
        const Tensor product = tall ? matMul(q, q, true, false) : matMul(q, q, false, true);
        const Tensor error = max(abs(product - eye(product.shape()[0])));
        QVERIFY(error.scalar<float>() < 1e-5F);
    }
}

void TestInitializers::defaultsOfDense() {
    const auto layer = layers::dense({.units = 300, .inputShape = {100}});
    layer->build({-1, 100});
    const Statistics kernel = statisticsOf(layer->weights()[0].value());
    QVERIFY(std::abs(kernel.deviation / (std::sqrt(1.0 / 200) * kCut) - 1) < 0.05);
    const Statistics bias = statisticsOf(layer->weights()[1].value());
    QCOMPARE(bias.max, 0.0);
}

QTEST_APPLESS_MAIN(TestInitializers)
#include "tst_initializers.moc"
