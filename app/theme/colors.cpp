#include "app/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

QColor rgb(unsigned value) {
    return QColor::fromRgb(value);
}

ThemeColors makeLight() {
    ThemeColors c;
    c.isDark = false;
    c.window = rgb(0xf5f6f8);
    c.surface = rgb(0xffffff);
    c.surfaceRaised = rgb(0xffffff);
    c.surfaceSunken = rgb(0xeef0f4);
    c.hover = rgb(0xeaedf2);
    c.border = rgb(0xdfe3ea);
    c.borderStrong = rgb(0x868f9f);
    c.text = rgb(0x1a1e26);
    c.textMuted = rgb(0x586172);
    c.textDisabled = rgb(0x98a1af);
    c.accent = rgb(0x2457d6);
    c.accentHover = rgb(0x1b46b3);
    c.accentText = rgb(0xffffff);
    c.accentSoft = rgb(0xe7eefd);
    c.selection = rgb(0xcfdefb);
    c.success = rgb(0x17733f);
    c.successSoft = rgb(0xe2f4e9);
    c.warning = rgb(0x8a5300);
    c.warningSoft = rgb(0xfcf1db);
    c.danger = rgb(0xbb2d26);
    c.dangerSoft = rgb(0xfce9e7);
    c.focus = rgb(0x2457d6);
    c.series = {
        rgb(0x0072b2),
        rgb(0xd55e00),
        rgb(0x00835f),
        rgb(0xb4578c),
        rgb(0xa97400),
        rgb(0x2585bd),
        rgb(0x857b00),
        rgb(0x4a505b)};
    return c;
}

ThemeColors makeDark() {
    ThemeColors c;
    c.isDark = true;
    c.window = rgb(0x131519);
    c.surface = rgb(0x1b1e24);
    c.surfaceRaised = rgb(0x242830);
    c.surfaceSunken = rgb(0x0e1013);
    c.hover = rgb(0x282c35);
    c.border = rgb(0x2c313a);
    c.borderStrong = rgb(0x737c8c);
    c.text = rgb(0xe7e9ee);
    c.textMuted = rgb(0xa4acb9);
    c.textDisabled = rgb(0x666e7c);
    c.accent = rgb(0x86a9fa);
    c.accentHover = rgb(0xa3bffc);
    c.accentText = rgb(0x0c1530);
    c.accentSoft = rgb(0x1f2a45);
    c.selection = rgb(0x2f4677);
    c.success = rgb(0x63cd90);
    c.successSoft = rgb(0x17301f);
    c.warning = rgb(0xe8b75a);
    c.warningSoft = rgb(0x342a17);
    c.danger = rgb(0xf4938a);
    c.dangerSoft = rgb(0x3b2120);
    c.focus = rgb(0xa3bffc);
    c.series = {
        rgb(0x4aa3df),
        rgb(0xee7f38),
        rgb(0x23ba8f),
        rgb(0xdb8fba),
        rgb(0xe69f00),
        rgb(0x7cc6f0),
        rgb(0xf0e442),
        rgb(0xc6ccd5)};
    return c;
}

double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

const ThemeColors& lightTheme() {
    static const ThemeColors colors = makeLight();
    return colors;
}

const ThemeColors& darkTheme() {
    static const ThemeColors colors = makeDark();
    return colors;
}

double contrastRatio(const QColor& first, const QColor& second) {
    const auto [darker, lighter] = std::minmax({luminance(first), luminance(second)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace app
