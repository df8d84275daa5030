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
    if (document.isObject())
        m_values = document.object();
    else
        setAside();
}

void SettingsStore::setAside() {
    const QString stamp =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString target = filePath() + QStringLiteral(".damaged-") + stamp;
    QFile::remove(target);
    m_damage = QFile::rename(filePath(), target) ? target : filePath();
}

void SettingsStore::setValue(const QString& key, const QJsonValue& value) {
    if (m_values.contains(key) && m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_dirty = true;
    if (!m_directory.isEmpty() && !m_writeSoon.isActive())
        m_writeSoon.start();
    emit changed(key);
}

void SettingsStore::remove(const QString& key) {
    if (!m_values.contains(key))
        return;
    m_values.remove(key);
    m_dirty = true;
    if (!m_directory.isEmpty() && !m_writeSoon.isActive())
        m_writeSoon.start();
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

QString settingsDirectory(const QString& profile) {
    if (!profile.isEmpty())
        return QDir(profile).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/tensor-playground");
}

QString stateDirectory(const QString& profile) {
    if (!profile.isEmpty())
        return QDir(profile).absolutePath();
    // Qt 6.4 has no StateLocation; the rule is the XDG base directory specification's.
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (base.isEmpty() || !QDir::isAbsolutePath(base))
        base = QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/tensor-playground");
}

} // namespace app
