#include "app/widgets/step_list.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QResizeEvent>
#include <QStyledItemDelegate>

namespace app {

namespace {

constexpr int kStateRole = Qt::UserRole;
constexpr int kIsCurrentRole = Qt::UserRole + 1;

struct Look {
    const char* iconName;
    QColor color;
};

Look lookOf(StepState state, bool isCurrent) {
    switch (state) {
    case StepState::Done:
    case StepState::Assisted:
        return {"check-circle", state == StepState::Done ? theme().success : theme().warning};
    case StepState::Skipped:
        return {"skip", theme().textMuted};
    case StepState::Current:
        return {"circle-dot", theme().accent};
    case StepState::Open:
        break;
    }
    return isCurrent ? Look{"circle-dot", theme().accent} : Look{"circle", theme().textMuted};
}

/// Draws a step: its icon, its title, and a tint where the learner is.
class StepDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override {
        const bool isCurrent = index.data(kIsCurrentRole).toBool();
        const bool isHovered = (option.state & QStyle::State_MouseOver) != 0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option.rect).adjusted(2, 1, -2, -1);
        painter->setPen(Qt::NoPen);
        if (isCurrent || isHovered) {
            painter->setBrush(isCurrent ? theme().accentSoft : theme().hover);
            painter->drawRoundedRect(box, Spacing::kSmallRadius, Spacing::kSmallRadius);
        }
        const bool hasKeyboard = (option.state & QStyle::State_HasFocus) != 0;
        if (hasKeyboard) {
            painter->setPen(QPen(theme().focus, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(
                box.adjusted(1, 1, -1, -1), Spacing::kSmallRadius, Spacing::kSmallRadius);
        }
        const auto state = static_cast<StepState>(index.data(kStateRole).toInt());
        const Look look = lookOf(state, isCurrent);
        const int side = scaled(18);
        const QPixmap picture = iconPixmap(
            QString::fromLatin1(look.iconName),
            side,
            look.color,
            painter->device()->devicePixelRatioF());
        painter->drawPixmap(
            QPointF(box.left() + scaled(10), box.center().y() - side / 2.0), picture);
        QFont font = typeFont(Type::Body);
        font.setWeight(isCurrent ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(
            state == StepState::Skipped && !isCurrent ? theme().textMuted : theme().text);
        painter->drawText(
            words(option), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, title(index));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem wide = option;
        if (const auto* view = qobject_cast<const QAbstractItemView*>(option.widget))
            wide.rect.setWidth(view->viewport()->width());
        QFont font = typeFont(Type::Body);
        font.setWeight(QFont::DemiBold);
        const QRect room(0, 0, std::max(words(wide).width(), 60), 10000);
        const int height =
            QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, title(index)).height();
        return {100, std::max(height + scaled(14), scaled(36))};
    }

private:
    static QRect words(const QStyleOptionViewItem& option) {
        return option.rect.adjusted(scaled(40), 0, -scaled(10), 0);
    }

    static QString title(const QModelIndex& index) {
        return QStringLiteral("%1  %2")
            .arg(index.row() + 1)
            .arg(index.data(Qt::DisplayRole).toString());
    }
};

} // namespace

StepList::StepList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new StepDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setResizeMode(QListView::Adjust);
    setSelectionMode(QAbstractItemView::SingleSelection);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        emit stepChosen(row(item));
    });
    connect(this, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        // A style may activate on a single click as well, which is announced already.
        if (!(QGuiApplication::mouseButtons() & Qt::LeftButton))
            emit stepChosen(row(item));
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void StepList::setSteps(const QStringList& titles) {
    while (count() > titles.size())
        delete takeItem(count() - 1);
    while (count() < titles.size()) {
        auto* item = new QListWidgetItem(this);
        item->setData(kStateRole, static_cast<int>(StepState::Open));
    }
    for (int i = 0; i < count(); ++i)
        item(i)->setText(titles[i]);
    updateTexts();
}

void StepList::setState(int step, StepState state) {
    if (QListWidgetItem* one = item(step))
        one->setData(kStateRole, static_cast<int>(state));
    updateTexts();
}

StepState StepList::state(int step) const {
    const QListWidgetItem* one = item(step);
    return one ? static_cast<StepState>(one->data(kStateRole).toInt()) : StepState::Open;
}

void StepList::setCurrentStep(int step) {
    m_current = step;
    for (int i = 0; i < count(); ++i)
        item(i)->setData(kIsCurrentRole, i == step);
    setCurrentRow(step);
    updateTexts();
}

void StepList::updateTexts() {
    setAccessibleName(tr("Steps"));
    for (int i = 0; i < count(); ++i) {
        QString said;
        switch (state(i)) {
        case StepState::Done:
            said = tr("%1, done");
            break;
        case StepState::Assisted:
            said = tr("%1, done with help");
            break;
        case StepState::Skipped:
            said = tr("%1, skipped");
            break;
        case StepState::Current:
        case StepState::Open:
            said = i == m_current ? tr("%1, you are here") : tr("%1, still to do");
            break;
        }
        item(i)->setData(Qt::AccessibleTextRole, said.arg(item(i)->text()));
        item(i)->setToolTip(said.arg(item(i)->text()));
    }
}

QSize StepList::sizeHint() const {
    int height = 0;
    for (int i = 0; i < count(); ++i)
        height += sizeHintForRow(i);
    return {scaled(220), std::max(height, scaled(80))};
}

void StepList::resizeEvent(QResizeEvent* event) {
    QListWidget::resizeEvent(event);
    // Titles break into lines by the width, so another width means other heights.
    if (event->size().width() != event->oldSize().width())
        scheduleDelayedItemsLayout();
}

void StepList::changeEvent(QEvent* event) {
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateTexts();
}

} // namespace app
