// Two inputs that are stretched to the shape of the output.

layout(constant_id = 1) const uint kOp = 0;
layout(constant_id = 2) const uint kKindA = kFloat32;
layout(constant_id = 3) const uint kKindB = kFloat32;
layout(constant_id = 4) const bool kSameShape = false; // neither is stretched

layout(binding = 0) readonly buffer A { uint as[]; };
layout(binding = 1) readonly buffer B { uint bs[]; };

layout(push_constant) uniform Push {
    uint count;
    uint rank;
    uint sizes[kMaxRank]; // outermost first
    uint stepsA[kMaxRank];
    uint stepsB[kMaxRank];
};

// Where the elements of both inputs are that belong to output element `index`.
uvec2 sources(uint index) {
    if (kSameShape)
        return uvec2(index);
    uvec2 at = uvec2(0u);
    for (uint axis = rank; axis-- > 0u;) {
        const uint position = index % sizes[axis];
        index /= sizes[axis];
        at += position * uvec2(stepsA[axis], stepsB[axis]);
    }
    return at;
}

uint wordA(uint at) {
    return kKindA == kBool ? byteOf(as[at >> 2], at) : as[at];
}

uint wordB(uint at) {
    return kKindB == kBool ? byteOf(bs[at >> 2], at) : bs[at];
}
