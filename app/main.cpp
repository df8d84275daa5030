#include "app/command_line/command_line.h"
#include "app/commands/demo_command.h"
#include "app/commands/inspect_command.h"
#include "app/commands/predict_command.h"
#include "app/core/all_settings.h"
#include "app/core/error_text.h"
#include "app/core/language.h"
#include "app/page/file_dialogs.h"
#include "app/page/page.h"
#include "app/shell/main_window.h"
#include "app/shell/player_shelf.h"
#include "app/shell/screenshot.h"
#include "app/shell/startup_report.h"
#include "app/theme/theme.h"
#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "gpu/api/vulkan.h"
#include "tutorials/player/lessons_command.h"

#include <QApplication>
#include <QIcon>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace {

using app::CommandLine;

/// oneDNN's OpenMP threads must sleep while they wait: spinning ones lose whole scheduler ticks as
/// soon as another program uses a core. The library reads this while it is loaded, so the program
/// starts itself once more.
void waitPassively(char** arguments) {
    if (std::getenv("OMP_WAIT_POLICY") != nullptr)
        return;
    setenv("OMP_WAIT_POLICY", "passive", 1);
    execv("/proc/self/exe", arguments); // returns only if it failed; then it works, but slower
}

int complain(const QString& sentence, int code) {
    std::fprintf(stderr, "tensor-playground: %s\n", qPrintable(sentence));
    return code;
}

int print(const QString& text) {
    std::fputs(qPrintable(text), stdout);
    return 0;
}

/// Returns why it cannot start as asked, or nothing.
QString startEngine(const CommandLine& line) {
    tp::start();
    if (line.backend != QLatin1String("vulkan"))
        return {};
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    if (!tp::gpu::registerBackend({.cacheFolder = cache.toStdString()}))
        return QString::fromStdString(tp::gpu::vulkanStatus());
    tp::setBackend("vulkan");
    return {};
}

int runLessons(const CommandLine& line) {
    std::vector<std::string> arguments;
    for (const QString& word : line.words)
        arguments.push_back(word.toStdString());
    if (const QString whyNot = startEngine(line); !whyNot.isEmpty())
        return complain(whyNot, 1);
    return tp::runLessonsCommand(arguments, std::cout, std::cerr);
}

/// Runs a command that looks at models and pictures; it returns what is wrong with its words.
int runCommand(
    int argumentCount,
    char** arguments,
    const CommandLine& line,
    QString (*command)(const QStringList& words, std::ostream& out)) {
    const QCoreApplication application(argumentCount, arguments); // finds the readers of pictures
    // What is wrong with a picture is said in our own sentence, and a colour profile is not needed.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.*=false"));
    if (const QString whyNot = startEngine(line); !whyNot.isEmpty())
        return complain(whyNot, 1);
    const QString wrong = command(line.words, std::cout);
    return wrong.isEmpty() ? 0 : complain(wrong, 2);
}

bool hasDisplay() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

void applySettings(const CommandLine& line) {
    if (!line.language.isEmpty())
        app::settings().setForThisRun(app::kLanguage.key(), line.language);
    const QStringList themes{"system", "light", "dark"}; // in the order of ThemeChoice
    if (!line.theme.isEmpty()) {
        app::settings().setForThisRun(
            app::kThemeChoice.key(), static_cast<int>(themes.indexOf(line.theme)));
    }
}

int takeScreenshot(QApplication& application, app::MainWindow& window, const CommandLine& line) {
    if (!window.open(line.page)) {
        return complain(
            QStringLiteral("there is no page %1; --list-pages lists all").arg(line.page), 2);
    }
    window.resize(line.size.isEmpty() ? QSize(1280, 820) : line.size);
    window.show();
    app::Screenshot screenshot(window, *window.currentPage(), line.screenshot);
    QString complaint;
    QObject::connect(
        &screenshot, &app::Screenshot::finished, &application, [&](const QString& why) {
            complaint = why;
            QApplication::quit();
        });
    QApplication::exec();
    return complaint.isEmpty() ? 0 : complain(complaint, 1);
}

