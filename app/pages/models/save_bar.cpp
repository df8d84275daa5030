#include "app/pages/models/save_bar.h"

#include "app/core/dialogs.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace app {

SaveBar::SaveBar(QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("saveBar"));
    setProperty("kind", "card");
    build();
    hide();
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &SaveBar::retranslate);
    retranslate();
}

void SaveBar::build() {
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("saveTitle"));
    m_target = new QComboBox;
    m_target->setObjectName(QStringLiteral("target"));
    m_saveName = new QLineEdit;
    m_saveName->setObjectName(QStringLiteral("saveName"));
    m_save = new QPushButton;
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("kind", "primary");
    m_close = new QToolButton;
    m_close->setObjectName(QStringLiteral("close"));
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kSmall, Spacing::kSmall);
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_title);
    row->addWidget(m_target);
    row->addWidget(m_saveName, 1);
    row->addWidget(m_save);
    row->addWidget(m_close);
    connect(m_target, &QComboBox::currentIndexChanged, this, &SaveBar::showTarget);
    connect(m_saveName, &QLineEdit::textChanged, this, &SaveBar::showTarget);
    connect(m_saveName, &QLineEdit::returnPressed, this, &SaveBar::save);
    connect(m_save, &QPushButton::clicked, this, &SaveBar::save);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
}

SaveBar::Target SaveBar::target() const {
    return static_cast<Target>(std::max(0, m_target->currentIndex()));
}

void SaveBar::openFor(const QString& name) {
    m_saveName->setText(name);
    show();
    m_target->setFocus(Qt::ShortcutFocusReason);
}

void SaveBar::save() {
    const QString name = m_saveName->text().trimmed();
    if (name.isEmpty())
        return;
    switch (target()) {
    case Target::Folder:
        dialogs().askForFile(
            this,
            {FileQuestion::Purpose::Save, tr("Save the model as a folder"), {}, name},
            [this](const QString& path) { emit saveRequested(path); });
        return;
    case Target::LocalStorage:
        return emit saveRequested(QStringLiteral("localstorage://") + name);
    case Target::Database:
        return emit saveRequested(QStringLiteral("indexeddb://") + name);
    case Target::Downloads:
        return emit saveRequested(QStringLiteral("downloads://") + name);
    }
}

void SaveBar::showTarget() {
    m_save->setText(target() == Target::Folder ? tr("Save…") : tr("Save"));
    m_save->setEnabled(!m_saveName->text().trimmed().isEmpty());
    m_save->setAccessibleName(tr("Save the model"));
}

void SaveBar::retranslate() {
    setAccessibleName(tr("Save the model"));
    m_title->setText(tr("Save in"));
    const QSignalBlocker blocker(m_target);
    const int before = std::max(0, m_target->currentIndex());
    m_target->clear();
    m_target->addItems(
        {tr("a folder (TensorFlow.js)"),
         tr("local storage"),
         tr("the database"),
         tr("the download folder")});
    m_target->setCurrentIndex(before);
    m_target->setItemData(
        1, tr("For small models; programs read it as localstorage://NAME"), Qt::ToolTipRole);
    m_target->setItemData(
        2, tr("For models of any size; programs read it as indexeddb://NAME"), Qt::ToolTipRole);
    m_target->setAccessibleName(tr("Where the model is saved"));
    m_saveName->setPlaceholderText(tr("Name"));
    m_saveName->setAccessibleName(tr("Name of the saved model"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    showTarget();
}

void SaveBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void SaveBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return hide();
    QFrame::keyPressEvent(event);
}

} // namespace app
