// ONNX files that are no longer what was written: refused in a sentence, or found to compute
// something else.
#include "engine/api/tp.h"
#include "engine/export/onnx.h"
#include "engine/export/onnx.pb.h"
#include "engine/io/file.h"
#include "tests/engine/export/sample_models.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace tp;
using namespace tp::testing;

namespace fs = std::filesystem;

class TestOnnxDamage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        m_model = imageModel();
        m_path = fs::path(m_folder.path().toStdString()) / "model.onnx";
        exportOnnx(*m_model, m_path);
        m_bytes = io::readFile(m_path, 1 << 20);
    }

    void refusesWhatWasDamaged_data() {
        QTest::addColumn<QString>("said");
        QTest::newRow("cyclic") << "is used before it is made";
        QTest::newRow("twice") << "is made twice";
        QTest::newRow("no output") << "is used before it is made";
        QTest::newRow("output's shape") << "the file's outputs are not the model's";
        QTest::newRow("output's type") << "of shape [8, 3] is not what the file says";
        QTest::newRow("input's shape") << "the file's inputs are not the model's";
        QTest::newRow("shape of weights") << "kernel_shape is not the filters', [4, 3, 2, 3]";
        QTest::newRow("size of weights") << "is not what its shape says";
        QTest::newRow("huge weights") << "is not what its shape says";
        QTest::newRow("overflowing weights") << "is not what its shape says";
        QTest::newRow("negative weights") << "is not what its shape says";
        QTest::newRow("huge pads") << "(Conv): there is no room for a tensor with an axis of size";
        QTest::newRow("operators") << "model.onnx: it is not what was written there";
        QTest::newRow("fields") << "model.onnx: it is not what was written there";
        QTest::newRow("order") << "(Transpose): it names an axis twice";
        QTest::newRow("steps") << "(Transpose): there is no axis";
    }
    void refusesWhatWasDamaged() {
        QFETCH(QString, said);
        const std::string which = QTest::currentDataTag();
        const QString refusal = refusalOf([&](onnx::Model& file) { damage(file, which); });
        QVERIFY2(refusal.startsWith("model.onnx"), qPrintable(refusal));
        QVERIFY2(refusal.contains(said), qPrintable(refusal));
    }

    void refusesWhatIsCutOff() {
        for (std::size_t size = 0; size < m_bytes.size(); size += 1 + m_bytes.size() / 100) {
            write(
                std::string(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(size)));
            const QString refusal = test::refusalOf([&] { checkOnnx(*m_model, m_path); });
            QVERIFY2(refusal.startsWith("model.onnx"), qPrintable(refusal));
        }
    }

    void findsOtherNumbers() {
        QVERIFY(differenceWith([](onnx::Model&) {}) < 1e-6);
        QVERIFY(differenceWith([](onnx::Model& file) {
                    std::string& bytes =
                        *file.mutable_graph()->mutable_initializer(0)->mutable_raw_data();
                    bytes[2] = static_cast<char>(bytes[2] ^ 0x40); // of the first number
                }) > 1e-4);
        QVERIFY(differenceWith([](onnx::Model& file) {
                    for (onnx::Node& node : *file.mutable_graph()->mutable_node()) {
                        if (node.op_type() == "Tanh")
                            node.set_op_type("Sigmoid");
                    }
                }) > 1e-4);
    }

    void tellsWhatItCannotCompute() {
        const Parity parity = checked([](onnx::Model& file) {
            for (onnx::Node& node : *file.mutable_graph()->mutable_node()) {
                if (node.op_type() == "Tanh")
                    node.set_op_type("Tan");
            }
        });
        QVERIFY(!parity.isComputed);
        QCOMPARE(
            parity.checked,
            std::string("its structure was read again; nothing here computes \"Tan\""));
    }

private:
    void write(const std::string& bytes) { std::ofstream(m_path, std::ios::binary) << bytes; }

    template<class F>
    Parity checked(const F& change) {
        onnx::Model file;
        file.ParseFromArray(m_bytes.data(), static_cast<int>(m_bytes.size()));
        change(file);
        write(file.SerializeAsString());
        return checkOnnx(*m_model, m_path);
    }
    template<class F>
    double differenceWith(const F& change) {
        return checked(change).maxAbsolute;
    }
    template<class F>
    QString refusalOf(const F& change) {
        return test::refusalOf([&] { checked(change); });
    }

    static void damage(onnx::Model& file, const std::string& which) {
        onnx::Graph& graph = *file.mutable_graph();
        onnx::Tensor& weights = *graph.mutable_initializer(0); // [4, 2, 3, 3]
        onnx::Node& first = *graph.mutable_node(0);            // the Transpose
        onnx::Shape& end =
            *graph.mutable_output(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
        if (which == "cyclic") {
            first.set_input(0, graph.node(2).output(0));
        } else if (which == "twice") {
            graph.mutable_node(1)->set_output(0, first.output(0));
        } else if (which == "no output") {
            graph.mutable_output(0)->set_name("other");
        } else if (which == "output's shape") {
            end.mutable_dim(1)->set_dim_value(4);
        } else if (which == "output's type") {
            graph.mutable_output(0)->mutable_type()->mutable_tensor_type()->set_elem_type(7);
        } else if (which == "input's shape") {
            graph.mutable_input(0)->mutable_type()->mutable_tensor_type()->clear_shape();
        } else if (which == "shape of weights") {
            weights.set_dims(1, 3);
            weights.set_dims(2, 2);
        } else if (which == "size of weights") {
            weights.set_dims(1, 3);
        } else if (which == "huge weights") {
            weights.set_dims(1, std::int64_t{1} << 60);
        } else if (which == "overflowing weights") { // 2⁶⁴ bytes would be none
            weights.set_dims(0, std::int64_t{1} << 31);
            weights.set_dims(1, std::int64_t{1} << 31);
            weights.set_dims(2, 1);
            weights.set_dims(3, 1);
            weights.clear_raw_data();
        } else if (which == "negative weights") {
            weights.set_dims(0, -4);
            weights.set_dims(1, -2);
        } else if (which == "huge pads") {
            for (onnx::Node& node : *graph.mutable_node()) {
                for (onnx::Attribute& each : *node.mutable_attribute()) {
                    if (each.name() == "pads")
                        each.set_ints(0, (std::int64_t{1} << 31) - 1);
                }
            }
        } else if (which == "operators") {
            file.mutable_opset_import(0)->set_version(12);
        } else if (which == "fields") {
            file.GetReflection()->MutableUnknownFields(&file)->AddVarint(20, 1);
        } else if (which == "order") {
            first.mutable_attribute(0)->set_ints(0, 1);
        } else if (which == "steps") {
            first.mutable_attribute(0)->set_ints(0, 9);
        }
    }

    QTemporaryDir m_folder;
    fs::path m_path;
    std::shared_ptr<Model> m_model;
    io::Bytes m_bytes;
};

QTEST_APPLESS_MAIN(TestOnnxDamage)
#include "tst_onnx_damage.moc"
