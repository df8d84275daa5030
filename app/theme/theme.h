#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include <array>

class QApplication;
class QWidget;

namespace app {

/// Every colour of the application, by what it is for. Text colours reach a contrast of 4.5:1 on
/// all surfaces, borders of controls, focus and the series of charts 3:1; a test computes it for
/// both themes.
struct ThemeColors {
    bool isDark = false;

    QColor window;        ///< behind everything
    QColor surface;       ///< cards, panels, tables
    QColor surfaceRaised; ///< menus, tool tips, the palette
    QColor surfaceSunken; ///< code, wells, the track of a progress bar
    QColor hover;         ///< under the pointer
    QColor border;        ///< quiet lines that only divide
    QColor borderStrong;  ///< the outline of a control

    QColor text;
    QColor textMuted;    ///< captions, secondary lines
    QColor textDisabled; ///< of what cannot be used now

    QColor accent;      ///< primary buttons, links, the current place
    QColor accentHover; ///< accent under the pointer
    QColor accentText;  ///< on accent
    QColor accentSoft;  ///< a tint of accent as background
    QColor selection;   ///< behind selected text

    QColor success;
    QColor successSoft;
    QColor warning;
    QColor warningSoft;
    QColor danger;
    QColor dangerSoft;
    QColor focus; ///< the ring around what has the keyboard

    std::array<QColor, 8>
        series; ///< lines and points of charts: Okabe and Ito's palette, fitted to the surface
};

/// The colours in force. Fetch them each time you paint; never keep them.
const ThemeColors& theme();

/// The colours of one theme, for tests and previews.
const ThemeColors& lightTheme();
const ThemeColors& darkTheme();

/// Says when theme() or the UI scale became another. Widgets that paint themselves call update()
/// then; style sheets and icons follow by themselves.
class ThemeNotifier : public QObject {
    Q_OBJECT

signals:
    void changed();
};

ThemeNotifier& themeNotifier();

/// The type scale. A QLabel takes it by `setProperty("type", "title")` with these names in lower
/// case, and colours by `setProperty("tone", "muted" | "accent" | "success" | "warning" |
/// "danger")`.
enum class Type { Display, Title, Heading, Body, Caption, Mono };

/// The font of a step of the scale, UI scale included.
QFont typeFont(Type type);

/// Its size in pixels, UI scale included.
int typeSize(Type type);

/// Distances, on a grid of 4 pixels.
namespace Spacing {
inline constexpr int kTiny = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kWide = 24;
inline constexpr int kHuge = 32;
inline constexpr int kRadius = 8;      ///< corners of cards
inline constexpr int kSmallRadius = 6; ///< corners of controls
} // namespace Spacing

/// `pixels` times the UI scale.
int scaled(int pixels);

/// Dresses the application: style, fonts, palette, style sheet; follows the setting, the desktop
/// and the UI scale from now on.
///
/// What widgets say about themselves by a property is listed here once. QPushButton and
/// QToolButton: `kind` = "primary" | "ghost" | "danger" (without: secondary),
/// `align` = "left", and `hint`, a shortcut shown at the right. QFrame: `kind` =
/// "card" | "panel" | "well" | "banner" (a banner takes `tone`). QLabel: `type` and `tone`, as
/// above; `kind` = "chip". After changing a property of a shown widget call refreshStyle().
void applyTheme(QApplication& application);

/// Applies the style rules again to a widget whose `kind`, `type` or `tone` changed.
void refreshStyle(QWidget* widget);

/// The contrast of two opaque colours as WCAG 2 defines it, 1…21.
double contrastRatio(const QColor& first, const QColor& second);

} // namespace app
