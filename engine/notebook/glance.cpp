#include "engine/notebook/glance.h"

#include "engine/notebook/statistics.h"
#include "engine/notebook/value_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tp::notebook {

namespace {

constexpr std::int64_t kRows = 4;
constexpr std::int64_t kColumns = 8;
constexpr std::int64_t kLeastThumbnail = 16; // below, the numbers themselves say more
constexpr std::size_t kLongestText = 24;

std::string fourDigits(double value) {
    if (!std::isfinite(value))
        return toText(value);
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 4);
    return {text.data(), end.ptr};
}

std::string shortText(const Elements& elements, std::int64_t index) {
    const DType dtype = elements.spec().dtype;
    if (dtype == DType::Float32)
        return fourDigits(elements.number(index));
    std::string text = elements.text(index);
    if (text.size() > kLongestText) {
        std::size_t end = kLongestText - 2;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end; // not within a letter of several bytes
        text = text.substr(0, end) + "…";
    }
    return text;
}

/// Rows of numbers under each other, in brackets that show the axes.
std::string rowsText(const Elements& elements) {
    const Shape& shape = elements.shape();
    const std::int64_t columns = shape.rank() == 0 ? 1 : shape.back();
    const std::int64_t rows = columns == 0 ? 0 : elements.size() / columns;
    const std::int64_t shownRows = std::min(rows, kRows);
    const std::int64_t shownColumns = std::min(columns, kColumns);
    std::vector<std::string> texts;
    std::size_t widest = 0;
    for (std::int64_t row = 0; row < shownRows; ++row) {
        for (std::int64_t column = 0; column < shownColumns; ++column) {
            texts.push_back(shortText(elements, row * columns + column));
            widest = std::max(widest, texts.back().size());
        }
    }
    const std::size_t depth = shape.rank();
    std::string all;
    for (std::int64_t row = 0; row < shownRows; ++row) {
        // A row opens as many brackets as axes begin with it, and closes as many as end.
        std::size_t opened = 1;
        std::size_t closed = 1;
        std::int64_t block = 1;
        for (std::size_t axis = depth - 1; axis-- > 0;) {
            block *= shape[axis];
            opened += row % block == 0 ? 1 : 0;
            closed += (row + 1) % block == 0 ? 1 : 0;
        }
        all += row > 0 ? "\n" : "";
        all += std::string(depth - opened, ' ') + std::string(opened, '[');
        for (std::int64_t column = 0; column < shownColumns; ++column) {
            const std::string& text = texts[static_cast<std::size_t>(row * shownColumns + column)];
            all += (column > 0 ? ", " : "");
            all += elements.spec().dtype == DType::String
                       ? text
                       : std::string(widest - text.size(), ' ') + text;
        }
        all += columns > shownColumns ? ", …]" : "]";
        all += std::string(closed - 1, ']');
        all += row + 1 < rows ? "," : "";
    }
    return rows > shownRows ? all + "\n" + std::string(depth - 1, ' ') + "…" : all;
}

bool isPicture(const TensorSpec& spec) {
    return spec.dtype == DType::Int32 && spec.shape.rank() == 3 &&
           (spec.shape[2] == 3 || spec.shape[2] == 4) && spec.shape[0] > 1 && spec.shape[1] > 1;
}

void addThumbnail(Glance& glance, const Elements& elements) {
    const Shape& shape = elements.shape();
    const bool isColored = isPicture(glance.spec);
    std::int64_t rows = isColored ? shape[0] : 1;
    std::int64_t columns = isColored ? shape[1] : elements.size();
    const std::int64_t step = isColored ? shape[2] : 1;
    if (!isColored && shape.rank() >= 2 && shape.back() > 0) {
        columns = shape.back();
        rows = shape[shape.rank() - 2];
    }
    if (rows * columns < kLeastThumbnail || glance.spec.dtype == DType::String)
        return;
    // Both sides shrink alike, so that a picture keeps its proportions.
    const double shrink =
        std::min(1.0, kThumbnailSide / static_cast<double>(std::max(rows, columns)));
    const auto shrunk = [&](std::int64_t side) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * shrink)));
    };
    glance.rows = shrunk(rows);
    glance.columns = shrunk(columns);
    glance.channels = isColored ? 3 : 1;
    glance.low = HUGE_VALF;
    glance.high = -HUGE_VALF;
    for (int row = 0; row < glance.rows; ++row) {
        for (int column = 0; column < glance.columns; ++column) {
            const std::int64_t at =
                (row * rows / glance.rows * columns + column * columns / glance.columns) * step;
            for (int channel = 0; channel < glance.channels; ++channel) {
                const auto value = static_cast<float>(elements.number(at + channel));
                glance.thumbnail.push_back(value);
                if (std::isfinite(value)) {
                    glance.low = std::min(glance.low, value);
                    glance.high = std::max(glance.high, value);
                }
            }
        }
    }
}

} // namespace

Glance glanceAt(const Tensor& tensor) {
    Glance glance;
    glance.spec = tensor.spec();
    glance.id = tensor.id();
    glance.bytes = tensor.size() * static_cast<std::int64_t>(dtypeBytes(tensor.dtype()));
    const Elements elements(tensor);
    if (tensor.rank() == 0) {
        glance.text = shortText(elements, 0);
    } else {
        glance.text = tensor.size() == 0 ? "[]" : rowsText(elements);
    }
    addThumbnail(glance, elements);
    return glance;
}

} // namespace tp::notebook
