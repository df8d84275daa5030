#include "app/pages/tensors/catalogue_panel.h"

#include "app/pages/tensors/op_picture.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"
#include "app/widgets/plain_label.h"
#include "engine/notebook/code_writer.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>

namespace app {

namespace notebook = tp::notebook;

namespace {

enum Role { NameRole = Qt::UserRole, DocRole };

constexpr int kRowHeight = 30;
constexpr int kHeadHeight = 30;

/// A name with the beginning of its sentence behind it; headings of groups in small letters.
class RecipeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        const bool isHead = index.data(NameRole).toString().isEmpty();
        return {100, scaled(isHead ? kHeadHeight : kRowHeight)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override {
        const ThemeColors& colors = theme();
        const QRect rect = option.rect.adjusted(0, 0, -Spacing::kTiny, 0);
        const bool isHead = index.data(NameRole).toString().isEmpty();
        const QString text = index.data(Qt::DisplayRole).toString();
        if (isHead) {
            QFont font = typeFont(Type::Caption);
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            painter->setPen(colors.textMuted);
            painter->drawText(
                rect.adjusted(Spacing::kSmall, 0, 0, -3), Qt::AlignLeft | Qt::AlignBottom, text);
            return;
        }
        const bool isSelected = option.state & QStyle::State_Selected;
        if (isSelected) {
            paintBox(painter, rect, Spacing::kSmallRadius, colors.accentSoft);
        } else if (option.state & QStyle::State_MouseOver) {
            paintBox(painter, rect, Spacing::kSmallRadius, colors.hover);
        }
        painter->setFont(typeFont(Type::Mono));
        painter->setPen(isSelected ? colors.accent : colors.text);
        const QRect inside = rect.adjusted(Spacing::kSmall, 0, -Spacing::kSmall, 0);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, text);
        const int used = painter->fontMetrics().horizontalAdvance(text) + Spacing::kMedium;
        painter->setFont(typeFont(Type::Caption));
        painter->setPen(colors.textMuted);
        const QRect rest = inside.adjusted(std::max(used, scaled(96)), 0, 0, 0);
        painter->drawText(
            rest,
            Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(
                index.data(DocRole).toString(), Qt::ElideRight, rest.width()));
        if (isSelected && option.widget && showsFocus(option.widget))
            paintFocusRing(painter, rect, Spacing::kSmallRadius);
    }
};

/// As a program calls it: "add", or the op's name where there is no function.
QString calledName(const notebook::Recipe& recipe) {
    const QString written = fromText(recipe.written.substr(0, recipe.written.find('(')));
    return written.isEmpty() ? fromText(recipe.name) : written;
}

} // namespace

CataloguePanel::CataloguePanel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("cataloguePanel"));
    build();
    connect(&m_examples, &ExampleRunner::changed, this, &CataloguePanel::showExample);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &CataloguePanel::retranslate);
    retranslate();
}

void CataloguePanel::build() {
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("list"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new RecipeDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_nothing = plainWrappedLabel("nothing", "body", "muted");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    auto* above = new QWidget;
    auto* aboveColumn = new QVBoxLayout(above);
    aboveColumn->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kMedium, Spacing::kSmall);
    aboveColumn->setSpacing(Spacing::kSmall);
    aboveColumn->addWidget(m_search);
    aboveColumn->addWidget(m_nothing);
    aboveColumn->addWidget(m_list, 1);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(QStringLiteral("splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(above);
    m_splitter->addWidget(buildDetail());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({200, 300});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_splitter);
    connect(m_search, &QLineEdit::textChanged, this, &CataloguePanel::filter);
    connect(m_list, &QListWidget::currentItemChanged, this, &CataloguePanel::showRecipe);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (m_recipe != nullptr)
            emit cellRequested(fromText(m_recipe->name), false);
    });
    fill();
}

