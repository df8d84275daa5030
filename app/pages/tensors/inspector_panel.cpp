#include "app/pages/tensors/inspector_panel.h"

#include "app/charts/plot_view.h"
#include "app/pages/tensors/slice_bar.h"
#include "app/pages/tensors/slice_charts.h"
#include "app/pages/tensors/slice_picture.h"
#include "app/pages/tensors/tensor_grid.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/plain_label.h"
#include "engine/notebook/code_writer.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

namespace app {

namespace {

constexpr int kColumnWidth = 88;
constexpr int kRowHeight = 26;

} // namespace

InspectorPanel::InspectorPanel(TensorInspection* inspection, QWidget* parent)
    : QWidget(parent)
    , m_inspection(inspection) {
    setObjectName(QStringLiteral("inspectorPanel"));
    build();
    connect(inspection, &TensorInspection::changed, this, &InspectorPanel::show);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &InspectorPanel::retranslate);
    retranslate();
}

void InspectorPanel::buildHead() {
    m_name = plainLabel("name", "heading", "text");
    m_facts = plainLabel("facts", "body", "text");
    for (QLabel* code : {m_name, m_facts}) // the same in every language
        code->setProperty("isCode", true);
    m_made = plainLabel("made", "caption", "muted");
    m_made->setWordWrap(true);
    m_copy = new QToolButton;
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_ways = new QTabBar;
    m_ways->setObjectName(QStringLiteral("ways"));
    m_ways->setDrawBase(false);
    m_ways->setUsesScrollButtons(true);
    m_ways->setExpanding(false);
    for (int i = 0; i <= static_cast<int>(Way::Statistics); ++i)
        m_ways->addTab({});
    m_slices = new SliceBar;
    connect(m_ways, &QTabBar::currentChanged, this, &InspectorPanel::showWay);
    connect(m_ways, &QTabBar::tabBarClicked, this, [this] { m_isChosen = true; });
    connect(m_slices, &SliceBar::changed, this, &InspectorPanel::showSlice);
}

QWidget* InspectorPanel::buildPicture() {
    m_picture = new SlicePicture(SlicePicture::Mode::Picture);
    m_picture->setObjectName(QStringLiteral("picture"));
    m_range = new QComboBox;
    m_range->setObjectName(QStringLiteral("range"));
    m_rangeLabel = plainLabel("rangeLabel", "caption", "muted");
    m_rangeLabel->setBuddy(m_range);
    connect(m_range, &QComboBox::activated, this, [this](int range) {
        m_picture->setRange(static_cast<SlicePicture::Range>(range));
    });
    auto* all = new QWidget;
    auto* row = new QHBoxLayout;
    row->addWidget(m_rangeLabel);
    row->addWidget(m_range);
    row->addStretch(1);
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_picture, 1);
    return all;
}

QWidget* InspectorPanel::buildEmpty() {
    auto* empty = new QWidget;
    m_emptyPicture = plainLabel("emptyPicture", "body", "muted");
    m_emptyPicture->setAlignment(Qt::AlignCenter);
    m_empty = plainLabel("empty", "body", "muted");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto* column = new QVBoxLayout(empty);
    column->setSpacing(Spacing::kMedium);
    column->addStretch(2);
    column->addWidget(m_emptyPicture);
    column->addWidget(m_empty);
    column->addStretch(3);
    return empty;
}

void InspectorPanel::build() {
    buildHead();
    m_grid = new QTableView;
    m_grid->setObjectName(QStringLiteral("grid"));
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_grid->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_grid->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_model = new TensorGridModel(this);
    m_grid->setModel(m_model);
    m_heatMap = new SlicePicture(SlicePicture::Mode::HeatMap);
    m_heatMap->setObjectName(QStringLiteral("heatMap"));
    m_line = new SliceChart;
    m_line->setObjectName(QStringLiteral("line"));
    m_histogram = new CountChart;
    m_histogram->setObjectName(QStringLiteral("histogram"));
    m_statistics = new QWidget;
    m_numbers = new QGridLayout;
    m_numbers->setHorizontalSpacing(Spacing::kWide);
    m_numbers->setVerticalSpacing(Spacing::kSmall);
    m_numbers->setColumnStretch(1, 1);
    auto* numbers = new QVBoxLayout(m_statistics);
    numbers->setContentsMargins(0, Spacing::kSmall, 0, 0);
    numbers->addLayout(m_numbers);
    numbers->addStretch(1);
    m_pages = new QStackedWidget;
    m_pages->setObjectName(QStringLiteral("pages"));
    for (QWidget* page : {static_cast<QWidget*>(m_grid), static_cast<QWidget*>(m_heatMap)})
        m_pages->addWidget(page);
    m_pages->addWidget(buildPicture());
    for (QWidget* page :
         {static_cast<QWidget*>(m_line), static_cast<QWidget*>(m_histogram), m_statistics})
        m_pages->addWidget(page);
    m_reading = plainLabel("reading", "mono", "muted");
    connect(m_heatMap, &SlicePicture::readingChanged, m_reading, &QLabel::setText);
    connect(m_picture, &SlicePicture::readingChanged, m_reading, &QLabel::setText);

    auto* name = new QHBoxLayout;
    name->addWidget(m_name, 1);
    name->addWidget(m_copy);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kSmall);
    column->addLayout(name);
    column->addWidget(m_facts);
    column->addWidget(m_made);
    column->addWidget(m_ways);
    column->addWidget(m_slices);
    column->addWidget(m_pages, 1);
    column->addWidget(m_reading);
    m_whole = new QStackedWidget;
    m_whole->setObjectName(QStringLiteral("whole"));
    m_whole->addWidget(buildEmpty());
    m_whole->addWidget(inside);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kSmall);
    all->addWidget(m_whole);
}

