#include "app/pages/models/train_panel.h"

#include "app/charts/line_chart.h"
#include "app/core/error_text.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_words.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/param_form.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

namespace app {

namespace {

enum Curve { TrainingCurve, ValidationCurve };

constexpr int kChartHeight = 210;

} // namespace

TrainPanel::TrainPanel(BuilderSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("trainPanel"));
    build();
    connect(session, &BuilderSession::trainingChanged, this, &TrainPanel::show);
    connect(session, &BuilderSession::checkedChanged, this, &TrainPanel::show);
    connect(session, &BuilderSession::rowsChanged, this, &TrainPanel::show);
    connect(session, &BuilderSession::troubleChanged, this, &TrainPanel::show);
    connect(session, &BuilderSession::epochDone, this, [this](const auto& epoch) {
        if (epoch.epoch == 1) { // not before: a model that is refused has no run
            m_lossChart->beginRun();
            m_lossChart->setSteps(LineChart::Steps::Epochs, m_session->choice().epochs);
        }
        m_lossChart->append(TrainingCurve, epoch.epoch, epoch.loss);
        m_lossChart->append(ValidationCurve, epoch.epoch, epoch.validationLoss);
        show();
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &TrainPanel::retranslate);
    retranslate();
}

void TrainPanel::build() {
    m_train = new QPushButton;
    m_train->setObjectName(QStringLiteral("train"));
    m_train->setProperty("kind", "primary");
    m_train->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    m_stop = new QPushButton;
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setIcon(icon(QStringLiteral("stop")));
    m_openModel = new QPushButton;
    m_openModel->setObjectName(QStringLiteral("openModel"));
    m_openModel->setIcon(icon(QStringLiteral("table")));
    m_status = new QLabel;
    m_status->setObjectName(QStringLiteral("trainStatus"));
    m_status->setProperty("type", "body");
    m_status->setWordWrap(true);
    m_trouble = new Banner;
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_lossChart = new LineChart;
    m_lossChart->setObjectName(QStringLiteral("lossChart"));
    m_lossChart->setFixedHeight(scaled(kChartHeight));
    m_trainForm = new ParamForm;
    m_trainForm->setObjectName(QStringLiteral("trainForm"));
    arrange();
    m_lossChart->addCurve({}, SeriesStyle::Solid, 0);
    m_lossChart->addCurve({}, SeriesStyle::Dashed, 1);
    connect(m_train, &QPushButton::clicked, m_session, &BuilderSession::train);
    connect(m_stop, &QPushButton::clicked, m_session, &BuilderSession::stop);
    connect(m_openModel, &QPushButton::clicked, m_session, &BuilderSession::open);
    connect(m_trainForm, &ParamForm::valueChanged, this, [this] {
        if (!m_isShowing)
            readChoice();
    });
}

void TrainPanel::arrange() {
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Spacing::kSmall);
    buttons->addWidget(m_train);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_openModel);
    buttons->addStretch(1);
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(Spacing::kLarge, 0, Spacing::kLarge, Spacing::kMedium);
    inside->setSpacing(Spacing::kSmall);
    inside->addWidget(m_lossChart);
    inside->addWidget(m_trainForm);
    inside->addStretch(1);
    m_trainScroll = new QScrollArea;
    m_trainScroll->setObjectName(QStringLiteral("trainScroll"));
    m_trainScroll->setFrameShape(QFrame::NoFrame);
    m_trainScroll->setWidgetResizable(true);
    m_trainScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_trainScroll->setFocusPolicy(Qt::NoFocus);
    m_trainScroll->setWidget(content);
    m_trainScroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the panel's own ground shows
    auto* head = new QVBoxLayout;
    head->setContentsMargins(Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, 0);
    head->setSpacing(Spacing::kSmall);
    head->addLayout(buttons);
    head->addWidget(m_status);
    head->addWidget(m_trouble);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kSmall);
    column->addLayout(head);
    column->addWidget(m_trainScroll, 1);
}

void TrainPanel::readChoice() {
    tp::inspect::PracticeChoice choice;
    choice.data = m_trainForm->value(QStringLiteral("data")).toString().toStdString();
    choice.noise = m_trainForm->value(QStringLiteral("noise")).toDouble();
    choice.optimizer = m_trainForm->value(QStringLiteral("optimizer")).toString().toStdString();
    choice.learningRate = m_trainForm->value(QStringLiteral("learningRate")).toDouble();
    choice.epochs = m_trainForm->value(QStringLiteral("epochs")).toInt();
    choice.batchSize = m_trainForm->value(QStringLiteral("batchSize")).toInt();
    m_session->setChoice(choice);
}

