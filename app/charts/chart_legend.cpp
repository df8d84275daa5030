#include "app/charts/chart_legend.h"

#include "app/charts/flow_layout.h"
#include "app/charts/plot_layers.h"
#include "app/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace app {

namespace {

constexpr int kSampleWidth = 22;
constexpr int kSampleGap = 6;

QColor inkOf(const Series& series) {
    if (series.isGhost)
        return theme().textDisabled;
    const auto& palette = theme().series;
    return palette[static_cast<std::size_t>(std::max(series.colorIndex, 0)) % palette.size()];
}

void paintSample(QPainter& painter, const Series& series, const QRectF& box, const QColor& ink) {
    const double y = box.center().y();
    const double width = series.isGhost ? 1.5 : 2.5;
    painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(ink);
    const QList<QPointF> line{QPointF(box.left(), y), QPointF(box.right(), y)};
    switch (series.style) {
    case SeriesStyle::Solid:
        painter.drawLine(line[0], line[1]);
        break;
    case SeriesStyle::Dashed:
        painter.drawLines(dashes(line, 6, 3));
        break;
    case SeriesStyle::Points:
        painter.setPen(Qt::NoPen);
        paintMarker(painter, markerOf(series.colorIndex), box.center(), 9);
        break;
    case SeriesStyle::Bars:
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(box.center().x() - 6, y - 6, 12, 12), 2, 2);
        break;
    }
}

/// One name of the legend.
class LegendEntry : public QAbstractButton {
public:
    explicit LegendEntry(QWidget* parent) : QAbstractButton(parent) {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setObjectName(QStringLiteral("legendEntry"));
    }

    void setSeries(const Series& series) {
        m_series = series;
        setText(series.name);
        setChecked(series.isVisible);
        setAccessibleName(series.name);
        setToolTip(
            series.isVisible ? ChartLegend::tr("Hide %1").arg(series.name)
                             : ChartLegend::tr("Show %1").arg(series.name));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override {
        const QFontMetrics metrics(typeFont(Type::Caption));
        return {
            metrics.horizontalAdvance(text()) + kSampleWidth + kSampleGap + 2 * Spacing::kTiny,
            metrics.height() + Spacing::kTiny + 2};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        if (underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().hover);
            painter.drawRoundedRect(box, Spacing::kTiny, Spacing::kTiny);
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme().focus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box, Spacing::kTiny, Spacing::kTiny);
        }
        const QRectF sample(Spacing::kTiny, 0, kSampleWidth, height());
        paintSample(
            painter, m_series, sample, isChecked() ? inkOf(m_series) : theme().textDisabled);
        QFont font = typeFont(Type::Caption);
        font.setStrikeOut(!isChecked());
        painter.setFont(font);
        painter.setPen(isChecked() ? theme().text : theme().textMuted);
        const QRect words = rect().adjusted(Spacing::kTiny + kSampleWidth + kSampleGap, 0, 0, 0);
        painter.drawText(
            words,
            Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    }

private:
    Series m_series;
};

} // namespace

ChartLegend::ChartLegend(QWidget* parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(this, Spacing::kMedium)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setSeries(const QList<Series>& series) {
    while (m_entries.size() > series.size())
        delete m_entries.takeLast();
    while (m_entries.size() < series.size()) {
        auto* entry = new LegendEntry(this);
        const int index = static_cast<int>(m_entries.size());
        connect(entry, &QAbstractButton::clicked, this, [this, index](bool on) {
            emit toggled(index, on);
        });
        m_flow->addWidget(entry);
        m_entries.append(entry);
    }
    m_series = series;
    for (Series& one : m_series)
        one.points.clear();
    showEntries();
}

void ChartLegend::setCompact(bool isCompact) {
    if (m_isCompact == isCompact)
        return;
    m_isCompact = isCompact;
    showEntries();
}

void ChartLegend::showEntries() {
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const Series& one = m_series[i];
        static_cast<LegendEntry*>(m_entries[i])->setSeries(one);
        // A run of before has one entry for all its curves: the first speaks for them.
        const bool isFollower = one.isGhost && i > 0 && m_series[i - 1].isGhost;
        m_entries[i]->setVisible(
            !one.name.isEmpty() && !isFollower && !(one.isGhost && m_isCompact));
    }
    setVisible(m_series.size() > 1);
    updateGeometry();
}

double ChartLegend::paintEntries(
    QPainter& painter, const QList<Series>& series, const QPointF& corner, double width) {
    painter.setFont(typeFont(Type::Caption));
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double lineHeight = metrics.height() + Spacing::kTiny;
    QPointF at = corner;
    bool hasAny = false;
    for (qsizetype i = 0; i < series.size(); ++i) {
        const Series& one = series[i];
        if (!one.isVisible || one.name.isEmpty() || (one.isGhost && i > 0 && series[i - 1].isGhost))
            continue;
        const double wide = kSampleWidth + kSampleGap + metrics.horizontalAdvance(one.name);
        if (hasAny && at.x() + wide > corner.x() + width)
            at = {corner.x(), at.y() + lineHeight};
        paintSample(painter, one, {at, QSizeF(kSampleWidth, lineHeight)}, inkOf(one));
        painter.setPen(theme().text);
        painter.drawText(
            QRectF(at.x() + kSampleWidth + kSampleGap, at.y(), wide, lineHeight),
            Qt::AlignLeft | Qt::AlignVCenter,
            one.name);
        at.rx() += wide + Spacing::kLarge;
        hasAny = true;
    }
    return hasAny ? at.y() + lineHeight - corner.y() : 0;
}

} // namespace app
