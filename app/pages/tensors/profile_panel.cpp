#include "app/pages/tensors/profile_panel.h"

#include "app/pages/tensors/tensor_words.h"
#include "app/pages/tensors/tensors_session.h"
#include "app/theme/theme.h"
#include "app/widgets/plain_label.h"
#include "app/widgets/toggle_switch.h"
#include "engine/runtime/environment.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>

namespace app {

namespace {

enum Column { CellColumn, OpColumn, ShapeColumn, TimeColumn, BytesColumn, ColumnCount };

/// Sorts by the number behind a text.
class NumberItem : public QTableWidgetItem {
public:
    NumberItem(const QString& text, double number) : QTableWidgetItem(text), m_number(number) {
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override {
        return m_number < static_cast<const NumberItem&>(other).m_number;
    }

private:
    double m_number;
};

QString shapesText(const std::vector<tp::Shape>& shapes) {
    QStringList texts;
    for (const tp::Shape& shape : shapes)
        texts.append(QString::fromStdString(tp::toText(shape)));
    return texts.join(QStringLiteral(" "));
}

} // namespace

ProfilePanel::ProfilePanel(TensorsSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("profilePanel"));
    build();
    connect(session, &TensorsSession::runChanged, this, &ProfilePanel::showTable);
    connect(&m_log, &DebugLog::changed, this, &ProfilePanel::showLog);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &ProfilePanel::retranslate);
    retranslate();
}

