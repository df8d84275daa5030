#include "app/widgets/color_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

namespace {

// Supporting colours of viridis at equal distances; between them straight lines differ by less than
// the eye sees.
constexpr std::array<std::array<double, 3>, 9> kSupports{{
    {68, 1, 84},
    {72, 40, 120},
    {62, 74, 137},
    {49, 104, 142},
    {38, 130, 142},
    {31, 158, 137},
    {53, 183, 121},
    {109, 205, 89},
    {253, 231, 37},
}};
constexpr std::array<double, 9> kPlaces{0, 0.125, 0.25, 0.375, 0.5, 0.6, 0.7, 0.8, 1};
constexpr QRgb kNotFinite = 0xff8a8a8a;

} // namespace

QRgb viridis(double part) {
    if (!std::isfinite(part))
        return kNotFinite;
    const double place = std::clamp(part, 0.0, 1.0);
    std::size_t i = 0;
    while (i + 2 < kPlaces.size() && place > kPlaces[i + 1])
        ++i;
    const double between = (place - kPlaces[i]) / (kPlaces[i + 1] - kPlaces[i]);
    const auto channel = [&](std::size_t c) {
        return static_cast<int>(
            std::lround(kSupports[i][c] + (kSupports[i + 1][c] - kSupports[i][c]) * between));
    };
    return qRgb(channel(0), channel(1), channel(2));
}

QRgb scaleColor(double value, double low, double high) {
    if (!std::isfinite(value))
        return kNotFinite;
    return viridis(high > low ? (value - low) / (high - low) : 0.5);
}

QImage scaleImage(int width) {
    QImage image(std::max(1, width), 1, QImage::Format_RGB32);
    for (int x = 0; x < image.width(); ++x)
        image.setPixel(x, 0, viridis(x / std::max(1.0, image.width() - 1.0)));
    return image;
}

} // namespace app
