#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QString>
#include <QTimer>

namespace app {

/// The settings of one person, kept in one JSON file.
///
/// The file is replaced as a whole or not at all, so that a program killed at any moment leaves the
/// old or the new settings, never half of them. A file that cannot be read is moved aside and the
/// defaults apply; damage() says so. Values are read and written through Setting, which knows their
/// types.
class SettingsStore : public QObject {
    Q_OBJECT

public:
    SettingsStore();
    ~SettingsStore() override;

    /// Reads `directory`/settings.json and writes there from now on. Before open() nothing is
    /// written anywhere.
    void open(const QString& directory);

    /// The folder given to open(); empty while the settings live in memory only.
    const QString& directory() const { return m_directory; }

    QJsonValue value(const QString& key) const {
        return m_forThisRun.contains(key) ? m_forThisRun.value(key) : m_values.value(key);
    }

    /// Takes effect at once; the file follows within a fraction of a second.
    void setValue(const QString& key, const QJsonValue& value);

    /// A value that the command line gave: it counts until the setting is changed, and is never
    /// written.
    void setForThisRun(const QString& key, const QJsonValue& value);

    /// Keeps the values but writes nothing any more, as for a screenshot.
    void detach() { m_directory.clear(); }

    /// Back to the default.
    void remove(const QString& key);

    /// Writes now what is not written yet. Says false, and keeps the values, if the file cannot be
    /// written.
    bool flush();

    /// Where the damaged file was moved to by open(); empty if it was sound.
    const QString& damage() const { return m_damage; }

signals:
    void changed(const QString& key);

private:
    QString filePath() const;
    void setAside();
    void writeSoon();

    QString m_directory;
    QJsonObject m_values;
    QJsonObject m_forThisRun;
    QString m_damage;
    QTimer m_writeSoon;
    bool m_dirty = false;
};

/// The settings in force.
SettingsStore& settings();

/// Settings of a test: in memory, empty, in force until this object goes out of scope.
class TemporarySettings {
public:
    TemporarySettings();
    ~TemporarySettings();
    TemporarySettings(const TemporarySettings&) = delete;
    TemporarySettings& operator=(const TemporarySettings&) = delete;

private:
    SettingsStore m_store;
    SettingsStore* m_before;
};

/// Where settings belong: $XDG_CONFIG_HOME/tensor-playground, or the profile.
QString settingsDirectory();

/// The folder given by --profile, in which everything of the person is kept; empty for the places
/// of the desktop. Set once at the start, before any page is made.
void setProfile(const QString& folder);
const QString& profile();

} // namespace app