void ProfilePanel::build() {
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (int i = 0; i < 3; ++i)
        m_tabs->addTab({});
    m_total = plainWrappedLabel("total", "body", "muted");
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setObjectName(QStringLiteral("table"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setMinimumSectionSize(32);
    m_table->horizontalHeader()->setSectionResizeMode(ShapeColumn, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TimeColumn, Qt::DescendingOrder);
    auto* profile = new QWidget;
    auto* profileColumn = new QVBoxLayout(profile);
    profileColumn->setContentsMargins(0, 0, 0, 0);
    profileColumn->addWidget(m_total);
    profileColumn->addWidget(m_table, 1);
    buildFlags();
    m_lines = new QPlainTextEdit;
    m_lines->setObjectName(QStringLiteral("lines"));
    m_lines->setReadOnly(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setTabChangesFocus(true);
    m_lines->setMaximumBlockCount(DebugLog::kMostLines);
    m_logHint = plainWrappedLabel("logHint", "body", "muted");
    m_clear = new QPushButton;
    m_clear->setObjectName(QStringLiteral("clear"));
    connect(m_clear, &QPushButton::clicked, &m_log, &DebugLog::clear);
    auto* log = new QWidget;
    auto* logColumn = new QVBoxLayout(log);
    logColumn->setContentsMargins(0, 0, 0, 0);
    logColumn->addWidget(m_logHint);
    logColumn->addWidget(m_lines, 1);
    logColumn->addWidget(m_clear, 0, Qt::AlignLeft);
    m_pages = new QStackedWidget;
    m_pages->setObjectName(QStringLiteral("pages"));
    for (QWidget* page : {profile, m_flags, log})
        m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void ProfilePanel::buildFlags() {
    m_flags = new QWidget;
    m_flagHint = plainWrappedLabel("flagHint", "body", "muted");
    m_flagRows = new QGridLayout;
    m_flagRows->setHorizontalSpacing(Spacing::kMedium);
    m_flagRows->setVerticalSpacing(Spacing::kMedium);
    m_flagRows->setColumnStretch(0, 1);
    auto* column = new QVBoxLayout(m_flags);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(m_flagHint);
    column->addLayout(m_flagRows);
    column->addStretch(1);
}

void ProfilePanel::showTable() {
    if (m_session->isRunning())
        return;
    m_table->setSortingEnabled(false);
    m_table->setRowCount(0);
    m_milliseconds = 0;
    m_calls = 0;
    for (const auto& cell : m_session->cells()) {
        const auto record = m_session->record(cell.id);
        for (const auto& kernel : record.outcome.kernels) {
            const int row = m_table->rowCount();
            m_table->insertRow(row);
            m_table->setItem(
                row, CellColumn, new QTableWidgetItem(QString::fromStdString(cell.name)));
            auto* op = new QTableWidgetItem(fromText(kernel.op));
            op->setToolTip(tr("on the backend %1").arg(QString::fromStdString(kernel.backend)));
            m_table->setItem(row, OpColumn, op);
            m_table->setItem(
                row,
                TimeColumn,
                new NumberItem(durationText(kernel.milliseconds), kernel.milliseconds));
            m_table->setItem(
                row,
                BytesColumn,
                new NumberItem(
                    byteText(kernel.bytesAdded), static_cast<double>(kernel.bytesAdded)));
            m_table->setItem(row, ShapeColumn, new QTableWidgetItem(shapesText(kernel.outputs)));
            m_table->item(row, ShapeColumn)
                ->setToolTip(QStringLiteral("%1 → %2").arg(
                    shapesText(kernel.inputs), shapesText(kernel.outputs)));
            m_milliseconds += kernel.milliseconds;
            ++m_calls;
        }
    }
    m_table->setSortingEnabled(true);
    showTotal();
}

void ProfilePanel::showTotal() {
    m_total->setText(
        m_calls == 0 ? tr("Nothing has run yet.")
                     : tr("%n call(s) of operations in the last run, %1 in all.", nullptr, m_calls)
                           .arg(durationText(m_milliseconds)));
}

void ProfilePanel::showFlags() {
    while (QLayoutItem* item = m_flagRows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setParent(nullptr);
        item->widget()->deleteLater();
        delete item;
    }
    int row = 0;
    for (const tp::Flag& flag : tp::env().features()) {
        auto* text = new QWidget;
        QLabel* name = plainWrappedLabel("flagName", "mono", "text");
        name->setText(QString::fromStdString(flag.name));
        name->setProperty("isCode", true);
        QLabel* doc = plainWrappedLabel("flagDoc", "caption", "muted");
        doc->setText(QCoreApplication::translate("Op", flag.doc.c_str()));
        auto* column = new QVBoxLayout(text);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(1);
        column->addWidget(name);
        column->addWidget(doc);
        m_flagRows->addWidget(text, row, 0);
        if (const bool* isOn = std::get_if<bool>(&flag.value)) {
            auto* toggle = new ToggleSwitch;
            toggle->setObjectName(QStringLiteral("flag_%1").arg(name->text()));
            toggle->setAccessibleName(name->text());
            toggle->setProperty("isCode", true);
            toggle->setChecked(*isOn);
            connect(toggle, &QAbstractButton::clicked, this, [this, key = flag.name](bool on) {
                setFlag(key, on);
            });
            m_flagRows->addWidget(toggle, row, 1, Qt::AlignTop | Qt::AlignRight);
        } else {
            QLabel* value = plainWrappedLabel("flagValue", "mono", "muted");
            value->setWordWrap(false);
            value->setProperty("isCode", true);
            value->setText(QString::fromStdString(tp::toText(flag.value)));
            m_flagRows->addWidget(value, row, 1, Qt::AlignTop | Qt::AlignRight);
        }
        ++row;
    }
}

void ProfilePanel::setFlag(const std::string& name, bool isOn) {
    tp::env().set(name, isOn);
    emit said(
        isOn ? tr("%1 is on.").arg(QString::fromStdString(name))
             : tr("%1 is off.").arg(QString::fromStdString(name)));
    // One flag may switch others; the switch that was pressed goes with the next event.
    QMetaObject::invokeMethod(this, &ProfilePanel::showFlags, Qt::QueuedConnection);
}

void ProfilePanel::showLog() {
    m_lines->setPlainText(m_log.lines().join(u'\n'));
    m_lines->moveCursor(QTextCursor::End);
    m_lines->moveCursor(QTextCursor::StartOfLine);
    m_clear->setEnabled(!m_log.lines().isEmpty());
}

void ProfilePanel::retranslate() {
    setAccessibleName(tr("Profile"));
    setWindowTitle(tr("Profile"));
    m_tabs->setTabText(0, tr("Last run"));
    m_tabs->setTabText(1, tr("Flags"));
    m_tabs->setTabText(2, tr("Log"));
    m_tabs->setAccessibleName(tr("Last run, flags or log"));
    m_table->setHorizontalHeaderLabels(
        {tr("Cell"), tr("Operation"), tr("Result"), tr("Time"), tr("Memory")});
    m_table->setAccessibleName(tr("Operations of the last run"));
    m_table->verticalHeader()->setDefaultSectionSize(scaled(28));
    m_flagHint->setText(
        tr("How the engine works. DEBUG logs every operation and checks results for NaN."));
    m_logHint->setText(tr("What the engine writes while DEBUG is on."));
    m_lines->setFont(typeFont(Type::Mono));
    m_lines->setAccessibleName(tr("Log"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the log"));
    showTable();
    showTotal();
    showFlags();
    showLog();
}

void ProfilePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showFlags();
}

void ProfilePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
