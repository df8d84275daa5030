#pragma once

#include "app/core/setting.h"

/// Every setting of the application, in one place.
namespace app {

/// Light or dark, or whichever the desktop asks for.
enum class ThemeChoice { System, Light, Dark };

inline const Setting<QString> kLanguage{
    "ui/language", QString()}; ///< "" as the system, "en", "zh_CN"
inline const Setting<ThemeChoice> kThemeChoice{
    "ui/theme", ThemeChoice::System, {{ThemeChoice::System, ThemeChoice::Dark}}};
inline const Setting<int> kUiScale{"ui/scalePercent", 100, {{80, 200}}};
inline const Setting<bool> kReducedMotion{"ui/reducedMotion", false};

inline const Setting<QByteArray> kWindowGeometry{"window/geometry", QByteArray()};
inline const Setting<QString> kLastLink{"window/lastLink", QString()};
inline const Setting<bool> kDocksVisible{"window/docksVisible", true};
inline const Setting<bool> kFirstRunDone{"window/firstRunDone", false};
inline const Setting<QString> kRecentLinks{
    "window/recentLinks", QString()}; ///< newest first, one a line
inline const Setting<QString> kRecentModels{
    "models/recent", QString()}; ///< addresses, newest first, one a line

} // namespace app
