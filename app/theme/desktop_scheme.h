#pragma once

#include <QObject>

class QDBusVariant;

namespace app {

/// Whether the desktop wants dark windows, and when it changes its mind.
///
/// Asks the settings portal (org.freedesktop.appearance), which GNOME, KDE and others answer; where
/// there is none, the palette the desktop gave decides.
class DesktopScheme : public QObject {
    Q_OBJECT

public:
    explicit DesktopScheme(QObject* parent = nullptr);

    bool isDark() const { return m_isDark; }

    /// Asks the portal; the answer comes later, by changed(), so that a slow desktop never delays
    /// the window.
    void watch();

signals:
    void changed();

private slots:
    void onPortalChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);

    bool m_isDark;
};

} // namespace app
