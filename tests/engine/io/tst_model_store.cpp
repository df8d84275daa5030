#include "engine/io/database.h"
#include "engine/io/file.h"
#include "engine/io/memory_handler.h"
#include "engine/io/model_store.h"
#include "engine/io/user_folders.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <set>

using namespace tp;
using namespace tp::io;
using tp::test::isSame;
using tp::test::pathOf;
using tp::test::refusalOf;
using tp::test::sampleModel;
using tp::test::valueOf;
using tp::test::writeFile;
namespace fs = std::filesystem;

class TestModelStore : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsModels_data();
    void keepsModels();
    void listCopyMoveRemove();
    void aModelIsNotMovedOntoItself();
    void aDamagedRowHidesNothingElse();
    void strangersStatementsAreNotRun();
    void refusals();
    void aKilledSaveLeavesAWholeModel_data();
    void aKilledSaveLeavesAWholeModel();
    void aStoreThatIsNone();
    void nothingIsSavedIntoDamage();
    void downloadsNeverOverwrite();
    void downloadsThatFail();
    void whereDownloadsLie_data();
    void whereDownloadsLie();
    void memory();
    void ownHandlers();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestModelStore::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    setUserDataFolder(pathOf(*m_folder) / "data");
    setDownloadFolder(pathOf(*m_folder) / "downloads");
}

void TestModelStore::cleanup() {
    setUserDataFolder({});
    setDownloadFolder({});
}

void TestModelStore::keepsModels_data() {
    QTest::addColumn<QString>("scheme");
    QTest::newRow("localstorage") << "localstorage://";
    QTest::newRow("indexeddb") << "indexeddb://";
}

void TestModelStore::keepsModels() {
    QFETCH(QString, scheme);
    const std::string url = scheme.toStdString() + "mein/Modell ü%";
    ModelArtifacts model = sampleModel(3, 5 << 20); // more than one part
    model.trainingConfig = Json::Object{{"loss", "x"}};
    model.others = {{"extra", 1}};
    const SaveResult saved = ioHandlerFor(url).save(model);
    QVERIFY(isSame(ioHandlerFor(url).load(), model));
    const auto all = listModels();
    QCOMPARE(all.size(), 1U);
    QCOMPARE(all.begin()->first, url);
    QCOMPARE(all.begin()->second.weightDataBytes, saved.weightDataBytes);
    QVERIFY(
        std::chrono::abs(all.begin()->second.dateSaved - saved.dateSaved) <
        std::chrono::seconds(1));
    ioHandlerFor(url).save(sampleModel(4));
    QCOMPARE(valueOf(ioHandlerFor(url).load()), 4);
    ModelArtifacts bare = sampleModel(1);
    bare.weightSpecs.clear();
    bare.weightData.clear();
    ioHandlerFor(url).save(bare);
    QVERIFY(isSame(ioHandlerFor(url).load(), bare));
    IOOptions options;
    options.quantize = StoredAs::Float16;
    QCOMPARE(ioHandlerFor(url, options).save(sampleModel(2, 10)).weightDataBytes, 26U);
    QCOMPARE(valueOf(ioHandlerFor(url).load()), 2);
}

void TestModelStore::listCopyMoveRemove() {
    const std::string file = (pathOf(*m_folder) / "model").string();
    QVERIFY(listModels().empty());
    ioHandlerFor("localstorage://a").save(sampleModel(1));
    QCOMPARE(copyModel("localstorage://a", "indexeddb://b").weightDataBytes, 32U);
    copyModel("indexeddb://b", "file://" + file);
    copyModel(file, "indexeddb://c");
    moveModel("indexeddb://b", "localstorage://d");
    std::set<std::string> urls;
    for (const auto& [url, info] : listModels())
        urls.insert(url);
    QCOMPARE(
        urls, (std::set<std::string>{"indexeddb://c", "localstorage://a", "localstorage://d"}));
    QCOMPARE(valueOf(ioHandlerFor("localstorage://d").load()), 1);
    QCOMPARE(removeModel("localstorage://a").weightDataBytes, 32U);
    removeModel("localstorage://d");
    removeModel("indexeddb://c");
    QVERIFY(listModels().empty());
}

