#include "app/pages/models/layer_panel.h"

#include "app/core/error_text.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/models_session.h"
#include "app/pages/models/weight_panel.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/elided_label.h"
#include "app/widgets/plain_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <map>

namespace app {

namespace {

enum Tab { SettingsTab, OutputTab };
enum PanelPage { SettingsPage, NumbersPage, NoValuePage };

constexpr qsizetype kShortFact = 14;
constexpr std::size_t kMostKinds = 16; // of ops that are listed

} // namespace

LayerPanel::LayerPanel(ModelsSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("layerPanel"));
    build();
    connect(session, &ModelsSession::opened, this, &LayerPanel::show);
    connect(session, &ModelsSession::viewChanged, this, &LayerPanel::show);
    connect(session, &ModelsSession::selectionChanged, this, &LayerPanel::showHead);
    connect(session, &ModelsSession::detailsChanged, this, &LayerPanel::show);
    connect(session->runs(), &RunSession::changed, this, &LayerPanel::showTab);
    connect(session->runs(), &RunSession::valueChanged, this, &LayerPanel::showTab);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &LayerPanel::retranslate);
    retranslate();
}

QWidget* LayerPanel::buildSettings() {
    m_settings = new QScrollArea;
    m_settings->setObjectName(QStringLiteral("settings"));
    m_settings->setFrameShape(QFrame::NoFrame);
    m_settings->setWidgetResizable(true);
    m_settings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(Spacing::kLarge);
    m_facts->setVerticalSpacing(Spacing::kSmall);
    m_facts->setColumnStretch(1, 1);
    m_hint = plainLabel("hint", "caption", "muted");
    m_hint->setWordWrap(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, Spacing::kSmall, 0, 0);
    column->setSpacing(Spacing::kLarge);
    column->addLayout(m_facts);
    column->addWidget(m_hint);
    column->addStretch(1);
    m_settings->setWidget(content);
    m_settings->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the panel's own ground shows
    return m_settings;
}

QWidget* LayerPanel::buildNoValue() {
    auto* page = new QWidget;
    m_noValue = plainLabel("noValue", "body", "muted");
    m_noValue->setWordWrap(true);
    m_tryRandom = new QPushButton;
    m_tryRandom->setObjectName(QStringLiteral("tryRandom"));
    m_tryRandom->setIcon(icon(QStringLiteral("play")));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, Spacing::kSmall, 0, 0);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(m_noValue);
    column->addWidget(m_tryRandom, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_tryRandom, &QPushButton::clicked, m_session->runs(), &RunSession::runAgain);
    return page;
}

void LayerPanel::build() {
    m_name = plainLabel("name", "heading", "text");
    m_name->setProperty("isCode", true);
    m_name->setWordWrap(true);
    m_kind = plainLabel("kind", "caption", "accent");
    m_kind->setProperty("isCode", true);
    m_shapes = plainLabel("shapes", "mono", "muted");
    m_shapes->setProperty("isCode", true);
    m_shapes->setWordWrap(true);
    m_layerTabs = new QTabBar;
    m_layerTabs->setObjectName(QStringLiteral("layerTabs"));
    m_layerTabs->setDrawBase(false);
    m_layerTabs->setExpanding(false);
    m_layerTabs->setUsesScrollButtons(true);
    m_layerTabs->addTab({});
    m_weight = new WeightPanel;
    m_layerPages = new QStackedWidget;
    m_layerPages->setObjectName(QStringLiteral("layerPages"));
    m_layerPages->addWidget(buildSettings());
    m_weightScroll = new QScrollArea; // a low window must not push the page out of it
    m_weightScroll->setObjectName(QStringLiteral("weightScroll"));
    m_weightScroll->setFrameShape(QFrame::NoFrame);
    m_weightScroll->setWidgetResizable(true);
    m_weightScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_weightScroll->setFocusPolicy(Qt::NoFocus); // its controls take the focus and it follows
    m_weightScroll->setWidget(m_weight);
    m_weightScroll->viewport()->setAutoFillBackground(false);
    m_weight->setAutoFillBackground(false); // the panel's own ground shows
    m_layerPages->addWidget(m_weightScroll);
    m_layerPages->addWidget(buildNoValue());
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_kind, 0, Qt::AlignRight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(head);
    column->addWidget(m_shapes);
    column->addWidget(m_layerTabs);
    column->addWidget(m_layerPages, 1);
    connect(m_layerTabs, &QTabBar::currentChanged, this, &LayerPanel::showTab);
}

