#pragma once

#include <QPointer>
#include <QQueue>
#include <QString>

#include <functional>

class QObject;

namespace app {

/// What to ask of a person who shall name a file.
struct FileQuestion {
    enum class Purpose { Open, Save };

    Purpose purpose = Purpose::Open;
    QString title;         ///< "Save the chart"
    QString filter;        ///< "PNG image (*.png);;CSV table (*.csv)"
    QString suggestedName; ///< for Save
};

/// The one door to file dialogs. It never waits: the answer comes by a call, and no call comes if
/// the person declines or `owner` is gone. Tests answer beforehand, so that no window opens.
///
///     dialogs().askForFile(this, {FileQuestion::Purpose::Save, tr("Save the chart"), tr("PNG image
///     (*.png)")},
///                          [this](const QString& path) { save(path); });
class Dialogs {
public:
    using Answer = std::function<void(const QString& path)>;
    using Asker =
        std::function<void(QObject* owner, const FileQuestion& question, const Answer& answer)>;

    void askForFile(QObject* owner, const FileQuestion& question, const Answer& answer);

    /// The next question gets this path as its answer; an empty one means "declined".
    void answerNext(const QString& path) { m_prepared.enqueue(path); }

    /// The question asked last, for tests to look at.
    const FileQuestion& lastQuestion() const { return m_lastQuestion; }

    /// How a person is asked; the application sets this to the desktop's file dialog.
    void setAsker(Asker asker) { m_asker = std::move(asker); }

private:
    Asker m_asker;
    QQueue<QString> m_prepared;
    FileQuestion m_lastQuestion;
};

Dialogs& dialogs();

} // namespace app
