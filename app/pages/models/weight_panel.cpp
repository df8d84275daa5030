#include "app/pages/models/weight_panel.h"

#include "app/charts/histogram_chart.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/weight_image.h"
#include "app/pages/models/weight_table_model.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/plain_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

namespace app {

namespace {

constexpr int kNumbersAcross = 4; // names and values in pairs

} // namespace

WeightPanel::WeightPanel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("weightPanel"));
    build();
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &WeightPanel::retranslate);
    retranslate();
}

void WeightPanel::build() {
    m_facts = plainLabel("facts", "caption", "muted");
    m_warning = new Banner;
    m_warning->setObjectName(QStringLiteral("warning"));
    m_ways = new QTabBar;
    m_ways->setObjectName(QStringLiteral("ways"));
    m_ways->setDrawBase(false);
    m_ways->setExpanding(false);
    for (int i = 0; i <= static_cast<int>(Way::Numbers); ++i)
        m_ways->addTab({});
    m_histogram = new HistogramChart;
    m_histogram->setObjectName(QStringLiteral("histogram"));
    m_image = new WeightImage;
    m_numberTable = new QTableView;
    m_numberTable->setObjectName(QStringLiteral("numberTable"));
    m_numberTable->setFrameShape(QFrame::NoFrame);
    m_numberTable->setTabKeyNavigation(false);
    m_numberTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_numberTable->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_model = new WeightTableModel(this);
    m_numberTable->setModel(m_model);
    m_weightPages = new QStackedWidget;
    m_weightPages->setObjectName(QStringLiteral("weightPages"));
    for (QWidget* page :
         {static_cast<QWidget*>(m_histogram),
          static_cast<QWidget*>(m_image),
          static_cast<QWidget*>(m_numberTable)})
        m_weightPages->addWidget(page);
    m_numbers = new QGridLayout;
    m_numbers->setHorizontalSpacing(Spacing::kMedium);
    m_numbers->setVerticalSpacing(2);
    m_numbers->setColumnStretch(1, 1);
    m_numbers->setColumnStretch(3, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kTiny);
    column->addWidget(m_facts);
    column->addWidget(m_warning);
    column->addWidget(m_ways);
    column->addWidget(m_weightPages, 1);
    column->addLayout(m_numbers);
    connect(m_ways, &QTabBar::currentChanged, this, &WeightPanel::showWay);
    connect(m_ways, &QTabBar::tabBarClicked, this, [this] { m_isChosen = true; });
}

void WeightPanel::setWeight(const tp::inspect::WeightView& weight, What what) {
    m_weight = weight;
    m_what = what;
    show();
}

void WeightPanel::setWay(Way way) {
    m_isChosen = true;
    m_ways->setCurrentIndex(static_cast<int>(way));
}

void WeightPanel::showWay() {
    m_weightPages->setCurrentIndex(m_ways->currentIndex());
}

void WeightPanel::show() {
    if (!m_weight)
        return;
    const auto& weight = *m_weight;
    QStringList facts{
        shapeText(tp::inspect::shapesText({weight.shape})), asText(dtypeName(weight.dtype))};
    if (m_what == What::Weight)
        facts.append(weight.isTrainable ? tr("trainable") : tr("frozen"));
    facts.append(sizeText(weight.statistics.bytes));
    m_facts->setText(facts.join(QStringLiteral("  ·  ")));
    const auto broken = weight.statistics.nans + weight.statistics.infinities;
    m_warning->setVisible(broken > 0);
    if (broken > 0) {
        m_warning->showText(
            Banner::Tone::Warning,
            (m_what == What::Weight
                 ? tr("%1 of %2 numbers are NaN or infinite: whatever the model computes with them "
                      "is lost. A lower learning rate often prevents this.")
                 : tr("%1 of %2 numbers are NaN or infinite."))
                .arg(countText(broken), countText(weight.statistics.count)),
            Banner::Closing::NotAtAll);
    }
    const bool hasPicture = weight.picture.tiles > 0;
    m_ways->setTabEnabled(static_cast<int>(Way::Picture), hasPicture);
    m_ways->setTabEnabled(static_cast<int>(Way::Numbers), weight.elements != nullptr);
    m_ways->setTabToolTip(
        static_cast<int>(Way::Numbers),
        weight.elements ? QString() : tr("There are too many numbers to list them."));
    if (!m_isChosen || !m_ways->isTabEnabled(m_ways->currentIndex())) {
        m_ways->setCurrentIndex(static_cast<int>(
            hasPicture && (weight.shape.rank() > 2 || m_what == What::Value) ? Way::Picture
                                                                             : Way::Histogram));
    }
    m_image->setPicture(
        weight.picture,
        m_what == What::Value ? WeightImage::Tiles::Channels : WeightImage::Tiles::Filters);
    m_model->setElements(weight.elements);
    m_numberTable->horizontalHeader()->setVisible(m_model->columnCount() > 1);
    m_numberTable->verticalHeader()->setVisible(m_model->rowCount() > 1);
    QList<QPointF> bars;
    const auto& counts = weight.histogram;
    for (std::size_t i = 0; i < counts.counts.size(); ++i) {
        bars.append(
            {counts.start + (counts.step > 0 ? (static_cast<double>(i) + 0.5) * counts.step : 0.0),
             static_cast<double>(counts.counts[i])});
    }
    m_histogram->setCounts(tr("Numbers"), bars);
    showStatistics();
    showWay();
}

void WeightPanel::showStatistics() {
    while (QLayoutItem* item = m_numbers->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto& found = m_weight->statistics;
    const auto real = [&](double value) {
        return found.finite > 0 ? QLocale().toString(value, 'g', 4) : QStringLiteral("–");
    };
    const QList<QPair<QString, QString>> rows{
        {tr("Minimum"), real(found.min)},
        {tr("Maximum"), real(found.max)},
        {tr("Mean"), real(found.mean)},
        {tr("Deviation"), real(found.stdDev)},
        {tr("Zeros"), countText(found.zeros)},
        {tr("NaN or infinite"), countText(found.nans + found.infinities)}};
    for (int i = 0; i < rows.size(); ++i) {
        QLabel* name = plainLabel("statisticName", "caption", "muted");
        name->setText(rows[i].first);
        const bool isWarning = i + 1 == rows.size() && found.nans + found.infinities > 0;
        QLabel* value = plainLabel("statisticValue", "mono", isWarning ? "warning" : "text");
        value->setProperty("isCode", true);
        value->setText(rows[i].second);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int column = i * 2 % kNumbersAcross;
        m_numbers->addWidget(name, i * 2 / kNumbersAcross, column);
        m_numbers->addWidget(value, i * 2 / kNumbersAcross, column + 1);
    }
}

void WeightPanel::flush() {
    m_histogram->flush();
}

void WeightPanel::retranslate() {
    m_ways->setTabText(0, tr("Histogram"));
    m_ways->setTabText(1, tr("Picture"));
    m_ways->setTabText(2, tr("Numbers"));
    m_ways->setAccessibleName(tr("Ways to show the numbers"));
    m_histogram->setTitle(tr("How the numbers are spread"));
    m_histogram->setAxisTitles(tr("Value"), tr("Numbers"));
    m_histogram->setEmptyText(tr("There are no numbers to count."));
    m_image->setAccessibleName(tr("The numbers as a picture"));
    m_numberTable->setAccessibleName(tr("The numbers one by one"));
    m_numberTable->horizontalHeader()->setDefaultSectionSize(scaled(78));
    m_numberTable->verticalHeader()->setDefaultSectionSize(scaled(26));
    show();
}

void WeightPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
