#include "app/pages/tensors/memory_watch.h"

#include "app/pages/tensors/tensor_words.h"

#include <algorithm>

namespace app {

namespace {

constexpr int kEveryMs = 250;
constexpr double kKeptSeconds = 120;

MemoryWatch::Row rowOf(const tp::MemoryGroup& group) {
    MemoryWatch::Row row;
    row.key = QString::fromStdString(group.name);
    row.name = row.key;
    row.tensors = group.tensors;
    row.bytes = group.bytes;
    return row;
}

MemoryWatch::Row rowOf(const tp::LiveTensor& tensor, int sign) {
    MemoryWatch::Row row;
    row.key = QString::number(tensor.id);
    row.name = QStringLiteral("#%1 %2").arg(tensor.id).arg(fromText(tensor.op));
    row.detail =
        QStringLiteral("%1 · %2").arg(shapeText(tensor.shape), fromText(dtypeName(tensor.dtype)));
    if (!tensor.scope.empty())
        row.detail += QStringLiteral(" · ") + QString::fromStdString(tensor.scope);
    row.tensors = sign;
    row.bytes = tensor.sharesMemory ? 0 : sign * tensor.bytes;
    return row;
}

} // namespace

MemoryWatch::MemoryWatch(QObject* parent) : QObject(parent) {
    m_clock.start();
    m_timer.setInterval(kEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &MemoryWatch::look);
    m_timer.start();
    look();
}

void MemoryWatch::look() {
    m_now = tp::memory();
    const Sample sample{
        static_cast<double>(m_clock.elapsed()) / 1000, m_now.numTensors, m_now.numBytes};
    const auto isSame = [&](const Sample& other) {
        return other.tensors == sample.tensors && other.bytes == sample.bytes;
    };
    // Where nothing happens two samples are enough: the beginning and the end.
    const std::size_t count = m_samples.size();
    if (count >= 2 && isSame(m_samples[count - 1]) && isSame(m_samples[count - 2])) {
        m_samples.back().seconds = sample.seconds;
    } else {
        m_samples.push_back(sample);
    }
    while (m_samples.size() > 2 && m_samples[1].seconds < sample.seconds - kKeptSeconds)
        m_samples.pop_front();
    emit changed();
}

void MemoryWatch::takeA() {
    m_a = tp::memorySnapshot();
    m_b.reset();
    emit snapshotsChanged();
}

void MemoryWatch::takeB() {
    m_b = tp::memorySnapshot();
    emit snapshotsChanged();
}

void MemoryWatch::forget() {
    m_a.reset();
    m_b.reset();
    emit snapshotsChanged();
}

tp::Memory MemoryWatch::difference() const {
    if (!m_a)
        return {};
    const tp::Memory later = m_b ? m_b->total : tp::memory();
    return {
        later.numTensors - m_a->total.numTensors,
        later.numDataBuffers - m_a->total.numDataBuffers,
        later.numBytes - m_a->total.numBytes};
}

std::vector<MemoryWatch::Row> MemoryWatch::rows(Grouping grouping) const {
    const std::vector<tp::LiveTensor> live = tp::liveTensors();
    std::vector<Row> rows;
    if (m_a) {
        const tp::MemoryDifference changed =
            tp::difference(*m_a, m_b ? *m_b : tp::memorySnapshot());
        if (grouping == Grouping::ByTensor) {
            for (const tp::LiveTensor& tensor : changed.made)
                rows.push_back(rowOf(tensor, 1));
            for (const tp::LiveTensor& tensor : changed.gone)
                rows.push_back(rowOf(tensor, -1));
        } else {
            for (const tp::MemoryGroup& group :
                 grouping == Grouping::ByOp ? changed.byOp : changed.byScope)
                rows.push_back(rowOf(group));
        }
    } else if (grouping == Grouping::ByTensor) {
        for (const tp::LiveTensor& tensor : live)
            rows.push_back(rowOf(tensor, 1));
    } else {
        for (const tp::MemoryGroup& group :
             grouping == Grouping::ByOp ? tp::groupedByOp(live) : tp::groupedByScope(live))
            rows.push_back(rowOf(group));
    }
    for (Row& row : rows) {
        for (const tp::LiveTensor& tensor : live) {
            const QString key = grouping == Grouping::ByTensor ? QString::number(tensor.id)
                                : grouping == Grouping::ByOp   ? fromText(tensor.op)
                                                             : QString::fromStdString(tensor.scope);
            if (key == row.key)
                row.ids.push_back(tensor.id);
        }
    }
    return rows;
}

} // namespace app
