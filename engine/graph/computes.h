#pragma once

#include "engine/graph/call.h"

// What the rows of the table do where an op of TensorFlow takes more than one of ours by another
// name.
namespace tp::graph {

// Windows over images: attributes.
Attrs windowAttrs2d(const Node& node);
Attrs windowAttrs3d(const Node& node);
Attrs poolAttrs2d(const Node& node);
Attrs poolAttrs3d(const Node& node);
Attrs fusedWindowAttrs(const Node& node);
Attrs fusedMatMulAttrs(const Node& node);
Attrs dilationAttrs(const Node& node);

// Windows over images: nodes.
Values biasAddNode(const Call& call);
Values fusedConv(const Call& call);
Values fusedDepthwiseConv(const Call& call);
Values fusedMatMulNode(const Call& call);
Values conv1dNode(const Call& call);
Values convTransposed(const Call& call);
Values batchNormNode(const Call& call);

// Elements in other places, and what a graph asks about shapes.
Attrs mirrorPadAttrs(const Node& node);
Attrs transformAttrs(const Node& node);
Values splitEvenly(const Call& call);
Values splitBySizes(const Call& call);
Values squeezeNode(const Call& call);
Values shapeNode(const Call& call);
Values shapesNode(const Call& call);
Values rankNode(const Call& call);
Values sizeNode(const Call& call);
Values reverseNode(const Call& call);
Values fillNode(const Call& call);
Values filled(const Call& call);
Values rangeNode(const Call& call);
Values oneHotNode(const Call& call);
Values selectNode(const Call& call);
Values ensureShapeNode(const Call& call);
Values uniqueNode(const Call& call);

/// All inputs, or only the first, as they are.
Values passOn(const Call& call);
Values passFirst(const Call& call);

/// No outputs.
Values nothing(const Call& call);

/// Refuses: a placeholder was to be given.
Values missingInput(const Call& call);

// The rest.
Values nonMaxSuppressionV5(const Call& call);
Values rfftNode(const Call& call);
Values irfftNode(const Call& call);
Values randomUniformNode(const Call& call);
Values randomUniformIntNode(const Call& call);
Values randomNormalNode(const Call& call);
Values truncatedNormalNode(const Call& call);
Values multinomialNode(const Call& call);

// Functions.
Values ifNode(const Call& call);
Values caseNode(const Call& call);
Values whileNode(const Call& call);
Values callNode(const Call& call);

// Arrays of tensors that are written into.
Values tensorArray(const Call& call);
Values tensorArrayWrite(const Call& call);
Values tensorArrayRead(const Call& call);
Values tensorArrayGather(const Call& call);
Values tensorArrayScatter(const Call& call);
Values tensorArrayConcat(const Call& call);
Values tensorArraySplit(const Call& call);
Values tensorArraySize(const Call& call);

// Lists of tensors, which are values.
Values emptyTensorList(const Call& call);
Values tensorListReserve(const Call& call);
Values tensorListFromTensor(const Call& call);
Values tensorListScatter(const Call& call);
Values tensorListSplit(const Call& call);
Values tensorListGetItem(const Call& call);
Values tensorListSetItem(const Call& call);
Values tensorListPushBack(const Call& call);
Values tensorListPopBack(const Call& call);
Values tensorListStack(const Call& call);
Values tensorListGather(const Call& call);
Values tensorListConcat(const Call& call);
Values tensorListLength(const Call& call);
Values tensorListResize(const Call& call);

// Tables of keys and values.
Values hashTable(const Call& call);
Values tableImport(const Call& call);
Values tableFind(const Call& call);
Values tableSize(const Call& call);

} // namespace tp::graph
