#include "engine/api/start.h"
#include "engine/data/image_folder.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace tp;
using test::refusalOf;

class TestImageFolder : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsClasses();
    void reads();
    void resizesAndMarks();
    void shuffles();
    void refuses();

private:
    std::filesystem::path path(const char* name) const { return m_root / name; }
    void write(const char* name, int value) const;

    QTemporaryDir m_folder;
    std::filesystem::path m_root;
};

namespace {

/// Our own image format: the one number that all four pixels have.
Tensor decode(const std::filesystem::path& file) {
    int value = -1;
    std::ifstream(file) >> value;
    return value < 0 ? Tensor() : fill({2, 2, 1}, value);
}

std::vector<float> valuesOf(const Dataset& images) {
    std::vector<float> values;
    images.forEach([&](const DatasetElement& image) {
        values.push_back(image["xs"].tensor().values<float>()[0]);
    });
    return values;
}

using Floats = std::vector<float>;

} // namespace

void TestImageFolder::write(const char* name, int value) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name)) << value;
}

void TestImageFolder::initTestCase() {
    start({.threads = 1});
    m_root = std::filesystem::path(m_folder.path().toStdString()) / "flowers";
    write("rose/b.png", 4);
    write("rose/a.JPG", 3);
    write("rose/notes.txt", 9);
    write("rose/.hidden.png", 9);
    write("rose/more/c.png", 5);
    write("daisy/z.png", 1);
    write(".trash/z.png", 9);
    write("readme.png", 9);
    std::filesystem::create_directories(path("empty"));
    std::filesystem::create_directory_symlink(m_root, path("daisy/round"));
}

void TestImageFolder::findsClasses() {
    const ImageFolder folder(m_root);
    QCOMPARE(folder.classNames(), (std::vector<std::string>{"daisy", "rose"}));
    QCOMPARE(folder.files().size(), std::size_t{4});
    QCOMPARE(folder.files()[1].path.filename().string(), std::string("a.JPG"));
    QCOMPARE(folder.files()[1].label, 1);
}

void TestImageFolder::reads() {
    const Dataset images = ImageFolder(m_root).dataset({.decode = decode});
    QVERIFY(images.size() == 4);
    const DatasetElement batch = images.batch(4).toArray().at(0);
    QVERIFY(batch["xs"].tensor().shape() == (Shape{4, 2, 2, 1}));
    QCOMPARE(
        batch["ys"].tensor().dataSync<std::int32_t>(), (std::vector<std::int32_t>{0, 1, 1, 1}));
    QCOMPARE(valuesOf(images), (Floats{1, 3, 4, 5}));
}

void TestImageFolder::resizesAndMarks() {
    const DatasetElement image =
        ImageFolder(m_root)
            .dataset({.decode = decode, .size = {{3, 5}}, .labels = ClassLabels::OneHot})
            .toArray()
            .at(2);
    QVERIFY(image["xs"].tensor().shape() == (Shape{3, 5, 1}));
    QCOMPARE(image["xs"].tensor().values<float>()[14], 4.0F);
    QCOMPARE(image["ys"].tensor().dataSync<float>(), (Floats{0, 1}));
}

void TestImageFolder::shuffles() {
    for (int i = 10; i < 40; ++i)
        write(("many/" + std::to_string(i) + ".png").c_str(), i);
    const ImageFolder folder(m_root);
    const Dataset images = folder.dataset({.decode = decode, .shuffle = true, .seed = 1});
    const Floats first = valuesOf(images);
    Floats second = valuesOf(images);
    QVERIFY(first != second);
    QCOMPARE(valuesOf(folder.dataset({.decode = decode, .shuffle = true, .seed = 1})), first);
    std::sort(second.begin(), second.end());
    QCOMPARE(std::unique(second.begin(), second.end()) - second.begin(), std::ptrdiff_t{34});
}

void TestImageFolder::refuses() {
    QVERIFY(refusalOf([&] { ImageFolder(path("nowhere")); }).endsWith("the folder cannot be read"));
    QVERIFY(
        refusalOf([&] { ImageFolder(path("readme.png")); }).endsWith("the folder cannot be read"));
    QVERIFY(refusalOf([&] { ImageFolder(path("empty")); }).contains("there is no sub-folder"));
    QCOMPARE(
        refusalOf([&] { ImageFolder(m_root).dataset({}); }),
        QString("image folder: there is no decoder"));
    QVERIFY(refusalOf([&] {
                ImageFolder(m_root).dataset({.decode = decode, .size = {{0, 3}}});
            }).endsWith("must be above 0"));
    write("rose/a.png", -1);
    QVERIFY(refusalOf([&] {
                ImageFolder(m_root).dataset({.decode = decode}).toArray();
            }).endsWith("rose/a.png: this was not read as an image"));
}

QTEST_APPLESS_MAIN(TestImageFolder)
#include "tst_image_folder.moc"
