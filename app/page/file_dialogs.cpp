#include "app/page/file_dialogs.h"

#include "app/core/dialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QWidget>

namespace app {

namespace {

void ask(QObject* owner, const FileQuestion& question, const Dialogs::Answer& answer) {
    auto* dialog = new QFileDialog(qobject_cast<QWidget*>(owner), question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(question.filter);
    if (question.purpose == FileQuestion::Purpose::Save) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(question.suggestedName);
        if (!question.filter.isEmpty()) // without one it may be a folder called "version 1.5"
            dialog->setDefaultSuffix(QFileInfo(question.suggestedName).suffix());
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
    }
    // With the owner as context no answer arrives once it is gone.
    QObject::connect(dialog, &QFileDialog::fileSelected, owner, answer);
    dialog->open();
}

} // namespace

void useDesktopFileDialogs() {
    dialogs().setAsker(ask);
}

} // namespace app
