#include "engine/export/h5_read.h"

#include "engine/export/h5_handle.h"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tp {

namespace {

constexpr std::size_t kMostTextBytes = std::size_t{64} << 20;
constexpr std::size_t kMostNames = 100'000;
constexpr std::size_t kMostNameBytes = 4096;
constexpr std::uint64_t kMostWeightBytes = std::uint64_t{16} << 30;
constexpr int kMostAxes = 6;

/// Reads step by step; the first thing that is wrong ends it. Every size is checked before memory
/// is taken for it.
class Reader {
public:
    explicit Reader(io::ByteView bytes) : m_bytes(bytes) {}

    H5Reading read() {
        const std::scoped_lock lock(h5Mutex());
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        readFile();
        return std::move(m_reading);
    }

private:
    bool wrong(std::string what) {
        if (m_reading.fault.empty())
            m_reading.fault = std::move(what);
        return false;
    }

    bool readFile() {
        const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        if (H5Pset_fapl_core(access.get(), std::size_t{1} << 16, false) < 0 ||
            H5Pset_file_image(
                access.get(), const_cast<std::uint8_t*>(m_bytes.data()), m_bytes.size()) < 0)
            return wrong("there is not enough memory for it");
        const H5Handle file(H5Fopen("model.h5", H5F_ACC_RDONLY, access.get()), H5Fclose);
        if (!file.isOpen())
            return wrong("it is no HDF5 file, or a damaged one");
        const H5Handle root(H5Gopen2(file.get(), "/", H5P_DEFAULT), H5Gclose);
        if (!root.isOpen())
            return wrong("it is a damaged HDF5 file");
        H5Model& model = m_reading.model;
        if (!readText(root, "model_config", model.modelConfig) ||
            !readText(root, "training_config", model.trainingConfig) ||
            !readText(root, "user_defined_metadata", model.metadata) ||
            !readText(root, "keras_version", model.kerasVersion))
            return false;
        H5O_info_t info;
        const H5Handle weights = follow(root, "model_weights", info);
        // A file of weights alone has them at the top.
        return readLayers(weights.isOpen() ? weights : root);
    }

    bool readLayers(const H5Handle& all) {
        std::vector<std::string> names;
        if (!readNameList(all, "layer_names", names))
            return false;
        for (std::string& name : names) {
            H5O_info_t info;
            const H5Handle group = follow(all, name, info);
            if (!group.isOpen() || info.type != H5O_TYPE_GROUP)
                return wrong("the layer \"" + name + "\" has no group of weights");
            H5Layer& layer = m_reading.model.layers.emplace_back();
            layer.name = std::move(name);
            std::vector<std::string> weights;
            if (!readNameList(group, "weight_names", weights))
                return false;
            for (std::string& weight : weights) {
                if (!readWeight(group, layer, std::move(weight)))
                    return false;
            }
        }
        return true;
    }

    /// What lies at that path, step by step: only links that lead to something within this file,
    /// and not by another name.
    static H5Handle follow(const H5Handle& from, std::string_view path, H5O_info_t& info) {
        H5Handle none(-1, H5Oclose);
        if (path.empty() || path.size() > kMostNameBytes || path.find('\0') != path.npos)
            return none;
        auto at = std::make_unique<H5Handle>(H5Oopen(from.get(), ".", H5P_DEFAULT), H5Oclose);
        for (std::size_t start = 0; start <= path.size() && at->isOpen();) {
            const std::size_t end = std::min(path.find('/', start), path.size());
            const std::string part(path.substr(start, end - start));
            start = end + 1;
            if (part.empty())
                continue;
            H5L_info_t link;
            if (part == "." || H5Lget_info(at->get(), part.c_str(), &link, H5P_DEFAULT) < 0 ||
                link.type != H5L_TYPE_HARD)
                return none;
            at =
                std::make_unique<H5Handle>(H5Oopen(at->get(), part.c_str(), H5P_DEFAULT), H5Oclose);
        }
        if (!at->isOpen() || H5Oget_info2(at->get(), &info, H5O_INFO_BASIC) < 0)
            return none;
        return std::move(*at);
    }

