#include "engine/api/start.h"
#include "engine/data/dataset.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace tp;
using test::refusalOf;

class TestDataset : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 1}); }
    void elements();
    void array();
    void batches();
    void batchesStructures();
    void batchesMissingValues();
    void refusesToBatch_data();
    void refusesToBatch();
    void mapsAndFilters();
    void takesAndSkips();
    void repeats();
    void concatenates();
    void zips();
    void slices();
    void calls();
    void shufflesAsTensorFlow();
    void shufflesWithLargeWindows();
    void knowsSizes();
    void goesOnAfterErrors();
    void mergesColumns();
    void refuses();
};

namespace {

Dataset numbersBelow(int end) {
    std::vector<DatasetElement> elements;
    for (int i = 0; i < end; ++i)
        elements.emplace_back(i);
    return data::array(std::move(elements));
}

std::vector<float> valuesOf(const DatasetElement& element) {
    return element.tensor().dataSync<float>();
}

/// All values of all elements.
std::vector<float> valuesOf(const Dataset& dataset) {
    std::vector<float> all;
    dataset.forEach([&](const DatasetElement& element) {
        const auto values = valuesOf(element);
        all.insert(all.end(), values.begin(), values.end());
    });
    return all;
}

std::vector<float> upTo(int end) {
    std::vector<float> values(static_cast<std::size_t>(end));
    std::iota(values.begin(), values.end(), 0.0F);
    return values;
}

using Floats = std::vector<float>;

} // namespace

void TestDataset::elements() {
    const DatasetElement pair{{"xs", tensor({1, 2})}, {"ys", 3}};
    QVERIFY(pair.isNamed());
    QCOMPARE(pair.size(), std::size_t{2});
    QCOMPARE(valuesOf(pair["xs"]), (Floats{1, 2}));
    QCOMPARE(pair["ys"].tensor().scalar<float>(), 3.0F);
    QCOMPARE(pair.members()[1].first, std::string("ys"));
    QVERIFY(!pair.find("zs"));
    QCOMPARE(
        refusalOf([&] { pair["zs"]; }),
        QString("data set: there is no element \"zs\" among these: xs, ys"));
    QCOMPARE(
        refusalOf([&] { pair.tensor(); }),
        QString("data set: a tensor was expected, but there is named elements"));

    const DatasetElement list = DatasetElement::List{1, "two", true};
    QCOMPARE(list.at(1).tensor().scalar<std::string>(), std::string("two"));
    QCOMPARE(list.at(2).tensor().dtype(), DType::Bool);
    QCOMPARE(
        refusalOf([&] { list.at(3); }), QString("data set: a list of 3 elements has none at 3"));
    QVERIFY(refusalOf([&] { list.members(); }).contains("named elements were expected"));

    QVERIFY(DatasetElement().isMissing());
    QVERIFY(refusalOf([] { DatasetElement().tensor(); }).contains("the value is missing"));
}

void TestDataset::array() {
    const Dataset numbers = numbersBelow(4);
    QCOMPARE(valuesOf(numbers), upTo(4));
    QCOMPARE(valuesOf(numbers), upTo(4)); // each pass starts anew
    const auto iterator = data::array({}).iterator();
    QVERIFY(!iterator->next());
    QVERIFY(!iterator->next());
}

void TestDataset::batches() {
    const auto batches = numbersBelow(8).batch(3).toArray();
    QCOMPARE(batches.size(), std::size_t{3});
    QCOMPARE(valuesOf(batches[0]), (Floats{0, 1, 2}));
    QCOMPARE(valuesOf(batches[2]), (Floats{6, 7}));
    QCOMPARE(numbersBelow(8).batch(3, false).toArray().size(), std::size_t{2});
    QCOMPARE(numbersBelow(6).batch(3, false).toArray().size(), std::size_t{2});
    QCOMPARE(numbersBelow(2).batch(3, false).toArray().size(), std::size_t{0});
    QCOMPARE(numbersBelow(2).batch(std::int64_t{1} << 60).toArray().size(), std::size_t{1});
}

void TestDataset::batchesStructures() {
    const Dataset pairs = data::array(
        {DatasetElement{
             {"xs", tensor({{1, 2, 3}, {4, 5, 6}})}, {"ys", DatasetElement::List{7, "a"}}},
         DatasetElement{{"ys", DatasetElement::List{8, "b"}}, {"xs", ones({2, 3})}}});
    const DatasetElement batch = pairs.batch(5).toArray().at(0);
    QVERIFY(batch["xs"].tensor().shape() == (Shape{2, 2, 3}));
    QCOMPARE(batch["xs"].tensor().values<float>()[11], 1.0F);
    QCOMPARE(valuesOf(batch["ys"].at(0)), (Floats{7, 8}));
    QCOMPARE(
        batch["ys"].at(1).tensor().dataSync<std::string>(), (std::vector<std::string>{"a", "b"}));
    QCOMPARE(batch.members()[0].first, std::string("xs"));
}

