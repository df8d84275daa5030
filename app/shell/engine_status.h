#pragma once

#include <QString>

namespace app {

/// What the status bar says of the engine.
struct EngineStatus {
    QString backend;
    int threads = 0;
    qint64 tensors = 0;
    qint64 bytes = 0;

    bool operator==(const EngineStatus&) const = default;
};

/// As it is now. Cheap, and safe while training runs on another thread.
EngineStatus engineStatus();

/// "3.2 MB"; whole bytes below a thousand.
QString bytesText(qint64 bytes);

} // namespace app
