#pragma once

#include "engine/io/file.h"
#include "engine/io/folder_save.h"
#include "engine/io/model_json.h"

#include <memory>
#include <optional>

namespace tp::io {

/// The files of a model's weights as one long one.
class WeightFiles {
public:
    /// Opens the files that the manifest names. Nothing unless all are files within the folder
    /// with just the bytes that their groups need, not too many, and neither strings nor checksums
    /// are among them: those are for whoever reads more slowly, and can say what is wrong.
    static std::optional<WeightFiles>
    open(const FolderLock& folder, const std::vector<WeightsGroup>& manifest);

    /// Reads the weights straight into tensors, on several threads. Nothing if the files became
    /// shorter meanwhile. Throws Device where memory is short.
    std::optional<NamedWeights> read(const std::vector<WeightSpec>& specs) const;

private:
    struct Part {
        Part(int descriptor, std::size_t place) : file(descriptor), begin(place), end(place) {}

        FileDescriptor file;
        std::size_t begin; // within all
        std::size_t end;
    };

    bool readAt(std::size_t begin, std::span<std::uint8_t> into) const;

    std::vector<std::unique_ptr<Part>> m_parts;
};

} // namespace tp::io
