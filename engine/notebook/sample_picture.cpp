#include "engine/notebook/sample_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tp::notebook {

namespace {

constexpr std::int64_t kHeight = 72;
constexpr std::int64_t kWidth = 96;

using Color = std::array<double, 3>;

Color mixed(const Color& a, const Color& b, double part) {
    Color color{};
    for (std::size_t i = 0; i < 3; ++i)
        color[i] = a[i] + (b[i] - a[i]) * std::clamp(part, 0.0, 1.0);
    return color;
}

/// The sun goes down behind two ranges of hills.
Color sunset(double x, double y) {
    Color color = mixed({58, 46, 120}, {255, 150, 80}, y / 0.7);
    const double sun = std::hypot((x - 0.62) * 1.33, y - 0.52);
    color = mixed(color, {255, 214, 120}, 1.15 - sun * 3.2);
    if (sun < 0.13)
        color = {255, 238, 170};
    if (y > 0.66 + 0.07 * std::sin(x * 9) + 0.03 * std::sin(x * 23))
        color = {92, 56, 110};
    if (y > 0.80 + 0.06 * std::sin(x * 7 + 2))
        color = {44, 30, 66};
    return color;
}

/// Coloured tiles: one hue along each axis.
Color tiles(double x, double y) {
    const double column = std::floor(x * 8) / 7;
    const double row = std::floor(y * 6) / 5;
    const Color color{40 + 200 * column, 60 + 120 * row, 210 - 150 * column};
    const bool isGap = std::fmod(x * 8, 1) < 0.08 || std::fmod(y * 6, 1) < 0.08;
    return isGap ? Color{245, 245, 240} : color;
}

} // namespace

const std::vector<std::string>& samplePictures() {
    static const std::vector<std::string> names{"sunset", "tiles"};
    return names;
}

bool isSamplePicture(std::string_view name) {
    const auto& names = samplePictures();
    return std::find(names.begin(), names.end(), name) != names.end();
}

Pixels samplePicture(std::string_view name, std::int64_t channels) {
    Pixels pixels{kHeight, kWidth, channels, {}};
    for (std::int64_t row = 0; row < kHeight; ++row) {
        for (std::int64_t column = 0; column < kWidth; ++column) {
            const double x = (static_cast<double>(column) + 0.5) / kWidth;
            const double y = (static_cast<double>(row) + 0.5) / kHeight;
            const Color color = name == "tiles" ? tiles(x, y) : sunset(x, y);
            const double grey = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
            for (std::int64_t channel = 0; channel < channels; ++channel) {
                double value = channels == 1 ? grey : 255;
                if (channels > 1 && channel < 3)
                    value = color[static_cast<std::size_t>(channel)];
                pixels.bytes.push_back(
                    static_cast<std::uint8_t>(std::clamp(std::round(value), 0.0, 255.0)));
            }
        }
    }
    return pixels;
}

} // namespace tp::notebook