void TestModelStore::aModelIsNotMovedOntoItself() {
    for (const char* url : {"localstorage://a", "indexeddb://a"}) {
        ioHandlerFor(url).save(sampleModel(1));
        const std::string other = QString(url).left(5).toUpper().toStdString() + (url + 5);
        QVERIFY(
            refusalOf([&] { moveModel(url, other); }).endsWith("cannot be copied to where it is."));
        QVERIFY(
            refusalOf([&] { moveModel(other, url); }).endsWith("cannot be copied to where it is."));
        QCOMPARE(valueOf(ioHandlerFor(url).load()), 1);
        QCOMPARE(valueOf(ioHandlerFor(other).load()), 1);
    }
}

void TestModelStore::aDamagedRowHidesNothingElse() {
    for (const std::string scheme : {"localstorage://", "indexeddb://"}) {
        for (const char* name : {"a", "b", "c", "d"})
            ioHandlerFor(scheme + name).save(sampleModel(1));
    }
    {
        const Database items(userDataFolder() / "local-storage.sqlite");
        items.run("UPDATE items SET value = '{' WHERE key LIKE '%/a/info'");
        items.run("UPDATE items SET value = x'ff00' WHERE key LIKE '%/b/info'");
        items.run("UPDATE items SET value = '[]' WHERE key LIKE '%/c/info'");
        const Database models(userDataFolder() / "models.sqlite");
        models.run("UPDATE model_info_store SET info = 'null' WHERE model_path = 'a'");
        models.run("UPDATE model_info_store SET info = x'' WHERE model_path = 'b'");
        models.run("UPDATE model_info_store SET info = 7 WHERE model_path = 'c'");
    }
    QCOMPARE(listModels().size(), 8U);
    for (const auto& [url, info] : listModels()) {
        const bool isDamaged = !url.ends_with("/d");
        QCOMPARE(
            info.errors,
            isDamaged
                ? std::vector<std::string>{url + ": what is noted about this model is damaged"}
                : std::vector<std::string>{});
        QCOMPARE(info.weightDataBytes, isDamaged ? 0U : 32U);
        QCOMPARE(valueOf(ioHandlerFor(url).load()), 1);
        removeModel(url);
    }
    QVERIFY(listModels().empty());
}

void TestModelStore::strangersStatementsAreNotRun() {
    ioHandlerFor("localstorage://a").save(sampleModel(1));
    {
        const Database items(userDataFolder() / "local-storage.sqlite");
        items.run("CREATE TRIGGER t AFTER INSERT ON items BEGIN DELETE FROM items; END");
    }
    ioHandlerFor("localstorage://b").save(sampleModel(2));
    QCOMPARE(valueOf(ioHandlerFor("localstorage://a").load()), 1);
    fs::create_directories(userDataFolder());
    {
        const Database models(userDataFolder() / "models.sqlite");
        models.run("CREATE VIEW model_info_store AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL "
                   "SELECT x + 1 "
                   "FROM n) SELECT x AS model_path, '{}' AS info FROM n");
    }
    QVERIFY(refusalOf([] {
                listModels();
            }).contains("models.sqlite: the store of models does not work: "));
}

