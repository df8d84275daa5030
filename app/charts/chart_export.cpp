#include "app/charts/chart_frame.h"
#include "app/charts/chart_legend.h"
#include "app/charts/plot_view.h"
#include "app/charts/series_table.h"
#include "app/core/dialogs.h"
#include "app/theme/theme.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace app {

namespace {

constexpr double kPadding = Spacing::kLarge;

/// Writes all of it under the name, or leaves the name as it was.
bool replaceFile(const QString& path, const QByteArray& bytes, QString& reason) {
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    reason = file.errorString();
    return isWritten;
}

} // namespace

QSizeF ChartFrame::exportSize() const {
    const QSizeF plot = m_plot->viewport()->size();
    QImage scratch(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&scratch);
    const double legend = ChartLegend::paintEntries(painter, series(), {}, plot.width());
    const double title = QFontMetricsF(typeFont(Type::Heading)).height();
    return {
        plot.width() + 2 * kPadding,
        plot.height() + title + legend + 2 * kPadding + 2 * Spacing::kSmall};
}

void ChartFrame::paintExport(QPainter& painter, const QSizeF& size) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(QRectF({}, size), theme().surface);
    const double width = size.width() - 2 * kPadding;
    painter.setFont(typeFont(Type::Heading));
    painter.setPen(theme().text);
    const double titleHeight = QFontMetricsF(painter.font()).height();
    painter.drawText(
        QRectF(kPadding, kPadding, width, titleHeight), Qt::AlignLeft | Qt::AlignVCenter, m_title);
    double top = kPadding + titleHeight + Spacing::kSmall;
    top += ChartLegend::paintEntries(painter, series(), {kPadding, top}, width) + Spacing::kSmall;
    m_plot->paintClean(painter, {QPointF(kPadding, top), QSizeF(m_plot->viewport()->size())});
}

QImage ChartFrame::toImage(double ratio) const {
    const QSizeF size = exportSize();
    QImage image((size * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    paintExport(painter, size);
    return image;
}

bool ChartFrame::exportPng(const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    toImage().save(&buffer, "PNG");
    QString reason;
    const bool isWritten = replaceFile(path, bytes, reason);
    return finishExport(isWritten, path, reason);
}

bool ChartFrame::exportSvg(const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        const QSizeF size = exportSize();
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF({}, size));
        generator.setResolution(96);
        generator.setTitle(m_title);
        generator.setDescription(summary());
        QPainter painter(&generator);
        paintExport(painter, size);
    }
    QString reason;
    const bool isWritten = replaceFile(path, bytes, reason);
    return finishExport(isWritten, path, reason);
}

bool ChartFrame::exportCsv(const QString& path) {
    QString reason;
    const bool isWritten =
        replaceFile(path, toCsv(tableOf(m_plot->content().xTitle, series())), reason);
    return finishExport(isWritten, path, reason);
}

void ChartFrame::copyImage() {
    QGuiApplication::clipboard()->setImage(toImage());
}

QString ChartFrame::suggestedFileName(const QString& suffix) const {
    QString name = m_title.isEmpty() ? tr("chart") : m_title;
    for (const QChar c : QStringLiteral("/\\:*?\"<>|"))
        name.replace(c, QLatin1Char('-'));
    return name + QLatin1Char('.') + suffix;
}

void ChartFrame::askForExport(
    const QString& title,
    const QString& filter,
    const QString& suffix,
    bool (ChartFrame::*write)(const QString&)) {
    const FileQuestion question{
        FileQuestion::Purpose::Save, title, filter, suggestedFileName(suffix)};
    dialogs().askForFile(this, question, [this, suffix, write](const QString& path) {
        const bool hasSuffix = !QFileInfo(path).suffix().isEmpty();
        (this->*write)(hasSuffix ? path : path + QLatin1Char('.') + suffix);
    });
}

bool ChartFrame::finishExport(bool isWritten, const QString& path, const QString& reason) {
    if (isWritten) {
        emit exported(path);
        return true;
    }
    const QString message = tr("The chart could not be saved as %1: %2").arg(path, reason);
    m_summaryLabel->setProperty("tone", "danger");
    m_summaryLabel->setText(message);
    refreshStyle(m_summaryLabel);
    emit exportFailed(message);
    return false;
}

} // namespace app
