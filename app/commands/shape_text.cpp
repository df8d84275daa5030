#include "app/commands/shape_text.h"

#include <QRegularExpression>

namespace app {

std::optional<tp::Shape> shapeFrom(const QString& text) {
    QString sizes = text.trimmed();
    if (sizes.startsWith(u'[') && sizes.endsWith(u']'))
        sizes = sizes.mid(1, sizes.size() - 2);
    static const QRegularExpression kBetween(QStringLiteral("\\s*[x×,]\\s*"));
    tp::Shape shape;
    if (sizes.trimmed().isEmpty())
        return text.contains(u'[') ? std::optional(shape) : std::nullopt;
    const QStringList parts = sizes.split(kBetween);
    if (parts.size() > static_cast<qsizetype>(tp::Shape::kMaxRank))
        return {};
    for (const QString& part : parts) {
        bool isNumber = false;
        const qlonglong size = part.toLongLong(&isNumber);
        if (!isNumber || size < 0)
            return {};
        shape.push_back(size);
    }
    return shape;
}

NamedText namedTextFrom(const QString& text) {
    const qsizetype place = text.indexOf(u'=');
    return place < 0 ? NamedText{{}, text} : NamedText{text.left(place), text.mid(place + 1)};
}

tp::Json toJson(const std::optional<tp::Shape>& shape) {
    if (!shape)
        return {};
    tp::Json::List sizes;
    for (const std::int64_t size : *shape)
        sizes.push_back(size < 0 ? tp::Json() : tp::Json(size));
    return sizes;
}

tp::Json toJson(const tp::inspect::ModelEnd& end) {
    tp::Json::Object members{{"name", end.name}};
    if (!end.key.empty())
        members.emplace_back("key", end.key);
    members.emplace_back("dtype", toText(end.dtype));
    members.emplace_back("shape", toJson(end.shape));
    return members;
}

} // namespace app
