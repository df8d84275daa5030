#pragma once

#include "app/core/all_settings.h"
#include "app/core/language.h"
#include "app/page/page.h"
#include "app/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include <functional>
#include <memory>

namespace tests {

/// What must hold for every page. A test of a page calls it from one of its slots:
///
///     void TestHomePage::behavesLikeAPage() {
///         tests::checkPage([] { return std::make_unique<app::HomePage>(…); });
///     }
using MakePage = std::function<std::unique_ptr<app::Page>()>;

/// Everything a person can operate.
inline QList<QWidget*> controlsOf(QWidget& root) {
    QList<QWidget*> controls;
    const QList<QWidget*> all = root.findChildren<QWidget*>();
    for (QWidget* widget : all) {
        const bool isControl =
            qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
            qobject_cast<QLineEdit*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
            qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QAbstractItemView*>(widget);
        // Parts of a control (the field in a spin box, a scroll bar, a table's header) belong to
        // it.
        const bool isPart =
            qobject_cast<QScrollBar*>(widget) || qobject_cast<QHeaderView*>(widget) ||
            widget->objectName().startsWith("qt_") ||
            qobject_cast<QComboBox*>(widget->parentWidget()) ||
            qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
            qobject_cast<QLineEdit*>(widget->parentWidget()) ||
            qobject_cast<QTabBar*>(widget->parentWidget()) || widget->window() != root.window();
        if (isControl && !isPart && widget->isVisibleTo(&root))
            controls.append(widget);
    }
    return controls;
}

inline QString nameOf(const QWidget* widget) {
    return QStringLiteral("%1 “%2”").arg(widget->metaObject()->className(), widget->objectName());
}

inline void controlsAreNamed(QWidget& root) {
    const QList<QWidget*> controls = controlsOf(root);
    for (const QWidget* control : controls) {
        QVERIFY2(
            !control->objectName().isEmpty(),
            qPrintable("without an object name: " + nameOf(control)));
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        const bool hasName =
            !control->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(hasName, qPrintable("without an accessible name: " + nameOf(control)));
    }
}

inline void tabReachesEverything(QWidget& root) {
    QList<QWidget*> missing = controlsOf(root);
    missing.removeIf([](QWidget* control) { return !control->isEnabled(); });
    for (QWidget* next = root.nextInFocusChain(); next != &root; next = next->nextInFocusChain()) {
        if (next->focusPolicy() & Qt::TabFocus)
            missing.removeAll(next);
    }
    // Of a group of radio-like buttons Tab reaches one and the arrows the others.
    missing.removeIf([](QWidget* control) {
        const auto* button = qobject_cast<QAbstractButton*>(control);
        return button && button->autoExclusive();
    });
    QVERIFY2(
        missing.isEmpty(),
        qPrintable(
            "Tab does not reach " + (missing.isEmpty() ? QString() : nameOf(missing.first()))));
}

/// No text of a label or button is cut off: every one has at least the room it asked for.
inline void nothingIsCut(QWidget& root) {
    const QList<QAbstractButton*> buttons = root.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons) {
        if (button->isVisibleTo(&root) && !button->text().isEmpty() &&
            button->inherits("QPushButton")) {
            QVERIFY2(
                button->width() + 2 >= button->minimumSizeHint().width(),
                qPrintable(QStringLiteral("%1 is cut: %2").arg(nameOf(button), button->text())));
        }
    }
}

inline void checkPage(const MakePage& make) {
    const app::TemporarySettings temporary;
    app::applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()));
    app::Language language;
    language.follow();
    for (const char* code : {"en", "zh_CN"}) {
        for (const app::ThemeChoice choice : {app::ThemeChoice::Light, app::ThemeChoice::Dark}) {
            app::kLanguage.set(QString::fromLatin1(code));
            app::kThemeChoice.set(choice);
            const std::unique_ptr<app::Page> page = make();
            QVERIFY(!page->title().isEmpty());
            for (const QSize size :
                 {QSize(800, 600), QSize(1024, 640), QSize(1280, 820), QSize(1920, 1080)}) {
                page->resize(size);
                page->show();
                QVERIFY(QTest::qWaitForWindowExposed(page.get()));
                QTRY_VERIFY(page->isSettled());
                QVERIFY2(
                    page->minimumSizeHint().width() <= size.width(),
                    qPrintable(QStringLiteral("%1 needs %2 px")
                                   .arg(page->pageId())
                                   .arg(page->minimumSizeHint().width())));
                QVERIFY(!page->grab().isNull());
                nothingIsCut(*page);
            }
            controlsAreNamed(*page);
            tabReachesEverything(*page);
            // The switch of language while the page is open must not leave a text behind.
            app::kLanguage.set(
                code == std::string("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
            app::kThemeChoice.set(
                choice == app::ThemeChoice::Light ? app::ThemeChoice::Dark
                                                  : app::ThemeChoice::Light);
            QVERIFY(!page->grab().isNull());
            page->close();
        }
    }
}

} // namespace tests
