#include "app/pages/models/builder_view.h"

#include "app/pages/models/builder_row.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/field_control.h"
#include "app/pages/models/layer_form.h"
#include "app/pages/models/layer_picker.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/train_panel.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace app {

namespace {

constexpr int kLeastRows = 340;
constexpr int kLeastPanels = 340;

QLabel* wire(const char* objectName) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setProperty("type", "caption");
    made->setProperty("tone", "muted");
    made->setTextFormat(Qt::PlainText);
    made->setAlignment(Qt::AlignCenter);
    return made;
}

QString sizesOf(const tp::Shape& shape) {
    return sizesText(tp::Json::List(shape.begin(), shape.end()));
}

/// The shape that a text lists; none for a text that is not finished.
std::optional<tp::Shape> shapeIn(const QString& text) {
    constexpr std::size_t kMostAxes = 5;
    const auto sizes = numbersIn(text, true);
    if (!sizes || sizes->list().empty() || sizes->list().size() > kMostAxes)
        return std::nullopt;
    tp::Shape shape;
    for (const tp::Json& size : sizes->list())
        shape.push_back(static_cast<std::int64_t>(size.number()));
    return shape;
}

} // namespace

BuilderView::BuilderView(BuilderSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("builderView"));
    m_builderColumns = new QSplitter(Qt::Horizontal);
    m_builderColumns->setObjectName(QStringLiteral("builderColumns"));
    m_builderColumns->setChildrenCollapsible(false);
    m_builderColumns->addWidget(buildRows());
    m_builderColumns->addWidget(buildPanels());
    m_builderColumns->setStretchFactor(0, 1);
    m_builderColumns->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_builderColumns);
    connect(session, &BuilderSession::rowsChanged, this, &BuilderView::rebuild);
    connect(session, &BuilderSession::checkedChanged, this, &BuilderView::refresh);
    connect(session, &BuilderSession::selectionChanged, this, &BuilderView::refresh);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &BuilderView::retranslate);
    retranslate();
}

