#pragma once

#include <dnnl.hpp>

#include <memory>

namespace tp::cpu {

/// The processor, for oneDNN.
const dnnl::engine& oneDnnEngine();

/// The calling thread's stream. Our own pool shares out the work, so oneDNN keeps to one thread:
/// OpenMP's threads would spin for each other.
dnnl::stream& oneDnnStream();

/// At least that many bytes for the calling thread's next call of oneDNN.
void* oneDnnScratch(std::size_t bytes);

/// Uninitialised memory as oneDNN likes it, which does not count as a tensor's.
std::shared_ptr<float> alignedFloats(std::size_t count);

} // namespace tp::cpu