void InspectorPanel::setWay(Way way) {
    m_isChosen = true;
    m_ways->setCurrentIndex(static_cast<int>(way));
}

InspectorPanel::Way InspectorPanel::way() const {
    return static_cast<Way>(m_ways->currentIndex());
}

/// What shows this tensor best, as long as the person has not chosen.
InspectorPanel::Way InspectorPanel::fittingWay() const {
    const auto& view = *m_inspection->view();
    const tp::Shape& shape = view.elements->shape();
    const bool isPicture = shape.rank() == 3 && (shape.back() == 3 || shape.back() == 4) &&
                           view.elements->spec().dtype == tp::DType::Int32;
    if (isPicture)
        return Way::Picture;
    return view.elements->size() >= 64 && view.statistics.finite > 0 ? Way::HeatMap : Way::Grid;
}

void InspectorPanel::show() {
    const auto& view = m_inspection->view();
    m_whole->setCurrentIndex(view ? 1 : 0);
    if (!view)
        return;
    const bool hasNumbers = view->statistics.finite > 0;
    for (const Way numeric : {Way::HeatMap, Way::Picture, Way::Line, Way::Histogram})
        m_ways->setTabEnabled(static_cast<int>(numeric), hasNumbers);
    if (!m_isChosen || !m_ways->isTabEnabled(m_ways->currentIndex()))
        m_ways->setCurrentIndex(static_cast<int>(fittingWay()));
    TensorSlice slice = TensorSlice::of(view->elements);
    const tp::Shape& shape = view->elements->shape();
    if (shape.rank() > 2 && (shape.back() == 1 || shape.back() == 3 || shape.back() == 4)) {
        // Height and width are the plane of a picture, its colours the axis behind.
        slice.columnAxis = static_cast<int>(shape.rank()) - 2;
        slice.rowAxis = slice.columnAxis - 1;
    }
    m_slices->setSlice(slice);
    m_slices->setVisible(shape.rank() > 2);
    m_histogram->setHistogram(view->histogram);
    const bool isUnit =
        view->statistics.max <= 1 && view->elements->spec().dtype == tp::DType::Float32;
    m_range->setCurrentIndex(static_cast<int>(
        view->statistics.min >= 0 && view->statistics.max <= 255
            ? (isUnit ? SlicePicture::Range::Unit : SlicePicture::Range::Byte)
            : SlicePicture::Range::Own));
    m_picture->setRange(static_cast<SlicePicture::Range>(m_range->currentIndex()));
    showHead();
    showSlice();
    showStatistics();
}

void InspectorPanel::showHead() {
    const auto& view = *m_inspection->view();
    m_name->setText(view.origin.name);
    m_facts->setText(QStringLiteral("%1  ·  %2  ·  %3")
                         .arg(
                             shapeText(view.elements->shape()),
                             fromText(dtypeName(view.elements->spec().dtype)),
                             byteText(view.statistics.bytes)));
    m_made->setText(tr("Made by %1 in the cell %2").arg(view.origin.op, view.origin.formula));
}

void InspectorPanel::showSlice() {
    const auto& view = *m_inspection->view();
    const TensorSlice& slice = m_slices->slice();
    m_model->setSlice(slice);
    m_grid->horizontalHeader()->setVisible(slice.columnAxis >= 0);
    m_heatMap->setSlice(slice, view.statistics.min, view.statistics.max);
    m_picture->setSlice(slice, view.statistics.min, view.statistics.max);
    m_line->setSlice(slice);
    showWay();
}

