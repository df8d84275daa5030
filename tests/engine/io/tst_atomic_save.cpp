#include "engine/io/file_handler.h"
#include "engine/io/model_json.h"
#include "engine/io/model_store.h"
#include "engine/io/user_folders.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QDir>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <set>

using namespace tp;
using namespace tp::io;
using tp::test::pathOf;
using tp::test::refusalOf;
using tp::test::sampleModel;
using tp::test::valueOf;
using tp::test::writeFile;
namespace fs = std::filesystem;

/// Saving that is cut short, disturbed or refused by the system: the old model or the new one is
/// there, and nothing else.
class TestAtomicSave : public QObject {
    Q_OBJECT

private slots:
    void aKilledSaveLeavesAWholeModel();
    void aSaveKilledAtEveryStep();
    void notesOfStrangersRemoveNothing();
    void severalMaySaveAndLoadAtOnce();
    void aFullDiskLosesNothing();
    void aDiskThatBecomesFullAnywhere();
    void storesAndDownloadsOnAFullDisk();
    void aFolderOneMayNotWriteTo();
    void storesOneMayNotWriteTo();
};

namespace {

std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

/// Where waiting for a disk does not take all the time.
QString inMemory() {
    const QString pattern = "tst_atomic_save-XXXXXX";
    return fs::exists("/dev/shm") ? "/dev/shm/" + pattern : QDir::tempPath() + "/" + pattern;
}

void save(const fs::path& path, const ModelArtifacts& model) {
    ioHandlerFor("file://" + path.string()).save(model);
}

ModelArtifacts load(const fs::path& path) {
    return ioHandlerFor("file://" + path.string()).load();
}

/// Runs `work` in a process of its own; its exit status.
template<class Work>
int inChild(Work work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

constexpr int kNotMountable = 77;

/// A disk of 256 kB that this process alone sees; whether that is possible.
bool mountSmallDisk(const fs::path& disk) {
    const int spaces = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    return ::unshare(spaces) == 0 && ::mount("", "/", "", MS_PRIVATE | MS_REC, nullptr) == 0 &&
           ::mount("none", disk.c_str(), "tmpfs", 0, "size=256k") == 0;
}

} // namespace

void TestAtomicSave::aKilledSaveLeavesAWholeModel() {
    constexpr int kKills = 100;
    constexpr int kLargeEvery = 10;
    const QTemporaryDir folder(inMemory());
    const fs::path path = pathOf(folder) / "model";
    const auto modelOf = [&](int value) {
        return sampleModel(value, value % kLargeEvery == 9 ? 5 << 18 : 1000); // two shards or one
    };
    std::mt19937 random(7);
    // How long saving takes, so that kills come anywhere within.
    const auto start = std::chrono::steady_clock::now();
    for (int value = 0; value < 4; ++value)
        save(path, modelOf(value));
    const auto few = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    int last = 3;
    std::set<int> seen;
    int leftovers = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            save(path, modelOf(last + 1));
            ::close(ready[1]); // which the parent sees once it has closed its own
            for (int value = last + 2;; ++value)
                save(path, modelOf(value));
        }
        ::close(ready[1]);
        char none = 0;
        QCOMPARE(::read(ready[0], &none, 1), ssize_t{0});
        ::close(ready[0]);
        ::usleep(static_cast<useconds_t>(random() % static_cast<unsigned>(few.count())));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const int value = valueOf(load(path));
        QVERIFY2(value > last, "older than what was saved, or mixed up");
        leftovers += namesIn(path).size() > 1 + (value % kLargeEvery == 9 ? 2U : 1U) ? 1 : 0;
        last = value;
        seen.insert(value);
    }
    qInfo(
        "%d kills: %zu different models were found, %d times there were leftovers",
        kKills,
        seen.size(),
        leftovers);
    save(path, modelOf(last + 1));
    QCOMPARE(valueOf(load(path)), last + 1);
    QCOMPARE(namesIn(path).size(), 1 + shardsOf(modelOf(last + 1).weightData).size());
}

