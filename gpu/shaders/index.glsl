// What most programs share: words of memory as numbers, and positions in tensors.

#extension GL_EXT_spirv_intrinsics : require
// NaN and infinity are kept as they are (capability and mode SignedZeroInfNanPreserve, 32 bit).
// Devices that do not know the wish get the program without it.
spirv_execution_mode(capabilities = [4466], 4461, 32);

layout(local_size_x_id = 0) in;

// How the elements of a tensor lie in memory. A bool is a byte, four of them in a word.
const uint kFloat32 = 0u;
const uint kInt32 = 1u;
const uint kBool = 2u;

const uint kMaxRank = 8u;

uint byteOf(uint word, uint index) {
    return (word >> (8u * (index & 3u))) & 0xffu;
}

// Which words this invocation makes: every kStep-th from the first on.
uint firstWord() {
    return gl_GlobalInvocationID.x;
}

uint wordStep() {
    return gl_NumWorkGroups.x * gl_WorkGroupSize.x;
}
