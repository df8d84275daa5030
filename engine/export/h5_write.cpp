#include "engine/export/h5_file.h"
#include "engine/export/h5_handle.h"

#include <hdf5.h>

#include <algorithm>
#include <span>

namespace tp {

static_assert(std::is_same_v<hid_t, H5Handle::Id> && sizeof(herr_t) == sizeof(int));

std::mutex& h5Mutex() {
    static std::mutex mutex;
    return mutex;
}

namespace {

// Keras cuts lists of names so that no attribute grows beyond what HDF5 can hold.
constexpr std::size_t kMostAttributeBytes = 64512;

class Writer {
public:
    io::Bytes write(const H5Model& model) {
        const std::scoped_lock lock(h5Mutex());
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        require(H5Pset_fapl_core(access.get(), std::size_t{1} << 20, false));
        H5Handle file(H5Fcreate("model.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
        require(file.get());
        writeTexts(file, model);
        writeLayers(file, model);
        require(H5Fflush(file.get(), H5F_SCOPE_GLOBAL));
        const ssize_t size = H5Fget_file_image(file.get(), nullptr, 0);
        require(size);
        io::Bytes bytes(static_cast<std::size_t>(size));
        require(H5Fget_file_image(file.get(), bytes.data(), bytes.size()));
        return bytes;
    }

private:
    static void require(std::int64_t result) {
        if (result < 0)
            fail(Error::Kind::Device, "export: the HDF5 library could not write the model");
    }

    static void writeTexts(const H5Handle& file, const H5Model& model) {
        writeText(file, "model_config", model.modelConfig);
        if (!model.trainingConfig.empty())
            writeText(file, "training_config", model.trainingConfig);
        if (!model.metadata.empty())
            writeText(file, "user_defined_metadata", model.metadata);
        writeText(file, "keras_version", model.kerasVersion);
        writeText(file, "backend", "tensorflow");
    }

    static void writeText(const H5Handle& where, const char* name, const std::string& text) {
        const H5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
        require(H5Tset_size(type.get(), H5T_VARIABLE));
        require(H5Tset_cset(type.get(), H5T_CSET_UTF8));
        const H5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
        const H5Handle attribute(
            H5Acreate2(where.get(), name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose);
        require(attribute.get());
        const char* value = text.c_str();
        require(H5Awrite(attribute.get(), type.get(), &value));
    }

    /// Texts of one length, as NumPy has them.
    static void
    writeNames(const H5Handle& where, const std::string& name, std::span<const std::string> names) {
        std::size_t length = 1;
        for (const std::string& each : names)
            length = std::max(length, each.size());
        std::string all(length * names.size(), '\0');
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i].copy(all.data() + i * length, length);
        const H5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
        require(H5Tset_size(type.get(), length));
        require(H5Tset_strpad(type.get(), H5T_STR_NULLPAD));
        const hsize_t count = names.size();
        const H5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose);
        const H5Handle attribute(
            H5Acreate2(
                where.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose);
        require(attribute.get());
        if (!names.empty())
            require(H5Awrite(attribute.get(), type.get(), all.data()));
    }

    static void writeNameList(
        const H5Handle& where, const std::string& name, const std::vector<std::string>& names) {
        std::size_t longest = 1;
        for (const std::string& each : names)
            longest = std::max(longest, each.size());
        const std::size_t fitting = std::max<std::size_t>(kMostAttributeBytes / longest, 1);
        if (names.size() <= fitting) {
            writeNames(where, name, names);
            return;
        }
        std::size_t part = 0;
        for (std::size_t i = 0; i < names.size(); i += fitting) {
            const std::size_t count = std::min(fitting, names.size() - i);
            writeNames(where, name + std::to_string(part++), std::span(names).subspan(i, count));
        }
    }

    void writeLayers(const H5Handle& file, const H5Model& model) {
        const H5Handle all(groupIn(file, "model_weights"), H5Gclose);
        std::vector<std::string> names;
        for (const H5Layer& layer : model.layers)
            names.push_back(layer.name);
        writeNameList(all, "layer_names", names);
        writeText(all, "backend", "tensorflow");
        writeText(all, "keras_version", model.kerasVersion);
        const std::uint8_t* data = model.data.data();
        for (const H5Layer& layer : model.layers) {
            const H5Handle group(groupIn(all, layer.name), H5Gclose);
            std::vector<std::string> weights;
            for (const io::WeightSpec& weight : layer.weights) {
                weights.push_back(weight.name);
                writeWeight(group, weight, data);
                data += *io::storedBytes(weight);
            }
            writeNameList(group, "weight_names", weights);
        }
    }

    hid_t groupIn(const H5Handle& where, const std::string& name) {
        const hid_t group =
            H5Gcreate2(where.get(), name.c_str(), m_linking.get(), H5P_DEFAULT, H5P_DEFAULT);
        require(group);
        return group;
    }

    void writeWeight(const H5Handle& group, const io::WeightSpec& weight, const void* data) {
        std::vector<hsize_t> sizes;
        for (const std::int64_t size : weight.shape)
            sizes.push_back(static_cast<hsize_t>(size));
        const H5Handle space(
            sizes.empty() ? H5Screate(H5S_SCALAR)
                          : H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
            H5Sclose);
        const H5Handle dataset(
            H5Dcreate2(
                group.get(),
                weight.name.c_str(),
                H5T_IEEE_F32LE,
                space.get(),
                m_linking.get(),
                m_creation.get(),
                H5P_DEFAULT),
            H5Dclose);
        require(dataset.get());
        require(H5Dwrite(dataset.get(), H5T_IEEE_F32LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, data));
    }

    static H5Handle linking() {
        H5Handle made(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
        require(H5Pset_create_intermediate_group(made.get(), 1));
        require(H5Pset_char_encoding(made.get(), H5T_CSET_UTF8));
        return made;
    }
    static H5Handle creation() {
        H5Handle made(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
        require(H5Pset_obj_track_times(made.get(), false)); // the same model makes the same bytes
        return made;
    }

    H5Handle m_linking = linking();
    H5Handle m_creation = creation();
};

} // namespace

io::Bytes h5FileOf(const H5Model& model) {
    return Writer().write(model);
}

} // namespace tp