void InspectorPanel::showWay() {
    m_pages->setCurrentIndex(m_ways->currentIndex());
    m_reading->setVisible(way() == Way::HeatMap || way() == Way::Picture);
    const bool isAboutWhole = way() == Way::Histogram || way() == Way::Statistics;
    const bool hasPlanes = m_slices->slice().fixed.size() > 2;
    m_slices->setVisible(hasPlanes && !isAboutWhole);
}

void InspectorPanel::showStatistics() {
    while (QLayoutItem* item = m_numbers->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto& view = *m_inspection->view();
    const tp::notebook::Statistics& found = view.statistics;
    const auto real = [&](double value) {
        return found.finite > 0 ? QLocale().toString(value, 'g', 7) : QStringLiteral("–");
    };
    const auto whole = [](std::int64_t value) {
        return QLocale().toString(static_cast<qlonglong>(value));
    };
    const QList<QPair<QString, QString>> rows{
        {tr("Minimum"), real(found.min)},
        {tr("Maximum"), real(found.max)},
        {tr("Mean"), real(found.mean)},
        {tr("Standard deviation"), real(found.stdDev)},
        {tr("Elements"), whole(found.count)},
        {tr("Zeros"), whole(found.zeros)},
        {tr("NaN"), whole(found.nans)},
        {tr("Infinite"), whole(found.infinities)},
        {tr("Shape"), shapeText(view.elements->shape())},
        {tr("dtype"), fromText(dtypeName(view.elements->spec().dtype))},
        {tr("Memory"), byteText(found.bytes)},
        {tr("Made by"), view.origin.op},
        {tr("Scope"), view.origin.name.section(u'.', 0, 0)}};
    int row = 0;
    for (const auto& [name, value] : rows) {
        QLabel* left = plainLabel("statisticName", "body", "muted");
        left->setText(name);
        QLabel* right = plainLabel("statisticValue", "mono", "text");
        right->setText(value);
        right->setProperty("isCode", true);
        right->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_numbers->addWidget(left, row, 0);
        m_numbers->addWidget(right, row, 1);
        ++row;
    }
}

void InspectorPanel::copyAs(int language) {
    const auto& view = m_inspection->view();
    if (!view)
        return;
    if (view->elements->size() > tp::notebook::kMostCopied) {
        emit copied(tr("%1 elements are too many to be copied as code.")
                        .arg(QLocale().toString(static_cast<qlonglong>(view->elements->size()))));
        return;
    }
    QApplication::clipboard()->setText(QString::fromStdString(tp::notebook::literalOf(
        view->elements->toTensor(), static_cast<tp::notebook::Language>(language))));
    emit copied(tr("%1 is on the clipboard.").arg(view->origin.name));
}

void InspectorPanel::flush() {
    m_line->flush();
    m_histogram->flush();
}

void InspectorPanel::retranslate() {
    setAccessibleName(tr("Tensor inspector"));
    setWindowTitle(tr("Tensor"));
    const QStringList ways{
        tr("Grid"), tr("Heat map"), tr("Image"), tr("Line"), tr("Histogram"), tr("Numbers")};
    for (int i = 0; i < m_ways->count(); ++i)
        m_ways->setTabText(i, ways[i]);
    m_ways->setAccessibleName(tr("Ways to show the tensor"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the tensor as code"));
    QMenu* before = m_copy->menu();
    auto* menu = new QMenu(m_copy);
    menu->addAction(
        tr("As C++"), this, [this] { copyAs(static_cast<int>(tp::notebook::Language::Cpp)); });
    menu->addAction(tr("As JavaScript"), this, [this] {
        copyAs(static_cast<int>(tp::notebook::Language::JavaScript));
    });
    m_copy->setMenu(menu);
    if (before != nullptr)
        before->deleteLater();
    m_grid->setAccessibleName(tr("Values"));
    m_grid->horizontalHeader()->setDefaultSectionSize(scaled(kColumnWidth));
    m_grid->verticalHeader()->setDefaultSectionSize(scaled(kRowHeight));
    m_heatMap->setAccessibleName(tr("Heat map"));
    m_picture->setAccessibleName(tr("Image"));
    m_rangeLabel->setText(tr("Black to white"));
    m_range->setAccessibleName(m_rangeLabel->text());
    const int range = std::max(0, m_range->currentIndex());
    m_range->clear();
    m_range->addItems({tr("0 to 255"), tr("0 to 1"), tr("smallest to largest")});
    m_range->setCurrentIndex(range);
    m_line->setTitle(tr("Values in order"));
    m_histogram->setTitle(tr("How values are spread"));
    m_emptyPicture->setPixmap(
        iconPixmap(QStringLiteral("zoom"), scaled(36), theme().textMuted, devicePixelRatioF()));
    m_empty->setText(tr("Click the lens beside a result to look at the tensor here."));
    show();
}

void InspectorPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