QWidget* CataloguePanel::buildDetail() {
    m_detail = new QScrollArea;
    m_detail->setObjectName(QStringLiteral("detail"));
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setWidgetResizable(true);
    m_detail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_detail->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    m_name = plainWrappedLabel("name", "heading", "text");
    m_kernel = plainWrappedLabel("kernel", "caption", "muted");
    m_signature = plainWrappedLabel("signature", "mono", "accent");
    m_doc = plainWrappedLabel("doc", "body", "text");
    m_formula = plainWrappedLabel("formula", "mono", "text");
    m_exampleTitle = plainWrappedLabel("exampleTitle", "caption", "muted");
    m_picture = new OpPicture;
    m_code = plainWrappedLabel("code", "mono", "muted");
    for (QLabel* code : {m_name, m_signature, m_formula, m_code}) // the same in every language
        code->setProperty("isCode", true);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_use = new QPushButton;
    m_use->setObjectName(QStringLiteral("use"));
    m_use->setProperty("kind", "primary");
    m_try = new QPushButton;
    m_try->setObjectName(QStringLiteral("try"));
    connect(m_use, &QPushButton::clicked, this, [this] {
        emit cellRequested(fromText(m_recipe->name), false);
    });
    connect(m_try, &QPushButton::clicked, this, [this] {
        emit cellRequested(fromText(m_recipe->name), true);
    });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Spacing::kSmall);
    buttons->addWidget(m_use);
    buttons->addWidget(m_try);
    buttons->addStretch(1);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_kernel);
    m_kernel->setWordWrap(false);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addLayout(head);
    column->addWidget(m_doc);
    column->addWidget(m_signature);
    column->addWidget(m_formula);
    column->addLayout(buttons);
    column->addSpacing(Spacing::kTiny);
    column->addWidget(m_exampleTitle);
    column->addWidget(m_picture);
    column->addWidget(m_code);
    column->addStretch(1);
    m_detail->setWidget(content);
    m_detail->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the panel's own ground shows
    return m_detail;
}

void CataloguePanel::fill() {
    const QString before = shown();
    m_list->blockSignals(true);
    m_list->clear();
    bool isFirst = true;
    notebook::Group group = notebook::Group::Create;
    for (const notebook::Recipe& recipe : notebook::allRecipes()) {
        if (isFirst || recipe.group != group) {
            auto* head = new QListWidgetItem(groupTitle(recipe.group), m_list);
            head->setFlags(Qt::NoItemFlags);
            group = recipe.group;
            isFirst = false;
        }
        auto* item = new QListWidgetItem(calledName(recipe), m_list);
        item->setData(NameRole, fromText(recipe.name));
        item->setData(DocRole, docOf(recipe));
        item->setToolTip(docOf(recipe));
    }
    m_list->blockSignals(false);
    filter();
    show(before.isEmpty() ? QStringLiteral("Add") : before);
}

void CataloguePanel::filter() {
    const QString text = m_search->text().trimmed();
    QListWidgetItem* head = nullptr;
    int found = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        if (item->data(NameRole).toString().isEmpty()) {
            head = item;
            head->setHidden(true);
            continue;
        }
        const bool isHit = text.isEmpty() || item->text().contains(text, Qt::CaseInsensitive) ||
                           item->data(NameRole).toString().contains(text, Qt::CaseInsensitive) ||
                           item->data(DocRole).toString().contains(text, Qt::CaseInsensitive);
        item->setHidden(!isHit);
        found += isHit ? 1 : 0;
        if (isHit && head != nullptr)
            head->setHidden(false);
    }
    m_nothing->setVisible(found == 0);
    m_list->setVisible(found > 0);
    if (text.isEmpty() || found == 0)
        return;
    // The best hit is the one whose name is the word, or begins with it.
    QListWidgetItem* best = nullptr;
    const auto rank = [&](const QListWidgetItem* item) {
        if (item->text().compare(text, Qt::CaseInsensitive) == 0)
            return 3;
        return item->text().startsWith(text, Qt::CaseInsensitive) ? 2 : 1;
    };
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        if (item->isHidden() || item->data(NameRole).toString().isEmpty())
            continue;
        if (best == nullptr || rank(item) > rank(best))
            best = item;
    }
    m_list->setCurrentItem(best);
}

