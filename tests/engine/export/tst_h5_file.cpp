// Hostile HDF5 files: whatever they claim, one sentence comes of it.
#include "engine/api/tp.h"
#include "engine/export/h5_file.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <hdf5.h>

#include <functional>
#include <random>

using namespace tp;

namespace {

template<class F>
std::string refusal(F work) {
    return test::refusalOf(work).toStdString();
}

H5Model sampleFile() {
    H5Model file;
    file.modelConfig = R"({"class_name":"Sequential","config":{}})";
    file.kerasVersion = "2.15.0";
    file.layers = {{"dense", {{"dense/kernel:0", {3, 2}, DType::Float32, {}, {}}}}};
    file.data.assign(24, 1);
    return file;
}

/// A file in memory that `fill` puts into what Keras would look at.
io::Bytes madeBy(const std::function<void(hid_t group)>& fill) {
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_core(access, 4096, false);
    const hid_t file = H5Fcreate("odd.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access);
    const hid_t weights = H5Gcreate2(file, "model_weights", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t layer = H5Gcreate2(weights, "dense", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const auto names = [](hid_t where, const char* name, const std::string& value) {
        const hid_t type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, value.size());
        const hsize_t one = 1;
        const hid_t space = H5Screate_simple(1, &one, nullptr);
        const hid_t attribute = H5Acreate2(where, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(attribute, type, value.data());
        H5Aclose(attribute);
        H5Sclose(space);
        H5Tclose(type);
    };
    names(weights, "layer_names", "dense");
    names(layer, "weight_names", "kernel");
    fill(layer);
    H5Gclose(layer);
    H5Gclose(weights);
    H5Fflush(file, H5F_SCOPE_GLOBAL);
    io::Bytes bytes(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)));
    H5Fget_file_image(file, bytes.data(), bytes.size());
    H5Fclose(file);
    H5Pclose(access);
    return bytes;
}

/// A data set "kernel" of that shape and type, made with `creation` and not written to.
void emptyDataset(hid_t group, hid_t type, std::vector<hsize_t> sizes, hid_t creation) {
    const hid_t space = H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr);
    const hid_t dataset =
        H5Dcreate2(group, "kernel", type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    H5Dclose(dataset);
    H5Sclose(space);
}

void expectRefusal(const io::Bytes& bytes, const char* message) {
    for (const auto read : {readH5FileHere, readH5File}) {
        const std::string said = refusal([&] { read(bytes, "odd.h5"); });
        QVERIFY2(said.find(message) != std::string::npos, said.c_str());
    }
}

} // namespace

class TestH5File : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void whatIsWrittenIsRead() {
        const io::Bytes bytes = h5FileOf(sampleFile());
        for (const auto read : {readH5FileHere, readH5File}) {
            const H5Model file = read(bytes, "model.h5");
            QCOMPARE(file.modelConfig, sampleFile().modelConfig);
            QCOMPARE(file.kerasVersion, std::string("2.15.0"));
            QCOMPARE(file.layers.size(), std::size_t{1});
            QCOMPARE(file.layers[0].weights[0].name, std::string("dense/kernel:0"));
            QVERIFY(file.layers[0].weights[0].shape == Shape({3, 2}));
            QVERIFY(file.data == sampleFile().data);
        }
    }

    void longListsOfNamesAreCut() {
        H5Model file = sampleFile();
        file.layers.clear();
        file.data.clear();
        for (int i = 0; i < 3000; ++i)
            file.layers.push_back({"a_layer_with_a_rather_long_name_" + std::to_string(i), {}});
        QCOMPARE(readH5File(h5FileOf(file), "long.h5").layers.size(), std::size_t{3000});
    }

    void refusesWhatIsNoFile() {
        expectRefusal({}, "odd.h5: ");
        expectRefusal(io::Bytes(5000, 'x'), "it is no HDF5 file, or a damaged one");
        io::Bytes cut = h5FileOf(sampleFile());
        cut.resize(cut.size() / 2);
        expectRefusal(cut, "odd.h5: ");
    }

    void followsNoLinks() {
        expectRefusal(
            madeBy([](hid_t group) {
                H5Lcreate_external("/etc/passwd", "/a", group, "kernel", H5P_DEFAULT, H5P_DEFAULT);
            }),
            "is missing, or lies elsewhere");
        expectRefusal(
            madeBy([](hid_t group) {
                H5Lcreate_soft("/model_weights/dense", group, "kernel", H5P_DEFAULT, H5P_DEFAULT);
            }),
            "is missing, or lies elsewhere");
        expectRefusal(
            madeBy([](hid_t group) {
                H5Lcreate_hard(group, ".", group, "kernel", H5P_DEFAULT, H5P_DEFAULT);
            }),
            "is missing, or lies elsewhere");
    }

    void refusesDataInOtherFiles() {
        expectRefusal(
            madeBy([](hid_t group) {
                const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
                H5Pset_external(creation, "/etc/passwd", 0, 400);
                emptyDataset(group, H5T_IEEE_F32LE, {100}, creation);
                H5Pclose(creation);
            }),
            "lies in another file");
    }

    void refusesSizesThatAreNotThere() {
        expectRefusal(
            madeBy([](hid_t group) {
                emptyDataset(group, H5T_IEEE_F32LE, {1 << 20, 1 << 10}, H5P_DEFAULT);
            }),
            "is not all there");
        expectRefusal(
            madeBy([](hid_t group) {
                const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
                const hsize_t chunk = 1024;
                H5Pset_chunk(creation, 1, &chunk);
                emptyDataset(group, H5T_IEEE_F32LE, {hsize_t{1} << 40}, creation);
                H5Pclose(creation);
            }),
            "is too large");
        expectRefusal(
            madeBy([](hid_t group) {
                const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
                const hsize_t chunk = 1 << 24;
                H5Pset_chunk(creation, 1, &chunk);
                emptyDataset(group, H5T_IEEE_F32LE, {1 << 26}, creation);
                H5Pclose(creation);
            }),
            "is larger than the file can hold");
    }

    void refusesWhatIsNoNumber() {
        expectRefusal(
            madeBy([](hid_t group) { emptyDataset(group, H5T_C_S1, {4}, H5P_DEFAULT); }),
            "holds no numbers");
        expectRefusal(
            madeBy([](hid_t group) {
                emptyDataset(group, H5T_IEEE_F32LE, {1, 1, 1, 1, 1, 1, 1}, H5P_DEFAULT);
            }),
            "more axes than tensors have");
    }

    void damagedFilesEndInOneSentence() {
        // A hundred here; fuzz_h5 makes many more.
        const io::Bytes whole = h5FileOf(sampleFile());
        std::mt19937 random(3);
        for (int i = 0; i < 100; ++i) {
            io::Bytes damaged = whole;
            for (int k = 0; k < 4; ++k)
                damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
            const std::string said = refusal([&] { readH5File(damaged, "odd.h5"); });
            QVERIFY2(said == "accepted" || said.find("odd.h5: ") == 0, said.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestH5File)
#include "tst_h5_file.moc"
