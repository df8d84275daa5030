#include "app/pages/tensors/memory_panel.h"

#include "app/pages/tensors/memory_graph.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/pages/tensors/tensors_session.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/metric_tile.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>

namespace app {

namespace {

enum Column { NameColumn, TensorsColumn, BytesColumn, ColumnCount };

QString signedText(std::int64_t value, bool isDifference) {
    const QString text = QLocale().toString(static_cast<qlonglong>(value));
    return isDifference && value > 0 ? u'+' + text : text;
}

QString signedBytes(std::int64_t value, bool isDifference) {
    const QString text = byteText(value);
    return isDifference && value > 0 ? u'+' + text : text;
}

} // namespace

MemoryPanel::MemoryPanel(TensorsSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("memoryPanel"));
    build();
    connect(&m_watch, &MemoryWatch::changed, this, &MemoryPanel::showNumbers);
    connect(&m_watch, &MemoryWatch::snapshotsChanged, this, &MemoryPanel::showSnapshots);
    connect(session, &TensorsSession::recordChanged, this, [this] { m_watch.look(); });
    connect(session, &TensorsSession::cellsChanged, this, [this] { m_watch.look(); });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &MemoryPanel::retranslate);
    retranslate();
}

void MemoryPanel::build() {
    m_tensors = new MetricTile;
    m_tensors->setObjectName(QStringLiteral("tensors"));
    m_buffers = new MetricTile;
    m_buffers->setObjectName(QStringLiteral("buffers"));
    m_bytes = new MetricTile;
    m_bytes->setObjectName(QStringLiteral("bytes"));
    m_graph = new MemoryGraph(&m_watch);
    m_takeA = new QPushButton;
    m_takeA->setObjectName(QStringLiteral("takeA"));
    m_takeB = new QPushButton;
    m_takeB->setObjectName(QStringLiteral("takeB"));
    m_forget = new QPushButton;
    m_forget->setObjectName(QStringLiteral("forget"));
    m_forget->setProperty("kind", "ghost");
    m_comparison = new QLabel;
    m_comparison->setObjectName(QStringLiteral("comparison"));
    m_comparison->setProperty("type", "caption");
    m_comparison->setProperty("tone", "muted");
    m_comparison->setWordWrap(true);
    m_grouping = new QComboBox;
    m_grouping->setObjectName(QStringLiteral("grouping"));
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setObjectName(QStringLiteral("table"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(TensorsColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(BytesColumn, QHeaderView::ResizeToContents);
    m_table->setTabKeyNavigation(false);
    m_dispose = new QPushButton;
    m_dispose->setObjectName(QStringLiteral("dispose"));
    m_hint = new QLabel;
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setProperty("type", "caption");
    m_hint->setProperty("tone", "muted");
    m_hint->setWordWrap(true);

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(Spacing::kSmall);
    for (MetricTile* tile : {m_tensors, m_buffers, m_bytes})
        tiles->addWidget(tile, 1);
    auto* snapshots = new QHBoxLayout;
    snapshots->setSpacing(Spacing::kSmall);
    snapshots->addWidget(m_takeA);
    snapshots->addWidget(m_takeB);
    snapshots->addWidget(m_forget);
    snapshots->addStretch(1);
    snapshots->addWidget(m_grouping);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(Spacing::kMedium);
    foot->addWidget(m_dispose);
    foot->addWidget(m_hint, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addLayout(tiles);
    column->addWidget(m_graph);
    column->addLayout(snapshots);
    column->addWidget(m_comparison);
    column->addWidget(m_table, 1);
    column->addLayout(foot);

    connect(m_takeA, &QPushButton::clicked, this, [this] { m_watch.takeA(); });
    connect(m_takeB, &QPushButton::clicked, this, [this] { m_watch.takeB(); });
    connect(m_forget, &QPushButton::clicked, this, [this] { m_watch.forget(); });
    connect(m_grouping, &QComboBox::activated, this, &MemoryPanel::showTable);
    connect(m_dispose, &QPushButton::clicked, this, &MemoryPanel::disposeSelected);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        m_dispose->setEnabled(!m_table->selectedItems().isEmpty());
    });
}

MemoryWatch::Grouping MemoryPanel::grouping() const {
    return static_cast<MemoryWatch::Grouping>(std::max(0, m_grouping->currentIndex()));
}

void MemoryPanel::showNumbers() {
    if (!isVisible())
        return;
    const tp::Memory& now = m_watch.now();
    const auto show = [this](MetricTile* tile, const QString& text, std::int64_t delta) {
        tile->setText(text);
        tile->setDelta(
            m_watch.hasA() && delta != 0 ? std::optional(static_cast<double>(delta))
                                         : std::nullopt);
    };
    const tp::Memory changed = m_watch.difference();
    show(m_tensors, QLocale().toString(static_cast<qlonglong>(now.numTensors)), changed.numTensors);
    show(
        m_buffers,
        QLocale().toString(static_cast<qlonglong>(now.numDataBuffers)),
        changed.numDataBuffers);
    show(m_bytes, byteText(now.numBytes), changed.numBytes);
    showTable();
}

void MemoryPanel::showTable() {
    std::vector<MemoryWatch::Row> rows = m_watch.rows(grouping());
    const bool isSame = std::equal(
        rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [](const auto& a, const auto& b) {
            return a.key == b.key && a.tensors == b.tensors && a.bytes == b.bytes;
        });
    if (isSame && m_table->rowCount() == static_cast<int>(rows.size()))
        return;
    QSet<QString> selected;
    const QList<QTableWidgetItem*> items = m_table->selectedItems();
    for (const QTableWidgetItem* item : items)
        selected.insert(m_rows[static_cast<std::size_t>(item->row())].key);
    m_rows = std::move(rows);
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    m_table->clearSelection();
    const bool isDifference = m_watch.hasA();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const MemoryWatch::Row& shown = m_rows[static_cast<std::size_t>(row)];
        QString name = shown.name.isEmpty() ? tr("other") : shown.name;
        if (!shown.detail.isEmpty())
            name += QStringLiteral("  ") + shown.detail;
        auto* first = new QTableWidgetItem(name);
        first->setToolTip(name);
        auto* second = new QTableWidgetItem(signedText(shown.tensors, isDifference));
        auto* third = new QTableWidgetItem(signedBytes(shown.bytes, isDifference));
        for (QTableWidgetItem* number : {second, third})
            number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, NameColumn, first);
        m_table->setItem(row, TensorsColumn, second);
        m_table->setItem(row, BytesColumn, third);
        if (selected.contains(shown.key))
            m_table->selectRow(row);
    }
}