/// A field for the shape of one sample.
QLayout* BuilderView::buildInput() {
    constexpr int kWidth = 150;
    m_input = wire("inputShape");
    m_inputSizes = new QLineEdit;
    m_inputSizes->setObjectName(QStringLiteral("inputSizes"));
    m_inputSizes->setAlignment(Qt::AlignCenter);
    m_inputSizes->setFixedWidth(scaled(kWidth));
    m_input->setBuddy(m_inputSizes);
    connect(m_inputSizes, &QLineEdit::textEdited, m_session, [this](const QString& text) {
        if (const auto shape = shapeIn(text)) // else what was there counts
            m_session->setInputShape(*shape);
    });
    connect(m_inputSizes, &QLineEdit::editingFinished, this, [this] {
        m_inputSizes->setText(sizesOf(m_session->blueprint().inputShape));
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(Spacing::kSmall);
    row->addStretch(1);
    row->addWidget(m_input);
    row->addWidget(m_inputSizes);
    row->addStretch(1);
    return row;
}

QWidget* BuilderView::buildRows() {
    const auto tool = [](const char* objectName, const char* iconName) {
        auto* button = new QToolButton;
        button->setObjectName(QString::fromLatin1(objectName));
        button->setIcon(icon(QString::fromLatin1(iconName)));
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    };
    m_newModel = tool("newModel", "reset");
    m_newModel->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_newModel->setPopupMode(QToolButton::InstantPopup);
    m_undoBuild = tool("undoBuild", "undo");
    m_redoBuild = tool("redoBuild", "redo");
    m_output = wire("outputShape");
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(Spacing::kSmall);
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(Spacing::kLarge, 0, Spacing::kMedium, Spacing::kMedium);
    inside->setSpacing(Spacing::kSmall);
    inside->addLayout(buildInput());
    inside->addLayout(m_rows);
    inside->addWidget(m_output);
    inside->addStretch(1);
    m_rowScroll = new QScrollArea;
    m_rowScroll->setObjectName(QStringLiteral("rowScroll"));
    m_rowScroll->setFrameShape(QFrame::NoFrame);
    m_rowScroll->setWidgetResizable(true);
    m_rowScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rowScroll->setFocusPolicy(Qt::NoFocus);
    m_rowScroll->setWidget(content);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(Spacing::kLarge, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
    tools->setSpacing(Spacing::kTiny);
    tools->addWidget(m_newModel);
    tools->addWidget(m_undoBuild);
    tools->addWidget(m_redoBuild);
    tools->addStretch(1);
    auto* left = new QWidget;
    left->setMinimumWidth(scaled(kLeastRows));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_rowScroll, 1);
    const auto act = [this](const QKeySequence& keys, QToolButton* button, const char* objectName) {
        auto* action = new QAction(this);
        action->setObjectName(QString::fromLatin1(objectName));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        return action;
    };
    m_undoAction = act(QKeySequence::Undo, m_undoBuild, "undoAction");
    m_redoAction = act(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), m_redoBuild, "redoAction");
    connect(m_undoAction, &QAction::triggered, m_session, &BuilderSession::undo);
    connect(m_redoAction, &QAction::triggered, m_session, &BuilderSession::redo);
    return left;
}

QWidget* BuilderView::buildPanels() {
    m_builderTabs = new QTabBar;
    m_builderTabs->setObjectName(QStringLiteral("builderTabs"));
    m_builderTabs->setDrawBase(false);
    m_builderTabs->setExpanding(false);
    for (int i = 0; i <= static_cast<int>(Panel::Train); ++i)
        m_builderTabs->addTab({});
    m_picker = new LayerPicker;
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("formScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* form = new LayerForm(m_session);
    scroll->setWidget(form);
    scroll->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false); // the panel's own ground shows
    m_trainPanel = new TrainPanel(m_session);
    m_builderPanels = new QStackedWidget;
    m_builderPanels->setObjectName(QStringLiteral("builderPanels"));
    m_builderPanels->addWidget(m_picker);
    m_builderPanels->addWidget(scroll);
    m_builderPanels->addWidget(m_trainPanel);
    auto* side = new QFrame;
    side->setObjectName(QStringLiteral("builderSide"));
    side->setProperty("kind", "panel");
    side->setMinimumWidth(scaled(kLeastPanels));
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, 0);
    tabs->addWidget(m_builderTabs, 1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tabs);
    column->addWidget(m_builderPanels, 1);
    connect(
        m_builderTabs, &QTabBar::currentChanged, m_builderPanels, &QStackedWidget::setCurrentIndex);
    connect(m_picker, &LayerPicker::chosen, m_session, &BuilderSession::addRow);
    return side;
}

void BuilderView::setPanel(Panel panel) {
    m_builderTabs->setCurrentIndex(static_cast<int>(panel));
}

void BuilderView::takeFocus() {
    setPanel(Panel::Add);
    m_picker->takeFocus();
}

void BuilderView::flush() {
    m_trainPanel->flush();
}

/// As many widgets as rows; those that are there already stay, and the focus in them.
void BuilderView::rebuild() {
    while (m_rowWidgets.size() > m_session->count()) {
        BuilderRow* row = m_rowWidgets.takeLast();
        m_rows->removeWidget(row);
        row->hide();
        row->setObjectName({});
        row->deleteLater();
    }
    while (m_rowWidgets.size() < m_session->count()) {
        auto* row = new BuilderRow(m_session, static_cast<int>(m_rowWidgets.size()));
        connect(row, &BuilderRow::activated, this, [this] { setPanel(Panel::Settings); });
        connect(row, &BuilderRow::left, this, [this, row](int by) { goTo(row->row() + by); });
        m_rows->addWidget(row);
        m_rowWidgets.append(row);
    }
    refresh();
}

