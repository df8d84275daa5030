#include "app/core/all_settings.h"
#include "app/theme/desktop_scheme.h"
#include "app/theme/style.h"
#include "app/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QToolTip>

namespace app {

namespace {

const ThemeColors*& current() {
    static const ThemeColors* colors = &lightTheme();
    return colors;
}

QPalette paletteOf(const ThemeColors& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.textMuted);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::ToolTipBase, c.surfaceRaised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.surface);
    palette.setColor(QPalette::Midlight, c.border);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.borderStrong);
    palette.setColor(QPalette::Shadow, c.borderStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.textDisabled);
    return palette;
}

/// Keeps the application dressed as the settings and the desktop say.
class Dresser : public QObject {
public:
    explicit Dresser(QApplication& application)
        : QObject(&application)
        , m_application(application) {
        connect(&m_scheme, &DesktopScheme::changed, this, &Dresser::dress);
        kThemeChoice.onChange(this, [this] { dress(); });
        kUiScale.onChange(this, [this] { dress(); });
        m_application.setStyle(new Style);
        dress();
        m_scheme.watch();
    }

private:
    void dress() {
        const ThemeChoice choice = kThemeChoice.get();
        const bool isDark =
            choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_scheme.isDark());
        current() = isDark ? &darkTheme() : &lightTheme();
        QApplication::setFont(typeFont(Type::Body));
        QToolTip::setFont(typeFont(Type::Caption));
        QApplication::setPalette(paletteOf(theme()));
        const QWidgetList all = QApplication::allWidgets();
        for (QWidget* widget : all)
            refreshStyle(widget);
        emit themeNotifier().changed();
    }

    QApplication& m_application;
    DesktopScheme m_scheme;
};

} // namespace

const ThemeColors& theme() {
    return *current();
}

ThemeNotifier& themeNotifier() {
    static ThemeNotifier notifier;
    return notifier;
}

int scaled(int pixels) {
    return qRound(pixels * kUiScale.get() / 100.0);
}

int typeSize(Type type) {
    switch (type) {
    case Type::Display:
        return scaled(30);
    case Type::Title:
        return scaled(21);
    case Type::Heading:
        return scaled(16);
    case Type::Caption:
        return scaled(12);
    case Type::Mono:
        return scaled(13);
    case Type::Body:
        break;
    }
    return scaled(14);
}

QFont typeFont(Type type) {
    // Naming the Chinese family keeps fontconfig from mixing in Japanese glyph forms.
    QFont font;
    if (type == Type::Mono) {
        font.setFamilies(
            {QStringLiteral("JetBrains Mono"),
             QStringLiteral("Noto Sans Mono"),
             QStringLiteral("DejaVu Sans Mono"),
             QStringLiteral("Noto Sans Mono CJK SC")});
        font.setStyleHint(QFont::Monospace);
    } else {
        font.setFamilies(
            {QStringLiteral("Inter"),
             QStringLiteral("Noto Sans"),
             QStringLiteral("Noto Sans CJK SC"),
             QStringLiteral("Sans Serif")});
    }
    font.setPixelSize(typeSize(type));
    if (type == Type::Display || type == Type::Title || type == Type::Heading)
        font.setWeight(QFont::DemiBold);
    if (type == Type::Display)
        font.setLetterSpacing(QFont::PercentageSpacing, 98.5);
    return font;
}

void refreshStyle(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

void applyTheme(QApplication& application) {
    new Dresser(application);
}

} // namespace app
