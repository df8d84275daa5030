#include "app/pages/models/run_view.h"

#include "app/charts/flow_layout.h"
#include "app/core/error_text.h"
#include "app/page/column_page.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/top_list.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/metric_tile.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

namespace app {

namespace inspect = tp::inspect;

namespace {

constexpr int kSeenSide = 152;

QString endText(const inspect::ModelEnd& end) {
    const QString shape = end.shape ? shapeText(inspect::shapesText({*end.shape})) : QString();
    const QString name = asText(end.key.empty() ? end.name : end.key);
    QStringList words{name, shape, asText(dtypeName(end.dtype))};
    words.removeAll(QString());
    return words.join(QStringLiteral("  ·  "));
}

QString placeText(const inspect::TopValue& top, const QStringList& labels, std::int64_t numbers) {
    const bool isNamed = top.index.size() == 1 && labels.size() == numbers;
    if (isNamed) {
        const auto index = static_cast<qsizetype>(top.index.front());
        return QStringLiteral("%1  %2").arg(index).arg(labels[index]);
    }
    QStringList places;
    for (const std::int64_t each : top.index)
        places.append(QString::number(each));
    return places.join(QStringLiteral(", "));
}

/// Three digits of a millisecond's time.
QString timeText(double seconds) {
    const double milliseconds = seconds * 1000;
    const int decimals =
        milliseconds < 1 ? 3 : (milliseconds < 10 ? 2 : (milliseconds < 100 ? 1 : 0));
    return QLocale().toString(milliseconds, 'f', decimals);
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        item->widget()->hide();
        const QList<QWidget*> parts = item->widget()->findChildren<QWidget*>();
        for (QWidget* part : parts)
            part->setObjectName({}); // it goes later, and another one has its name now
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace

RunView::RunView(RunSession* session, QWidget* parent) : QScrollArea(parent), m_session(session) {
    setObjectName(QStringLiteral("runView"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its controls take the focus and it scrolls to them
    build();
    connect(session, &RunSession::changed, this, &RunView::show);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &RunView::retranslate);
    retranslate();
}

QWidget* RunView::buildInput() {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("inputCard"));
    card->setProperty("kind", "card");
    m_seen = makeLabel("seenPicture", "caption", "muted");
    m_seen->setAlignment(Qt::AlignCenter);
    m_inputTitle = makeLabel("inputTitle", "heading");
    m_inputFacts = makeLabel("inputFacts", "caption", "muted");
    m_inputFacts->setProperty("isCode", true);
    const auto button = [](const char* objectName, const char* iconName, IconTone tone) {
        auto* made = new QPushButton;
        made->setObjectName(QString::fromLatin1(objectName));
        made->setIcon(icon(QString::fromLatin1(iconName), tone));
        return made;
    };
    m_choosePicture = button("choosePicture", "layers", IconTone::OnAccent);
    m_choosePicture->setProperty("kind", "primary");
    m_runRandom = button("runRandom", "scatter", IconTone::Text);
    m_runAgain = button("runAgain", "redo", IconTone::Text);
    m_rangeLabel = makeLabel("rangeLabel", "body", "muted");
    m_rangeLabel->setWordWrap(false);
    m_pixelRange = new QComboBox;
    m_pixelRange->setObjectName(QStringLiteral("pixelRange"));
    m_rangeLabel->setBuddy(m_pixelRange);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons, Spacing::kSmall);
    for (QPushButton* each : {m_choosePicture, m_runRandom, m_runAgain})
        flow->addWidget(each);
    auto* range = new QHBoxLayout;
    range->setSpacing(Spacing::kSmall);
    range->addWidget(m_rangeLabel);
    range->addWidget(m_pixelRange);
    range->addStretch(1);
    auto* column = new QVBoxLayout;
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_inputTitle);
    column->addWidget(m_inputFacts);
    column->addWidget(buttons);
    column->addLayout(range);
    column->addStretch(1);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    row->setSpacing(Spacing::kLarge);
    row->addWidget(m_seen, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    connect(m_choosePicture, &QPushButton::clicked, this, &RunView::pictureRequested);
    connect(m_runRandom, &QPushButton::clicked, m_session, &RunSession::runRandom);
    connect(m_runAgain, &QPushButton::clicked, m_session, &RunSession::runAgain);
    connect(m_pixelRange, &QComboBox::activated, this, [this](int which) {
        m_session->setRange(static_cast<inspect::PixelRange>(which));
    });
    return card;
}

void RunView::build() {
    m_runNotice = new Banner;
    m_runNotice->setObjectName(QStringLiteral("runNotice"));
    m_loadTime = new MetricTile;
    m_loadTime->setObjectName(QStringLiteral("loadTime"));
    m_firstTime = new MetricTile;
    m_firstTime->setObjectName(QStringLiteral("firstTime"));
    m_medianTime = new MetricTile;
    m_medianTime->setObjectName(QStringLiteral("medianTime"));
    auto* times = new QHBoxLayout;
    times->setSpacing(Spacing::kMedium);
    for (MetricTile* tile : {m_loadTime, m_firstTime, m_medianTime}) {
        tile->setUnit(QStringLiteral("ms"));
        times->addWidget(tile);
    }
    m_outputsTitle = makeLabel("outputsTitle", "heading");
    m_noOutputs = makeLabel("noOutputs", "body", "muted");
    m_outputs = new QVBoxLayout;
    m_outputs->setSpacing(Spacing::kSmall);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("runContent"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kSmall, Spacing::kMedium, Spacing::kMedium);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(buildInput());
    column->addWidget(m_runNotice);
    column->addLayout(times);
    column->addWidget(m_outputsTitle);
    column->addWidget(m_noOutputs);
    column->addLayout(m_outputs);
    column->addStretch(1);
    setWidget(content);
}

void RunView::takeFocus() {
    m_choosePicture->setFocus(Qt::ShortcutFocusReason);
}

void RunView::show() {
    showInput();
    showTimes();
    if (m_shown != m_session->done() || !m_shown) {
        m_shown = m_session->done();
        showOutputs();
    }
    m_noOutputs->setVisible(!m_shown);
    m_noOutputs->setText(
        !m_session->hasModel() || m_session->canRun()
            ? (m_session->isRunningModel()
                   ? tr("Computing…")
                   : tr("Choose a picture, drop one here, or run the model on random numbers."))
            : tr("The model cannot be run, because ops of it are not supported."));
    if (const auto& error = m_session->error()) {
        m_runNotice->showText(Banner::Tone::Error, translateError(*error));
    } else {
        m_runNotice->hide();
    }
}

QString RunView::inputText() const {
    if (!m_session->hasModel())
        return {};
    QStringList lines;
    for (const inspect::ModelEnd& end : m_session->rows()->graph->inputs())
        lines.append(endText(end));
    return lines.join(u'\n');
}

void RunView::showInput() {
    const auto& input = m_session->pictureInput();
    const auto& done = m_session->done();
    const bool canRun = m_session->canRun() && !m_session->isRunningModel();
    m_inputFacts->setText(inputText());
    m_choosePicture->setEnabled(canRun && input.has_value());
    m_choosePicture->setToolTip(
        !m_session->canRun() || input ? QString() : tr("None of the inputs takes a picture."));
    m_runRandom->setEnabled(canRun);
    m_runAgain->setVisible(done != nullptr);
    m_runAgain->setEnabled(canRun);
    const bool isWhole = input && input->end.dtype == tp::DType::Int32;
    m_rangeLabel->setVisible(input.has_value());
    m_pixelRange->setVisible(input.has_value());
    m_pixelRange->setEnabled(canRun && !isWhole);
    m_pixelRange->setCurrentIndex(static_cast<int>(m_session->range()));
    m_pixelRange->setToolTip(
        isWhole ? tr("The input takes whole numbers, so a pixel is 0 to 255.")
                : tr("What black and white were when the model was trained"));
    const int side = scaled(kSeenSide);
    m_seen->setFixedSize(side, side);
    if (done && !done->seen.isNull()) {
        const qreal ratio = devicePixelRatioF();
        QPixmap pixmap = QPixmap::fromImage(done->seen.scaled(
            (QSizeF(side, side) * ratio).toSize(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
        pixmap.setDevicePixelRatio(ratio);
        m_seen->setPixmap(pixmap);
        m_seen->setToolTip(tr("%1, as the model sees it").arg(QFileInfo(done->picture).fileName()));
    } else {
        m_seen->setPixmap(iconPixmap(
            done ? QStringLiteral("scatter") : QStringLiteral("layers"),
            scaled(40),
            theme().textMuted,
            devicePixelRatioF()));
        m_seen->setToolTip(done ? tr("Random numbers") : QString());
    }
    m_seen->setAccessibleName(m_seen->toolTip());
}

void RunView::showTimes() {
    const auto& done = m_session->done();
    const auto show = [](MetricTile* tile, bool isKnown, double seconds) {
        tile->setText(isKnown ? timeText(seconds) : QStringLiteral("–"));
    };
    show(m_loadTime, m_session->hasModel(), m_session->loadSeconds());
    show(m_firstTime, done != nullptr, done ? done->run.first : 0);
    show(m_medianTime, done && done->run.runs > 1, done ? done->run.median : 0);
    m_medianTime->setLabel(
        done && done->run.runs > 1 ? tr("Median of %n more run(s)", nullptr, done->run.runs - 1)
                                   : tr("Median"));
}

QWidget* RunView::outputCard(const inspect::GraphRun::Output& output, int number) {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("output%1").arg(number));
    card->setProperty("kind", "card");
    QLabel* name = makeLabel("outputName", "body");
    name->setProperty("isCode", true);
    name->setText(asText(output.end.key.empty() ? output.end.name : output.end.key));
    QLabel* facts = makeLabel("outputFacts", "caption", "muted");
    const auto& statistics = output.view.statistics;
    QStringList words{
        output.view.shape.isScalar() ? tr("scalar")
                                     : shapeText(inspect::shapesText({output.view.shape})),
        asText(dtypeName(output.view.dtype))};
    const auto real = [](double value) { return QLocale().toString(value, 'g', 4); };
    if (statistics.finite > 0) {
        words.append(tr("%1 to %2").arg(real(statistics.min), real(statistics.max)));
        words.append(tr("mean %1").arg(real(statistics.mean)));
    }
    if (statistics.nans + statistics.infinities > 0) {
        words.append(
            tr("%1 NaN or infinite").arg(countText(statistics.nans + statistics.infinities)));
    }
    facts->setText(words.join(QStringLiteral("  ·  ")));
    auto* look = new QPushButton(tr("Look at it"));
    look->setObjectName(QStringLiteral("lookAt%1").arg(number));
    look->setAccessibleName(tr("Look at the output %1").arg(name->text()));
    auto* top = new TopList;
    QList<TopList::Line> lines;
    for (const inspect::TopValue& each : output.top) {
        lines.append(
            {placeText(each, m_session->labels(), output.view.statistics.count), each.value});
    }
    top->setLines(lines);
    top->setAccessibleName(tr("The largest numbers"));
    auto* head = new QHBoxLayout;
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(name);
    texts->addWidget(facts);
    head->addLayout(texts, 1);
    head->addWidget(look, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addLayout(head);
    column->addWidget(top);
    top->setVisible(!output.top.empty());
    connect(look, &QPushButton::clicked, this, [this, node = output.end.name] {
        const std::string path = node.substr(0, node.find(':'));
        const auto& rows = m_session->rows()->view->rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].path == path)
                return emit outputChosen(static_cast<int>(i));
        }
    });
    return card;
}

void RunView::showOutputs() {
    clear(m_outputs);
    if (!m_shown)
        return;
    int number = 0;
    for (const inspect::GraphRun::Output& output : m_shown->run.outputs)
        m_outputs->addWidget(outputCard(output, number++));
}

void RunView::retranslate() {
    setAccessibleName(tr("Run the model"));
    m_inputTitle->setText(tr("Input"));
    m_choosePicture->setText(tr("Choose a picture…"));
    m_choosePicture->setAccessibleName(m_choosePicture->text());
    m_runRandom->setText(tr("Random numbers"));
    m_runRandom->setAccessibleName(tr("Run on random numbers"));
    m_runAgain->setText(tr("Run again"));
    m_runAgain->setAccessibleName(m_runAgain->text());
    m_rangeLabel->setText(tr("A pixel is"));
    const QSignalBlocker blocker(m_pixelRange);
    m_pixelRange->clear();
    m_pixelRange->addItems({tr("0 to 1"), tr("−1 to 1"), tr("0 to 255")});
    m_pixelRange->setAccessibleName(tr("What numbers the pixels of the picture become"));
    m_loadTime->setLabel(tr("Loading"));
    m_firstTime->setLabel(tr("First run"));
    m_outputsTitle->setText(tr("Outputs"));
    m_shown.reset(); // cards are made anew, in the language of now
    show();
}

void RunView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace app
