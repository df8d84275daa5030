#pragma once

#include <QString>

namespace app {

/// What the computer is, as the strip on the Home page says it.
struct Computer {
    QString processor; ///< "AMD EPYC 9R14"; empty if the system does not say
    int cores = 0;
    qint64 memoryBytes = 0;
    qint64 freeMemoryBytes = 0;
};

/// Reads it from the system; a fraction of a millisecond.
Computer thisComputer();

/// The parts of Linux's /proc/cpuinfo and /proc/meminfo that matter, for tests.
QString processorName(const QByteArray& cpuinfo);
qint64 memoryEntry(const QByteArray& meminfo, const QByteArray& name);

} // namespace app
