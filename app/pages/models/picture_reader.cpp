#include "app/pages/models/picture_reader.h"

#include "app/core/picture_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace app {

namespace {

constexpr int kLongestSide = 512;
constexpr int kMostSide = 8192;
constexpr qint64 kMostLabelBytes = 1 << 20;

QSize sizeFor(const QSize& own, const tp::inspect::PictureInput& input) {
    QSize size = own;
    if (std::max(size.width(), size.height()) > kLongestSide)
        size.scale(kLongestSide, kLongestSide, Qt::KeepAspectRatio);
    if (input.width > 0)
        size.setWidth(static_cast<int>(std::min<std::int64_t>(input.width, kMostSide)));
    if (input.height > 0)
        size.setHeight(static_cast<int>(std::min<std::int64_t>(input.height, kMostSide)));
    return size.expandedTo({1, 1});
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.read(kMostLabelBytes);
}

QStringList labelsOf(const QJsonDocument& json) {
    QStringList labels;
    if (json.isArray()) {
        const QJsonArray list = json.array();
        for (const auto& each : list)
            labels.append(each.toString());
    } else {
        const QJsonObject byNumber = json.object();
        for (int i = 0; byNumber.contains(QString::number(i)); ++i)
            labels.append(byNumber.value(QString::number(i)).toString());
    }
    return labels;
}

} // namespace

SeenPicture readPicture(const QString& path, const tp::inspect::PictureInput& input) {
    QImage picture = readPicture(path);
    picture = picture.scaled(
        sizeFor(picture.size(), input), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    tp::notebook::Pixels pixels{
        picture.height(), picture.width(), input.channels, pixelBytes(picture, input.channels)};
    if (input.channels == 1)
        picture.convertTo(QImage::Format_Grayscale8); // as the model sees it
    return {std::move(pixels), std::move(picture)};
}

bool isPictureFile(const QString& path) {
    const QByteArray ending = QFileInfo(path).suffix().toLower().toLatin1();
    return QImageReader::supportedImageFormats().contains(ending);
}

QString pictureEndings() {
    QStringList endings;
    const auto formats = QImageReader::supportedImageFormats();
    for (const QByteArray& format : formats)
        endings.append(QStringLiteral("*.") + QString::fromLatin1(format));
    return endings.join(u' ');
}

QStringList labelsBeside(const QString& address) {
    const QFileInfo info(address);
    if (!info.exists())
        return {};
    const QDir folder = info.isDir() ? QDir(address) : info.dir();
    const QByteArray json = contentOf(folder.filePath(QStringLiteral("labels.json")));
    if (!json.isEmpty())
        return labelsOf(QJsonDocument::fromJson(json));
    QStringList labels =
        QString::fromUtf8(contentOf(folder.filePath(QStringLiteral("labels.txt")))).split(u'\n');
    while (!labels.isEmpty() && labels.last().trimmed().isEmpty())
        labels.removeLast();
    for (QString& label : labels)
        label = label.trimmed();
    return labels;
}

} // namespace app