void TestAtomicSave::aSaveKilledAtEveryStep() {
    const QTemporaryDir folder(inMemory());
    const fs::path path = pathOf(folder) / "model";
    save(path, sampleModel(0));
    int steps = 0;
    bool isDone = false;
    for (; !isDone; ++steps) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
            ::raise(SIGSTOP);
            save(path, sampleModel(steps + 1, 6 + steps % 2));
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFSTOPPED(status))
            QSKIP("processes cannot be traced here");
        // Up to the beginning of call number `steps` into the system.
        for (int call = 0; call < 2 * steps + 1 && WIFSTOPPED(status); ++call) {
            ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
            ::waitpid(child, &status, 0);
        }
        isDone = WIFEXITED(status);
        if (!isDone) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
        }
        const int value = valueOf(load(path));
        QVERIFY2(value >= 0 && value <= steps + 1, std::to_string(steps).c_str());
        QVERIFY(!isDone || value == steps + 1);
    }
    qInfo("a save has %d calls into the system", steps);
    QVERIFY(steps > 20);
    save(path, sampleModel(1));
    QCOMPARE(namesIn(path).size(), 2U);
}

void TestAtomicSave::notesOfStrangersRemoveNothing() {
    const QTemporaryDir folder(inMemory());
    const fs::path path = pathOf(folder) / "model";
    save(path, sampleModel(1));
    const std::vector<std::string> theirs = {
        "precious", ".x.0123456789abcde.tmp", "group1-shard1of1.0123456789abcdeg.bin"};
    std::string note = "group1-shard1of1.bin\n../.x.0123456789abcdef.tmp\n../precious\n";
    for (const std::string& name : theirs) {
        writeFile(path / name, "x");
        note += name + '\n';
    }
    writeFile(pathOf(folder) / ".x.0123456789abcdef.tmp", "x");
    writeFile(path / ".model.json.0123456789abcdef.saving", note);
    save(path / "other.json", sampleModel(2));
    for (const std::string& name : theirs)
        QVERIFY2(fs::exists(path / name), name.c_str());
    QVERIFY(fs::exists(pathOf(folder) / ".x.0123456789abcdef.tmp"));
    QCOMPARE(valueOf(load(path)), 1);
    QCOMPARE(namesIn(path).size(), 7U); // the note has gone
}

void TestAtomicSave::severalMaySaveAndLoadAtOnce() {
    const QTemporaryDir folder(inMemory());
    const fs::path path = pathOf(folder) / "model";
    save(path, sampleModel(0));
    std::vector<pid_t> children;
    for (int writer = 0; writer < 3; ++writer) {
        children.push_back(::fork());
        if (children.back() == 0) {
            for (int i = 0; i < 10; ++i)
                save(path, sampleModel(100 * writer + i, 6 + i));
            ::_exit(0);
        }
    }
    for (int i = 0; i < 30; ++i)
        QVERIFY(valueOf(load(path)) >= 0);
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }
    QCOMPARE(namesIn(path).size(), 2U);
}

void TestAtomicSave::aFullDiskLosesNothing() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder) / "model";
    save(path, sampleModel(1));
    // No file may grow beyond 100 kB, which the writer sees as it sees a full disk.
    const int status = inChild([&] {
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);
        const QString message = refusalOf([&] { save(path, sampleModel(2, 1 << 20)); });
        return message.contains("/group1-shard1of2.bin: the file") &&
                       message.endsWith("the file cannot be written: File too large")
                   ? 0
                   : 1;
    });
    QCOMPARE(status, 0);
    QCOMPARE(valueOf(load(path)), 1);
    QCOMPARE(namesIn(path).size(), 2U);
    // A real full disk, where there is one that anybody can write to.
    QCOMPARE(
        refusalOf([&] { save("/dev/full/model", sampleModel(1)); }),
        "/dev/full/model: the folder cannot be made: Not a directory");
}

void TestAtomicSave::aDiskThatBecomesFullAnywhere() {
    const QTemporaryDir folder;
    const fs::path disk = pathOf(folder);
    const auto isWholeAfter = [&](std::size_t spare, int& saved) {
        fs::remove(disk / "filler");
        save(disk / "model", sampleModel(0, 100));
        const auto room = fs::space(disk).available;
        writeFile(disk / "filler", std::string(room - std::min<std::size_t>(room, spare), 'x'));
        const QString message = refusalOf([&] { save(disk / "model", sampleModel(1, 5000)); });
        const bool isSaved = message == "accepted";
        saved += isSaved ? 1 : 0;
        return (isSaved || message.endsWith("cannot be written: No space left on device")) &&
               valueOf(load(disk / "model")) == (isSaved ? 1 : 0) &&
               namesIn(disk / "model").size() == 2;
    };
    const int status = inChild([&] {
        if (!mountSmallDisk(disk))
            return kNotMountable;
        int saved = 0;
        int tries = 0;
        for (std::size_t spare = 0; spare <= 65536; spare += 4096, ++tries) {
            if (!isWholeAfter(spare, saved))
                return 1;
        }
        return saved > 0 && saved < tries ? 0 : 2; // both happened
    });
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotMountable)
        QSKIP("a small disk cannot be mounted here");
    QCOMPARE(status, 0);
}

