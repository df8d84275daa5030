// Nearest neighbours: what recordings of TensorFlow.js do not show, and what is refused.
#include "engine/api/tp.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using tp::test::refusalOf;

class TestKnnClassifier : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void orderOfLabels();
    void clearing();
    void savedAndGivenBack();
    void keptAcrossTidy();
    void refusals();
};

void TestKnnClassifier::orderOfLabels() {
    KnnClassifier classifier;
    for (const char* label : {"b", "10", "a", "9", "007"})
        classifier.addExample(tensor({1, 0}), label);
    classifier.addExample(tensor({0, 1}), 2);
    QString order;
    for (const auto& [label, count] : classifier.getClassExampleCount())
        order += QString::fromStdString(label) + ":" + QString::number(count) + " ";
    QCOMPARE(order, "2:1 9:1 10:1 b:1 a:1 007:1 ");
    const auto found = classifier.predictClass(tensor({3, 0.1}), 2);
    QCOMPARE(found.label, "9");
    QCOMPARE(found.classIndex.value_or(-1), 3);
    QCOMPARE(found.confidences.size(), std::size_t{6});
    QCOMPARE(found.confidences[1].second, 0.5);
}

void TestKnnClassifier::clearing() {
    KnnClassifier classifier;
    classifier.addExample(tensor({1, 0}), "a");
    classifier.addExample(tensor({0, 1}), "b");
    classifier.clearClass("a");
    QCOMPARE(classifier.getNumClasses(), std::size_t{1});
    QCOMPARE(classifier.predictClass(tensor({1, 0})).label, "b");
    classifier.addExample(tensor({1, 0}), "c");
    classifier.addExample(tensor({1, 0}), "a");
    // A label keeps its index; its examples are the newest.
    const auto found = classifier.predictClass(tensor({1, 0}), 100);
    QCOMPARE(found.label, "b");
    QCOMPARE(classifier.predictClass(tensor({1, 0}), 1).label, "c");
    QCOMPARE(classifier.predictClass(tensor({1, 0}), 1).classIndex.value_or(-1), 2);
    classifier.clearAllClasses();
    QCOMPARE(classifier.getNumClasses(), std::size_t{0});
}

void TestKnnClassifier::savedAndGivenBack() {
    KnnClassifier first;
    first.addExample(tensor({3, 0, 4}), "a");
    first.addExample(tensor({0, 2, 0}), "a");
    first.addExample(tensor({0, 0, 5}), "b");
    const auto dataset = first.getClassifierDataset();
    QCOMPARE(dataset[0].second.shape(), (Shape{2, 3}));
    QCOMPARE(dataset[0].second.dataSync<float>()[0], 0.6F);
    KnnClassifier second;
    second.setClassifierDataset(dataset);
    const auto found = second.predictClass(tensor({0, 1, 0.1}), 1);
    QCOMPARE(found.label, "a");
    QVERIFY(!found.classIndex);
}

void TestKnnClassifier::keptAcrossTidy() {
    KnnClassifier classifier;
    tidy([&] { classifier.addExample(tensor({1, 0}), "a"); });
    tidy([&] { classifier.addExample(tensor({0, 1}), "b"); });
    KnnClassifier::Prediction found;
    for (int i = 0; i < 2; ++i)
        tidy([&] { found = classifier.predictClass(tensor({0, 3}), 1); });
    QCOMPARE(found.confidences[1].second, 1.0);
}

void TestKnnClassifier::refusals() {
    KnnClassifier classifier;
    QCOMPARE(
        refusalOf([&] {
            classifier.predictClass(tensor({1, 0}));
        }),
        "predictClass: there are no examples yet: add some first, by addExample().");
    QCOMPARE(
        refusalOf([&] { classifier.clearClass("a"); }), "clearClass: there is no class \"a\".");
    classifier.addExample(tensor({1, 0}), "a");
    QCOMPARE(
        refusalOf([&] {
            classifier.addExample(tensor({1, 0, 2}), "a");
        }),
        "addExample: the example has shape [3], but the first one had [2]; all must have the "
        "same.");
    QCOMPARE(
        refusalOf([&] {
            classifier.predictClass(tensor({1, 0}), 0);
        }),
        "predictClass: k must be 1 or more, but got 0.");
    QCOMPARE(
        refusalOf([&] {
            classifier.predictClass(tensor({1, 0, 3}));
        }),
        "predictClass: the input has 3 elements, but examples have 2.");
    QCOMPARE(
        refusalOf([&] { classifier.addExample(Tensor(), "a"); }),
        "addExample: the example is a null tensor.");
    QCOMPARE(
        refusalOf([&] { KnnClassifier().addExample(zeros({0}), "a"); }),
        "addExample: the example has no elements: its shape is [0].");
    QCOMPARE(
        refusalOf([&] {
            classifier.setClassifierDataset({{"a", ones({2})}});
        }),
        "setClassifierDataset: the class \"a\" must have float32 examples of shape [count, "
        "elements], but has float32 of shape [2].");
    QCOMPARE(
        refusalOf([&] {
            classifier.setClassifierDataset({{"a", ones({1, 2})}, {"b", ones({1, 3})}});
        }),
        "setClassifierDataset: all examples must have as many elements, but those of \"b\" have "
        "3.");
    QCOMPARE(classifier.getNumClasses(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestKnnClassifier)
#include "tst_knn_classifier.moc"
