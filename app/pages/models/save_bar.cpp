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
    if (name.isEmpty() || m_isBusy)
        return;
    switch (target()) {
    case Target::Folder:
        return askForFile(name, {});
    case Target::Keras3:
    case Target::Keras2:
        return askForFile(name, QStringLiteral(".h5"));
    case Target::Onnx:
        return askForFile(name, QStringLiteral(".onnx"));
    case Target::LocalStorage:
        return emit saveRequested(QStringLiteral("localstorage://") + name);
    case Target::Database:
        return emit saveRequested(QStringLiteral("indexeddb://") + name);
    case Target::Downloads:
        return emit saveRequested(QStringLiteral("downloads://") + name);
    }
}

void SaveBar::askForFile(const QString& name, const QString& ending) {
    FileQuestion question{FileQuestion::Purpose::Save, tr("Save the model"), {}, name + ending};
    if (ending.isEmpty()) {
        question.title = tr("Save the model as a folder");
    } else if (ending == QLatin1String(".onnx")) {
        question.filter = tr("ONNX models (*.onnx)");
    } else {
        question.filter = tr("Keras models (*.h5)");
    }
    const auto kind = static_cast<tp::inspect::FileKind>(target());
    dialogs().askForFile(this, question, [this, kind, ending](const QString& path) {
        const bool isWhole = path.endsWith(ending, Qt::CaseInsensitive);
        emit exportRequested(isWhole ? path : path + ending, kind);
    });
}

void SaveBar::setBusy(bool isBusy) {
    m_isBusy = isBusy;
    showTarget();
}

void SaveBar::showTarget() {
    const bool asks = target() <= Target::Onnx;
    m_save->setText(m_isBusy ? tr("Saving…") : (asks ? tr("Save…") : tr("Save")));
    m_save->setEnabled(!m_isBusy && !m_saveName->text().trimmed().isEmpty());
    m_save->setAccessibleName(tr("Save the model"));
}

void SaveBar::retranslate() {
    setAccessibleName(tr("Save the model"));
    m_title->setText(tr("Save as"));
    const QSignalBlocker blocker(m_target);
    const int before = std::max(0, m_target->currentIndex());
    m_target->clear();
    m_target->addItems(
        {tr("TensorFlow.js folder"),
         tr("Keras file (.h5)"),
         tr("Keras 2 file (.h5)"),
         tr("ONNX file (.onnx)"),
         tr("Entry in the local storage"),
         tr("Entry in the database"),
         tr("Files in the download folder")});
    m_target->setCurrentIndex(before);
    const auto explain = [this](Target which, const QString& text) {
        m_target->setItemData(static_cast<int>(which), text, Qt::ToolTipRole);
    };
    explain(Target::Folder, tr("model.json and weights, for TensorFlow.js and for this program"));
    explain(Target::Keras3, tr("For Keras 3; nearly always for Keras 2 too"));
    explain(Target::Keras2, tr("For Keras 2, where both mean something else by a setting"));
    explain(Target::Onnx, tr("For ONNX Runtime and many other programs"));
    explain(Target::LocalStorage, tr("For small models; programs read it as localstorage://NAME"));
    explain(Target::Database, tr("For models of any size; programs read it as indexeddb://NAME"));
    m_target->setAccessibleName(tr("What the model is saved as"));
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
