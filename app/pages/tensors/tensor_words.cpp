#include "app/pages/tensors/tensor_words.h"

#include "engine/notebook/value_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace app {

namespace {

/// Where texts with plurals are said.
class TensorWords {
    Q_DECLARE_TR_FUNCTIONS(TensorWords)
};

QString say(const char* text) {
    return QCoreApplication::translate("TensorWords", text);
}

const char* sampleNote(const std::string& key) {
    static const QHash<QString, const char*> notes{
        {QStringLiteral("@tensors"),
         QT_TRANSLATE_NOOP(
             "TensorWords",
             "## Tensors\n"
             "A tensor is an array of numbers. Its **shape** says how many there are along each "
             "axis, "
             "its **rank** how many axes it has, its **dtype** what one element is. Select a cell "
             "and "
             "change its values: everything that depends on it runs again.")},
        {QStringLiteral("@operations"),
         QT_TRANSLATE_NOOP(
             "TensorWords",
             "## Operations\n"
             "An operation never changes a tensor: it makes a new one. `a` stays what it was, "
             "whatever "
             "is done with it. Where shapes differ, the smaller one is stretched: `a + b` adds the "
             "row "
             "`b` to each row of `a`. That is called **broadcasting**.")},
        {QStringLiteral("@dtypes"),
         QT_TRANSLATE_NOOP(
             "TensorWords",
             "## Five dtypes\n"
             "`float32` unless you ask for another; a comparison gives `bool`, an index is "
             "`int32`, "
             "and there are `complex64` and `string`.")},
        {QStringLiteral("@create"),
         QT_TRANSLATE_NOOP(
             "TensorWords",
             "## Larger ones\n"
             "Random numbers with a seed are the same each time. A picture is a tensor too: "
             "height, "
             "width, colour. Click a result to look at it in the inspector.")},
        {QStringLiteral("@memory"),
         QT_TRANSLATE_NOOP(
             "TensorWords",
             "## Memory\n"
             "What is made inside `tidy` is freed when it ends, but for the result. Switch `tidy` "
             "off "
             "and watch the count of tensors. `data` fetches values by a future; with `wait` on, "
             "the "
             "thread stands still until they are there.")},
    };
    return notes.value(QString::fromStdString(key), nullptr);
}

} // namespace

QString fromText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString groupTitle(tp::notebook::Group group) {
    using tp::notebook::Group;
    switch (group) {
    case Group::Create:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Make tensors"));
    case Group::Memory:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Memory"));
    case Group::Math:
        return say(QT_TRANSLATE_NOOP("TensorWords", "One number at a time"));
    case Group::Arithmetic:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Arithmetic"));
    case Group::Complex:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Complex numbers"));
    case Group::Compare:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Comparison and logic"));
    case Group::Activation:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Activation"));
    case Group::Reduce:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Reduction"));
    case Group::Shape:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Shape and dtype"));
    case Group::Index:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Slices and indices"));
    case Group::Matrix:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Matrices"));
    case Group::Convolution:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Convolution and pooling"));
    case Group::Image:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Images"));
    case Group::Normalise:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Normalisation"));
    case Group::Signal:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Signals"));
    case Group::Sparse:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Segments, sparse and ragged"));
    case Group::Text:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Texts"));
    case Group::Gradient:
        return say(QT_TRANSLATE_NOOP("TensorWords", "Parts of gradients"));
    case Group::Other:
        break;
    }
    return say(QT_TRANSLATE_NOOP("TensorWords", "More"));
}

QString docOf(const tp::notebook::Recipe& recipe) {
    return QCoreApplication::translate("Op", std::string(recipe.doc).c_str());
}

QString noteText(const std::string& note) {
    const char* sample = sampleNote(note);
    return sample ? say(sample) : QString::fromStdString(note);
}

QString shapeText(const tp::Shape& shape) {
    if (shape.isScalar())
        return say(QT_TRANSLATE_NOOP("TensorWords", "scalar"));
    return QString::fromStdString(tp::toText(shape));
}

QString byteText(qint64 bytes) {
    if (bytes > -1000 && bytes < 1000)
        return TensorWords::tr("%n byte(s)", nullptr, static_cast<int>(bytes));
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString durationText(double milliseconds) {
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', value < 0.1 ? 3 : (value < 10 ? 2 : 0));
    };
    if (milliseconds < 1000)
        return say(QT_TRANSLATE_NOOP("TensorWords", "%1 ms")).arg(number(milliseconds));
    return say(QT_TRANSLATE_NOOP("TensorWords", "%1 s")).arg(number(milliseconds / 1000));
}

QString expressionOf(const tp::notebook::Cell& cell) {
    const tp::notebook::Recipe* recipe = tp::notebook::findRecipe(cell.recipe);
    if (recipe == nullptr) {
        return QStringLiteral("%1 = %2(…)")
            .arg(QString::fromStdString(cell.name), QString::fromStdString(cell.recipe));
    }
    QString name = fromText(recipe->written.substr(0, recipe->written.find('(')));
    if (name.isEmpty())
        name = fromText(recipe->name);
    QStringList words;
    for (const std::string& input : cell.inputs) {
        if (!input.empty())
            words.append(QString::fromStdString(input));
    }
    for (const auto& [attr, byDefault] : recipe->attrs) {
        const auto given = cell.attrs.find(attr);
        const bool isTelling = attr == "picture" || attr == "values" || attr == "steps";
        if (given == cell.attrs.end() ||
            (!isTelling && given->second == tp::notebook::attrText(byDefault)))
            continue;
        QString value = QString::fromStdString(given->second).simplified();
        const bool isList = byDefault.index() >= 4 && byDefault.index() <= 6;
        if (isList && given->second != tp::notebook::kAllAxes && !value.startsWith(u'['))
            value = u'[' + value + u']';
        const bool isOnlyValue = recipe->name == "tensor" && attr == "values";
        words.append(isOnlyValue ? value : QStringLiteral("%1: %2").arg(fromText(attr), value));
    }
    const bool isNamed = recipe->name != "dispose" && recipe->name != "data";
    const QString call = QStringLiteral("%1(%2)").arg(name, words.join(QStringLiteral(", ")));
    return isNamed ? QStringLiteral("%1 = %2").arg(QString::fromStdString(cell.name), call) : call;
}

} // namespace app
