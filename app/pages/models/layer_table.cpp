#include "app/pages/models/layer_table.h"

#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/totals_row.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int kRowHeight = 30;
constexpr int kIndent = 16;
constexpr int kWidestColumn = 240;
constexpr int kMeasuredRows = 100; // for the columns' widths: all of a large graph would take long

/// A name with the colour of its family before it, moved in as deep as the layer lies.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.rwidth() += headOf(index) + scaled(8);
        return size;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override {
        const int head = headOf(index);
        QStyleOptionViewItem moved = option;
        moved.rect.adjust(head, 0, 0, 0);
        QStyleOptionViewItem whole = option; // what lies behind, behind the mark too
        initStyleOption(&whole, index);
        const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, option.widget);
        QStyledItemDelegate::paint(painter, moved, index);
        const QRect box = option.rect;
        const int side = scaled(8);
        const QRectF mark(
            box.x() + head - scaled(14), box.center().y() - side / 2.0 + 1, side, side);
        if (index.data(LayerTableModel::WarningRole).toBool()) {
            const int size = scaled(16);
            painter->drawPixmap(
                QPointF(mark.center().x() - size / 2.0 - 1, mark.center().y() - size / 2.0),
                iconPixmap(
                    QStringLiteral("warning"),
                    size,
                    theme().warning,
                    painter->device()->devicePixelRatioF()));
            return;
        }
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.data(LayerTableModel::ColorRole).value<QColor>());
        painter->drawRoundedRect(mark, 2, 2);
        painter->restore();
    }

private:
    static int headOf(const QModelIndex& index) {
        return scaled(18) + index.data(LayerTableModel::DepthRole).toInt() * scaled(kIndent);
    }
};

} // namespace

LayerTable::LayerTable(ModelsSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new LayerTableModel(session, this)) {
    setObjectName(QStringLiteral("layerTable"));
    build();
    m_table->viewport()->installEventFilter(this);
    connect(session, &ModelsSession::opened, this, &LayerTable::refill);
    connect(session, &ModelsSession::viewChanged, this, [this] {
        m_totals->refresh();
        if (m_session->isGraph()) // shapes became known
            fitColumns();
    });
    connect(session, &ModelsSession::selectionChanged, this, &LayerTable::showSelection);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &LayerTable::retranslate);
    retranslate();
}

