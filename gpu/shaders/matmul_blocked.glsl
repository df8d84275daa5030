// Every invocation computes a block of 4 x 4 elements on its own: good where a workgroup has no
// memory that is faster than the rest. NUMBER4 is a vector of four NUMBERs.
#include "gpu/shaders/matmul.glsl"

const uint kBlock = 4u;

void store(uint row, uint left, NUMBER4 sums) {
    for (uint j = 0u; j < kBlock && left + j < n; ++j)
        ys[row * n + left + j] = sums[j];
}

void computeBlock(uint batch, uint top, uint left) {
    // Beyond the edge, the last row and column are computed again and thrown away.
    const uvec4 rows = min(uvec4(top, top + 1u, top + 2u, top + 3u), uvec4(m - 1u));
    const uvec4 columns = min(uvec4(left, left + 1u, left + 2u, left + 3u), uvec4(n - 1u));
    const uvec2 begin = beginning(batch);
    uvec4 placesA = begin.x + (kTransposeA ? rows : rows * k);
    uvec4 placesB = begin.y + (kTransposeB ? columns * k : columns);
    const uint stepA = kTransposeA ? m : 1u;
    const uint stepB = kTransposeB ? 1u : n;
    NUMBER4 sums0 = NUMBER4(0);
    NUMBER4 sums1 = NUMBER4(0);
    NUMBER4 sums2 = NUMBER4(0);
    NUMBER4 sums3 = NUMBER4(0);
    for (uint inner = 0u; inner < k; ++inner) {
        const NUMBER4 row = NUMBER4(bs[placesB.x], bs[placesB.y], bs[placesB.z], bs[placesB.w]);
        sums0 += as[placesA.x] * row;
        sums1 += as[placesA.y] * row;
        sums2 += as[placesA.z] * row;
        sums3 += as[placesA.w] * row;
        placesA += stepA;
        placesB += stepB;
    }
    const uint first = batch * m + top;
    store(first, left, sums0);
    if (top + 1u < m)
        store(first + 1u, left, sums1);
    if (top + 2u < m)
        store(first + 2u, left, sums2);
    if (top + 3u < m)
        store(first + 3u, left, sums3);
}

void main() {
    const uint across = (n + kBlock - 1u) / kBlock;
    const uint down = (m + kBlock - 1u) / kBlock;
    for (uint block = firstWord(); block < batches * down * across; block += wordStep())
        computeBlock(
            block / (down * across), block / across % down * kBlock, block % across * kBlock);
}
