#include "app/pages/tutorial/tutorial_words.h"

#include <QLocale>

#include <cmath>

namespace app {

tp::Language TutorialWords::language() {
    return QLocale().language() == QLocale::Chinese ? tp::Language::Chinese : tp::Language::English;
}

QString metricText(const tp::StageMetric& metric) {
    const double value = metric.value;
    QString text;
    if (!std::isfinite(value)) {
        text = std::isnan(value) ? QStringLiteral("NaN") : QStringLiteral("∞");
    } else if (value == std::floor(value) && std::abs(value) < 1e6) {
        text = QString::number(value, 'f', 0);
    } else if (std::abs(value) >= 100) {
        text = QString::number(value, 'f', 1);
    } else if (std::abs(value) >= 1) {
        text = QString::number(value, 'f', 2);
    } else {
        text = QString::number(value, 'g', 3);
    }
    return metric.unit.empty() ? text : text + u' ' + QString::fromStdString(metric.unit);
}

} // namespace app
