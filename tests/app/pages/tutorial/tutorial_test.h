#pragma once

#include "app/core/all_settings.h"
#include "app/core/language.h"
#include "app/core/settings_store.h"
#include "app/theme/theme.h"
#include "engine/api/start.h"

#include <QApplication>
#include <QEvent>
#include <QTemporaryDir>

#include <memory>

/// What every test of the tutorial page starts from: the engine, settings in memory, a fresh
/// profile, a language.
class TutorialSurroundings {
public:
    TutorialSurroundings() {
        tp::start();
        app::applyTheme(*qApp);
        freshProfile();
        m_language.follow();
    }

    void freshProfile() {
        m_profile = std::make_unique<QTemporaryDir>();
        app::setProfile(m_profile->path());
    }

    static void speak(const QString& code) {
        app::kLanguage.set(code);
        // Without the program's own translations no translator is installed, and nobody is told.
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(qApp, &change);
        QCoreApplication::sendPostedEvents();
    }

private:
    app::TemporarySettings m_settings;
    std::unique_ptr<QTemporaryDir> m_profile;
    app::Language m_language;
};