void LayerTable::buildTable() {
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("table"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // names differ at their ends
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegateForColumn(LayerTableModel::Name, new NameDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setResizeContentsPrecision(kMeasuredRows);
    m_table->horizontalHeader()->setSortIndicator(LayerTableModel::Number, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
}

void LayerTable::build() {
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(
        icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    buildTable();
    m_nothing = new QLabel;
    m_nothing->setObjectName(QStringLiteral("nothing"));
    m_nothing->setProperty("type", "body");
    m_nothing->setProperty("tone", "muted");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    m_totals = new TotalsRow(m_session, m_table->horizontalHeader());
    auto* top = new QHBoxLayout;
    top->setContentsMargins(Spacing::kLarge, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
    top->addWidget(m_filter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_nothing, 1);
    column->addWidget(m_table, 1);
    column->addWidget(m_totals);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& word) {
        m_model->setFilter(word);
        const bool isEmpty = m_model->rowCount() == 0 && !word.isEmpty();
        m_nothing->setVisible(isEmpty);
        m_table->setVisible(!isEmpty);
        showSelection();
    });
    connect(
        m_table->selectionModel(),
        &QItemSelectionModel::currentRowChanged,
        this,
        [this](const QModelIndex& current) {
            if (!m_isFollowing && current.isValid())
                m_session->select(m_model->viewRow(current.row()));
        });
    connect(
        m_table->horizontalHeader(),
        &QHeaderView::sortIndicatorChanged,
        this,
        &LayerTable::showSelection);
}

void LayerTable::takeFocus() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LayerTable::refill() {
    m_filter->clear();
    m_table->setColumnHidden(LayerTableModel::Trainable, m_session->isGraph());
    retranslate();
    m_table->scrollToTop();
}

void LayerTable::fitColumns() {
    QHeaderView* header = m_table->horizontalHeader();
    m_fittedTo = m_table->viewport()->width();
    m_table->resizeColumnsToContents();
    const QFontMetrics metrics(typeFont(Type::Body));
    int used = 0;
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        if (m_table->isColumnHidden(column))
            continue;
        const int total = metrics.horizontalAdvance(m_totals->text(column)) + scaled(24);
        const int fitting = std::max(header->sectionSize(column), total);
        header->resizeSection(column, std::min(fitting, scaled(kWidestColumn)));
        used += header->sectionSize(column);
    }
    // Where there is no room for all, what goes in is the first to give way: it is what comes out
    // of the layer before.
    const bool isNarrow = m_table->viewport()->width() > 0 && used > m_table->viewport()->width();
    const int place = isNarrow ? LayerTableModel::ColumnCount - 1 : LayerTableModel::Inputs;
    header->moveSection(header->visualIndex(LayerTableModel::Inputs), place);
    if (isNarrow)
        return tighten();
    // What room is left goes to the name.
    const int left = m_table->viewport()->width() - used;
    if (left > 0) {
        header->resizeSection(
            LayerTableModel::Name,
            header->sectionSize(LayerTableModel::Name) + std::min(left, scaled(260)));
    }
}

/// Brings as much as can be read into sight: titles have no room for the mark of sorting, and long
/// names and types give way.
void LayerTable::tighten() {
    QHeaderView* header = m_table->horizontalHeader();
    const QFontMetrics metrics(typeFont(Type::Body));
    int over = -m_table->viewport()->width();
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        if (m_table->isColumnHidden(column) || column == LayerTableModel::Inputs)
            continue;
        const int mark = column == header->sortIndicatorSection() ? scaled(18) : 0;
        const QString title =
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int words = std::max(
            metrics.horizontalAdvance(title) + mark + scaled(6), // a title keeps clear of the next
            metrics.horizontalAdvance(m_totals->text(column)));
        const int cells = static_cast<QAbstractItemView*>(m_table)->sizeHintForColumn(column);
        header->resizeSection(
            column, std::min(std::max(words + scaled(12), cells), scaled(kWidestColumn)));
        over += header->sectionSize(column);
    }
    constexpr std::pair<int, int> kLeast[] = {
        {LayerTableModel::Kind, 120}, {LayerTableModel::Name, 100}, {LayerTableModel::Kind, 100}};
    for (const auto& [column, least] : kLeast) {
        const int size = header->sectionSize(column);
        const int less = std::clamp(over, 0, std::max(0, size - scaled(least)));
        header->resizeSection(column, size - less);
        over -= less;
    }
}

void LayerTable::showSelection() {
    const int selected = m_session->selected();
    const int place = selected < 0 ? -1 : m_model->placeOf(selected);
    m_isFollowing = true;
    if (place < 0) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    } else if (
        m_table->currentIndex().row() != place || !m_table->selectionModel()->hasSelection()) {
        m_table->selectRow(place);
        m_table->scrollTo(m_model->index(place, LayerTableModel::Name));
    }
    m_isFollowing = false;
}

void LayerTable::retranslate() {
    m_filter->setPlaceholderText(tr("Filter by name or type"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_table->setAccessibleName(m_session->isGraph() ? tr("Nodes") : tr("Layers"));
    m_table->verticalHeader()->setDefaultSectionSize(scaled(kRowHeight));
    m_nothing->setText(
        m_session->isGraph() ? tr("No node is called so, or is of such a type.")
                             : tr("No layer is called so, or is of such a type."));
    emit m_model->headerDataChanged(Qt::Horizontal, 0, LayerTableModel::ColumnCount - 1);
    m_totals->refresh();
    fitColumns();
}

void LayerTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

// The page is laid out before the table within it: only then the room for columns is known.
bool LayerTable::eventFilter(QObject* watched, QEvent* event) {
    const bool isTable = watched == m_table->viewport();
    if (isTable && event->type() == QEvent::Resize && m_fittedTo != m_table->viewport()->width())
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

} // namespace app
