#include "app/pages/models/model_shelf.h"

#include "app/core/all_settings.h"
#include "engine/io/model_store.h"
#include "engine/io/user_folders.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace app {

namespace {

constexpr qsizetype kMostRecent = 8;
constexpr qsizetype kMostDownloads = 12;
constexpr qint64 kHeadBytes = 65'536; ///< where a model.json says what it is

using Entry = ModelShelf::Entry;

QString shortName(const QString& address) {
    const auto scheme = address.indexOf(QLatin1String("://"));
    if (scheme >= 0)
        return address.mid(scheme + 3);
    const QFileInfo info(address);
    return info.fileName() == QLatin1String("model.json") ? info.dir().dirName()
                                                          : info.completeBaseName();
}

QList<Entry> entriesOfStores() {
    QList<Entry> entries;
    for (const auto& [address, saved] : tp::io::listModels()) {
        Entry entry;
        entry.address = QString::fromStdString(address);
        entry.place = entry.address.startsWith(QLatin1String("local"))
                          ? ModelShelf::Place::LocalStorage
                          : ModelShelf::Place::Database;
        entry.name = shortName(entry.address);
        entry.saved =
            QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(saved.dateSaved));
        const std::uint64_t bytes =
            saved.modelTopologyBytes + saved.weightSpecsBytes + saved.weightDataBytes;
        entry.bytes = static_cast<qint64>(bytes);
        entries.append(entry);
    }
    return entries;
}

bool looksLikeAModel(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(kHeadBytes);
    return head.contains("\"modelTopology\"");
}

QList<Entry> entriesOfDownloads() {
    QList<Entry> entries;
    const QDir folder(QString::fromStdString(tp::io::downloadFolder().string()));
    const QFileInfoList files =
        folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files | QDir::Readable, QDir::Time);
    for (const QFileInfo& file : files) {
        if (entries.size() >= kMostDownloads)
            break;
        if (!looksLikeAModel(file.absoluteFilePath()))
            continue;
        Entry entry;
        entry.place = ModelShelf::Place::Downloads;
        entry.address = file.absoluteFilePath();
        entry.name = file.completeBaseName();
        entry.saved = file.lastModified();
        const QFileInfo weights(folder, file.completeBaseName() + QStringLiteral(".weights.bin"));
        entry.bytes = file.size() + weights.size();
        entries.append(entry);
    }
    return entries;
}

} // namespace

ModelShelf::ModelShelf(QObject* parent) : QObject(parent) {
    readRecent();
}

ModelShelf::~ModelShelf() {
    m_jobs.disconnect();
}

void ModelShelf::readRecent() {
    m_recent.clear();
    const QStringList addresses = kRecentModels.get().split(u'\n', Qt::SkipEmptyParts);
    for (const QString& address : addresses)
        m_recent.append({Place::Recent, address, shortName(address)});
}

void ModelShelf::refresh() {
    const auto found = std::make_shared<QList<Entry>>();
    m_jobs.add(
        {tr("Looking for models"),
         [found](TaskContext&) { *found = entriesOfStores() + entriesOfDownloads(); },
         [this, found] {
             m_stored = *found;
             emit changed();
         },
         [this](const tp::Error& error) { emit failed(error); }});
}

void ModelShelf::addRecent(const QString& address) {
    if (address.isEmpty())
        return;
    QStringList addresses = kRecentModels.get().split(u'\n', Qt::SkipEmptyParts);
    addresses.removeAll(address);
    addresses.prepend(address);
    kRecentModels.set(addresses.mid(0, kMostRecent).join(u'\n'));
    readRecent();
    emit changed();
}

void ModelShelf::forgetRecent() {
    kRecentModels.reset();
    readRecent();
    emit changed();
}

void ModelShelf::remove(const Entry& entry) {
    m_jobs.add(
        {tr("Removing %1").arg(entry.name),
         [address = entry.address.toStdString()](TaskContext&) { tp::io::removeModel(address); },
         [this] { refresh(); },
         [this](const tp::Error& error) { emit failed(error); }});
}

} // namespace app
