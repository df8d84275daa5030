#include "app/pages/models/model_words.h"

#include "app/theme/theme.h"

#include <QLocale>

namespace app {

QString asText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString countText(qint64 count) {
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString shortCount(qint64 count) {
    constexpr qint64 kThousand = 1000;
    if (count < 10 * kThousand)
        return countText(count);
    double value = static_cast<double>(count);
    const char* units[] = {"", " k", " M", " G", " T", " P", " E"};
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    const int decimals = value < 9.995 ? 2 : (value < 99.95 ? 1 : 0);
    return QLocale().toString(value, 'f', decimals) + QString::fromLatin1(units[unit]);
}

QString sizeText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString shapeText(const std::string& shapes) {
    QString text = asText(shapes);
    text.replace(QLatin1String("null"), QLatin1String("?"));
    text.remove(u'[').replace(QLatin1String("],"), QLatin1String(" ;")).remove(u']');
    text.replace(u',', QStringLiteral(" × "));
    return text.replace(QLatin1String(" ;"), QLatin1String(", "));
}

LayerFamily familyOf(const QString& kind, bool isModel) {
    const auto has = [&](const char* part) { return kind.contains(QLatin1String(part)); };
    if (isModel)
        return LayerFamily::Model;
    if (kind == QLatin1String("InputLayer") || kind == QLatin1String("Placeholder"))
        return LayerFamily::Input;
    if (has("LSTM") || has("GRU") || has("RNN") || has("Bidirectional") || has("TimeDistributed"))
        return LayerFamily::Recurrent;
    if (has("Conv"))
        return LayerFamily::Convolution;
    if (has("Pool"))
        return LayerFamily::Pool;
    if (kind == QLatin1String("Dense") || has("Embedding") || has("MatMul") || has("Einsum"))
        return LayerFamily::Dense;
    for (const char* part :
         {"Add",
          "AddN",
          "AddV2",
          "Average",
          "Concat",
          "ConcatV2",
          "Concatenate",
          "Dot",
          "Maximum",
          "Minimum",
          "Mul",
          "Multiply",
          "Pack",
          "RealDiv",
          "Sub"}) {
        if (kind == QLatin1String(part))
            return LayerFamily::Merge;
    }
    if (has("Dropout") || has("Noise") || has("Normalization") || has("BatchNorm"))
        return LayerFamily::Noise;
    return LayerFamily::Shape;
}

QColor familyColor(LayerFamily family) {
    const auto& series = theme().series;
    switch (family) {
    case LayerFamily::Dense:
        return series[0];
    case LayerFamily::Convolution:
        return series[1];
    case LayerFamily::Recurrent:
        return series[2];
    case LayerFamily::Pool:
        return series[3];
    case LayerFamily::Merge:
        return series[4];
    case LayerFamily::Noise:
        return series[5];
    case LayerFamily::Model:
        return theme().accent;
    case LayerFamily::Input:
    case LayerFamily::Shape:
        break;
    }
    return theme().borderStrong;
}

} // namespace app
