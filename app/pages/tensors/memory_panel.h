#pragma once

#include "app/pages/tensors/memory_watch.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace app {

class MemoryGraph;
class MetricTile;
class TensorsSession;

/// What lives in memory: counts, how they went, what made it, what changed between two moments; and
/// a way to free it.
class MemoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit MemoryPanel(TensorsSession* session, QWidget* parent = nullptr);

    MemoryWatch& watch() { return m_watch; }

signals:
    void freed(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void showNumbers();
    void showTable();
    void showSnapshots();
    void disposeSelected();
    void retranslate();
    MemoryWatch::Grouping grouping() const;

    TensorsSession* m_session;
    MemoryWatch m_watch;
    std::vector<MemoryWatch::Row> m_rows;

    MetricTile* m_tensors;
    MetricTile* m_buffers;
    MetricTile* m_bytes;
    MemoryGraph* m_graph;
    QPushButton* m_takeA;
    QPushButton* m_takeB;
    QPushButton* m_forget;
    QLabel* m_comparison;
    QComboBox* m_grouping;
    QTableWidget* m_table;
    QPushButton* m_dispose;
    QLabel* m_hint;
};

} // namespace app
