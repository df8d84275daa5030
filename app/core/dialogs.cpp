#include "app/core/dialogs.h"

#include <QObject>

namespace app {

void Dialogs::askForFile(QObject* owner, const FileQuestion& question, const Answer& answer) {
    m_lastQuestion = question;
    if (!m_prepared.isEmpty()) {
        const QString path = m_prepared.dequeue();
        if (!path.isEmpty())
            answer(path);
        return;
    }
    if (m_asker)
        m_asker(owner, question, answer);
}

Dialogs& dialogs() {
    static Dialogs instance;
    return instance;
}

} // namespace app