void LayerPanel::openTab(const QString& name) {
    m_wish = name;
    showTabs();
}

void LayerPanel::show() {
    showHead();
    showTabs();
}

void LayerPanel::showHead() {
    const auto& view = m_session->view();
    if (!view)
        return;
    const int selected = m_session->selected();
    if (selected < 0) {
        m_name->setText(asText(view->name));
        m_kind->setText(asText(view->kind));
        m_shapes->setText(
            shapeText(view->inputs) + QStringLiteral("  →  ") + shapeText(view->outputs));
        m_shapes->show();
        return;
    }
    const auto& row = view->rows[static_cast<std::size_t>(selected)];
    m_name->setText(asText(row.name));
    m_kind->setText(asText(row.kind));
    m_shapes->setText(shapeText(row.inputs) + QStringLiteral("  →  ") + shapeText(row.outputs));
    m_shapes->setVisible(!row.inputs.empty() || !row.outputs.empty());
}

void LayerPanel::showTabs() {
    const auto& details = m_session->details();
    const QSignalBlocker blocker(m_layerTabs);
    const QString before =
        m_wish.isEmpty() ? m_layerTabs->tabText(m_layerTabs->currentIndex()) : m_wish;
    const bool wasOutput =
        m_hasOutput && (m_layerTabs->currentIndex() == OutputTab || m_wish == u"output");
    const bool wasWeight = m_layerTabs->currentIndex() >= firstWeightTab() || !m_wish.isEmpty();
    while (m_layerTabs->count() > OutputTab)
        m_layerTabs->removeTab(m_layerTabs->count() - 1);
    m_hasOutput = m_session->isGraph() && m_session->selected() >= 0;
    if (m_hasOutput)
        m_layerTabs->addTab(tr("Output"));
    if (m_hasOutput && (wasOutput || m_wish == u"output"))
        m_layerTabs->setCurrentIndex(OutputTab);
    m_layerTabs->setTabText(SettingsTab, m_session->selected() < 0 ? tr("Model") : tr("Settings"));
    if (details && m_session->selected() >= 0) {
        for (const auto& weight : details->weights) {
            const int tab = m_layerTabs->addTab(asText(weight.name));
            if (wasWeight && !wasOutput && asText(weight.name) == before)
                m_layerTabs->setCurrentIndex(tab); // the same weight of another layer
        }
        m_wish.clear();
    }
    fillSettings();
    showTab();
}

void LayerPanel::showTab() {
    const auto& details = m_session->details();
    // Runs of a new model are told of before the model: until then the tabs are those of the last.
    const bool isSelected = m_session->selected() >= 0;
    if (isSelected && m_hasOutput && m_layerTabs->currentIndex() == OutputTab)
        return showValue();
    const int weight = m_layerTabs->currentIndex() - firstWeightTab();
    const bool isWeight =
        weight >= 0 && details && weight < static_cast<int>(details->weights.size());
    m_layerPages->setCurrentIndex(isWeight ? NumbersPage : SettingsPage);
    if (isWeight) {
        m_weight->setWeight(
            details->weights[static_cast<std::size_t>(weight)],
            m_session->isGraph() ? WeightPanel::What::Constant : WeightPanel::What::Weight);
    }
}

int LayerPanel::firstWeightTab() const {
    return m_hasOutput ? OutputTab + 1 : OutputTab;
}

/// What the selected node gave when the graph was last run, or why there is nothing.
void LayerPanel::showValue() {
    const RunSession& runs = *m_session->runs();
    const RunSession::Value& value = runs.value();
    const bool isThere = value.view && value.row == m_session->selected();
    m_layerPages->setCurrentIndex(isThere ? NumbersPage : NoValuePage);
    if (isThere)
        return m_weight->setWeight(*value.view, WeightPanel::What::Value);
    const auto& row = m_session->view()->rows[static_cast<std::size_t>(m_session->selected())];
    m_tryRandom->setVisible(runs.canRun() && !runs.done() && !runs.isRunningModel());
    if (!runs.canRun()) {
        m_noValue->setText(tr("The model cannot be run, so nothing is known of its output."));
    } else if (row.parent >= 0) {
        m_noValue->setText(tr("This node is part of a function, which runs several times or not at "
                              "all: it has no one output."));
        m_tryRandom->hide();
    } else if (value.error) {
        m_noValue->setText(translateError(*value.error));
    } else if (runs.done() || runs.isRunningModel()) {
        m_noValue->setText(tr("Computing…"));
    } else {
        m_noValue->setText(tr("Run the model to see what this node gives: on a picture in the view "
                              "“Run”, or on random numbers."));
    }
}