void MemoryPanel::showSnapshots() {
    m_takeB->setEnabled(m_watch.hasA());
    m_forget->setVisible(m_watch.hasA());
    if (m_watch.hasB()) {
        m_comparison->setText(tr("What snapshot B has more or less than snapshot A."));
    } else if (m_watch.hasA()) {
        m_comparison->setText(tr("What is more or less now than in snapshot A."));
    } else {
        m_comparison->setText(tr("What lives now. Take snapshot A to see what changes."));
    }
    m_rows.clear();
    m_table->setRowCount(0);
    showNumbers();
    showTable();
}

void MemoryPanel::disposeSelected() {
    std::vector<tp::TensorId> ids;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : selected) {
        const auto& row = m_rows[static_cast<std::size_t>(index.row())];
        ids.insert(ids.end(), row.ids.begin(), row.ids.end());
    }
    const std::int64_t before = tp::memory().numTensors;
    m_session->dispose(ids);
    const auto freedCount = static_cast<int>(before - tp::memory().numTensors);
    m_watch.look();
    emit freed(
        freedCount > 0 ? tr("%n tensor(s) freed.", nullptr, freedCount)
                       : tr("Nothing was freed: these tensors do not belong to the notebook."));
}

void MemoryPanel::retranslate() {
    setAccessibleName(tr("Memory"));
    setWindowTitle(tr("Memory"));
    m_tensors->setLabel(tr("Tensors"));
    m_buffers->setLabel(tr("Buffers"));
    m_bytes->setLabel(tr("Memory"));
    m_takeA->setText(tr("Snapshot A"));
    m_takeA->setToolTip(tr("Remember this moment and compare with it"));
    m_takeB->setText(tr("Snapshot B"));
    m_takeB->setToolTip(tr("Hold this moment fast and compare it with A"));
    m_forget->setText(tr("Clear"));
    m_forget->setToolTip(tr("Forget the snapshots"));
    for (QPushButton* button : {m_takeA, m_takeB, m_forget})
        button->setAccessibleName(button->text());
    const int before = std::max(0, m_grouping->currentIndex());
    m_grouping->clear();
    m_grouping->addItems({tr("by operation"), tr("by scope"), tr("each tensor")});
    m_grouping->setCurrentIndex(before);
    m_grouping->setAccessibleName(tr("How tensors are grouped"));
    m_table->setHorizontalHeaderLabels({tr("Made by"), tr("Tensors"), tr("Memory")});
    m_table->setAccessibleName(tr("Live tensors"));
    m_table->verticalHeader()->setDefaultSectionSize(scaled(28));
    m_dispose->setText(tr("Free selected"));
    m_dispose->setAccessibleName(m_dispose->text());
    m_dispose->setEnabled(!m_table->selectedItems().isEmpty());
    m_hint->setText(
        tr("Only tensors of the notebook are freed; cells that need them then say so."));
    showSnapshots();
}

void MemoryPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showNumbers();
}

void MemoryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