void TestDataset::batchesMissingValues() {
    const auto values = valuesOf(data::array({DatasetElement(), 2, DatasetElement()}).batch(3));
    QVERIFY(std::isnan(values[0]));
    QCOMPARE(values[1], 2.0F);
    QVERIFY(std::isnan(values[2]));
    QVERIFY(std::isnan(valuesOf(data::array({DatasetElement()}).batch(3)).at(0)));
}

void TestDataset::refusesToBatch_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("shapes")
        << 0
        << "batch: the element is float32 of shape [3] in element 1 of the batch, "
           "but float32 of shape [2] in another";
    QTest::newRow("dtypes")
        << 1
        << "batch: \"x.y\" is string of shape [] in element 1 of the batch, but "
           "float32 of shape [] in another";
    QTest::newRow("kinds") << 2
                           << "batch: \"x\" is a list in element 1 of the batch, but a tensor in "
                              "another";
    QTest::newRow("kinds, turned")
        << 3
        << "batch: \"x\" is a tensor in element 1 of the batch, but named "
           "elements in another";
    QTest::newRow("lengths")
        << 4
        << "batch: the element is a list of 1 in element 1 of the batch, but of 2 "
           "in another";
    QTest::newRow("names") << 5 << "data set: there is no element \"a\" among these: b";
    QTest::newRow("more names")
        << 6
        << "batch: the element has 2 names in element 1 of the batch, but 1 in "
           "another";
    QTest::newRow("missing text") << 7
                                  << "batch: \"x\" is missing in element 1 of the batch, and "
                                     "string has no value that says so; "
                                     "give it a default, or leave such elements out with filter()";
}

void TestDataset::refusesToBatch() {
    using List = DatasetElement::List;
    const std::vector<std::vector<DatasetElement>> wrong{
        {tensor({1, 2}), tensor({1, 2, 3})},
        {DatasetElement{{"x", DatasetElement{{"y", 1}}}},
         DatasetElement{{"x", DatasetElement{{"y", "one"}}}}},
        {DatasetElement{{"x", 1}}, DatasetElement{{"x", List{1}}}},
        {DatasetElement{{"x", DatasetElement{{"y", 1}}}}, DatasetElement{{"x", 1}}},
        {List{1, 2}, List{1}},
        {DatasetElement{{"a", 1}}, DatasetElement{{"b", 1}}},
        {DatasetElement{{"a", 1}}, DatasetElement{{"a", 1}, {"b", 1}}},
        {DatasetElement{{"x", "a"}}, DatasetElement{{"x", DatasetElement()}}}};
    QFETCH(int, kind);
    const Dataset batches = data::array(wrong.at(static_cast<std::size_t>(kind))).batch(2);
    QTEST(refusalOf([&] { batches.toArray(); }), "message");
}

void TestDataset::mapsAndFilters() {
    const auto isEven = [](const DatasetElement& e) {
        return std::fmod(e.tensor().scalar<float>(), 2.0F) == 0;
    };
    const Dataset squares = numbersBelow(6).filter(isEven).map([](const DatasetElement& e) {
        return DatasetElement{{"x", e}, {"y", e.tensor() * e.tensor()}};
    });
    const DatasetElement all = squares.batch(10).toArray().at(0);
    QCOMPARE(valuesOf(all["x"]), (Floats{0, 2, 4}));
    QCOMPARE(valuesOf(all["y"]), (Floats{0, 4, 16}));
}

void TestDataset::takesAndSkips() {
    QCOMPARE(valuesOf(numbersBelow(5).take(3)), upTo(3));
    QCOMPARE(valuesOf(numbersBelow(5).take(30)), upTo(5));
    QCOMPARE(valuesOf(numbersBelow(5).take(-1)), upTo(5));
    QCOMPARE(valuesOf(numbersBelow(5).take(0)), Floats{});
    QCOMPARE(valuesOf(numbersBelow(5).skip(3)), (Floats{3, 4}));
    QCOMPARE(valuesOf(numbersBelow(5).skip(0)), upTo(5));
    QCOMPARE(valuesOf(numbersBelow(5).skip(Dataset::kInfinite)), Floats{});
}

