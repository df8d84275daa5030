#include "engine/data/image_folder.h"

#include "engine/base/error.h"
#include "engine/ops/image.h"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace tp {

namespace {

namespace fs = std::filesystem;

std::string lowercase(std::string text) {
    for (char& letter : text)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return text;
}

bool isHidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

/// What lies in a folder, sorted by name.
std::vector<fs::directory_entry> entriesOf(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    auto entry = fs::directory_iterator(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (!isHidden(entry->path()))
            entries.push_back(*entry);
    }
    if (error)
        fail(Error::Kind::BadFile, "%1: the folder cannot be read", folder.string());
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// Adds the images of a folder and those in folders below it. Links to folders are not followed,
/// for they may lead round in circles.
void collect(
    const fs::path& folder,
    const std::vector<std::string>& extensions,
    std::vector<fs::path>& images) {
    for (const fs::directory_entry& entry : entriesOf(folder)) {
        std::error_code error;
        if (entry.is_directory(error) && !entry.is_symlink(error))
            collect(entry.path(), extensions, images);
        const std::string extension = lowercase(entry.path().extension().string());
        const bool isImage =
            std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
        if (isImage && entry.is_regular_file(error))
            images.push_back(entry.path());
    }
}

/// The orders in which passes read the files.
class Orders {
public:
    Orders(std::size_t count, bool shuffles, Seed seed)
        : m_count(count)
        , m_shuffles(shuffles)
        , m_random(seed) {}

    std::vector<std::size_t> next() {
        std::vector<std::size_t> order(m_count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (!m_shuffles)
            return order;
        const std::scoped_lock lock(m_mutex); // passes may begin on several threads
        for (std::size_t left = m_count; left > 1; --left) {
            const auto place = m_random.below(static_cast<std::int64_t>(left));
            std::swap(order[left - 1], order[static_cast<std::size_t>(place)]);
        }
        return order;
    }

private:
    std::size_t m_count;
    bool m_shuffles;
    std::mutex m_mutex;
    RandomGenerator m_random;
};

/// One pass over the images.
class Images : public ElementIterator {
public:
    Images(
        std::shared_ptr<const ImageFolder> folder,
        ImageFolderConfig config,
        std::vector<std::size_t> order)
        : m_folder(std::move(folder))
        , m_config(std::move(config))
        , m_order(std::move(order)) {}

    std::optional<DatasetElement> next() override {
        if (m_next == m_order.size())
            return {};
        const ImageFolder::File& file = m_folder->files()[m_order[m_next++]];
        return DatasetElement{{"xs", imageIn(file.path)}, {"ys", labelOf(file)}};
    }

private:
    Tensor imageIn(const fs::path& file) const {
        Tensor image = m_config.decode(file);
        if (image.isNull() || image.rank() != 3)
            fail(Error::Kind::BadFile, "%1: this was not read as an image", file.string());
        if (!m_config.size)
            return image;
        return image::resizeBilinear(image, {(*m_config.size)[0], (*m_config.size)[1]});
    }

    Tensor labelOf(const ImageFolder::File& file) const {
        if (m_config.labels == ClassLabels::Number)
            return scalar(file.label, DType::Int32);
        std::vector<float> places(m_folder->classNames().size());
        places[static_cast<std::size_t>(file.label)] = 1;
        return tensor(places);
    }

    std::shared_ptr<const ImageFolder> m_folder;
    ImageFolderConfig m_config;
    std::vector<std::size_t> m_order;
    std::size_t m_next = 0;
};

} // namespace

ImageFolder::ImageFolder(
    const std::filesystem::path& folder, const std::vector<std::string>& extensions) {
    for (const fs::directory_entry& entry : entriesOf(folder)) {
        std::error_code error;
        if (!entry.is_directory(error))
            continue;
        std::vector<fs::path> images;
        collect(entry.path(), extensions, images);
        if (images.empty())
            continue;
        const auto label = static_cast<std::int32_t>(m_classNames.size());
        m_classNames.push_back(entry.path().filename().string());
        for (fs::path& image : images)
            m_files.push_back({std::move(image), label});
    }
    if (m_files.empty()) {
        fail(
            Error::Kind::BadFile,
            "%1: there is no sub-folder with images, as one for each class would be",
            folder.string());
    }
}

Dataset ImageFolder::dataset(const ImageFolderConfig& config) const {
    check(static_cast<bool>(config.decode), "image folder: there is no decoder");
    check(
        !config.size || ((*config.size)[0] > 0 && (*config.size)[1] > 0),
        "image folder: the size of images must be above 0");
    auto orders = std::make_shared<Orders>(m_files.size(), config.shuffle, config.seed);
    auto folder = std::make_shared<const ImageFolder>(*this);
    return Dataset(
        [folder = std::move(folder), config, orders = std::move(orders)] {
            return std::make_unique<Images>(folder, config, orders->next());
        },
        static_cast<std::int64_t>(m_files.size()));
}

} // namespace tp
