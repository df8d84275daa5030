#pragma once

#include "engine/data/dataset.h"

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tp {

/// Makes a tensor [height, width, channels] of an image file, and throws where it cannot.
using ImageDecoder = std::function<Tensor(const std::filesystem::path& file)>;

/// What labels look like: the number of the class as int32, or a float32 vector with a 1 at its
/// place, as categoricalCrossentropy takes it.
enum class ClassLabels { Number, OneHot };

struct ImageFolderConfig {
    ImageDecoder decode = {};                             ///< must be given
    std::optional<std::array<std::int64_t, 2>> size = {}; ///< height and width to resize to
    ClassLabels labels = ClassLabels::Number;
    bool shuffle = false; ///< another order of the files for each pass, before they are read
    Seed seed = {};       ///< repeats these orders
};

/// A folder with a sub-folder of images for each class.
///
///     const ImageFolder flowers("flowers"); // flowers/daisy/1.jpg, flowers/rose/1.jpg …
///     const Dataset images = flowers.dataset({.decode = readImage, .size = {{64, 64}}});
///
/// Holds the names of the files; images are read as they are asked for.
class ImageFolder {
public:
    struct File {
        std::filesystem::path path;
        std::int32_t label = 0; ///< the place of its class in classNames()
    };

    /// Finds the images: files below the sub-folders whose names end in one of `extensions`, large
    /// or small. What is hidden by a dot is left out. Throws BadFile if the folder cannot be read,
    /// or has no such file.
    explicit ImageFolder(
        const std::filesystem::path& folder,
        const std::vector<std::string>& extensions = {
            ".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".ppm", ".pgm"});

    /// The names of the sub-folders that have images, sorted.
    const std::vector<std::string>& classNames() const { return m_classNames; }

    /// Class after class, sorted by name within each.
    const std::vector<File>& files() const { return m_files; }

    /// The images as {"xs": float32 or what the decoder makes, "ys": the label}. Reading throws
    /// BadFile, naming the file, if the decoder makes no tensor of rank 3. Throws InvalidArgument
    /// without a decoder, or with a size that is not above 0.
    Dataset dataset(const ImageFolderConfig& config) const;

private:
    std::vector<std::string> m_classNames;
    std::vector<File> m_files;
};

} // namespace tp
