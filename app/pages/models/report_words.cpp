#include "app/pages/models/report_words.h"

#include "app/core/error_text.h"
#include "app/pages/models/model_words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <cmath>

namespace app {

using tp::inspect::FileKind;
using Report = ModelsSession::Report;

namespace {

constexpr std::size_t kMostProblems = 3; // more would cover the page
constexpr double kClose = 1e-5;          // what float32 makes of another order of additions

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

QString formatName(FileKind kind) {
    switch (kind) {
    case FileKind::Keras3:
        return Words::tr("a file for Keras");
    case FileKind::Keras2:
        return Words::tr("a file for Keras 2");
    case FileKind::Onnx:
        return Words::tr("ONNX");
    case FileKind::TensorFlowJs:
        break;
    }
    return Words::tr("a model of TensorFlow.js");
}

bool isClose(const tp::inspect::Exported& parity) {
    return parity.maxAbsolute <= kClose || parity.maxRelative <= kClose;
}

/// "3 × 10⁻⁷", which is easier to read than 3e-07.
QString numberText(double value) {
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    const int exponent = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(value)));
    if (exponent > -4)
        return QLocale().toString(value, 'g', 2);
    QString raised = QStringLiteral("⁻");
    for (const QChar digit : QString::number(-exponent))
        raised += digits[digit.digitValue()];
    return QStringLiteral("%1 × 10%2")
        .arg(QLocale().toString(value / std::pow(10.0, exponent), 'g', 2), raised);
}

QString parityText(const tp::inspect::Exported& parity) {
    if (!parity.isComputed) {
        return Words::tr("Its structure was read again and is complete. Nothing here computes "
                         "some of its operations, so no numbers were compared.");
    }
    const QString samples = countText(parity.samples);
    const QString numbers = countText(parity.numbers);
    if (parity.maxAbsolute == 0) {
        return Words::tr("Read again, it computes exactly the same: no difference in %2 numbers "
                         "from %1 samples.")
            .arg(samples, numbers);
    }
    if (std::isinf(parity.maxAbsolute)) {
        return Words::tr("Read again, it does not compute the same: of %2 numbers from %1 samples, "
                         "some are infinite or not a number on one side alone.")
            .arg(samples, numbers);
    }
    const QString told =
        isClose(parity)
            ? Words::tr("Read again, it computes the same: in %2 numbers from %1 samples, the "
                        "largest difference is %3 (relative: %4).")
            : Words::tr("Read again, it does not compute the same: in %2 numbers from %1 samples, "
                        "the largest difference is %3 (relative: %4).");
    return told.arg(
        samples, numbers, numberText(parity.maxAbsolute), numberText(parity.maxRelative));
}

QString writtenText(const Report& report) {
    const tp::inspect::Exported& result = report.exported;
    QStringList lines;
    lines.append(Words::tr("Saved to %1 (%2).")
                     .arg(report.what, sizeText(static_cast<qint64>(result.bytes))));
    lines.append(parityText(result));
    if (result.onlyKeras == 3) {
        lines.append(Words::tr("It is for Keras 3 alone: Keras 2 means something else by one of "
                               "the settings."));
    }
    if (result.onlyKeras == 2) {
        lines.append(Words::tr("It is for Keras 2 alone: Keras 3 means something else by one of "
                               "the settings."));
    }
    lines.append(Words::tr("The comparison lies beside it: %1").arg(asText(result.report)));
    return lines.join(u'\n');
}

QString problemsText(const Report& report) {
    const auto& problems = report.exported.problems;
    QStringList lines;
    lines.append(Words::tr(
                     "Nothing was saved. As %1, %n layer(s) cannot be written:",
                     nullptr,
                     static_cast<int>(problems.size()))
                     .arg(formatName(report.fileKind)));
    for (std::size_t i = 0; i < std::min(problems.size(), kMostProblems); ++i)
        lines.append(translateError(problems[i]));
    if (problems.size() > kMostProblems) {
        lines.append(Words::tr(
            "… and %n more layer(s)", nullptr, static_cast<int>(problems.size() - kMostProblems)));
    }
    return lines.join(u'\n');
}

} // namespace

QString reportText(const Report& report) {
    switch (report.kind) {
    case Report::Kind::Refused:
        return Words::tr("%1 was not opened. %2")
            .arg(QFileInfo(report.what).fileName(), translateError(*report.error));
    case Report::Kind::NotSaved:
        return Words::tr("The model was not saved. %1").arg(translateError(*report.error));
    case Report::Kind::Saved:
        return Words::tr("Saved to %1 (%2).").arg(report.what, sizeText(report.bytes));
    case Report::Kind::Exported:
        break;
    }
    return report.exported.problems.empty() ? writtenText(report) : problemsText(report);
}

Banner::Tone toneOf(const Report& report) {
    switch (report.kind) {
    case Report::Kind::Refused:
    case Report::Kind::NotSaved:
        return Banner::Tone::Error;
    case Report::Kind::Saved:
        return Banner::Tone::Success;
    case Report::Kind::Exported:
        break;
    }
    if (!report.exported.problems.empty())
        return Banner::Tone::Error;
    const tp::inspect::Exported& parity = report.exported;
    return !parity.isComputed || isClose(parity) ? Banner::Tone::Success : Banner::Tone::Warning;
}

} // namespace app
