#include "app/commands/inspect_command.h"

#include "app/commands/shape_text.h"
#include "app/commands/words.h"
#include "engine/inspect/model_facts.h"

#include <QLocale>

#include <chrono>
#include <ostream>

namespace app {

namespace {

using tp::Json;
using tp::inspect::ModelEnd;
using tp::inspect::ModelFacts;

constexpr std::chrono::seconds kMostTime{60}; // for counting operations

const char* nameOf(ModelFacts::Kind kind) {
    return kind == ModelFacts::Kind::Graph ? "graph" : "layers";
}

const char* sentenceOf(ModelFacts::FlopsUnknown why) {
    switch (why) {
    case ModelFacts::FlopsUnknown::No:
        break;
    case ModelFacts::FlopsUnknown::Unsupported:
        return "not known, since the model cannot be run";
    case ModelFacts::FlopsUnknown::OpenShape:
        return "not known: an input takes any size; say one by --shape NAME=SHAPE";
    case ModelFacts::FlopsUnknown::TooLarge:
        return "not known: the inputs would not fit in memory";
    }
    return "";
}

Json textOrNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json listOf(const std::vector<ModelEnd>& ends) {
    Json::List list;
    for (const ModelEnd& end : ends)
        list.push_back(toJson(end));
    return list;
}

Json jsonOf(const ModelFacts& facts, const QString& model) {
    const bool isKnown = facts.flopsUnknown == ModelFacts::FlopsUnknown::No;
    Json::Object ops;
    for (const auto& [op, count] : facts.ops)
        ops.emplace_back(op, count);
    Json::List unsupported;
    for (const std::string& each : facts.unsupported)
        unsupported.emplace_back(each);
    Json::Object members{
        {"model", model.toStdString()},
        {"kind", nameOf(facts.kind)},
        {"generatedBy", textOrNull(facts.generatedBy)},
        {"convertedBy", textOrNull(facts.convertedBy)},
        {"inputs", listOf(facts.inputs)},
        {"outputs", listOf(facts.outputs)},
        {"ops", ops},
        {"parameters", facts.parameters},
        {"flops", isKnown ? Json(facts.flops) : Json()},
        {"bytes", facts.bytes},
        {"fileBytes", facts.fileBytes},
        {"unsupportedOps", unsupported}};
    if (!isKnown)
        members.emplace_back("flopsUnknown", sentenceOf(facts.flopsUnknown));
    if (facts.flopsLeftOut > 0)
        members.emplace_back("flopsLeftOut", facts.flopsLeftOut);
    return members;
}

std::string numberText(std::int64_t number) {
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale.toString(static_cast<qlonglong>(number)).toStdString();
}

void printEnds(std::ostream& out, const char* title, const std::vector<ModelEnd>& ends) {
    for (const ModelEnd& end : ends) {
        out << title << end.name;
        if (!end.key.empty() && end.key != end.name)
            out << " (" << end.key << ")";
        out << "  " << toText(end.dtype) << " " << (end.shape ? toText(*end.shape) : "of any shape")
            << "\n";
        title = "             ";
    }
}

void print(std::ostream& out, const ModelFacts& facts, const QString& model) {
    out << model.toStdString() << "\n";
    out << "kind         " << nameOf(facts.kind);
    if (!facts.convertedBy.empty())
        out << ", converted by " << facts.convertedBy;
    out << "\n";
    printEnds(out, "inputs       ", facts.inputs);
    printEnds(out, "outputs      ", facts.outputs);
    out << "parameters   " << numberText(facts.parameters) << "\n";
    out << "bytes        " << numberText(facts.bytes) << " in memory, "
        << numberText(facts.fileBytes) << " in the file\n";
    out << "operations   ";
    if (facts.flopsUnknown == ModelFacts::FlopsUnknown::No) {
        out << numberText(facts.flops) << " floating-point operations a run\n";
    } else {
        out << sentenceOf(facts.flopsUnknown) << "\n";
    }
    if (facts.flopsLeftOut > 0) {
        out << "             and those of " << facts.flopsLeftOut
            << " nodes in loops, functions and branches\n";
    }
    const char* title = "ops          ";
    for (const auto& [op, count] : facts.ops) {
        out << title << op << "  " << count << "\n";
        title = "             ";
    }
    title = "unsupported  ";
    if (facts.unsupported.empty())
        out << title << "none\n";
    for (const std::string& each : facts.unsupported) {
        out << title << each << "\n";
        title = "             ";
    }
}

} // namespace

QString runInspect(const QStringList& words, std::ostream& out) {
    Words given(
        QStringLiteral("inspect"),
        words,
        {{"--json"}, {"--shape", "the shape of an input, as NAME=1x224x224x3"}});
    if (given.others().size() != 1)
        given.refuseUsage(QStringLiteral("inspect needs one model: the path of its model.json"));
    tp::inspect::FactsOptions options;
    options.run.timeLimit = kMostTime;
    for (const QString& each : given.texts("--shape")) {
        const auto [name, value] = namedTextFrom(each);
        const auto shape = shapeFrom(value);
        if (shape)
            options.shapes[name.toStdString()] = *shape;
        if (!shape || name.isEmpty())
            given.refuseUsage(QStringLiteral("--shape takes NAME=1x224x224x3, not %1").arg(each));
    }
    if (!given.error().isEmpty())
        return given.error();
    const QString model = given.others().first();
    const auto [name, artifacts] = tp::inspect::readModelFile(model.toStdString());
    const ModelFacts facts = tp::inspect::factsOf(artifacts, name, options);
    if (given.has("--json")) {
        out << jsonOf(facts, model).dump() << "\n";
    } else {
        print(out, facts, model);
    }
    return {};
}

} // namespace app
