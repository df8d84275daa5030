#include "app/pages/models/layer_picker.h"

#include "app/pages/models/builder_words.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/start_config.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace app {

namespace {

enum Role { DocRole = Qt::UserRole };

/// The name with the colour of its family, and below it what the layer does.
class KindDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, scaled(46)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override {
        const ThemeColors& colors = theme();
        const QRect rect = option.rect.adjusted(0, 1, -Spacing::kTiny, -1);
        const bool isSelected = option.state & QStyle::State_Selected;
        if (isSelected) {
            paintBox(painter, rect, Spacing::kSmallRadius, colors.accentSoft);
        } else if (option.state & QStyle::State_MouseOver) {
            paintBox(painter, rect, Spacing::kSmallRadius, colors.hover);
        }
        const QString name = index.data(Qt::DisplayRole).toString();
        const QRectF bar(
            rect.x() + scaled(6), rect.y() + scaled(8), scaled(4), rect.height() - scaled(16));
        paintBox(painter, bar, 2, familyColor(familyOf(name, false)));
        const QRect inside = rect.adjusted(scaled(18), scaled(4), -Spacing::kSmall, -scaled(4));
        painter->setFont(typeFont(Type::Body));
        painter->setPen(isSelected ? colors.accent : colors.text);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignTop, name);
        painter->setFont(typeFont(Type::Caption));
        painter->setPen(colors.textMuted);
        painter->drawText(
            inside,
            Qt::AlignLeft | Qt::AlignBottom,
            painter->fontMetrics().elidedText(
                index.data(DocRole).toString(), Qt::ElideRight, inside.width()));
        if (isSelected && option.widget != nullptr && showsFocus(option.widget))
            paintFocusRing(painter, rect, Spacing::kSmallRadius);
    }
};

} // namespace

LayerPicker::LayerPicker(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("layerPicker"));
    build();
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &LayerPicker::retranslate);
    retranslate();
}

void LayerPicker::build() {
    m_kindSearch = new QLineEdit;
    m_kindSearch->setObjectName(QStringLiteral("kindSearch"));
    m_kindSearch->setClearButtonEnabled(true);
    m_kindSearch->addAction(
        icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_kindSearch->installEventFilter(this);
    m_kinds = new QListWidget;
    m_kinds->setObjectName(QStringLiteral("kinds"));
    m_kinds->setFrameShape(QFrame::NoFrame);
    m_kinds->setItemDelegate(new KindDelegate(m_kinds));
    m_kinds->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setMouseTracking(true);
    m_kinds->viewport()->setAutoFillBackground(false);
    m_nothing = new QLabel;
    m_nothing->setObjectName(QStringLiteral("noKind"));
    m_nothing->setProperty("type", "body");
    m_nothing->setProperty("tone", "muted");
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    m_addKind = new QPushButton;
    m_addKind->setObjectName(QStringLiteral("addKind"));
    m_addKind->setProperty("kind", "primary");
    m_addKind->setIcon(icon(QStringLiteral("plus"), IconTone::OnAccent));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kMedium, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_kindSearch);
    column->addWidget(m_nothing, 1);
    column->addWidget(m_kinds, 1);
    column->addWidget(m_addKind);
    connect(m_kindSearch, &QLineEdit::textChanged, this, &LayerPicker::filter);
    connect(m_kinds, &QListWidget::itemActivated, this, &LayerPicker::choose);
    connect(m_addKind, &QPushButton::clicked, this, &LayerPicker::choose);
}

void LayerPicker::takeFocus() {
    m_kindSearch->setFocus(Qt::ShortcutFocusReason);
    m_kindSearch->selectAll();
}

void LayerPicker::fill() {
    const QString before = m_kinds->currentItem() != nullptr ? m_kinds->currentItem()->text()
                                                             : QStringLiteral("Dense");
    m_kinds->clear();
    for (const std::string& kind : tp::inspect::buildableKinds()) {
        auto* item = new QListWidgetItem(asText(kind), m_kinds);
        item->setData(DocRole, layerDoc(asText(kind)));
        item->setToolTip(layerDoc(asText(kind)));
        if (item->text() == before)
            m_kinds->setCurrentItem(item);
    }
    filter();
}

void LayerPicker::filter() {
    const QString word = m_kindSearch->text().trimmed();
    QListWidgetItem* best = nullptr;
    const auto rank = [&](const QListWidgetItem* item) {
        if (item->text().compare(word, Qt::CaseInsensitive) == 0)
            return 3;
        return item->text().startsWith(word, Qt::CaseInsensitive) ? 2 : 1;
    };
    for (int row = 0; row < m_kinds->count(); ++row) {
        QListWidgetItem* item = m_kinds->item(row);
        const bool isHit = word.isEmpty() || item->text().contains(word, Qt::CaseInsensitive) ||
                           item->data(DocRole).toString().contains(word, Qt::CaseInsensitive);
        item->setHidden(!isHit);
        if (isHit && (best == nullptr || rank(item) > rank(best)))
            best = item;
    }
    m_nothing->setVisible(best == nullptr);
    m_kinds->setVisible(best != nullptr);
    m_addKind->setEnabled(best != nullptr);
    if (!word.isEmpty() && best != nullptr)
        m_kinds->setCurrentItem(best);
}

void LayerPicker::choose() {
    const QListWidgetItem* item = m_kinds->currentItem();
    if (item != nullptr && !item->isHidden())
        emit chosen(item->text());
}

void LayerPicker::retranslate() {
    setAccessibleName(tr("Layers that can be added"));
    m_kindSearch->setPlaceholderText(tr("Search by name or by what it does"));
    m_kindSearch->setAccessibleName(tr("Search layers to add"));
    m_kinds->setAccessibleName(tr("Layers that can be added"));
    m_nothing->setText(tr("No layer is called so, or does this."));
    m_addKind->setText(tr("Add behind the selected layer"));
    m_addKind->setAccessibleName(m_addKind->text());
    fill();
}

bool LayerPicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_kindSearch && event->type() == QEvent::KeyPress) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.key() == Qt::Key_Down || key.key() == Qt::Key_Up) {
            m_kinds->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LayerPicker::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
