// A workgroup of 16 x 16 invocations computes a tile of 64 x 64 elements, from strips of both
// inputs in the memory that it shares: good on graphics cards.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "gpu/shaders/index.glsl"

#define NUMBER float
#include "gpu/shaders/matmul.glsl"

const uint kSide = 16u;  // invocations along a side; the workgroup has kSide * kSide
const uint kBlock = 4u;  // elements of each along a side
const uint kTile = kSide * kBlock;
const uint kDepth = 16u; // of a strip

shared float stripA[kDepth][kTile + 1u]; // one more, so that columns lie in different banks
shared float stripB[kDepth][kTile + 1u];

// Loads the strips from `begin` on; zeros beyond the edges.
void load(uvec2 begin, uint top, uint left, uint strip) {
    for (uint i = gl_LocalInvocationID.x; i < kDepth * kTile; i += kSide * kSide) {
        // Neighbours in memory are read by neighbours.
        const uint innerA = kTransposeA ? i / kTile : i % kDepth;
        const uint row = kTransposeA ? i % kTile : i / kDepth;
        const bool hasA = top + row < m && strip + innerA < k;
        stripA[innerA][row] = hasA ? as[begin.x + placeA(top + row, strip + innerA)] : 0.0;
        const uint innerB = kTransposeB ? i % kDepth : i / kTile;
        const uint column = kTransposeB ? i / kDepth : i % kTile;
        const bool hasB = left + column < n && strip + innerB < k;
        stripB[innerB][column] = hasB ? bs[begin.y + placeB(strip + innerB, left + column)] : 0.0;
    }
}

void computeTile(uint batch, uint top, uint left) {
    const uvec2 begin = beginning(batch);
    const uint x = gl_LocalInvocationID.x % kSide;
    const uint y = gl_LocalInvocationID.x / kSide;
    float sums[kBlock][kBlock];
    for (uint i = 0u; i < kBlock; ++i)
        for (uint j = 0u; j < kBlock; ++j)
            sums[i][j] = 0.0;
    for (uint strip = 0u; strip < k; strip += kDepth) {
        load(begin, top, left, strip);
        barrier();
        for (uint inner = 0u; inner < kDepth; ++inner) {
            float column[kBlock];
            float row[kBlock];
            for (uint i = 0u; i < kBlock; ++i) {
                column[i] = stripA[inner][y + i * kSide];
                row[i] = stripB[inner][x + i * kSide];
            }
            for (uint i = 0u; i < kBlock; ++i)
                for (uint j = 0u; j < kBlock; ++j)
                    sums[i][j] += column[i] * row[j];
        }
        barrier();
    }
    for (uint i = 0u; i < kBlock; ++i)
        for (uint j = 0u; j < kBlock; ++j) {
            const uint row = top + y + i * kSide;
            const uint column = left + x + j * kSide;
            if (row < m && column < n)
                ys[(batch * m + row) * n + column] = sums[i][j];
        }
}

void main() {
    const uint across = (n + kTile - 1u) / kTile;
    const uint down = (m + kTile - 1u) / kTile;
    for (uint tile = gl_WorkGroupID.x; tile < batches * down * across; tile += gl_NumWorkGroups.x)
        computeTile(tile / (down * across), tile / across % down * kTile, tile % across * kTile);
}