    /// A text, or nothing if there is no such attribute.
    bool readText(const H5Handle& where, const char* name, std::string& text) {
        if (H5Aexists(where.get(), name) <= 0)
            return true;
        std::vector<std::string> one;
        if (!readTexts(where, name, one, kMostTextBytes))
            return false;
        if (one.size() != 1)
            return wrong(std::string("its attribute \"") + name + "\" is not one text");
        text = std::move(one.front());
        return true;
    }

    /// A list of names, which Keras cuts into several if it is long.
    bool
    readNameList(const H5Handle& where, const std::string& name, std::vector<std::string>& all) {
        if (H5Aexists(where.get(), name.c_str()) > 0)
            return readTexts(where, name.c_str(), all, kMostNameBytes);
        for (std::size_t part = 0;; ++part) {
            const std::string partName = name + std::to_string(part);
            if (H5Aexists(where.get(), partName.c_str()) <= 0)
                return true;
            if (!readTexts(where, partName.c_str(), all, kMostNameBytes))
                return false;
        }
    }

    bool readTexts(
        const H5Handle& where, const char* name, std::vector<std::string>& all, std::size_t most) {
        const std::string shown = std::string("its attribute \"") + name + "\" ";
        const H5Handle attribute(H5Aopen(where.get(), name, H5P_DEFAULT), H5Aclose);
        if (!attribute.isOpen())
            return wrong(shown + "cannot be read");
        const H5Handle space(H5Aget_space(attribute.get()), H5Sclose);
        const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
        if (!space.isOpen() || !type.isOpen())
            return wrong(shown + "cannot be read");
        const hssize_t count = H5Sget_simple_extent_npoints(space.get());
        if (count < 0 || static_cast<std::size_t>(count) + all.size() > kMostNames)
            return wrong(shown + "holds too many texts");
        if (count == 0)
            return true;
        if (H5Tget_class(type.get()) != H5T_STRING)
            return wrong(shown + "is no text");
        const auto texts = static_cast<std::size_t>(count);
        if (H5Tis_variable_str(type.get()) > 0)
            return readVariable(attribute, type, space, texts, most, shown, all);
        const std::size_t length = H5Tget_size(type.get());
        if (length == 0 || length > most || length * texts > kMostTextBytes)
            return wrong(shown + "is too long");
        std::string bytes(length * texts, '\0');
        if (H5Aread(attribute.get(), type.get(), bytes.data()) < 0)
            return wrong(shown + "cannot be read");
        for (std::size_t i = 0; i < texts; ++i) {
            const std::string one = bytes.substr(i * length, length);
            all.emplace_back(one.c_str()); // up to the first zero
        }
        return true;
    }

    bool readVariable(
        const H5Handle& attribute,
        const H5Handle& type,
        const H5Handle& space,
        std::size_t count,
        std::size_t most,
        const std::string& shown,
        std::vector<std::string>& all) {
        std::vector<char*> texts(count, nullptr);
        if (H5Aread(attribute.get(), type.get(), texts.data()) < 0)
            return wrong(shown + "cannot be read");
        bool isShort = true;
        for (const char* text : texts) {
            all.emplace_back(text ? text : "");
            isShort = isShort && all.back().size() <= most;
        }
        H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, texts.data());
        return isShort || wrong(shown + "is too long");
    }

