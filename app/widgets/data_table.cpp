#include "app/widgets/data_table.h"

#include "app/charts/table_delegate.h"
#include "app/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int kWidestColumn = 260;

} // namespace

DataTable::DataTable(QWidget* parent) : QWidget(parent) {
    m_model = new DataTableModel(this);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("view"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TableDelegate(m_view));
    m_view->setCornerWidget(new QWidget);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSortIndicatorClearable(true);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    m_view->installEventFilter(this);
    m_countLabel = new QLabel(this);
    m_countLabel->setObjectName(QStringLiteral("countLabel"));
    m_countLabel->setProperty("type", "caption");
    m_countLabel->setProperty("tone", "muted");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kTiny);
    column->addWidget(m_view, 1);
    column->addWidget(m_countLabel);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &DataTable::fitColumns);
    retranslate();
}

void DataTable::setTable(const QStringList& header, std::vector<DataTableModel::Row> rows) {
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    m_model->setTable(header, std::move(rows));
    fitColumns();
    retranslate();
}

void DataTable::setDropped(const QHash<int, QString>& reasons) {
    m_model->setDropped(reasons);
    fitColumns();
    retranslate();
}

void DataTable::fitColumns() {
    m_view->verticalHeader()->setDefaultSectionSize(scaled(30));
    // Measuring all of 100 000 rows would take seconds; Qt measures those that are seen and a few
    // more.
    m_view->horizontalHeader()->setResizeContentsPrecision(100);
    m_view->resizeColumnsToContents();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        m_view->setColumnWidth(
            i, std::min(m_view->columnWidth(i) + scaled(12), scaled(kWidestColumn)));
    }
}

void DataTable::retranslate() {
    m_model->setReasonTitle(tr("Dropped because"));
    m_view->setAccessibleName(tr("Data"));
    const QLocale locale(QLocale::English);
    const QString rows = locale.toString(m_model->rowCount());
    m_countLabel->setText(
        m_model->droppedCount() > 0 ? tr("%1 rows, of which %2 are dropped")
                                          .arg(rows, locale.toString(m_model->droppedCount()))
                                    : tr("%1 rows").arg(rows));
}

QString DataTable::selectionAsTsv() const {
    const auto line = [this](int row) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells.append(m_model->text(row, column).replace(QLatin1Char('\t'), QLatin1Char(' ')));
        return cells.join(QLatin1Char('\t'));
    };
    QStringList header;
    for (int column = 0; column < m_model->columnCount(); ++column)
        header.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QStringList lines{header.join(QLatin1Char('\t'))};
    QModelIndexList selected = m_view->selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end());
    for (const QModelIndex& index : std::as_const(selected))
        lines.append(line(index.row()));
    for (int row = 0; selected.isEmpty() && row < m_model->rowCount(); ++row)
        lines.append(line(row));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void DataTable::copySelection() {
    QGuiApplication::clipboard()->setText(selectionAsTsv());
}

bool DataTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copySelection();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DataTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