void TrainPanel::showSpecs() {
    using Kind = ParamSpec::Kind;
    ParamSpec dataSpec;
    dataSpec.id = QStringLiteral("data");
    dataSpec.label = tr("Data");
    dataSpec.help =
        tr("Small data made by a formula. Points have two coordinates, pictures 8 × 8 "
           "pixels, sequences 16 steps. 400 samples train the model, 200 others test it.");
    dataSpec.kind = Kind::Choice;
    dataSpec.initial = QStringLiteral("circles");
    for (const std::string& name : tp::inspect::practiceNames())
        dataSpec.options.append({asText(name), dataTitle(asText(name))});
    ParamSpec noise;
    noise.id = QStringLiteral("noise");
    noise.label = tr("Noise");
    noise.help = tr("How far samples stray from the formula. More makes the task harder.");
    noise.kind = Kind::Real;
    noise.initial = 0.1;
    noise.maximum = 1;
    noise.step = 0.05;
    ParamSpec optimizer;
    optimizer.id = QStringLiteral("optimizer");
    optimizer.label = tr("Optimizer");
    optimizer.help = tr("How weights follow the gradient.");
    optimizer.kind = Kind::Choice;
    optimizer.initial = QStringLiteral("adam");
    optimizer.options = {
        {QStringLiteral("adam"), tr("adam: a good first choice")},
        {QStringLiteral("sgd"), tr("sgd: plain steps downhill")},
        {QStringLiteral("rmsprop"), tr("rmsprop: steps by recent slopes")},
        {QStringLiteral("adagrad"), tr("adagrad: steps that shrink")},
        {QStringLiteral("adamax"), tr("adamax: a steadier adam")}};
    ParamSpec rate;
    rate.id = QStringLiteral("learningRate");
    rate.label = tr("Learning rate");
    rate.help = tr("How large each step is. Too much and the loss jumps or becomes NaN; too little "
                   "and it hardly falls.");
    rate.kind = Kind::Real;
    rate.scale = ParamSpec::Scale::Logarithmic;
    rate.initial = 0.01;
    rate.minimum = 0.0001;
    rate.maximum = 1;
    ParamSpec epochs;
    epochs.id = QStringLiteral("epochs");
    epochs.label = tr("Epochs");
    epochs.help = tr("How often all samples are seen.");
    epochs.initial = 40;
    epochs.minimum = 1;
    epochs.maximum = 500;
    ParamSpec batch;
    batch.id = QStringLiteral("batchSize");
    batch.label = tr("Batch size");
    batch.help = tr("How many samples make one step.");
    batch.initial = 32;
    batch.minimum = 1;
    batch.maximum = 400;
    m_isShowing = true;
    m_trainForm->setSpecs({dataSpec, noise, optimizer, rate, epochs, batch});
    m_isShowing = false;
}

void TrainPanel::show() {
    const bool isTraining = m_session->isTraining();
    m_isShowing = true;
    m_trainForm->setValue(QStringLiteral("data"), asText(m_session->choice().data));
    m_trainForm->setLocked(isTraining);
    m_isShowing = false;
    // Who pressed one of the two stays at that place.
    QPushButton* pressed = isTraining ? m_train : m_stop;
    QPushButton* other = isTraining ? m_stop : m_train;
    const bool hadFocus = pressed->hasFocus();
    m_train->setEnabled(m_session->isSound() && m_session->doDataFit() && !isTraining);
    other->show();
    if (hadFocus)
        other->setFocus(Qt::OtherFocusReason);
    pressed->hide();
    m_openModel->setEnabled(m_session->isSound() && !isTraining);
    const auto& epochs = m_session->epochs();
    QString status;
    if (isTraining) {
        status = epochs.empty()
                     ? tr("Training…")
                     : tr("Epoch %1 of %2").arg(epochs.size()).arg(m_session->choice().epochs);
    } else if (m_session->refusal() && !m_session->isSound()) {
        status = tr("A layer was refused: mend it first.");
    } else if (!m_session->doDataFit()) {
        status = tr("Samples of these data have another shape than the model's input: choose other "
                    "data, or look at the model and train it elsewhere.");
    } else if (m_session->isTrained() && m_session->accuracy()) {
        status = tr("Done. %1 % of samples it has never seen are right.")
                     .arg(QLocale().toString(*m_session->accuracy() * 100, 'f', 1));
    } else if (m_session->isTrained()) {
        status = tr("Done.");
    } else {
        status = tr("New weights, ready to be trained.");
    }
    m_status->setText(status);
    const auto& trouble = m_session->trouble();
    if (trouble) {
        m_trouble->showText(Banner::Tone::Error, translateError(*trouble));
    } else {
        m_trouble->hide();
    }
}

void TrainPanel::flush() {
    m_lossChart->flush();
}

void TrainPanel::retranslate() {
    setAccessibleName(tr("Training"));
    m_train->setText(tr("Train"));
    m_train->setAccessibleName(tr("Train the model"));
    m_stop->setText(tr("Stop and keep"));
    m_stop->setAccessibleName(tr("Stop training and keep what was learned"));
    m_openModel->setText(tr("Look at it"));
    m_openModel->setToolTip(tr("Open the model as a table and a graph"));
    m_openModel->setAccessibleName(m_openModel->toolTip());
    m_lossChart->setTitle(tr("Loss"));
    m_lossChart->setAxisTitles(tr("Epoch"), tr("Loss"));
    m_lossChart->setSeriesName(TrainingCurve, tr("Training"));
    m_lossChart->setSeriesName(ValidationCurve, tr("Validation"));
    m_lossChart->setEmptyText(tr("Press Train to see the loss fall."));
    showSpecs();
    show();
}

void TrainPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
