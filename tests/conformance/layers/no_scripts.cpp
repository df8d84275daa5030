// What stands in for replay_scripts.cpp where there is no engine for JavaScript.
#include "tests/conformance/layers/replays.h"

namespace tp::conformance {

namespace {

[[noreturn]] void skip() {
    throw Skipped{"Qt's JavaScript engine is not installed (qt6-declarative-dev)"};
}

} // namespace

void replayNames(const LayersCase&) {
    skip();
}

void replayInitialWeights(const LayersCase&) {
    skip();
}

void replayBuilder(const LayersCase&) {
    skip();
}

void replayScript(const RecordedJson&) {
    skip();
}

ModelPointer builtModel(const LayersCase&) {
    skip();
}

} // namespace tp::conformance
