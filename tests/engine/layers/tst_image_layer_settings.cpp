// What layers of images write to files and read from them; and those that prepare data.
#include "engine/api/tp.h"
#include "engine/keras/layer_registry.h"
#include "engine/layers/all.h"
#include "engine/model/missing_settings.h"
#include "tests/support/op_test.h"

#include <QTest>

#include <algorithm>

using namespace tp;
using namespace tp::layers;

class TestImageLayerSettings : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void settingsThatFilesNeed();
    void settingsThatFilesLack();
    void numbersOrLists();
    void categories();
    void resizing();
};

// What tfjs leaves out is written once there are weights that need it.
void TestImageLayerSettings::settingsThatFilesNeed() {
    const auto separable = separableConv2d(
        {.filters = 1,
         .kernelSize = 2,
         .depthMultiplier = 3,
         .depthwiseInitializer = "zeros",
         .pointwiseInitializer = "ones"});
    const auto isIn = [](const Layer& layer, const char* text) {
        return layer.getConfig().dump().find(text) != std::string::npos;
    };
    QVERIFY(!isIn(*separable, "depth_multiplier"));
    QVERIFY(isIn(*separable, R"("pointwise_initializer":{"class_name":"Zeros")"));
    separable->build({-1, 4, 4, 1});
    QVERIFY(isIn(*separable, R"("depth_multiplier":3)"));
    QVERIFY(isIn(*separable, R"("pointwise_initializer":{"class_name":"Ones")"));

    const auto depthwise = depthwiseConv2d(
        {.kernelSize = 2,
         .depthwiseRegularizer = regularizers::l1(0.5),
         .depthwiseConstraint = "nonNeg"});
    QVERIFY(isIn(*depthwise, R"("depthwise_constraint":{"class_name":"L1L2")"));
    const Json written = layerToJson(*depthwise);
    const auto again = layerFromJson(JsonReader(written, "written"));
    again->build({-1, 4, 4, 1});
    QVERIFY(isIn(*again, R"("depthwise_constraint":null)"));
    depthwise->build({-1, 4, 4, 1});
    QVERIFY(isIn(*depthwise, R"("depthwise_constraint":{"class_name":"NonNeg")"));
}

// What tfjs's files do not say is read from the shapes of the weights.
void TestImageLayerSettings::settingsThatFilesLack() {
    auto model = sequential(
        {.layers = {separableConv2d(
             {.filters = 3, .kernelSize = 2, .inputShape = {4, 4, 2}, .depthMultiplier = 2})}});
    io::ModelArtifacts artifacts = artifactsOf(model);
    std::string topology = artifacts.modelTopology.dump();
    const std::string setting = R"(,"depth_multiplier":2)";
    const std::size_t at = topology.find(setting);
    QVERIFY(at != std::string::npos);
    artifacts.modelTopology = Json::parse(topology.erase(at, setting.size()), "topology");
    const ModelPointer again = modelFromArtifacts(artifacts, "model.json");
    const Tensor x = test::spread({1, 4, 4, 2}, -1, 1);
    const auto fault = test::difference(again->predict(x), model.predict(x), 0);
    QVERIFY2(!fault, fault ? fault->c_str() : "");

    io::WeightSpec kernel;
    kernel.name = "steps/depthwise_kernel";
    kernel.shape = {2, 2, 3, 4};
    const Json within = withMissingSettings(
        Json::parse(
            R"({"class_name":"TimeDistributed","config":{"name":"steps","layer":)"
            R"({"class_name":"SeparableConv2D","config":{"name":"inner"}}}})",
            "topology"),
        {kernel});
    QVERIFY(within.dump().find(R"("name":"inner","depth_multiplier":4)") != std::string::npos);
}

void TestImageLayerSettings::numbersOrLists() {
    const auto read = [](const char* className, const char* config) {
        const Json json = Json::parse(config, "config");
        return layerFromConfig(className, JsonReader(json, "config"))->getConfig().dump();
    };
    const std::string pool = read("MaxPooling2D", R"({"pool_size":3,"strides":null})");
    QVERIFY(pool.find(R"("pool_size":[3,3])") != std::string::npos);
    QVERIFY(pool.find(R"("strides":[3,3])") != std::string::npos);
    const std::string scaled = read("BatchNormalization", R"({"axis":[3]})");
    QVERIFY(scaled.find(R"("axis":3)") != std::string::npos);
    const std::string crop = read("Cropping2D", R"({"cropping":[1,[2,3]]})");
    QVERIFY(crop.find(R"("cropping":[[1,1],[2,3]])") != std::string::npos);
    const std::string width = read("RandomWidth", R"({"factor":[-0.5,0.25]})");
    QVERIFY(width.find(R"("factor":[-0.5,0.25])") != std::string::npos);
    const auto norm = layerNormalization();
    QVERIFY(norm->getConfig().dump().find(R"("axis":-1)") != std::string::npos);
    norm->build({-1, 2, 3});
    QVERIFY(norm->getConfig().dump().find(R"("axis":[2])") != std::string::npos);
}

void TestImageLayerSettings::categories() {
    const Tensor x = tensor({0, 2, 2}, {1, 3}, DType::Int32);
    const auto check = [](const Tensor& got, const std::vector<float>& want, const Shape& shape) {
        const auto fault = test::difference(got, fromBuffer(want, shape), 0);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    };
    check(categoryEncoding({.numTokens = 3})->apply(x), {1, 0, 1}, {1, 3});
    const auto count = categoryEncoding({.numTokens = 3, .outputMode = CategoryOutput::Count});
    check(count->apply(x), {1, 0, 2}, {1, 3});
    check(count->countWeighted(x, tensor({0.5, 1, 2}, {1, 3})), {0.5F, 0, 3}, {1, 3});
    const auto oneHot = categoryEncoding({.numTokens = 3, .outputMode = CategoryOutput::OneHot});
    check(oneHot->apply(reshape(x, {3, 1})), {1, 0, 0, 0, 0, 1, 0, 0, 1}, {3, 3});
    check(oneHot->apply(scalar(1)), {0, 1, 0}, {3});
    const auto plain = categoryEncoding({.numTokens = 3, .outputMode = CategoryOutput::Int});
    QCOMPARE(plain->apply(cast(x, DType::Float32)).dtype(), DType::Int32);
}

void TestImageLayerSettings::resizing() {
    const auto layer = randomWidth({.factor = {-0.5, 0.5}, .seed = 3});
    const Tensor image = ones({4, 10, 2});
    std::vector<std::int64_t> widths;
    for (int i = 0; i < 20; ++i) {
        const Tensor y = layer->apply(image);
        QCOMPARE(y.shape()[0], 4);
        QVERIFY(y.shape()[1] >= 5 && y.shape()[1] <= 15);
        widths.push_back(y.shape()[1]);
    }
    QVERIFY(std::count(widths.begin(), widths.end(), widths[0]) < 20); // not always the same
    const auto twin = randomWidth({.factor = {-0.5, 0.5}, .seed = 3});
    for (const std::int64_t width : widths)
        QCOMPARE(twin->apply(image).shape()[1], width);
}

QTEST_APPLESS_MAIN(TestImageLayerSettings)
#include "tst_image_layer_settings.moc"
