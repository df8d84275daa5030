#include "app/shell/engine_status.h"

#include "engine/base/thread_pool.h"
#include "engine/runtime/backend.h"
#include "engine/tensor/memory.h"

#include <QLocale>

namespace app {

EngineStatus engineStatus() {
    const tp::Memory memory = tp::memory();
    return {
        QString::fromStdString(tp::backendName()),
        tp::threadCount(),
        memory.numTensors,
        memory.numBytes};
}

QString bytesText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace app
