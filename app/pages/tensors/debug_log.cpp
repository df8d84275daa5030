#include "app/pages/tensors/debug_log.h"

#include "engine/runtime/debug.h"

#include <mutex>

namespace app {

namespace {

constexpr int kEveryMs = 150;

/// Where threads leave their lines until the window fetches them.
struct Tray {
    std::mutex mutex;
    QStringList lines;
};

Tray& tray() {
    static Tray shared;
    return shared;
}

void receive(std::string_view line) {
    Tray& shared = tray();
    const std::scoped_lock lock(shared.mutex);
    if (shared.lines.size() >= DebugLog::kMostLines)
        shared.lines.removeFirst();
    shared.lines.append(QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())));
}

} // namespace

DebugLog::DebugLog(QObject* parent) : QObject(parent) {
    tp::setDebugSink(receive);
    m_timer.setInterval(kEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &DebugLog::fetch);
    m_timer.start();
}

DebugLog::~DebugLog() {
    tp::setDebugSink({});
}

void DebugLog::fetch() {
    QStringList fresh;
    {
        Tray& shared = tray();
        const std::scoped_lock lock(shared.mutex);
        fresh.swap(shared.lines);
    }
    if (fresh.isEmpty())
        return;
    m_lines.append(fresh);
    if (m_lines.size() > kMostLines)
        m_lines = m_lines.sliced(m_lines.size() - kMostLines);
    emit changed();
}

void DebugLog::clear() {
    fetch();
    m_lines.clear();
    emit changed();
}

} // namespace app
