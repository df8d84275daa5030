#include "app/pages/models/layer_panel.h"

#include "app/pages/models/model_words.h"
#include "app/pages/models/models_session.h"
#include "app/pages/models/weight_panel.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

namespace app {

namespace {

enum Tab { SettingsTab, FirstWeightTab };

QLabel* label(const char* objectName, const char* type, const char* tone) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setProperty("type", type);
    made->setProperty("tone", tone);
    made->setTextFormat(Qt::PlainText);
    return made;
}

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
    m_hint = label("hint", "caption", "muted");
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

void LayerPanel::build() {
    m_name = label("name", "heading", "text");
    m_name->setProperty("isCode", true);
    m_name->setWordWrap(true);
    m_kind = label("kind", "caption", "accent");
    m_kind->setProperty("isCode", true);
    m_shapes = label("shapes", "mono", "muted");
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
        return;
    }
    const auto& row = view->rows[static_cast<std::size_t>(selected)];
    m_name->setText(asText(row.name));
    m_kind->setText(asText(row.kind));
    m_shapes->setText(shapeText(row.inputs) + QStringLiteral("  →  ") + shapeText(row.outputs));
}

void LayerPanel::showTabs() {
    const auto& details = m_session->details();
    const QSignalBlocker blocker(m_layerTabs);
    const QString before =
        m_wish.isEmpty() ? m_layerTabs->tabText(m_layerTabs->currentIndex()) : m_wish;
    const bool wasWeight = m_layerTabs->currentIndex() >= FirstWeightTab || !m_wish.isEmpty();
    while (m_layerTabs->count() > FirstWeightTab)
        m_layerTabs->removeTab(m_layerTabs->count() - 1);
    m_layerTabs->setTabText(SettingsTab, m_session->selected() < 0 ? tr("Model") : tr("Settings"));
    if (details && m_session->selected() >= 0) {
        for (const auto& weight : details->weights) {
            const int tab = m_layerTabs->addTab(asText(weight.name));
            if (wasWeight && asText(weight.name) == before)
                m_layerTabs->setCurrentIndex(tab); // the same weight of another layer
        }
        m_wish.clear();
    }
    fillSettings();
    showTab();
}

void LayerPanel::showTab() {
    const auto& details = m_session->details();
    const int weight = m_layerTabs->currentIndex() - FirstWeightTab;
    const bool isWeight =
        weight >= 0 && details && weight < static_cast<int>(details->weights.size());
    m_layerPages->setCurrentIndex(isWeight ? 1 : 0);
    if (isWeight)
        m_weight->setWeight(details->weights[static_cast<std::size_t>(weight)]);
}

void LayerPanel::addFact(const QString& name, const QString& value, bool isCode) {
    const int row = m_factRow++;
    QLabel* left = label("factName", isCode ? "mono" : "body", "muted");
    left->setProperty("isCode", isCode);
    left->setText(name);
    QLabel* right = label("factValue", isCode ? "mono" : "body", "text");
    right->setProperty("isCode", true);
    right->setText(value);
    right->setWordWrap(true);
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
    const int selected = m_session->selected();
    if (selected < 0) {
        m_hint->setText(tr("Select a layer in the table or in the graph to see its settings and "
                           "weights."));
        addFact(tr("Layers"), countText(static_cast<qint64>(view->rows.size())), false);
        addFact(tr("Parameters"), countText(view->total.params), false);
        addFact(tr("Trainable"), countText(view->total.trainable), false);
        addFact(tr("Operations per sample"), shortCount(view->total.flops), false);
        addFact(tr("Memory of the weights"), sizeText(view->total.bytes), false);
        return;
    }
    const auto& row = view->rows[static_cast<std::size_t>(selected)];
    QStringList after;
    for (const std::string& name : row.after)
        after.append(asText(name));
    if (!after.isEmpty())
        addFact(tr("Comes after"), after.join(QStringLiteral(", ")), false);
    if (row.isModel)
        addFact(tr("Parameters"), countText(row.costs.params), false);
    m_hint->setText(
        row.isModel ? tr("A model within the model. Double-click it in the graph to see inside, or "
                         "look at its layers below it in the table.")
                    : (row.hasWeights ? QString() : tr("This layer has no weights.")));
    if (const auto& details = m_session->details()) {
        for (const auto& setting : details->settings)
            addFact(asText(setting.name), asText(setting.value), true);
    }
}

void LayerPanel::flush() {
    m_weight->flush();
}

void LayerPanel::retranslate() {
    setAccessibleName(tr("The selected layer"));
    m_layerTabs->setAccessibleName(tr("Settings and weights"));
    m_settings->setAccessibleName(tr("Settings"));
    show();
}

void LayerPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