int openWindow(app::MainWindow& window, const CommandLine& line) {
    if (line.page.isEmpty()) {
        window.openFirst();
    } else if (!window.open(line.page)) {
        return complain(
            QStringLiteral("there is no page %1; --list-pages lists all").arg(line.page), 2);
    }
    if (!line.size.isEmpty())
        window.resize(line.size);
    if (!app::settings().damage().isEmpty()) {
        window.notify(app::MainWindow::tr(
                          "The settings could not be read, so the defaults apply. The damaged file "
                          "is kept as %1.")
                          .arg(app::settings().damage()));
    }
    if (line.reportStartup)
        app::reportStartup(window);
    window.show();
    return QApplication::exec();
}

int runGraphically(int argumentCount, char** arguments, const CommandLine& line) {
    const bool isPicture = line.job == CommandLine::Job::Screenshot;
    if (isPicture) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    } else if (!hasDisplay()) {
        return complain(
            QStringLiteral(
                "there is no display; --page LINK --screenshot FILE and lessons work without one"),
            1);
    }
    QApplication application(argumentCount, arguments);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app.svg")));
    // A picture shows a fresh learner unless a profile is named, and never writes into one.
    QTemporaryDir freshProfile;
    app::setProfile(isPicture && line.profile.isEmpty() ? freshProfile.path() : line.profile);
    app::settings().open(app::settingsDirectory());
    if (isPicture)
        app::settings().detach();
    applySettings(line);
    app::Language language;
    language.follow();
    app::applyTheme(application);
    app::useDesktopFileDialogs();
    if (const QString whyNot = startEngine(line); !whyNot.isEmpty())
        return complain(whyNot, 1);
    tp::forbidOpsOnThisThread(); // a window that computes is a window that hangs
    app::PlayerShelf shelf;
    app::MainWindow window(shelf, language, app::engineStatus);
    return isPicture ? takeScreenshot(application, window, line) : openWindow(window, line);
}

int listPages() {
    app::PlayerShelf shelf;
    const QStringList ids = app::PageCatalog({&shelf, {}, {}}).pageIds();
    return print(ids.join(u'\n') + u'\n');
}

int runJob(int argumentCount, char** arguments, const CommandLine& line) {
    app::setProfile(line.profile);
    switch (line.job) {
    case CommandLine::Job::Wrong:
        return complain(line.error, 2);
    case CommandLine::Job::Help:
        return print(app::helpText());
    case CommandLine::Job::Version:
        return print(app::versionText());
    case CommandLine::Job::ListPages:
        return listPages();
    case CommandLine::Job::Lessons:
        return runLessons(line);
    case CommandLine::Job::Inspect:
        return runCommand(argumentCount, arguments, line, app::runInspect);
    case CommandLine::Job::Predict:
        return runCommand(argumentCount, arguments, line, app::runPredict);
    case CommandLine::Job::Demo:
        return runCommand(argumentCount, arguments, line, app::runDemo);
    case CommandLine::Job::Window:
    case CommandLine::Job::Screenshot:
        break;
    }
    return runGraphically(argumentCount, arguments, line);
}

} // namespace

int main(int argumentCount, char** arguments) {
    waitPassively(arguments);
    QCoreApplication::setApplicationName(QStringLiteral("tensor-playground"));
    QCoreApplication::setApplicationVersion(QString::fromStdString(tp::version()));
    QGuiApplication::setDesktopFileName(
        QStringLiteral("io.github.tensorplayground.TensorPlayground"));
    QStringList words;
    for (int i = 1; i < argumentCount; ++i)
        words.append(QString::fromLocal8Bit(arguments[i]));
    try {
        return runJob(argumentCount, arguments, app::parseCommandLine(words));
    } catch (const tp::Error& error) {
        return complain(app::translateError(error), 1);
    } catch (const std::exception& error) {
        return complain(QString::fromLocal8Bit(error.what()), 1);
    }
}
