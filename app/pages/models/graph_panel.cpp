#include "app/pages/models/graph_panel.h"

#include "app/core/error_text.h"
#include "app/pages/models/graph_view.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/models_session.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace app {

namespace inspect = tp::inspect;

namespace {

/// A graph with fewer boxes is shown with the models in it open.
constexpr std::size_t kMostOpen = 60;

} // namespace

GraphPanel::GraphPanel(ModelsSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("graphPanel"));
    build();
    connect(session, &ModelsSession::opened, this, [this] {
        m_open.clear();
        const auto& rows = m_session->view()->rows;
        for (std::size_t i = 0; i < rows.size() && rows.size() <= kMostOpen; ++i) {
            if (rows[i].isModel)
                m_open.insert(static_cast<int>(i));
        }
        m_search->clear();
        // The boxes of before lead to rows of another model.
        m_result.reset();
        m_revealed = -1;
        m_view->setPicture(nullptr, {});
        m_view->begin();
        retranslate();
        draw();
    });
    connect(session, &ModelsSession::viewChanged, this, [this] {
        if (m_session->isGraph()) { // its boxes tell other shapes now
            draw();
        } else {
            show();
        }
    });
    connect(session, &ModelsSession::selectionChanged, this, &GraphPanel::showSelection);
    connect(&m_task, &Task::finished, this, [this] {
        if (m_isDue) { // not at once: others still hear of the end
            QMetaObject::invokeMethod(this, &GraphPanel::draw, Qt::QueuedConnection);
            return;
        }
        if (m_task.error()) { // there is not enough memory
            m_result.reset();
            m_view->setPicture(nullptr, {});
            showNote();
            emit settled();
        }
        show();
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &GraphPanel::retranslate);
    retranslate();
}

GraphPanel::~GraphPanel() {
    m_task.disconnect();
}

void GraphPanel::build() {
    const auto tool = [](const char* objectName, const char* iconName) {
        auto* button = new QToolButton;
        button->setObjectName(QString::fromLatin1(objectName));
        button->setIcon(icon(QString::fromLatin1(iconName)));
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    };
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(
        icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_found = new QLabel;
    m_found->setObjectName(QStringLiteral("found"));
    m_found->setProperty("type", "caption");
    m_found->setProperty("tone", "muted");
    m_next = tool("next", "chevron-down");
    m_openAll = tool("openAll", "nested");
    m_openAll->setCheckable(true);
    m_zoomOut = tool("zoomOut", "minus");
    m_zoomIn = tool("zoomIn", "plus");
    m_fit = tool("fit", "zoom-reset");
    m_view = new GraphView;
    auto* top = new QHBoxLayout;
    top->setContentsMargins(Spacing::kLarge, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
    top->setSpacing(Spacing::kTiny);
    top->addWidget(m_search, 1);
    top->addWidget(m_found);
    top->addWidget(m_next);
    top->addSpacing(Spacing::kSmall);
    for (QToolButton* button : {m_openAll, m_zoomOut, m_zoomIn, m_fit})
        top->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    connect(m_search, &QLineEdit::textChanged, this, &GraphPanel::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { jump(1); });
    connect(m_next, &QToolButton::clicked, this, [this] { jump(1); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { m_view->zoomBy(1.25); });
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { m_view->zoomBy(0.8); });
    connect(m_fit, &QToolButton::clicked, m_view, &GraphView::fit);
    connect(m_openAll, &QToolButton::clicked, this, [this](bool isOpen) {
        m_open.clear();
        const auto& rows = m_session->view()->rows;
        for (std::size_t i = 0; isOpen && i < rows.size(); ++i) {
            if (rows[i].isModel)
                m_open.insert(static_cast<int>(i));
        }
        draw();
    });
    connect(m_view, &GraphView::chosen, m_session, &ModelsSession::select);
    connect(m_view, &GraphView::toggled, this, &GraphPanel::toggle);
}

void GraphPanel::takeFocus() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void GraphPanel::showNote() {
    const auto& error = m_task.error();
    const bool isRefused = error && !m_task.isRunning();
    m_view->setNote(isRefused ? translateError(*error) : tr("Drawing the graph…"));
}

void GraphPanel::draw() {
    if (m_task.isRunning()) {
        m_isDue = true;
        m_task.cancel();
        return;
    }
    m_isDue = false;
    if (!m_session->view())
        return;
    const auto result = std::make_shared<inspect::ModelPicture>();
    m_result = result;
    m_task.start(
        tr("Drawing the graph"),
        [view = m_session->view(), open = m_open, result](TaskContext& task) {
            *result = inspect::pictureOf(*view, open, [&] { return task.isCancelled(); });
        });
    showNote();
}

void GraphPanel::show() {
    const auto& view = m_session->view();
    if (!view || !m_result || m_task.isRunning())
        return;
    std::vector<QColor> colors;
    std::vector<GraphView::Mark> marks;
    bool hasModels = false;
    for (std::size_t i = 0; i < view->rows.size(); ++i) {
        const auto& row = view->rows[i];
        const bool isBroken = i < m_session->notFinite().size() && m_session->notFinite()[i] > 0;
        const bool isFrozen = row.hasWeights && !row.isTrainable && !view->isGraph;
        colors.push_back(familyColor(familyOf(asText(row.kind), row.isModel)));
        marks.push_back(
            isBroken ? GraphView::Mark::Broken
                     : (isFrozen ? GraphView::Mark::Frozen : GraphView::Mark::None));
        hasModels = hasModels || row.isModel;
    }
    m_view->setPicture(m_result, std::move(colors));
    m_view->setMarks(std::move(marks));
    m_openAll->setVisible(hasModels);
    m_openAll->setChecked(!m_open.empty());
    if (m_revealed >= 0)
        m_view->reveal(std::exchange(m_revealed, -1));
    m_view->setSelected(m_session->selected());
    m_view->setHits(m_hits);
    emit settled();
}

void GraphPanel::showSelection() {
    const int selected = m_session->selected();
    openAround(selected);
    m_view->setSelected(selected);
    if (selected < 0 || m_view->hasFocus() || m_view->underMouse())
        return;
    // It was chosen elsewhere.
    if (m_task.isRunning()) {
        m_revealed = selected;
    } else {
        m_view->reveal(selected);
    }
}

/// Opens the models that the row lies in.
void GraphPanel::openAround(int row) {
    if (row < 0)
        return;
    const auto& rows = m_session->view()->rows;
    bool isNew = false;
    for (int around = rows[static_cast<std::size_t>(row)].parent; around >= 0;
         around = rows[static_cast<std::size_t>(around)].parent)
        isNew = m_open.insert(around).second || isNew;
    if (isNew)
        draw();
}

void GraphPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_result && isSettled())
        draw();
}

