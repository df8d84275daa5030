// y = a * b for a batch of matrices, either of which may be stored transposed; NUMBER is float or
// int.

layout(constant_id = 1) const bool kTransposeA = false;
layout(constant_id = 2) const bool kTransposeB = false;

layout(binding = 0) readonly buffer A { NUMBER as[]; };
layout(binding = 1) readonly buffer B { NUMBER bs[]; };
layout(binding = 2) writeonly buffer Y { NUMBER ys[]; };

const uint kMaxBatchRank = kMaxRank - 2u;

layout(push_constant) uniform Push {
    uint batches;
    uint m; // rows of y
    uint n; // columns of y
    uint k; // what is summed over
    uint rank; // of the batch
    uint sizes[kMaxBatchRank];
    uint stepsA[kMaxBatchRank]; // in matrices; 0 where one serves all
    uint stepsB[kMaxBatchRank];
};

// Where the matrices of both inputs begin.
uvec2 beginning(uint batch) {
    uvec2 matrices = uvec2(0u);
    for (uint axis = rank; axis-- > 0u;) {
        matrices += batch % sizes[axis] * uvec2(stepsA[axis], stepsB[axis]);
        batch /= sizes[axis];
    }
    return matrices * uvec2(m * k, k * n);
}

uint placeA(uint row, uint inner) {
    return kTransposeA ? inner * m + row : row * k + inner;
}

uint placeB(uint inner, uint column) {
    return kTransposeB ? column * k + inner : inner * n + column;
}