void TestAtomicSave::storesAndDownloadsOnAFullDisk() {
    const QTemporaryDir folder;
    const fs::path disk = pathOf(folder);
    const int status = inChild([&] {
        if (!mountSmallDisk(disk))
            return kNotMountable;
        setUserDataFolder(disk / "data");
        setDownloadFolder(disk / "downloads");
        const std::vector<std::string> stores = {"localstorage://a", "indexeddb://a"};
        for (const std::string& url : stores)
            ioHandlerFor(url).save(sampleModel(1, 100));
        ioHandlerFor("downloads://a").save(sampleModel(1, 100));
        const auto room = fs::space(disk).available;
        writeFile(disk / "filler", std::string(room - 8192, 'x'));
        for (const std::string& url : stores) {
            const QString message =
                refusalOf([&] { ioHandlerFor(url).save(sampleModel(2, 10'000)); });
            if (!message.endsWith(
                    ".sqlite: the store of models does not work: database or disk is full"))
                return 1;
            if (valueOf(ioHandlerFor(url).load()) != 1 || !listModels().contains(url))
                return 2;
        }
        const QString message =
            refusalOf([&] { ioHandlerFor("downloads://a").save(sampleModel(2, 10'000)); });
        const bool isTold = message.endsWith(
            "/downloads/a.weights.bin: the file cannot be written: No space left on device");
        return isTold && namesIn(disk / "downloads").size() == 2 &&
                       valueOf(load(disk / "downloads" / "a.json")) == 1
                   ? 0
                   : 3;
    });
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotMountable)
        QSKIP("a small disk cannot be mounted here");
    QCOMPARE(status, 0);
}

void TestAtomicSave::aFolderOneMayNotWriteTo() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder) / "model";
    save(path, sampleModel(1));
    fs::permissions(path, fs::perms(0555));
    fs::permissions(pathOf(folder), fs::perms(0555));
    const int status = inChild([&] {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::setuid(kNobody) != 0)
            return 2;
        const QString message = refusalOf([&] { save(path, sampleModel(2)); });
        const QString other = refusalOf([&] { save(pathOf(folder) / "another", sampleModel(2)); });
        return message.endsWith("/model.json: the file cannot be written: Permission denied") &&
                       other.endsWith("another: the folder cannot be made: Permission denied")
                   ? 0
                   : 1;
    });
    fs::permissions(pathOf(folder), fs::perms(0755));
    fs::permissions(path, fs::perms(0755));
    QCOMPARE(status, 0);
    QCOMPARE(valueOf(load(path)), 1);
}

void TestAtomicSave::storesOneMayNotWriteTo() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    const std::vector<std::string> stores = {"localstorage://a", "indexeddb://a"};
    setUserDataFolder(path / "data");
    for (const std::string& url : stores)
        ioHandlerFor(url).save(sampleModel(1));
    for (const auto& entry : fs::recursive_directory_iterator(path))
        fs::permissions(entry, fs::perms(entry.is_directory() ? 0555 : 0444));
    fs::permissions(path, fs::perms(0555));
    const int status = inChild([&] {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::setuid(kNobody) != 0)
            return 1;
        const QString end =
            "the store of models does not work: attempt to write a readonly database";
        for (const std::string& url : stores) {
            if (!refusalOf([&] { ioHandlerFor(url).save(sampleModel(2)); }).endsWith(end) ||
                !refusalOf([&] { removeModel(url); }).endsWith(end))
                return 2;
            if (valueOf(ioHandlerFor(url).load()) != 1) // which needs no writing
                return 3;
        }
        setDownloadFolder(path / "data");
        const QString message =
            refusalOf([&] { ioHandlerFor("downloads://a").save(sampleModel(2)); });
        return message.endsWith("/a.weights.bin: the file cannot be written: Permission denied")
                   ? 0
                   : 4;
    });
    setUserDataFolder({});
    fs::permissions(path, fs::perms(0755));
    fs::permissions(path / "data", fs::perms(0755));
    QCOMPARE(status, 0);
}

QTEST_APPLESS_MAIN(TestAtomicSave)
#include "tst_atomic_save.moc"