bool CataloguePanel::show(const QString& recipe) {
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        if (item->data(NameRole).toString() != recipe)
            continue;
        if (item->isHidden())
            m_search->clear();
        m_list->setCurrentItem(item);
        m_list->scrollToItem(item, QAbstractItemView::PositionAtCenter);
        showRecipe();
        return true;
    }
    return false;
}

QString CataloguePanel::shown() const {
    return m_recipe == nullptr ? QString() : fromText(m_recipe->name);
}

void CataloguePanel::takeFocus() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CataloguePanel::showRecipe() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr || item->data(NameRole).toString().isEmpty())
        return;
    m_recipe = notebook::findRecipe(item->data(NameRole).toString().toStdString());
    const QString called = calledName(*m_recipe);
    m_name->setText(called);
    const bool isOp = m_recipe->op != nullptr;
    m_kernel->setVisible(isOp && called != fromText(m_recipe->name));
    m_kernel->setText(tr("kernel %1").arg(fromText(m_recipe->name)));
    m_signature->setText(QString::fromStdString(notebook::signatureOf(*m_recipe)));
    m_doc->setText(docOf(*m_recipe));
    m_formula->setText(fromText(m_recipe->formula));
    m_examples.run(*m_recipe);
    emit shownChanged();
}

void CataloguePanel::showExample() {
    if (m_recipe == nullptr)
        return;
    m_try->setVisible(m_recipe->hasExample);
    m_code->setVisible(m_recipe->hasExample);
    if (m_recipe->hasExample) {
        notebook::Cell cell = notebook::exampleOf(*m_recipe);
        cell.name.assign(1, 'y');
        m_code->setText(
            QString::fromStdString(notebook::codeOf(cell, {}, notebook::Language::JavaScript)));
    }
    const auto& example = m_examples.example();
    const bool isThere = example && example->recipe == m_recipe;
    m_picture->setVisible(isThere && !(example->inputs.empty() && example->outputs.empty()));
    m_exampleTitle->setText(m_recipe->hasExample ? tr("Example") : tr("There is no example yet."));
    if (!isThere)
        return;
    OpPicture::Example shown;
    shown.inputs = example->inputs;
    shown.outputs = example->outputs;
    shown.isBroadcast = example->isBroadcast;
    for (std::size_t i = 0; i < shown.inputs.size(); ++i) {
        const std::size_t input = m_recipe->inputOf(i, shown.inputs.size());
        shown.names.append(fromText(notebook::Recipe::inputName(
            m_recipe->inputs[std::min(input, m_recipe->inputs.size() - 1)])));
    }
    if (example->isBroadcast && shown.inputs.size() == 2 &&
        shown.inputs[0].shape() != shown.inputs[1].shape())
        m_exampleTitle->setText(tr("Example: the smaller input is stretched (broadcast)"));
    m_picture->setExample(shown);
}

void CataloguePanel::retranslate() {
    setAccessibleName(tr("Operations"));
    setWindowTitle(tr("Operations"));
    m_search->setPlaceholderText(tr("Search operations"));
    m_search->setAccessibleName(tr("Search operations"));
    m_list->setAccessibleName(tr("Operations"));
    m_nothing->setText(tr("No operation is called so, or says this of itself."));
    m_splitter->setAccessibleName(tr("List and description"));
    m_use->setText(tr("Add a cell"));
    m_use->setAccessibleName(m_use->text());
    m_try->setText(tr("Add the example"));
    m_try->setAccessibleName(m_try->text());
    fill();
}

bool CataloguePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.key() == Qt::Key_Down || key.key() == Qt::Key_Up) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
        if ((key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) && m_recipe != nullptr) {
            emit cellRequested(fromText(m_recipe->name), false);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CataloguePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