void GraphPanel::toggle(int row) {
    if (!m_session->view()->rows[static_cast<std::size_t>(row)].isModel)
        return;
    if (m_open.erase(row) == 0)
        m_open.insert(row);
    draw();
}

std::vector<int> GraphPanel::hitsOf(const QString& word) const {
    std::vector<int> hits;
    const auto& view = m_session->view();
    for (std::size_t i = 0; view && !word.isEmpty() && i < view->rows.size(); ++i) {
        if (asText(view->rows[i].path).contains(word, Qt::CaseInsensitive) ||
            asText(view->rows[i].kind).contains(word, Qt::CaseInsensitive))
            hits.push_back(static_cast<int>(i));
    }
    return hits;
}

void GraphPanel::search() {
    const QString word = m_search->text().trimmed();
    m_hits = hitsOf(word);
    m_hit = 0;
    m_next->setEnabled(m_hits.size() > 1);
    m_view->setHits(m_hits);
    showFound();
    jump(0);
}

void GraphPanel::showFound() {
    if (m_search->text().trimmed().isEmpty()) {
        m_found->clear();
    } else if (m_hits.empty()) {
        m_found->setText(tr("not found"));
    } else {
        m_found->setText(tr("%1 of %2").arg(m_hit + 1).arg(m_hits.size()));
    }
}

void GraphPanel::jump(int by) {
    if (m_hits.empty())
        return;
    m_hit = (m_hit + static_cast<std::size_t>(by)) % m_hits.size();
    const int row = m_hits[m_hit];
    showFound();
    m_session->select(row);
    if (m_task.isRunning()) {
        m_revealed = row;
    } else {
        m_view->reveal(row);
    }
}

void GraphPanel::retranslate() {
    const bool isGraph = m_session->isGraph();
    m_search->setPlaceholderText(isGraph ? tr("Search nodes") : tr("Search layers"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_next->setToolTip(
        isGraph ? tr("Next node that was found (Enter)") : tr("Next layer that was found (Enter)"));
    m_openAll->setToolTip(
        isGraph ? tr("Open or close the functions within the graph")
                : tr("Open or close the models within the model"));
    m_zoomIn->setToolTip(tr("Zoom in (+)"));
    m_zoomOut->setToolTip(tr("Zoom out (−)"));
    m_fit->setToolTip(tr("Show everything (0)"));
    for (QToolButton* button : {m_next, m_openAll, m_zoomIn, m_zoomOut, m_fit}) {
        button->setAccessibleName(button->toolTip());
        button->setFixedSize(scaled(34), scaled(34));
    }
    m_view->setAccessibleName(isGraph ? tr("Graph of the nodes") : tr("Graph of the layers"));
    m_next->setEnabled(m_hits.size() > 1);
    showFound();
    showNote();
    show();
}

void GraphPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
