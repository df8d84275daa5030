#pragma once

#include "tests/conformance/layers/layers_case.h"

namespace tp::conformance {

// Each replays the cases of one kind and throws Difference where we differ.
void replayTrain(const LayersCase& recorded);
void replayPredict(const LayersCase& recorded);
void replayFit(const LayersCase& recorded);
void replayFitDataset(const LayersCase& recorded);
void replayOps(const LayersCase& recorded);
void replaySummary(const LayersCase& recorded);
void replayLoad(const LayersCase& recorded);
void replayLayerApply(const LayersCase& recorded);
void replayLayerConfig(const LayersCase& recorded);
void replayOutputShapes(const LayersCase& recorded);
void replayInitializers(const LayersCase& recorded);
void replayFunctions(const LayersCase& recorded);
void replayObjects(const LayersCase& recorded);
void replayKnn(const LayersCase& recorded);

// The same for what is recorded as JavaScript; where there is no engine for it, they throw Skipped.
void replayNames(const LayersCase& recorded);
void replayInitialWeights(const LayersCase& recorded);
void replayBuilder(const LayersCase& recorded);

/// A line of errors.jsonl: a script that tfjs refuses, or surprisingly does not.
void replayScript(const RecordedJson& line);

/// The model that the case's script builds, with weights of its own.
ModelPointer builtModel(const LayersCase& recorded);

/// Why a case is not replayed here.
struct Skipped {
    std::string reason;
};

/// The layer that a factory of tfjs makes ("dense") from settings named as files name them.
LayerPointer layerFromFactory(const std::string& factory, const RecordedJson& config);

/// What the recording says of the model itself: names, shapes, summary, optimizer.
void compareModel(const LayersCase& recorded, const Model& model);

} // namespace tp::conformance
