#include "tests/conformance/layers/script_deviations.h"

#include <map>

namespace tp::conformance {

namespace {

using Kind = ScriptDeviation::Kind;

const std::map<std::string, ScriptDeviation> kDeviations = {
    {"earlyStopping: restoreBestWeights", {Kind::WeDo, "we take back the best weights"}},
    {"fit: sampleWeight", {Kind::WeDo, "we train with a weight for each sample"}},
    {"tf.input without shape",
     {Kind::WeDo, "in C++ no shape and an empty one are the same: one number for each sample"}},
    {"categoryEncoding model fed its declared input shape",
     {Kind::WeDo, "tfjs writes the output's shape over the input's, and then refuses the input"}},
    {"training with dilated conv2d", {Kind::WeDo, "we have the gradient"}},
    {"training through thresholdedReLU", {Kind::WeDo, "we have the gradient"}},
    {"training conv3dTranspose", {Kind::WeDo, "we have the gradient"}},
    {"training batchNormalization with axis 1", {Kind::WeDo, "we normalize along any axis"}},
    {"training batchNormalization without scale", {Kind::WeDo, "we have the gradient"}},
    {"training through a bilinear upSampling2d of a non-square image (tfjs cpu bug: swapped height "
     "and width)",
     {Kind::WeDo, "we have the right gradient"}},
    {"save: includeOptimizer with adamax", {Kind::WeDo, "we save what Adamax remembers"}},
    {"reload gelu_new", {Kind::WeDo, "we read back what we write"}},
    {"predict: scalar input", {Kind::WeSay, "what the number lacks: a row for each sample"}},
    {"categoricalCrossentropy with class indices for a 4-class model",
     {Kind::WeSay, "what to do about class numbers, rather than the shape of one-hot labels"}},
    {"conv2d on rank-2 input",
     {Kind::WeSay, "the shape that is expected, of four axes, rather than how many"}},
    {"dot of rank-4 inputs", {Kind::WeSay, "how many axes there may be, and the whole shape"}},
    {"softmax layer default axis on rank 3",
     {Kind::WeSay, "which axis is the last, counted from 0"}},
    {"resizing inside a model",
     {Kind::WeSay, "that the layer works on tensors alone, which tfjs stumbles over"}},
    {"load: unknown dtype in the manifest", {Kind::WeSay, "where in the file it stands"}},
    {"load: uint8 quantization without scale", {Kind::WeSay, "where in the file it is missing"}},
    {"load: no topology", {Kind::WeSay, "that there is no model"}},
    {"load: graph-model topology given to loadLayersModel",
     {Kind::WeSay, "that it is a graph model"}},
    {"fit: validationData with one element",
     {Kind::WeSay, "which of x and y is missing, rather than how many items there may be"}},
    {"flatten of unknown dims",
     {Kind::WeSay, "which sizes must be known; the shape is all there is"}},
    {"save: includeOptimizer with a list of loss functions",
     {Kind::WeDo, "in C++ a list of one loss is that loss, and is left out as tfjs leaves it out"}},
    {"empty batch", {Kind::WeSay, "that there are no samples"}},
};

} // namespace

const ScriptDeviation* scriptDeviation(const std::string& what) {
    const auto found = kDeviations.find(what);
    return found == kDeviations.end() ? nullptr : &found->second;
}

} // namespace tp::conformance
