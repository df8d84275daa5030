#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;
using tp::test::refusalOf;

class TestShape : public QObject {
    Q_OBJECT

private slots:
    void sizesAndText() {
        QCOMPARE(Shape().elementCount(), 1);
        QCOMPARE(toText(Shape()), std::string("[]"));
        QCOMPARE((Shape{2, 0, 3}).elementCount(), 0);
        QCOMPARE(toText(Shape{-1, 3}), std::string("[null, 3]"));
        QVERIFY((Shape{2, 3} == Shape{2, 3}));
        QVERIFY(!(Shape{2, 3} == Shape{2, 3, 1}));
        QCOMPARE(toText(rowMajorStrides({2, 3, 4})), std::string("[12, 4, 1]"));
    }

    void axesCountFromBothEnds() {
        QCOMPARE(normalizeAxis(-1, 3, "sum"), std::size_t{2});
        QCOMPARE(normalizeAxis(0, 3, "sum"), std::size_t{0});
        QCOMPARE(
            refusalOf([] { normalizeAxis(3, 3, "sum"); }),
            QString("sum: axis 3 is out of range for a tensor of rank 3."));
    }

    void broadcasting() {
        QCOMPARE(toText(broadcastShape({3, 1}, {2}, "add")), std::string("[3, 2]"));
        QCOMPARE(toText(broadcastShape({}, {2, 0}, "add")), std::string("[2, 0]"));
        QCOMPARE(toText(broadcastShape({1}, {0}, "add")), std::string("[0]"));
        QCOMPARE(
            refusalOf([] { broadcastShape({2}, {3}, "add"); }),
            QString("add: shapes [2] and [3] cannot be broadcast together."));
    }

    void impossibleShapesAreRefused() {
        QCOMPARE(
            refusalOf([] {
                checkSizes({2, -3}, "zeros");
            }),
            QString("zeros: a shape cannot have a negative size, but got [2, -3]."));
        QVERIFY(refusalOf([] {
                    checkSizes({1'000'000'000, 1'000'000'000, 1'000'000'000}, "zeros");
                }).contains("more elements than memory can hold"));
        QVERIFY(refusalOf([] { Shape(std::vector<std::int64_t>(9, 1)); }).contains("rank 9"));
    }

    void dtypes() {
        QCOMPARE(dtypeFromName("int32"), DType::Int32);
        QVERIFY(refusalOf([] { dtypeFromName("float64"); }).contains("use float32, int32"));
        QCOMPARE(upcast(DType::Bool, DType::Int32), DType::Int32);
        QCOMPARE(upcast(DType::Float32, DType::Int32), DType::Float32);
        QCOMPARE(upcast(DType::Float32, DType::Complex64), DType::Complex64);
        QCOMPARE(
            refusalOf([] { upcast(DType::String, DType::Bool); }),
            QString("A string tensor cannot be combined with a bool tensor."));
    }
};

QTEST_APPLESS_MAIN(TestShape)
#include "tst_shape.moc"
