// y = the elements of x along some axes, joined to one. What includes this says in which type they
// are joined: ACCUMULATOR float, int or double.

layout(constant_id = 1) const uint kOp = 0u;
layout(constant_id = 2) const uint kKind = kFloat32; // of x
layout(constant_id = 3) const bool kTogether = false; // a workgroup joins for one element of y

const uint kSum = 0u;
const uint kMean = 1u;
const uint kProduct = 2u;
const uint kLargest = 3u;
const uint kSmallest = 4u;
const uint kAll = 5u;
const uint kAny = 6u;

layout(binding = 0) readonly buffer X { uint xs[]; };
layout(binding = 1) writeonly buffer Y { uint ys[]; };

layout(push_constant) uniform Push {
    uint count; // elements of y
    uint each;  // elements of x for one of y
    uint kept;  // axes that stay; they come first in the lists
    uint rank;
    uint sizes[kMaxRank];
    uint steps[kMaxRank];
};

ACCUMULATOR join(ACCUMULATOR a, ACCUMULATOR b) {
    switch (kOp) {
    case kProduct:
        return a * b;
    case kLargest:
        return a > b || a != a ? a : b;
    case kSmallest:
        return a < b || a != a ? a : b;
    case kAll:
        return ACCUMULATOR(a != ACCUMULATOR(0) && b != ACCUMULATOR(0));
    case kAny:
        return ACCUMULATOR(a != ACCUMULATOR(0) || b != ACCUMULATOR(0));
    }
    return a + b;
}

ACCUMULATOR element(uint i) {
    if (kKind == kBool)
        return ACCUMULATOR(byteOf(xs[i >> 2], i));
    return kKind == kFloat32 ? ACCUMULATOR(uintBitsToFloat(xs[i])) : ACCUMULATOR(int(xs[i]));
}

ACCUMULATOR start() {
    switch (kOp) {
    case kProduct:
    case kAll:
        return ACCUMULATOR(1);
    case kLargest:
        return LOWEST;
    case kSmallest:
        return HIGHEST;
    }
    return ACCUMULATOR(0);
}

// Where element `index` of those axes from `first` up to `last` lies.
uint offsetOf(uint index, uint first, uint last) {
    uint at = 0u;
    for (uint axis = last; axis-- > first;) {
        at += index % sizes[axis] * steps[axis];
        index /= sizes[axis];
    }
    return at;
}

ACCUMULATOR joinFrom(uint base, uint first, uint step) {
    ACCUMULATOR sum = start();
    if (rank - kept == 1u) {
        for (uint i = first; i < each; i += step)
            sum = join(sum, element(base + i * steps[kept]));
    } else {
        for (uint i = first; i < each; i += step)
            sum = join(sum, element(base + offsetOf(i, kept, rank)));
    }
    return sum;
}

// The word that goes into y.
uint finish(ACCUMULATOR sum) {
    if (kOp == kMean) // of nothing it is 0, as in TensorFlow.js
        return floatBitsToUint(each == 0u ? 0.0 : float(sum / ACCUMULATOR(each)));
    return kKind == kFloat32 ? floatBitsToUint(float(sum)) : uint(TO_INT32(sum));
}

shared ACCUMULATOR partial[gl_WorkGroupSize.x];

void joinTogether() {
    const uint me = gl_LocalInvocationID.x;
    for (uint i = gl_WorkGroupID.x; i < count; i += gl_NumWorkGroups.x) {
        partial[me] = joinFrom(offsetOf(i, 0u, kept), me, gl_WorkGroupSize.x);
        barrier();
        for (uint width = gl_WorkGroupSize.x / 2u; width > 0u; width /= 2u) {
            if (me < width)
                partial[me] = join(partial[me], partial[me + width]);
            barrier();
        }
        if (me == 0u)
            ys[i] = finish(partial[0]);
        barrier();
    }
}

void main() {
    if (kTogether) {
        joinTogether();
    } else if (kKind == kBool && kOp != kMean) {
        for (uint w = firstWord(); 4u * w < count; w += wordStep()) {
            uint word = 0u;
            for (uint k = 0u; k < 4u && 4u * w + k < count; ++k)
                word |= finish(joinFrom(offsetOf(4u * w + k, 0u, kept), 0u, 1u)) << (8u * k);
            ys[w] = word;
        }
    } else {
        for (uint i = firstWord(); i < count; i += wordStep())
            ys[i] = finish(joinFrom(offsetOf(i, 0u, kept), 0u, 1u));
    }
}