void BuilderView::refresh() {
    for (BuilderRow* row : std::as_const(m_rowWidgets))
        row->refresh();
    const int selected = m_session->selected();
    // The focus goes with a row that was moved.
    if (selected >= 0 && selected < m_rowWidgets.size()) {
        BuilderRow* row = m_rowWidgets[selected];
        const auto* focused = qobject_cast<BuilderRow*>(focusWidget());
        if (focused != nullptr && focused != row && focused->hasFocus())
            row->setFocus(Qt::OtherFocusReason);
        m_rowScroll->ensureWidgetVisible(row, 0, scaled(20));
    }
    m_undoAction->setEnabled(m_session->canUndo());
    m_redoAction->setEnabled(m_session->canRedo());
    m_undoBuild->setEnabled(m_session->canUndo());
    m_redoBuild->setEnabled(m_session->canRedo());
    // Who is typing is not disturbed, unless the shape came from elsewhere.
    if (const tp::Shape& shape = m_session->blueprint().inputShape;
        shapeIn(m_inputSizes->text()) != shape)
        m_inputSizes->setText(sizesOf(shape));
    m_output->setVisible(m_session->isSound());
    if (m_session->isSound()) {
        qint64 params = 0;
        for (int row = 0; row < m_session->count(); ++row)
            params += m_session->checked(row).params;
        m_output->setText(tr("Output  %1  ·  %2 parameters")
                              .arg(
                                  shapeText(m_session->checked(m_session->count() - 1).outputs),
                                  countText(params)));
    }
}

void BuilderView::goTo(int row) {
    if (row < 0 || row >= m_rowWidgets.size())
        return;
    m_rowWidgets[row]->setFocus(Qt::TabFocusReason);
}

void BuilderView::fillMenu() {
    QMenu* before = m_newModel->menu();
    auto* menu = new QMenu(m_newModel);
    using Template = BuilderSession::Template;
    menu->addAction(
        tr("For points: dense layers"), this, [this] { m_session->startFrom(Template::Points); });
    menu->addAction(tr("For pictures: a convolution"), this, [this] {
        m_session->startFrom(Template::Pictures);
    });
    menu->addAction(
        tr("For sequences: an LSTM"), this, [this] { m_session->startFrom(Template::Sequences); });
    m_newModel->setMenu(menu);
    if (before != nullptr)
        before->deleteLater();
}

void BuilderView::retranslate() {
    setAccessibleName(tr("Build a model"));
    m_builderColumns->setAccessibleName(tr("Layers and panels"));
    m_newModel->setText(tr("Start over"));
    m_newModel->setAccessibleName(tr("Start over with other layers"));
    m_undoBuild->setToolTip(tr("Undo (Ctrl+Z)"));
    m_redoBuild->setToolTip(tr("Redo (Ctrl+Shift+Z)"));
    m_undoAction->setText(tr("Undo"));
    m_redoAction->setText(tr("Redo"));
    m_input->setText(tr("Input  ? ×"));
    m_inputSizes->setAccessibleName(tr("Shape of one sample"));
    m_inputSizes->setToolTip(tr("The shape of one sample: 2 for points, 28, 28, 1 for small grey "
                                "pictures. Many samples go in at once, which the ? stands for."));
    m_newModel->setMinimumHeight(scaled(34));
    for (QToolButton* button : {m_undoBuild, m_redoBuild}) {
        button->setAccessibleName(button->toolTip());
        button->setFixedSize(scaled(34), scaled(34));
    }
    m_builderTabs->setAccessibleName(tr("Add layers, change settings, train"));
    m_builderTabs->setTabText(0, tr("Add a layer"));
    m_builderTabs->setTabText(1, tr("Settings"));
    m_builderTabs->setTabText(2, tr("Train"));
    fillMenu();
    rebuild();
}

void BuilderView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void BuilderView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (std::abs(event->oldSize().width() - width()) > 200) {
        const int side = std::clamp(width() * 42 / 100, scaled(kLeastPanels), scaled(620));
        m_builderColumns->setSizes({width() - side, side});
    }
}

} // namespace app