void TestModelStore::refusals() {
    QCOMPARE(
        refusalOf([] { ioHandlerFor("localstorage://"); }),
        "\"localstorage://\": the name of a model is missing.");
    for (const char* url : {"localstorage://x", "indexeddb://x"}) {
        const QString missing = QString(url) + ": there is no such model";
        QCOMPARE(refusalOf([&] { ioHandlerFor(url).load(); }), missing);
        QCOMPARE(refusalOf([&] { removeModel(url); }), missing);
        QCOMPARE(refusalOf([&] { moveModel(url, "file://x"); }), missing);
        QCOMPARE(
            refusalOf([&] { copyModel(url, url); }),
            QString("\"%1\": a model cannot be copied to where it is.").arg(url));
    }
    QCOMPARE(
        refusalOf([] { moveModel("/tmp/x", "indexeddb://y"); }),
        "\"/tmp/x\": models can only be removed from localstorage:// and indexeddb://.");
    QCOMPARE(
        refusalOf([] { ioHandlerFor("s3://x"); }),
        "\"s3://x\": models cannot be kept at s3://. There are downloads://, file://, http://, "
        "https://, indexeddb://, localstorage://.");
    QCOMPARE(
        refusalOf([] { loadModel(ioHandlerFor("downloads://x")); }),
        "downloads://x: a model can be saved to here, but not loaded from.");
}

void TestModelStore::aKilledSaveLeavesAWholeModel_data() {
    keepsModels_data();
}

