#pragma once

#include "engine/runtime/backend.h"

namespace tp::cpu {

// Each adds the kernels of the file of its name.
void registerActivationKernels(Backend& backend);
void registerAlongAxisKernels(Backend& backend);
void registerArrayKernels(Backend& backend);
void registerBinaryKernels(Backend& backend);
void registerComplexKernels(Backend& backend);
void registerConvKernels(Backend& backend);
void registerCreationKernels(Backend& backend);
void registerEinsumKernels(Backend& backend);
void registerImageCropKernels(Backend& backend);
void registerImageResizeKernels(Backend& backend);
void registerImageTransformKernels(Backend& backend);
void registerIndexKernels(Backend& backend);
void registerLinalgKernels(Backend& backend);
void registerMorphologyKernels(Backend& backend);
void registerNonMaxSuppressionKernels(Backend& backend);
void registerNormalizationKernels(Backend& backend);
void registerPoolKernels(Backend& backend);
void registerPoolPlaceKernels(Backend& backend);
void registerRaggedKernels(Backend& backend);
void registerRandomKernels(Backend& backend);
void registerReduceKernels(Backend& backend);
void registerScatterKernels(Backend& backend);
void registerSearchKernels(Backend& backend);
void registerSetKernels(Backend& backend);
void registerSparseKernels(Backend& backend);
void registerSpatialKernels(Backend& backend);
void registerSpectralKernels(Backend& backend);
void registerStringKernels(Backend& backend);
void registerTrainingKernels(Backend& backend);
void registerTransposeKernels(Backend& backend);
void registerUnaryKernels(Backend& backend);

/// Calls `f` with a null pointer to the C++ type of the dtype's elements.
template<class F>
void withElementType(DType dtype, F f) {
    switch (dtype) {
    case DType::Float32:
        return f(static_cast<float*>(nullptr));
    case DType::Int32:
        return f(static_cast<std::int32_t*>(nullptr));
    case DType::Bool:
        return f(static_cast<std::uint8_t*>(nullptr));
    case DType::Complex64:
        return f(static_cast<std::complex<float>*>(nullptr));
    case DType::String:
        return f(static_cast<std::string*>(nullptr));
    }
}

} // namespace tp::cpu
