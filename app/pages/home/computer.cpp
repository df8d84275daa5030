#include "app/pages/home/computer.h"

#include <QByteArray>
#include <QFile>
#include <QThread>

namespace app {

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray lineAfter(const QByteArray& text, const QByteArray& name) {
    const qsizetype start = text.indexOf(name);
    const qsizetype colon = text.indexOf(':', start);
    if (start < 0 || colon < 0)
        return {};
    return text.mid(colon + 1, text.indexOf('\n', colon) - colon - 1).trimmed();
}

} // namespace

QString processorName(const QByteArray& cpuinfo) {
    QString name = QString::fromUtf8(lineAfter(cpuinfo, "model name"));
    for (const char* noise : {"(R)", "(TM)", " CPU", " Processor"})
        name.remove(QString::fromLatin1(noise));
    return name.section(u'@', 0, 0).simplified();
}

qint64 memoryEntry(const QByteArray& meminfo, const QByteArray& name) {
    return lineAfter(meminfo, name).split(' ').value(0).toLongLong() * 1024;
}

Computer thisComputer() {
    const QByteArray memory = contents(QStringLiteral("/proc/meminfo"));
    return {
        processorName(contents(QStringLiteral("/proc/cpuinfo"))),
        QThread::idealThreadCount(),
        memoryEntry(memory, "MemTotal"),
        memoryEntry(memory, "MemAvailable")};
}

} // namespace app
