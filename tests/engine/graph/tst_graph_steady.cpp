// A thousand predictions in a row: memory stays as it was after the first.
#include "engine/api/start.h"
#include "engine/graph/graph_model.h"
#include "engine/ops/random.h"
#include "engine/runtime/memory_use.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/memory_pool.h"

#include <QFile>
#include <QTest>

using namespace tp;

class TestGraphSteady : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void memoryStaysFlat_data();
    void memoryStaysFlat();
};

void TestGraphSteady::memoryStaysFlat_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("times");
    const QString source = TP_SOURCE_DIR;
    QTest::newRow("pictures") << source + "/tests/golden/graphs/models/pictures/model.json" << 1000;
    QTest::newRow("blazeface") << source + "/../shared/models/blazeface_tfhub/model.json" << 1000;
}

void TestGraphSteady::memoryStaysFlat() {
    QFETCH(QString, file);
    QFETCH(int, times);
    if (!QFile::exists(file))
        QSKIP(qPrintable(file + " is not here."));
    const GraphModel model = GraphModel::load(file.toStdString());
    Tensors inputs;
    for (const GraphSpec& spec : model.inputs()) {
        Shape shape = *spec.shape;
        shape[0] = 1;
        inputs.push_back(randomUniform(shape, -1, 1, spec.dtype, 1));
    }
    Tensors outputs = model.predict(inputs); // makes plans and primitives, and packs weights
    outputs = model.predict(inputs);         // now both sets of outputs have been there at a time
    const Memory before = memory();
    const std::uint64_t blocks = blocksFromSystem();
    for (int i = 0; i < times; ++i)
        outputs = model.predict(inputs);
    QCOMPARE(memory().numTensors, before.numTensors);
    QCOMPARE(memory().numBytes, before.numBytes);
    QCOMPARE(blocksFromSystem(), blocks);
    outputs.clear();
    const MemoryUse use = memoryUse([&] { model.predict(inputs); });
    QVERIFY2(use.ratio() <= 1.2, qPrintable(QString::number(use.ratio())));
}

QTEST_GUILESS_MAIN(TestGraphSteady)
#include "tst_graph_steady.moc"
