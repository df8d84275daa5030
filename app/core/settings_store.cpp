#include "app/core/settings_store.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace app {

namespace {

constexpr int kWriteDelayMs = 150;

SettingsStore*& current() {
    static SettingsStore* const store =
        new SettingsStore; // outlives every static that may still read it
    static SettingsStore* inForce = store;
    return inForce;
}

QString& profileFolder() {
    static QString folder;
    return folder;
}

} // namespace

SettingsStore::SettingsStore() {
    m_writeSoon.setSingleShot(true);
    m_writeSoon.setInterval(kWriteDelayMs);
    connect(&m_writeSoon, &QTimer::timeout, this, &SettingsStore::flush);
}

SettingsStore::~SettingsStore() {
    flush();
}

QString SettingsStore::filePath() const {
    return m_directory + QStringLiteral("/settings.json");
}

void SettingsStore::open(const QString& directory) {
    flush();
    m_directory = directory;
    m_damage.clear();
    m_values = {};
    QFile file(filePath());
    if (!file.exists())
        return;
    QJsonParseError error;
    QJsonDocument document;
    if (file.open(QIODevice::ReadOnly))
        document = QJsonDocument::fromJson(file.readAll(), &error);
    if (document.isObject()) {
        m_values = document.object();
    } else {
        setAside();
    }
}

void SettingsStore::setAside() {
    const QString stamp =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString target = filePath() + QStringLiteral(".damaged-") + stamp;
    QFile::remove(target);
    m_damage = QFile::rename(filePath(), target) ? target : filePath();
}

void SettingsStore::setValue(const QString& key, const QJsonValue& value) {
    const bool isSame = m_values.contains(key) && m_values.value(key) == value;
    if (isSame && !m_forThisRun.contains(key))
        return;
    m_forThisRun.remove(key);
    m_values.insert(key, value);
    writeSoon();
    emit changed(key);
}

void SettingsStore::setForThisRun(const QString& key, const QJsonValue& value) {
    m_forThisRun.insert(key, value);
    emit changed(key);
}

void SettingsStore::writeSoon() {
    m_dirty = true;
    if (!m_directory.isEmpty() && !m_writeSoon.isActive())
        m_writeSoon.start();
}

void SettingsStore::remove(const QString& key) {
    if (!m_values.contains(key) && !m_forThisRun.contains(key))
        return;
    m_values.remove(key);
    m_forThisRun.remove(key);
    writeSoon();
    emit changed(key);
}

bool SettingsStore::flush() {
    m_writeSoon.stop();
    if (!m_dirty || m_directory.isEmpty())
        return true;
    QDir().mkpath(m_directory);
    QSaveFile file(filePath());
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QJsonDocument(m_values).toJson());
    if (!file.commit())
        return false;
    m_dirty = false;
    return true;
}

SettingsStore& settings() {
    return *current();
}

TemporarySettings::TemporarySettings() : m_before(current()) {
    current() = &m_store;
}

TemporarySettings::~TemporarySettings() {
    current() = m_before;
}

QString settingsDirectory() {
    if (!profile().isEmpty())
        return profile();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/tensor-playground");
}

void setProfile(const QString& folder) {
    profileFolder() = folder.isEmpty() ? QString() : QDir(folder).absolutePath();
}

const QString& profile() {
    return profileFolder();
}

} // namespace app
