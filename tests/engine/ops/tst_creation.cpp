#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;
using tp::test::refusalOf;

namespace {

std::string text(const Tensor& x) {
    return toText(x.dtype()) + toText(x.shape()) + x.toString();
}

} // namespace

/// All the ways in which values become a tensor.
class TestCreation : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void lists() {
        QCOMPARE(text(tensor({1, 2, 3})), std::string("float32[3][1, 2, 3]"));
        QCOMPARE(text(tensor({1, 2.5})), std::string("float32[2][1, 2.5]"));
        QCOMPARE(text(tensor({true, false})), std::string("bool[2][true, false]"));
        QCOMPARE(text(tensor({"a", "b"})), std::string("string[2][\"a\", \"b\"]"));
        QCOMPARE(text(tensor({1, 2}, DType::Int32)), std::string("int32[2][1, 2]"));
        QCOMPARE(text(tensor({})), std::string("float32[0][]"));
        QCOMPARE(text(tensor(7)), std::string("float32[]7"));
    }

    void nestedLists() {
        QCOMPARE(tensor({{1, 2}, {3, 4}}).shape(), (Shape{2, 2}));
        QCOMPARE(tensor({{1}, {2}}).shape(), (Shape{2, 1}));
        QCOMPARE(tensor({{1.5}, {2.5}}).shape(), (Shape{2, 1}));
        QCOMPARE(tensor({{1, 2.5}, {3, 4}}).shape(), (Shape{2, 2}));
        QCOMPARE(tensor({{{1, 2}}, {{3, 4}}}).shape(), (Shape{2, 1, 2}));
        QCOMPARE(tensor({{{{1}}, {{2}}}}).shape(), (Shape{1, 2, 1, 1}));
        QCOMPARE(tensor4d({{{{1}}, {{2}}}}).shape(), (Shape{1, 2, 1, 1}));
        QCOMPARE(tensor5d({1, 2}, {1, 1, 2, 1, 1}).rank(), std::size_t{5});
        QCOMPARE(tensor6d({1, 2}, {1, 1, 2, 1, 1, 1}).rank(), std::size_t{6});
        QCOMPARE(
            refusalOf([] {
                tensor5d({1, 2}, {1, 2});
            }),
            QString("tensor5d: the values must have 5 axes, but their shape is [1, 2]."));
        QCOMPARE(
            refusalOf([] {
                tensor({{1, 2}, {3}});
            }),
            QString("tensor: all rows must have the same length, but one has shape [2] and another "
                    "[1]."));
    }

    void shapes() {
        QCOMPARE(
            text(tensor({1, 2, 3, 4}, {2, 2})), std::string("float32[2, 2][[1, 2],\n [3, 4]]"));
        QCOMPARE(tensor({5}, {}).rank(), std::size_t{0});
        QCOMPARE(text(tensor({1, 0}, {2}, DType::Bool)), std::string("bool[2][true, false]"));
        QCOMPARE(
            refusalOf([] {
                tensor({1, 2, 3}, {2, 2});
            }),
            QString("tensor: 3 values were given, but shape [2, 2] needs 4."));
        QVERIFY(refusalOf([] { tensor({1}, {-1}); }).contains("negative size"));
        QVERIFY(
            refusalOf([] { tensor({"a"}, {1}, DType::Float32); }).contains("texts make string"));
    }

    void containers() {
        QCOMPARE(tensor(std::vector<float>{1, 2, 3, 4}, {2, 2}).shape(), (Shape{2, 2}));
        QCOMPARE(tensor(std::vector<bool>{true}).dtype(), DType::Bool);
        QCOMPARE(tensor(std::vector<std::string>{"a"}).dtype(), DType::String);
        QCOMPARE(tensor(std::vector<std::vector<double>>{{1, 2}, {3, 4}}).shape(), (Shape{2, 2}));
        const std::vector<std::int32_t> whole{2'000'000'001};
        QCOMPARE(tensor(whole, DType::Int32).scalar<std::int32_t>(), 2'000'000'001);
        QCOMPARE(fromBuffer(whole, {}).scalar<std::int32_t>(), 2'000'000'001);
        QVERIFY(refusalOf([&] { fromBuffer(whole, {2}); }).contains("holds 1 elements"));
    }

    void ofFixedRank() {
        QCOMPARE(tensor1d({1, 2}).rank(), std::size_t{1});
        QCOMPARE(tensor2d({1, 2}, {2, 1}).shape(), (Shape{2, 1}));
        QCOMPARE(tensor3d({{{1}}}).rank(), std::size_t{3});
        QCOMPARE(
            refusalOf([] {
                tensor2d({1, 2});
            }),
            QString("tensor2d: the values must have 2 axes, but their shape is [2]."));
    }

    void scalars() {
        QCOMPARE(text(scalar(1.5)), std::string("float32[]1.5"));
        QCOMPARE(text(scalar(2)), std::string("float32[]2"));
        QCOMPARE(text(scalar(true)), std::string("bool[]true"));
        QCOMPARE(text(scalar(2.9, DType::Int32)), std::string("int32[]2"));
        QCOMPARE(text(scalar(std::string("hi"))), std::string("string[]\"hi\""));
    }

    void buffers() {
        auto b = buffer({2, 2});
        b.set(3, {0, 1});
        const Tensor before = b.toTensor();
        b.values()[0] = 5;
        QCOMPARE(b.get({0, 0}), 5.0F);
        QCOMPARE(before.shape(), (Shape{2, 2}));
        QCOMPARE(before.dataSync<float>(), (std::vector<float>{0, 3, 0, 0}));
        QCOMPARE(
            text(buffer<std::string>({2}, {"a", "b"}).toTensor()),
            std::string("string[2][\"a\", \"b\"]"));
        QCOMPARE(
            refusalOf([&] {
                b.set(1, {0, 2});
            }),
            QString("buffer: there is no place [0, 2] in the shape [2, 2]."));
        QCOMPARE(
            refusalOf([&] { b.get({0}); }),
            QString("buffer: there is no place [0] in the shape [2, 2]."));
        QCOMPARE(
            refusalOf([] {
                buffer<float>({3}, {1, 2});
            }),
            QString("buffer: a shape of [3] needs 3 values, but there are 2."));
        QVERIFY(refusalOf([] { buffer({-1}); }).contains("negative size"));
    }

    void impossibleOnesAreRefused() {
        QVERIFY(refusalOf([] { zeros({2, -1}); }).contains("negative size"));
        QCOMPARE(refusalOf([] { range(0, 1, 0); }), QString("range: the step must not be 0."));
        QVERIFY(refusalOf([] { linspace(0, 1, 0); }).contains("at least one number"));
        QVERIFY(refusalOf([] { eye(-1); }).contains("negative size"));
    }
};

QTEST_APPLESS_MAIN(TestCreation)
#include "tst_creation.moc"