    bool readWeight(const H5Handle& group, H5Layer& layer, std::string name) {
        const std::string shown =
            "the weight \"" + name + "\" of the layer \"" + layer.name + "\" ";
        H5O_info_t info;
        const H5Handle dataset = follow(group, name, info);
        if (!dataset.isOpen() || info.type != H5O_TYPE_DATASET)
            return wrong(shown + "is missing, or lies elsewhere");
        const H5Handle type(H5Dget_type(dataset.get()), H5Tclose);
        const H5T_class_t kind = H5Tget_class(type.get());
        if ((kind != H5T_FLOAT && kind != H5T_INTEGER) || H5Tget_size(type.get()) > 8)
            return wrong(shown + "holds no numbers");
        const H5Handle space(H5Dget_space(dataset.get()), H5Sclose);
        const int axes = H5Sget_simple_extent_ndims(space.get());
        if (axes < 0 || axes > kMostAxes)
            return wrong(shown + "has more axes than tensors have");
        std::vector<hsize_t> sizes(static_cast<std::size_t>(axes));
        if (axes > 0 && H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr) < 0)
            return wrong(shown + "cannot be read");
        io::WeightSpec spec;
        spec.name = std::move(name);
        std::uint64_t bytes = sizeof(float);
        for (const hsize_t size : sizes) {
            if (size > kMostWeightBytes || (size > 0 && bytes > kMostWeightBytes / size))
                return wrong(shown + "is too large");
            bytes *= size;
            spec.shape.push_back(static_cast<std::int64_t>(size));
        }
        if (!checkStorage(dataset, bytes, H5Tget_size(type.get()), shown))
            return false;
        io::Bytes& data = m_reading.model.data;
        const std::size_t start = data.size();
        data.resize(start + bytes);
        if (bytes > 0 &&
            H5Dread(
                dataset.get(), H5T_IEEE_F32LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, data.data() + start) <
                0)
            return wrong(shown + "cannot be read");
        layer.weights.push_back(std::move(spec));
        return true;
    }

    /// Whether the file can hold so much: all of it within itself, and not more than packing can
    /// explain.
    bool checkStorage(
        const H5Handle& dataset,
        std::uint64_t bytes,
        std::size_t itemBytes,
        const std::string& shown) {
        const H5Handle creation(H5Dget_create_plist(dataset.get()), H5Pclose);
        const H5D_layout_t layout = H5Pget_layout(creation.get());
        if (H5Pget_external_count(creation.get()) != 0 ||
            (layout != H5D_CONTIGUOUS && layout != H5D_COMPACT && layout != H5D_CHUNKED))
            return wrong(shown + "lies in another file");
        const std::uint64_t stored = bytes / sizeof(float) * itemBytes;
        const std::uint64_t found = H5Dget_storage_size(dataset.get());
        if (layout != H5D_CHUNKED && found != stored)
            return wrong(shown + "is not all there");
        constexpr std::uint64_t kMostPacking = 1100; // what deflate can reach
        if (found > m_bytes.size() || stored > (found + 1024) * kMostPacking ||
            m_reading.model.data.size() + bytes > kMostWeightBytes)
            return wrong(shown + "is larger than the file can hold");
        return layout != H5D_CHUNKED || checkChunks(creation, stored, itemBytes, shown);
    }

    bool checkChunks(
        const H5Handle& creation,
        std::uint64_t stored,
        std::size_t itemBytes,
        const std::string& shown) {
        std::array<hsize_t, H5S_MAX_RANK> sizes{};
        const int axes = H5Pget_chunk(creation.get(), H5S_MAX_RANK, sizes.data());
        std::uint64_t chunk = itemBytes;
        for (int i = 0; i < axes; ++i) {
            const hsize_t size = std::max<hsize_t>(sizes[static_cast<std::size_t>(i)], 1);
            chunk = chunk > kMostWeightBytes / size ? kMostWeightBytes : chunk * size;
        }
        if (axes < 0 || chunk > 64 * stored + (std::uint64_t{1} << 20))
            return wrong(shown + "is cut into pieces that are larger than itself");
        for (unsigned i = 0; i < static_cast<unsigned>(H5Pget_nfilters(creation.get())); ++i) {
            unsigned flags = 0;
            std::size_t values = 0;
            const H5Z_filter_t filter =
                H5Pget_filter2(creation.get(), i, &flags, &values, nullptr, 0, nullptr, nullptr);
            if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE &&
                filter != H5Z_FILTER_FLETCHER32)
                return wrong(shown + "is packed in a way that is not supported");
        }
        return true;
    }

    io::ByteView m_bytes;
    H5Reading m_reading;
};

} // namespace

H5Reading readH5(io::ByteView bytes) {
    return Reader(bytes).read();
}

H5Model readH5FileHere(io::ByteView bytes, std::string_view name) {
    H5Reading reading = readH5(bytes);
    if (!reading.fault.empty())
        fail(Error::Kind::BadFile, "%1: %2", name, reading.fault);
    return std::move(reading.model);
}

} // namespace tp
