#include "app/core/all_settings.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

#include <cstdlib>

using app::Setting;
using app::SettingsStore;
using app::TemporarySettings;

namespace {

const Setting<int> kCount{"test/count", 32, {{1, 1024}}};
const Setting<double> kRate{"test/rate", 0.5};
const Setting<bool> kFlag{"test/flag", true};
const Setting<QString> kText{"test/text", QStringLiteral("default")};
const Setting<QByteArray> kBytes{"test/bytes", QByteArray()};

/// What the child of survivesKillAtAnyMoment() does until it is killed.
[[noreturn]] void writeForever(const QString& directory) {
    SettingsStore store;
    store.open(directory);
    for (int i = 0;; ++i) {
        store.setValue("test/count", i);
        store.setValue("test/text", QString(2000 + i % 3000, u'x'));
        store.flush();
    }
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void defaultsApplyWhereNothingIsStored();
    void valuesComeBackFromTheFile();
    void wrongTypesAndRangesAreTolerated();
    void aDamagedFileIsMovedAside();
    void anUnwritablePlaceIsSaid();
    void changesAreSignalled();
    void survivesKillAtAnyMoment();
};

void TestSettings::defaultsApplyWhereNothingIsStored() {
    const TemporarySettings temporary;
    QCOMPARE(kCount.get(), 32);
    QCOMPARE(kText.get(), "default");
    kCount.set(7);
    QCOMPARE(kCount.get(), 7);
    kCount.reset();
    QCOMPARE(kCount.get(), 32);
}

void TestSettings::valuesComeBackFromTheFile() {
    const QTemporaryDir folder;
    for (const bool isSecondRun : {false, true}) {
        const TemporarySettings temporary;
        app::settings().open(folder.path() + "/made/when/needed");
        if (!isSecondRun) {
            kCount.set(64);
            kRate.set(0.125);
            kFlag.set(false);
            kText.set(QStringLiteral("学习率"));
            kBytes.set(QByteArray("\0\1\2", 3));
        } else {
            QCOMPARE(kCount.get(), 64);
            QCOMPARE(kRate.get(), 0.125);
            QCOMPARE(kFlag.get(), false);
            QCOMPARE(kText.get(), "学习率");
            QCOMPARE(kBytes.get(), QByteArray("\0\1\2", 3));
        }
    }
}

void TestSettings::wrongTypesAndRangesAreTolerated() {
    const TemporarySettings temporary;
    app::settings().setValue(kCount.key(), "many");
    QCOMPARE(kCount.get(), 32);
    app::settings().setValue(kCount.key(), 100000);
    QCOMPARE(kCount.get(), 1024);
    kCount.set(-5);
    QCOMPARE(kCount.get(), 1);
    app::settings().setValue(app::kThemeChoice.key(), 99);
    QCOMPARE(app::kThemeChoice.get(), app::ThemeChoice::Dark);
}

void TestSettings::aDamagedFileIsMovedAside() {
    const QTemporaryDir folder;
    QFile file(folder.filePath("settings.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"test/count\": 5");
    file.close();
    SettingsStore store;
    store.open(folder.path());
    QVERIFY(store.value("test/count").isUndefined());
    QVERIFY(QFile::exists(store.damage()));
    QVERIFY(store.damage().startsWith(file.fileName() + ".damaged-"));
    store.setValue("test/count", 6);
    QVERIFY(store.flush());
    store.open(folder.path());
    QCOMPARE(store.value("test/count").toInt(), 6);
    QVERIFY(store.damage().isEmpty());
}

void TestSettings::anUnwritablePlaceIsSaid() {
    SettingsStore store;
    store.open("/proc/no-such-place");
    store.setValue("test/count", 1);
    QVERIFY(!store.flush());
    QCOMPARE(store.value("test/count").toInt(), 1);
}

void TestSettings::changesAreSignalled() {
    const TemporarySettings temporary;
    QObject context;
    int calls = 0;
    kCount.onChange(&context, [&] { ++calls; });
    kCount.set(5);
    kCount.set(5);
    kRate.set(3);
    QCOMPARE(calls, 1);
}

void TestSettings::survivesKillAtAnyMoment() {
    const QTemporaryDir folder;
    for (int round = 0; round < 40; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {"--write-forever", folder.path()});
        QVERIFY(child.waitForStarted());
        QTest::qWait(15 + round * 3);
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());
        QFile file(folder.filePath("settings.json"));
        if (!file.exists()) // killed before its first write
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject values = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY2(values.contains("test/count"), "half a file was left");
    }
    SettingsStore store;
    store.open(folder.path());
    QVERIFY(store.value("test/count").toInt(-1) > 0);
    QVERIFY(store.damage().isEmpty());
}

int main(int argumentCount, char** arguments) {
    QCoreApplication application(argumentCount, arguments);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--write-forever"))
        writeForever(words.value(2));
    TestSettings test;
    return QTest::qExec(&test, argumentCount, arguments);
}
#include "tst_settings.moc"
