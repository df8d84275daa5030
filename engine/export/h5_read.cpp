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
    /// What is wrong: "FILE: WHAT", where `what` may hold %2 and so on for `arguments`.
    template<class... Arguments>
    bool refuse(std::string_view what, const Arguments&... arguments) {
        if (m_reading.fault.empty()) {
            m_reading.fault = "%1: " + std::string(what);
            m_reading.faultArguments = {toText(arguments)...};
        }
        return false;
    }

    bool readFile() {
        const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        if (H5Pset_fapl_core(access.get(), std::size_t{1} << 16, false) < 0 ||
            H5Pset_file_image(
                access.get(), const_cast<std::uint8_t*>(m_bytes.data()), m_bytes.size()) < 0)
            return refuse("there is not enough memory for it");
        const H5Handle file(H5Fopen("model.h5", H5F_ACC_RDONLY, access.get()), H5Fclose);
        if (!file.isOpen())
            return refuse("it is no HDF5 file, or a damaged one");
        const H5Handle root(H5Gopen2(file.get(), "/", H5P_DEFAULT), H5Gclose);
        if (!root.isOpen())
            return refuse("it is a damaged HDF5 file");
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
                return refuse("the layer \"%2\" has no group of weights", name);
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
            return refuse("its attribute \"%2\" is not one text", name);
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
        const H5Handle attribute(H5Aopen(where.get(), name, H5P_DEFAULT), H5Aclose);
        if (!attribute.isOpen())
            return refuse("its attribute \"%2\" cannot be read", name);
        const H5Handle space(H5Aget_space(attribute.get()), H5Sclose);
        const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
        if (!space.isOpen() || !type.isOpen())
            return refuse("its attribute \"%2\" cannot be read", name);
        const hssize_t count = H5Sget_simple_extent_npoints(space.get());
        if (count < 0 || static_cast<std::size_t>(count) + all.size() > kMostNames)
            return refuse("its attribute \"%2\" holds too many texts", name);
        if (count == 0)
            return true;
        if (H5Tget_class(type.get()) != H5T_STRING)
            return refuse("its attribute \"%2\" is no text", name);
        const auto texts = static_cast<std::size_t>(count);
        if (H5Tis_variable_str(type.get()) > 0)
            return readVariable(attribute, texts, most, name, all);
        const std::size_t length = H5Tget_size(type.get());
        if (length == 0 || length > most || length * texts > kMostTextBytes)
            return refuse("its attribute \"%2\" is too long", name);
        std::string bytes(length * texts, '\0');
        if (H5Aread(attribute.get(), type.get(), bytes.data()) < 0)
            return refuse("its attribute \"%2\" cannot be read", name);
        for (std::size_t i = 0; i < texts; ++i) {
            const std::string one = bytes.substr(i * length, length);
            all.emplace_back(one.c_str()); // up to the first zero
        }
        return true;
    }

    bool readVariable(
        const H5Handle& attribute,
        std::size_t count,
        std::size_t most,
        const char* name,
        std::vector<std::string>& all) {
        const H5Handle space(H5Aget_space(attribute.get()), H5Sclose);
        const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
        std::vector<char*> texts(count, nullptr);
        if (H5Aread(attribute.get(), type.get(), texts.data()) < 0)
            return refuse("its attribute \"%2\" cannot be read", name);
        bool isShort = true;
        for (const char* text : texts) {
            all.emplace_back(text ? text : "");
            isShort = isShort && all.back().size() <= most;
        }
        H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, texts.data());
        return isShort || refuse("its attribute \"%2\" is too long", name);
    }

    bool readWeight(const H5Handle& group, H5Layer& layer, std::string name) {
        m_weight = name;
        m_layer = layer.name;
        H5O_info_t info;
        const H5Handle dataset = follow(group, name, info);
        if (!dataset.isOpen() || info.type != H5O_TYPE_DATASET) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" is missing, or lies elsewhere",
                m_weight,
                m_layer);
        }
        const H5Handle type(H5Dget_type(dataset.get()), H5Tclose);
        const H5T_class_t kind = H5Tget_class(type.get());
        if ((kind != H5T_FLOAT && kind != H5T_INTEGER) || H5Tget_size(type.get()) > 8) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" holds no numbers", m_weight, m_layer);
        }
        io::WeightSpec spec;
        spec.name = std::move(name);
        std::uint64_t bytes = 0;
        if (!readShape(dataset, spec.shape, bytes))
            return false;
        if (!checkStorage(dataset, bytes, H5Tget_size(type.get())))
            return false;
        io::Bytes& data = m_reading.model.data;
        const std::size_t start = data.size();
        data.resize(start + bytes);
        if (bytes > 0 &&
            H5Dread(
                dataset.get(), H5T_IEEE_F32LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, data.data() + start) <
                0) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" cannot be read", m_weight, m_layer);
        }
        layer.weights.push_back(std::move(spec));
        return true;
    }

    /// Also how many bytes that makes as float32.
    bool readShape(const H5Handle& dataset, Shape& shape, std::uint64_t& bytes) {
        const H5Handle space(H5Dget_space(dataset.get()), H5Sclose);
        const int axes = H5Sget_simple_extent_ndims(space.get());
        if (axes < 0 || axes > kMostAxes) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" has more axes than tensors have",
                m_weight,
                m_layer);
        }
        std::vector<hsize_t> sizes(static_cast<std::size_t>(axes));
        if (axes > 0 && H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr) < 0) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" cannot be read", m_weight, m_layer);
        }
        bytes = sizeof(float);
        for (const hsize_t size : sizes) {
            if (size > kMostWeightBytes || (size > 0 && bytes > kMostWeightBytes / size)) {
                return refuse(
                    "the weight \"%2\" of the layer \"%3\" is too large", m_weight, m_layer);
            }
            bytes *= size;
            shape.push_back(static_cast<std::int64_t>(size));
        }
        return true;
    }

    /// Whether the file can hold so much: all of it within itself, and not more than packing can
    /// explain.
    bool checkStorage(const H5Handle& dataset, std::uint64_t bytes, std::size_t itemBytes) {
        const H5Handle creation(H5Dget_create_plist(dataset.get()), H5Pclose);
        const H5D_layout_t layout = H5Pget_layout(creation.get());
        if (H5Pget_external_count(creation.get()) != 0 ||
            (layout != H5D_CONTIGUOUS && layout != H5D_COMPACT && layout != H5D_CHUNKED)) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" lies in another file", m_weight, m_layer);
        }
        const std::uint64_t stored = bytes / sizeof(float) * itemBytes;
        const std::uint64_t found = H5Dget_storage_size(dataset.get());
        if (layout != H5D_CHUNKED && found != stored) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" is not all there", m_weight, m_layer);
        }
        constexpr std::uint64_t kMostPacking = 1100; // what deflate can reach
        if (found > m_bytes.size() || stored > (found + 1024) * kMostPacking ||
            m_reading.model.data.size() + bytes > kMostWeightBytes) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" is larger than the file can hold",
                m_weight,
                m_layer);
        }
        return layout != H5D_CHUNKED || checkChunks(creation, stored, itemBytes);
    }

    bool checkChunks(const H5Handle& creation, std::uint64_t stored, std::size_t itemBytes) {
        std::array<hsize_t, H5S_MAX_RANK> sizes{};
        const int axes = H5Pget_chunk(creation.get(), H5S_MAX_RANK, sizes.data());
        std::uint64_t chunk = itemBytes;
        for (int i = 0; i < axes; ++i) {
            const hsize_t size = std::max<hsize_t>(sizes[static_cast<std::size_t>(i)], 1);
            chunk = chunk > kMostWeightBytes / size ? kMostWeightBytes : chunk * size;
        }
        if (axes < 0 || chunk > 64 * stored + (std::uint64_t{1} << 20)) {
            return refuse(
                "the weight \"%2\" of the layer \"%3\" is cut into pieces that are larger than "
                "itself",
                m_weight,
                m_layer);
        }
        for (unsigned i = 0; i < static_cast<unsigned>(H5Pget_nfilters(creation.get())); ++i) {
            unsigned flags = 0;
            std::size_t values = 0;
            const H5Z_filter_t filter =
                H5Pget_filter2(creation.get(), i, &flags, &values, nullptr, 0, nullptr, nullptr);
            if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE &&
                filter != H5Z_FILTER_FLETCHER32) {
                return refuse(
                    "the weight \"%2\" of the layer \"%3\" is packed in a way that is not "
                    "supported",
                    m_weight,
                    m_layer);
            }
        }
        return true;
    }

    io::ByteView m_bytes;
    H5Reading m_reading;
    std::string m_weight; ///< what is being read, for messages
    std::string m_layer;
};

} // namespace

H5Reading readH5(io::ByteView bytes) {
    return Reader(bytes).read();
}

H5Model modelOf(H5Reading reading, std::string_view name) {
    if (reading.fault.empty())
        return std::move(reading.model);
    reading.faultArguments.insert(reading.faultArguments.begin(), std::string(name));
    throwError(Error::Kind::BadFile, reading.fault, std::move(reading.faultArguments));
}

H5Model readH5FileHere(io::ByteView bytes, std::string_view name) {
    return modelOf(readH5(bytes), name);
}

} // namespace tp
