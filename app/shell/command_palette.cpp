#include "app/shell/command_palette.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

constexpr int kSectionRole = Qt::UserRole + 1;
constexpr int kShortcutRole = Qt::UserRole + 2;
constexpr int kCommandRole = Qt::UserRole + 3;

/// Icon, title, and at the right what kind of thing it is and its shortcut.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return QSize(0, scaled(38));
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& item, const QModelIndex& index)
        const override {
        QStyleOptionViewItem ground = item;
        ground.widget->style()->drawPrimitive(
            QStyle::PE_PanelItemViewItem, &ground, painter, item.widget);
        const ThemeColors& colors = theme();
        const int side = scaled(18);
        const QRect area = item.rect.adjusted(scaled(14), 0, -scaled(14), 0);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(area.x(), area.center().y() - side / 2, side, side));
        const QString shortcut = index.data(kShortcutRole).toString();
        const QString section = index.data(kSectionRole).toString();
        const QString right =
            shortcut.isEmpty() ? section : section + QStringLiteral("   ") + shortcut;
        painter->setFont(typeFont(Type::Caption));
        painter->setPen(colors.textMuted);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, right);
        const int rightWidth = QFontMetrics(typeFont(Type::Caption)).horizontalAdvance(right);
        const QRect text = area.adjusted(side + scaled(12), 0, -rightWidth - scaled(16), 0);
        painter->setFont(typeFont(Type::Body));
        painter->setPen(colors.text);
        const QString title = index.data(Qt::DisplayRole).toString();
        painter->drawText(
            text,
            Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    }
};

} // namespace

int matchScore(const QString& title, const QString& query) {
    const QString text = title.toLower();
    const QString wanted = query.toLower().simplified();
    if (wanted.isEmpty())
        return 1;
    const qsizetype whole = text.indexOf(wanted);
    if (whole == 0)
        return 1000;
    if (whole > 0)
        return text[whole - 1].isSpace() ? 800 : 600;
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar letter : wanted) {
        if (letter.isSpace())
            continue;
        const qsizetype at = text.indexOf(letter, from);
        if (at < 0)
            return 0;
        score += at == last + 1 ? 8 : (at == 0 || text[at - 1].isSpace() ? 6 : 1);
        last = at;
        from = at + 1;
    }
    return score;
}

CommandPalette::CommandPalette(QWidget* window, std::function<std::vector<Command>()> collect)
    : Overlay(window)
    , m_collect(std::move(collect))
    , m_query(new QLineEdit)
    , m_results(new QListView)
    , m_model(new QStandardItemModel(this))
    , m_nothing(new QLabel)
    , m_keys(new QLabel) {
    setObjectName(QStringLiteral("commandPalette"));
    setPanelSize({600, 440});
    m_query->setObjectName(QStringLiteral("query"));
    m_query->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_query->setClearButtonEnabled(false);
    m_query->installEventFilter(this);
    m_results->setObjectName(QStringLiteral("results"));
    m_results->setModel(m_model);
    m_results->setItemDelegate(new CommandDelegate(m_results));
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setUniformItemSizes(true);
    m_results->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_results->setMouseTracking(true);
    m_nothing->setObjectName(QStringLiteral("nothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("type", "body");
    m_nothing->setProperty("tone", "muted");
    m_keys->setObjectName(QStringLiteral("keys"));
    m_keys->setProperty("type", "caption");
    m_keys->setProperty("tone", "muted");

    auto* column = new QVBoxLayout(panel());
    column->setContentsMargins(
        Spacing::kMedium, Spacing::kMedium, Spacing::kMedium, Spacing::kSmall);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_query);
    column->addWidget(m_results, 1);
    column->addWidget(m_nothing, 1);
    column->addWidget(m_keys);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_query, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_results, &QListView::clicked, this, &CommandPalette::runCurrent);
    retranslate();
}

void CommandPalette::retranslate() {
    setAccessibleName(tr("Search pages and commands"));
    m_query->setPlaceholderText(tr("Search pages, tutorials and commands"));
    m_query->setAccessibleName(tr("Search"));
    m_results->setAccessibleName(tr("Results"));
    m_nothing->setText(tr("Nothing is called that. Try fewer letters."));
    m_keys->setText(tr("↑ ↓ choose · Enter open · Esc close"));
}

void CommandPalette::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Overlay::changeEvent(event);
}

void CommandPalette::openWith(const QString& query) {
    m_commands = m_collect();
    m_query->setText(query);
    filter();
    open(m_query);
}

void CommandPalette::filter() {
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        if (const int score = matchScore(m_commands[i].title, m_query->text()); score > 0)
            found.emplace_back(-score, i);
    }
    std::stable_sort(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_model->clear();
    for (const auto& [score, place] : found) {
        const Command& command = m_commands[place];
        auto* item = new QStandardItem(command.icon, command.title);
        item->setData(command.section, kSectionRole);
        item->setData(command.shortcut, kShortcutRole);
        item->setData(static_cast<int>(place), kCommandRole);
        item->setData(
            QStringLiteral("%1, %2").arg(command.title, command.section), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    m_results->setCurrentIndex(m_model->index(0, 0));
    m_results->setVisible(!found.empty());
    m_nothing->setVisible(found.empty());
}

void CommandPalette::runCurrent() {
    const QModelIndex current = m_results->currentIndex();
    if (!current.isValid())
        return;
    const auto run = m_commands[current.data(kCommandRole).toUInt()].run;
    dismiss();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    // The arrows move in the list while the letters keep going to the field.
    if (watched == m_query && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int steps = key == Qt::Key_Down       ? 1
                          : key == Qt::Key_Up       ? -1
                          : key == Qt::Key_PageDown ? 8
                          : key == Qt::Key_PageUp   ? -8
                                                    : 0;
        if (steps != 0) {
            const int row = m_results->currentIndex().row() + steps;
            m_results->setCurrentIndex(
                m_model->index(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1)), 0));
            return true;
        }
    }
    return Overlay::eventFilter(watched, event);
}

} // namespace app