void LayerPanel::addFact(const QString& name, const QString& value, bool isCode) {
    const int row = m_factRow++;
    auto* left = new ElidedLabel("factName", isCode ? "mono" : "body", "muted");
    left->setProperty("isCode", isCode);
    left->setText(name);
    QLabel* right = plainLabel("factValue", isCode ? "mono" : "body", "text");
    right->setProperty("isCode", true);
    right->setText(value);
    right->setWordWrap(value.size() > kShortFact); // a number is not to be cut at its comma
    right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->addWidget(left, row, 0, Qt::AlignTop);
    m_facts->addWidget(right, row, 1, Qt::AlignTop);
}

void LayerPanel::fillSettings() {
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_factRow = 0;
    const auto& view = m_session->view();
    if (!view)
        return;
    if (m_session->selected() < 0) {
        m_hint->setText(
            view->isGraph
                ? tr("Select a node in the table or in the graph to see its attributes, "
                     "its output and its constants.")
                : tr("Select a layer in the table or in the graph to see its settings and "
                     "weights."));
        return addModelFacts();
    }
    const auto& row = view->rows[static_cast<std::size_t>(m_session->selected())];
    QStringList after;
    for (const std::string& name : row.after)
        after.append(asText(name));
    if (view->isGraph)
        addFact(tr("Name"), asText(row.path), false);
    if (!after.isEmpty())
        addFact(tr("Comes after"), after.join(QStringLiteral(", ")), false);
    if (row.isModel && !view->isGraph)
        addFact(tr("Parameters"), countText(row.costs.params), false);
    m_hint->setText(hintFor(row));
    if (const auto& details = m_session->details()) {
        for (const auto& setting : details->settings)
            addFact(asText(setting.name), asText(setting.value), true);
    }
}

QString LayerPanel::hintFor(const tp::inspect::LayerRow& row) const {
    if (m_session->isGraph()) {
        return row.isModel ? tr("Calls functions. Double-click it in the graph to see inside, or "
                                "look at their nodes below it in the table.")
                           : QString();
    }
    if (row.isModel) {
        return tr("A model within the model. Double-click it in the graph to see inside, or look "
                  "at its layers below it in the table.");
    }
    return row.hasWeights ? QString() : tr("This layer has no weights.");
}

void LayerPanel::addModelFacts() {
    const auto& view = *m_session->view();
    addFact(
        view.isGraph ? tr("Nodes") : tr("Layers"),
        countText(static_cast<qint64>(view.rows.size())),
        false);
    addFact(tr("Parameters"), countText(view.total.params), false);
    if (!view.isGraph)
        addFact(tr("Trainable"), countText(view.total.trainable), false);
    if (!view.isGraph || view.total.flops > 0)
        addFact(tr("Operations per sample"), shortCount(view.total.flops), false);
    addFact(
        view.isGraph ? tr("Memory of the constants") : tr("Memory of the weights"),
        sizeText(view.total.bytes),
        false);
    if (view.isGraph)
        addOps();
}

/// How often each op occurs, the commonest first.
void LayerPanel::addOps() {
    std::map<std::string, int> counts;
    for (const auto& row : m_session->view()->rows)
        ++counts[row.kind];
    std::vector<std::pair<std::string, int>> ops(counts.begin(), counts.end());
    std::stable_sort(
        ops.begin(), ops.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (std::size_t i = 0; i < std::min(ops.size(), kMostKinds); ++i)
        addFact(asText(ops[i].first), countText(ops[i].second), true);
    if (ops.size() > kMostKinds) {
        const auto others = static_cast<int>(ops.size() - kMostKinds);
        addFact(tr("%n other op(s)", nullptr, others), {}, false);
    }
}

void LayerPanel::flush() {
    m_weight->flush();
}

void LayerPanel::retranslate() {
    setAccessibleName(tr("The selected layer"));
    m_layerTabs->setAccessibleName(tr("Settings and weights"));
    m_tryRandom->setText(tr("Run on random numbers"));
    m_tryRandom->setAccessibleName(m_tryRandom->text());
    m_settings->setAccessibleName(tr("Settings"));
    show();
}

void LayerPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