void TestModelStore::aKilledSaveLeavesAWholeModel() {
    QFETCH(QString, scheme);
    const std::string url = scheme.toStdString() + "model";
    const auto modelOf = [](int value) { return sampleModel(value, value % 2 == 0 ? 6 : 20'000); };
    if (fs::exists("/dev/shm")) // where waiting for a disk does not take all the time
        m_folder = std::make_unique<QTemporaryDir>("/dev/shm/tst_model_store-XXXXXX");
    setUserDataFolder(pathOf(*m_folder));
    const auto start = std::chrono::steady_clock::now();
    ioHandlerFor(url).save(modelOf(0));
    ioHandlerFor(url).save(modelOf(1));
    const auto two = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    std::mt19937 random(3);
    int last = 1;
    std::set<int> seen;
    for (int kill = 0; kill < 50; ++kill) {
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ioHandlerFor(url).save(modelOf(last + 1));
            ::close(ready[1]); // which the parent sees once it has closed its own
            for (int value = last + 2;; ++value)
                ioHandlerFor(url).save(modelOf(value));
        }
        ::close(ready[1]);
        char none = 0;
        QCOMPARE(::read(ready[0], &none, 1), ssize_t{0});
        ::close(ready[0]);
        ::usleep(static_cast<useconds_t>(random() % static_cast<unsigned>(two.count())));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const int value = valueOf(ioHandlerFor(url).load());
        QVERIFY2(value > last, "older than what was saved, or mixed up");
        last = value;
        seen.insert(value);
    }
    qInfo("50 kills: %zu different models were found", seen.size());
}

void TestModelStore::aStoreThatIsNone() {
    fs::create_directories(userDataFolder());
    writeFile(userDataFolder() / "models.sqlite", std::string(5000, 'x'));
    const QString message = refusalOf([] { ioHandlerFor("indexeddb://x").save(sampleModel(1)); });
    QVERIFY2(
        message.endsWith(
            "models.sqlite: the store of models does not work: file is not a database"),
        qPrintable(message));
    setUserDataFolder(pathOf(*m_folder) / "file");
    writeFile(userDataFolder(), "x");
    QVERIFY(refusalOf([] {
                ioHandlerFor("localstorage://x").save(sampleModel(1));
            }).endsWith("/file: the folder cannot be made: Not a directory"));
}

// SQLite by itself takes what goes beside damage, and fails only when it is read.
void TestModelStore::nothingIsSavedIntoDamage() {
    const IOHandler handler = ioHandlerFor("localstorage://a");
    handler.save(sampleModel(1));
    constexpr std::streamoff kPage = 4096;
    constexpr std::streamoff kHeader = 8; // of a page of keys; places of its cells follow
    std::fstream file(
        userDataFolder() / "local-storage.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2 * kPage + kHeader);
    file << "\x0f\xfe"; // where no cell has room
    file.close();
    QVERIFY_EXCEPTION_THROWN(ioHandlerFor("localstorage://a").save(sampleModel(2)), Error);
}

void TestModelStore::downloadsNeverOverwrite() {
    const fs::path folder = downloadFolder();
    const IOHandler handler = ioHandlerFor("downloads://mein Modell");
    handler.save(sampleModel(1));
    handler.save(sampleModel(2));
    writeFile(folder / "mein Modell (2).weights.bin", "theirs");
    fs::create_symlink("nowhere", folder / "mein Modell (3).json");
    handler.save(sampleModel(3));
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    QCOMPARE(names.size(), 8U);
    QCOMPARE(valueOf(ioHandlerFor((folder / "mein Modell.json").string()).load()), 1);
    QCOMPARE(valueOf(ioHandlerFor((folder / "mein Modell (1).json").string()).load()), 2);
    QCOMPARE(valueOf(ioHandlerFor((folder / "mein Modell (4).json").string()).load()), 3);
    QCOMPARE(test::readFile(folder / "mein Modell (2).weights.bin"), std::string("theirs"));
    ioHandlerFor("downloads://").save(sampleModel(5));
    QVERIFY(fs::exists(folder / "model.json"));
}

void TestModelStore::downloadsThatFail() {
    for (const char* url : {"downloads://../x", "downloads://a/b", "downloads://.hidden"})
        QVERIFY(refusalOf([&] { ioHandlerFor(url); }).contains("the name of a download cannot"));
    setDownloadFolder("/proc/nowhere");
    QVERIFY(refusalOf([] {
                ioHandlerFor("downloads://x").save(sampleModel(1));
            }).startsWith("/proc/nowhere: the folder cannot be made"));
}

void TestModelStore::whereDownloadsLie_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folder");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("home") << "# x\nXDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\n"
                          << "/h/Téléchargements";
    QTest::newRow("absolute") << "  XDG_DOWNLOAD_DIR=\"/big/a\\\"b\""
                              << "/big/a\"b";
    QTest::newRow("relative") << "XDG_DOWNLOAD_DIR=\"x\""
                              << "";
    QTest::newRow("others") << "XDG_MUSIC_DIR=\"$HOME/Music\"\n#XDG_DOWNLOAD_DIR=\"/x\""
                            << "";
}

void TestModelStore::whereDownloadsLie() {
    QFETCH(QString, text);
    QFETCH(QString, folder);
    QCOMPARE(downloadFolderIn(text.toStdString(), "/h"), fs::path(folder.toStdString()));
}

void TestModelStore::memory() {
    const IOHandler handler = fromMemory(sampleModel(8));
    QCOMPARE(valueOf(loadModel(handler)), 8);
    QCOMPARE(valueOf(loadModel(handler)), 8);
    QCOMPARE(
        refusalOf([&] { saveModel(handler, sampleModel(1)); }),
        "memory: a model can be loaded from here, but not saved to.");
    int saved = 0;
    const IOHandler other = withSaveHandler([&](const ModelArtifacts& model) {
        saved = valueOf(model);
        return saveResultFor(model);
    });
    saveModel(other, sampleModel(4));
    QCOMPARE(saved, 4);
    QVERIFY(!other.load);
}

void TestModelStore::ownHandlers() {
    std::map<std::string, ModelArtifacts> cloud;
    registerIOHandler("Cloud+1", [&](const std::string& url, const IOOptions&) {
        IOHandler handler;
        const std::string name = url.substr(url.find("://"));
        handler.save = [&cloud, name](const ModelArtifacts& model) {
            cloud[name] = model;
            return saveResultFor(model);
        };
        handler.load = [&cloud, name] { return cloud.at(name); };
        return handler;
    });
    ioHandlerFor("cloud+1://x").save(sampleModel(6));
    copyModel("CLOUD+1://x", "localstorage://x", {});
    QCOMPARE(valueOf(ioHandlerFor("localstorage://x").load()), 6);
    unregisterIOHandler("cloud+1");
    QVERIFY(refusalOf([] { ioHandlerFor("cloud+1://x"); }).contains("cannot be kept at"));
    QCOMPARE(
        refusalOf([] { registerIOHandler("a b", {}); }),
        "\"a b\" cannot be the scheme of an address.");
}

QTEST_APPLESS_MAIN(TestModelStore)
#include "tst_model_store.moc"
