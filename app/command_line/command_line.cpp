#include "app/command_line/command_line.h"

#include "engine/api/start.h"

#include <QRegularExpression>
#include <QSysInfo>
#include <QtGlobal>

#include <optional>

namespace app {

namespace {

constexpr QSize kSmallest{1024, 640};
constexpr QSize kLargest{7680, 4320};

CommandLine wrong(const QString& sentence) {
    CommandLine line;
    line.job = CommandLine::Job::Wrong;
    line.error = sentence;
    return line;
}

/// Reads the words from left to right.
class Parser {
public:
    explicit Parser(const QStringList& words) : m_words(words) {}

    CommandLine parse() {
        while (m_line.job != CommandLine::Job::Wrong && !m_words.isEmpty()) {
            const QString word = m_words.takeFirst();
            if (const auto command = commandOf(word)) {
                m_line.job = *command;
                takeWordsOfCommand();
                return m_line;
            }
            readOption(word);
        }
        return m_line.job == CommandLine::Job::Wrong ? m_line : checked();
    }

private:
    static std::optional<CommandLine::Job> commandOf(const QString& word) {
        if (word == QLatin1String("lessons"))
            return CommandLine::Job::Lessons;
        if (word == QLatin1String("inspect"))
            return CommandLine::Job::Inspect;
        if (word == QLatin1String("predict"))
            return CommandLine::Job::Predict;
        if (word == QLatin1String("demo"))
            return CommandLine::Job::Demo;
        return std::nullopt;
    }

    /// A command reads its own words. But which backend computes is the same for all, and the
    /// lessons have a help of their own.
    void takeWordsOfCommand() {
        if (m_line.job == CommandLine::Job::Lessons) {
            m_line.words = m_words;
            return;
        }
        while (m_line.job != CommandLine::Job::Wrong && !m_words.isEmpty()) {
            const QString word = m_words.takeFirst();
            const QString name = word.section(u'=', 0, 0);
            if (name == QLatin1String("--backend") || word == QLatin1String("--help") ||
                word == QLatin1String("-h")) {
                if (word.contains(u'='))
                    m_words.prepend(word.section(u'=', 1));
                readOption(name);
                if (m_line.job == CommandLine::Job::Help)
                    return;
            } else {
                m_line.words.append(word);
            }
        }
    }

    void readOption(const QString& word) {
        const QString name = word.section(u'=', 0, 0);
        if (word.contains(u'=') && word.startsWith(u'-'))
            m_words.prepend(word.section(u'=', 1));
        if (name == QLatin1String("--help") || name == QLatin1String("-h")) {
            m_line.job = CommandLine::Job::Help;
        } else if (name == QLatin1String("--version")) {
            m_line.job = CommandLine::Job::Version;
        } else if (name == QLatin1String("--list-pages")) {
            m_line.job = CommandLine::Job::ListPages;
        } else if (name == QLatin1String("--startup-report")) {
            m_line.reportStartup = true;
        } else if (name == QLatin1String("--page")) {
            take(m_line.page, name, "the link of a page, such as learn");
        } else if (name == QLatin1String("--screenshot")) {
            take(m_line.screenshot, name, "the name of a PNG file");
        } else if (name == QLatin1String("--profile")) {
            take(m_line.profile, name, "a folder");
        } else if (name == QLatin1String("--backend")) {
            takeOne(m_line.backend, name, {"cpu", "vulkan"});
        } else if (name == QLatin1String("--lang")) {
            takeOne(m_line.language, name, {"en", "zh_CN"});
        } else if (name == QLatin1String("--theme")) {
            takeOne(m_line.theme, name, {"light", "dark", "system"});
        } else if (name == QLatin1String("--size")) {
            takeSize();
        } else if (word.startsWith(u'-')) {
            m_line = wrong(QStringLiteral("unknown option %1; --help lists all").arg(name));
        } else {
            m_line = wrong(QStringLiteral("unknown command %1; --help lists all").arg(word));
        }
    }

    std::optional<QString> next(const QString& option, const char* what) {
        if (m_words.isEmpty() || m_words.first().startsWith(QLatin1String("--")) ||
            m_words.first().isEmpty()) {
            m_line = wrong(QStringLiteral("%1 needs %2").arg(option, QString::fromLatin1(what)));
            return std::nullopt;
        }
        return m_words.takeFirst();
    }

    void take(QString& value, const QString& option, const char* what) {
        if (const auto word = next(option, what))
            value = *word;
    }