void TestDataset::repeats() {
    QCOMPARE(valuesOf(numbersBelow(2).repeat(3)), (Floats{0, 1, 0, 1, 0, 1}));
    QCOMPARE(valuesOf(numbersBelow(2).repeat(0)), Floats{});
    QCOMPARE(valuesOf(numbersBelow(2).repeat().take(3)), (Floats{0, 1, 0}));
    // Would never end otherwise.
    QCOMPARE(valuesOf(data::array({}).repeat()), Floats{});
    QCOMPARE(valuesOf(data::array({}).repeat(Dataset::kInfinite)), Floats{});
}

void TestDataset::concatenates() {
    QCOMPARE(valuesOf(numbersBelow(2).concatenate(numbersBelow(3))), (Floats{0, 1, 0, 1, 2}));
    QCOMPARE(valuesOf(data::array({}).concatenate(data::array({}))), Floats{});
}

void TestDataset::zips() {
    const auto lists = data::zip({numbersBelow(2), numbersBelow(9).skip(4)}).toArray();
    QCOMPARE(lists.size(), std::size_t{2});
    QCOMPARE(valuesOf(lists[1].at(0)), (Floats{1}));
    QCOMPARE(valuesOf(lists[1].at(1)), (Floats{5}));
    const Dataset pairs = data::zip({{"xs", numbersBelow(3)}, {"ys", numbersBelow(9).repeat()}});
    const DatasetElement batch = pairs.batch(3).toArray().at(0);
    QCOMPARE(valuesOf(batch["ys"]), upTo(3));
    QCOMPARE(
        refusalOf([] { data::zip(std::vector<Dataset>{}); }),
        QString("zip: there are no data sets to zip"));
}

void TestDataset::slices() {
    const Dataset slices = data::tensorSlices(
        DatasetElement{{"xs", tensor({{1, 2}, {3, 4}, {5, 6}})}, {"ys", tensor({7, 8, 9})}});
    QVERIFY(slices.size() == 3);
    const auto rows = slices.toArray();
    QCOMPARE(rows.size(), std::size_t{3});
    QVERIFY(rows[0]["xs"].tensor().shape() == Shape{2});
    QVERIFY(rows[0]["ys"].tensor().shape() == Shape());
    QCOMPARE(valuesOf(rows[2]["xs"]), (Floats{5, 6}));
    QCOMPARE(valuesOf(data::tensorSlices(tensor({1, 2}))), (Floats{1, 2}));
    QCOMPARE(valuesOf(data::tensorSlices(zeros({0, 3}))), Floats{});
    using List = DatasetElement::List;
    QCOMPARE(
        refusalOf([] {
            data::tensorSlices(List{tensor({1, 2}), tensor({1})});
        }),
        QString("tensorSlices: the first axes are 2 and 1 long, but must have the same length"));
    QVERIFY(refusalOf([] { data::tensorSlices(3); }).contains("a scalar has no first axis"));
    QVERIFY(refusalOf([] { data::tensorSlices(List{}); }).contains("no tensor"));
    QVERIFY(refusalOf([] { data::tensorSlices({}); }).contains("missing"));
}

void TestDataset::calls() {
    const auto countTo = [](int end) -> data::NextElement {
        return [i = 0, end]() mutable -> std::optional<DatasetElement> {
            return i < end ? std::optional<DatasetElement>(i++) : std::nullopt;
        };
    };
    const Dataset fresh = data::generator([&] { return countTo(3); });
    QCOMPARE(valuesOf(fresh), upTo(3));
    QCOMPARE(valuesOf(fresh), upTo(3));
    const Dataset once = data::func(countTo(4));
    QCOMPARE(valuesOf(once.take(2)), (Floats{0, 1}));
    QCOMPARE(valuesOf(once), (Floats{2, 3}));
    QCOMPARE(valuesOf(once), Floats{});
}

/// Orders that TensorFlow.js 4.22 gave.
void TestDataset::shufflesAsTensorFlow() {
    const Dataset small = numbersBelow(10).shuffle(4, 7);
    QCOMPARE(valuesOf(small), (Floats{0, 1, 3, 6, 5, 7, 9, 4, 2, 8}));
    QCOMPARE(valuesOf(small), (Floats{2, 1, 0, 6, 5, 4, 7, 3, 9, 8}));
    const Dataset whole = numbersBelow(10).shuffle(10, 42);
    QCOMPARE(valuesOf(whole), (Floats{7, 2, 8, 6, 1, 3, 4, 0, 9, 5}));
    QCOMPARE(valuesOf(whole), (Floats{9, 1, 4, 3, 7, 8, 5, 6, 2, 0}));
    const Dataset fixed = numbersBelow(5).shuffle(100, 3, false);
    QCOMPARE(valuesOf(fixed), (Floats{3, 1, 0, 2, 4}));
    QCOMPARE(valuesOf(fixed), (Floats{3, 1, 0, 2, 4}));
    QCOMPARE(valuesOf(numbersBelow(20).shuffle(1)), upTo(20));
}

