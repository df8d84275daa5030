#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace app {

/// What the words after `tensor-playground` ask for.
struct CommandLine {
    enum class Job {
        Window,
        Screenshot,
        ListPages,
        Lessons,
        Inspect,
        Predict,
        Demo,
        Version,
        Help,
        Wrong
    };

    Job job = Job::Window;
    QString error; ///< for Wrong: one sentence

    QString page;       ///< a link such as `tutorial/02/train`; empty for where the person was
    QString screenshot; ///< the file to write
    QString language;   ///< "en", "zh_CN" or empty
    QString theme;      ///< "light", "dark", "system" or empty
    QString backend;    ///< "cpu", "vulkan" or empty
    QString profile;    ///< the folder for everything of the person
    QSize size;         ///< of the window; empty for the usual one
    bool reportStartup = false;
    QStringList words; ///< those after the command: `lessons`, `inspect`, `predict` or `demo`

    /// Whether the program must run without a display.
    bool isHeadless() const { return job != Job::Window; }
};

/// `words` is what follows the program's name. Never fails: what cannot be understood becomes
/// Job::Wrong.
CommandLine parseCommandLine(const QStringList& words);

/// What --help prints.
QString helpText();

/// What --version prints: the program, its engine, Qt, the compiler.
QString versionText();

} // namespace app