    void takeOne(QString& value, const QString& option, const QStringList& allowed) {
        const QString all = allowed.join(QLatin1String(" or "));
        const auto word = next(option, qPrintable(all));
        if (!word)
            return;
        value = *word;
        if (!allowed.contains(value))
            m_line = wrong(QStringLiteral("%1 takes %2, not %3").arg(option, all, value));
    }

    void takeSize() {
        const auto word = next(QStringLiteral("--size"), "a size such as 1280x800");
        if (!word)
            return;
        static const QRegularExpression kForm(QStringLiteral("^(\\d{1,5})[x×](\\d{1,5})$"));
        const QRegularExpressionMatch match = kForm.match(*word);
        m_line.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        const bool isFit = m_line.size.width() >= kSmallest.width() &&
                           m_line.size.height() >= kSmallest.height() &&
                           m_line.size.width() <= kLargest.width() &&
                           m_line.size.height() <= kLargest.height();
        if (!match.hasMatch() || !isFit) {
            m_line =
                wrong(QStringLiteral("--size takes WIDTHxHEIGHT from 1024x640 to 7680x4320, not %1")
                          .arg(*word));
        }
    }

    CommandLine checked() {
        if (m_line.screenshot.isEmpty() || m_line.job != CommandLine::Job::Window)
            return m_line;
        if (m_line.page.isEmpty())
            return wrong(QStringLiteral("--screenshot needs --page"));
        m_line.job = CommandLine::Job::Screenshot;
        return m_line;
    }

    QStringList m_words;
    CommandLine m_line;
};

} // namespace

CommandLine parseCommandLine(const QStringList& words) {
    return Parser(words).parse();
}

QString helpText() {
    return QStringLiteral(
        "tensor-playground [OPTION…]            opens the window\n"
        "tensor-playground lessons list         every tutorial\n"
        "tensor-playground lessons run ID       runs a tutorial's solution\n"
        "        [--set NAME=VALUE]… [--json]\n"
        "tensor-playground lessons verify       runs every step of every tutorial\n"
        "tensor-playground inspect MODEL [--json] [--shape NAME=SHAPE]…\n"
        "        what a model has: inputs, outputs, ops, parameters, operations, bytes, and what "
        "is\n"
        "        not supported; of an input that takes any size, --shape says one, as 1x257x257x3\n"
        "tensor-playground predict MODEL --input NAME=VALUE… [--output NODE]…\n"
        "        [--range 01|-11|0_255] [--runs N] [--time-limit SECONDS] [--json] [--out "
        "FILE.npy]\n"
        "        runs a model, and once more N times to tell how long it takes; VALUE is a .npy "
        "file,\n"
        "        a picture, which is brought to the input's size and the range of numbers (01 if "
        "not\n"
        "        said), or random:SHAPE; NODE is a node of a graph or a layer, --out takes one "
        "output\n"
        "tensor-playground demo posenet --source IMAGE [--model MODEL] [--multi]\n"
        "        [--json] [--out IMAGE]\n"
        "        finds one person or, by --multi, several, as points; --out draws them\n"
        "        [--resolution N|WxH] [--output-stride 8|16|32]\n"
        "        [--architecture MobileNetV1|ResNet50] [--flip]\n"
        "        [--max-detections N] [--score-threshold S] [--nms-radius R]   of --multi\n"
        "        [--min-pose-score S] [--min-part-score S]                     what --out draws\n"
        "\n"
        "MODEL is a model.json of TensorFlow.js, of layers or a graph, its folder or address, or "
        "a\n"
        ".h5 file of Keras.\n"
        "\n"
        "  --page LINK          opens a page or a step: learn, tutorial/02, tutorial/02/train\n"
        "  --screenshot FILE    writes a picture of that page and ends; needs no display\n"
        "  --backend cpu|vulkan computes on the processor or a graphics card, for this run\n"
        "  --lang en|zh_CN      language, for this run\n"
        "  --theme light|dark|system\n"
        "                       theme, for this run\n"
        "  --size WxH           size of the window\n"
        "  --profile DIR        keeps settings and progress in DIR\n"
        "  --list-pages         the links of all pages\n"
        "  --version            version of the program, its engine and Qt\n"
        "  --help               this text\n"
        "\n"
        "Exit codes: 0 done, 1 it failed, 2 the command line was wrong.\n");
}

QString versionText() {
    return QStringLiteral(
               "Tensor Playground %1\nengine %1, %2\nQt %3, built with %4\nGCC %5, C++20\n")
        .arg(
            QString::fromStdString(tp::version()),
            QSysInfo::buildCpuArchitecture(),
            QString::fromLatin1(qVersion()),
            QStringLiteral(QT_VERSION_STR),
            QStringLiteral(__VERSION__));
}

} // namespace app