void TestDataset::shufflesWithLargeWindows() {
    auto values = valuesOf(numbersBelow(100).shuffle(Dataset::kInfinite, 1));
    QVERIFY(values != upTo(100));
    std::sort(values.begin(), values.end());
    QCOMPARE(values, upTo(100));
}

void TestDataset::knowsSizes() {
    const auto isAny = [](const DatasetElement&) { return true; };
    const Dataset three = numbersBelow(3);
    const Dataset endless = three.repeat();
    const Dataset unknown = three.filter(isAny);
    const auto unchanged = [](const DatasetElement& e) { return e; };
    constexpr auto kInfinite = Dataset::kInfinite;
    QVERIFY(three.map(unchanged).shuffle(2).prefetch(1).size() == 3);
    QVERIFY(endless.size() == kInfinite && endless.filter(isAny).size() == kInfinite);
    QVERIFY(!unknown.size() && !unknown.batch(2).size() && !unknown.repeat().size());
    QVERIFY(unknown.repeat(0).size() == 0 && three.repeat(4).size() == 12);
    QVERIFY(three.repeat(kInfinite).size() == kInfinite);
    QVERIFY(three.batch(2).size() == 2 && three.batch(2, false).size() == 1);
    QVERIFY(endless.batch(2).size() == kInfinite && endless.take(5).size() == 5);
    QVERIFY(three.take(9).size() == 3 && three.take(-1).size() == 3 && !unknown.take(2).size());
    QVERIFY(three.skip(1).size() == 2 && three.skip(5).size() == 0);
    QVERIFY(endless.skip(5).size() == kInfinite && !unknown.skip(1).size());
    QVERIFY(three.concatenate(three).size() == 6 && !three.concatenate(unknown).size());
    QVERIFY(unknown.concatenate(endless).size() == kInfinite);
    QVERIFY(data::zip({endless, three}).size() == 3 && !data::zip({three, unknown}).size());
    QVERIFY(data::zip({endless, endless}).size() == kInfinite);
}

/// An element that cannot be made is reported once, and costs neither those before nor after it.
void TestDataset::goesOnAfterErrors() {
    const Dataset batches = numbersBelow(5)
                                .map([](const DatasetElement& e) {
                                    check(e.tensor().scalar<float>() != 2, "the third is bad");
                                    return e;
                                })
                                .batch(2);
    const auto iterator = batches.iterator();
    QCOMPARE(valuesOf(*iterator->next()), (Floats{0, 1}));
    QCOMPARE(refusalOf([&] { iterator->next(); }), QString("the third is bad"));
    QCOMPARE(valuesOf(*iterator->next()), (Floats{3, 4}));
    QVERIFY(!iterator->next());
}

void TestDataset::mergesColumns() {
    const DatasetElement row{
        {"a", 1}, {"b", scalar(2, DType::Int32)}, {"c", true}, {"d", DatasetElement::List{4, 5}}};
    QCOMPARE(data::mergeColumns(row).dataSync<float>(), (Floats{1, 2, 1, 4, 5}));
    QCOMPARE(
        refusalOf([] {
            data::mergeColumns(DatasetElement{{"name", "x"}});
        }),
        QString("mergeColumns: \"name\" is string, which is no number"));
    QCOMPARE(
        refusalOf([] {
            data::mergeColumns(DatasetElement{{"age", DatasetElement()}});
        }),
        QString("mergeColumns: the value of \"age\" is missing"));
}

void TestDataset::refuses() {
    const Dataset some = numbersBelow(3);
    QCOMPARE(
        refusalOf([&] { some.batch(0); }), QString("batch: batchSize is 0, but must be above 0"));
    QVERIFY(refusalOf([&] { some.shuffle(0); }).startsWith("shuffle: bufferSize is 0"));
    QVERIFY(refusalOf([&] { some.prefetch(-1); }).startsWith("prefetch: bufferSize is -1"));
    QVERIFY(refusalOf([&] { some.skip(-1); }).startsWith("skip: count is -1"));
    QCOMPARE(
        refusalOf([&] { some.repeat().toArray(); }), QString("toArray: the data set has no end"));
}

QTEST_APPLESS_MAIN(TestDataset)
#include "tst_dataset.moc"
