#include "app/commands/words.h"

#include <algorithm>
#include <cmath>

namespace app {

Words::Words(
    const QString& command, const QStringList& words, std::initializer_list<Option> options) {
    QStringList open = words;
    while (!open.isEmpty()) {
        const QString word = open.takeFirst();
        if (!word.startsWith(u'-')) {
            m_others.append(word);
            continue;
        }
        const QString name = word.section(u'=', 0, 0);
        const auto* option = std::find_if(options.begin(), options.end(), [&](const Option& each) {
            return name == QLatin1String(each.name);
        });
        if (option == options.end()) {
            refuseUsage(QStringLiteral("%1 has no option %2; --help lists all").arg(command, name));
            continue;
        }
        QStringList& values = m_values[name];
        if (word.contains(u'='))
            open.prepend(word.section(u'=', 1));
        if (option->value == nullptr) {
            if (word.contains(u'='))
                refuseUsage(QStringLiteral("%1 takes no value").arg(name));
        } else if (open.isEmpty() || open.first().isEmpty() || open.first().startsWith("--")) {
            refuseUsage(
                QStringLiteral("%1 needs %2").arg(name, QString::fromLatin1(option->value)));
        } else {
            values.append(open.takeFirst());
        }
    }
}

QString Words::text(const char* option) const {
    const QStringList values = texts(option);
    return values.isEmpty() ? QString() : values.last();
}

QStringList Words::texts(const char* option) const {
    return m_values.value(QString::fromLatin1(option));
}

std::optional<double> Words::number(const char* option, double smallest, double largest) {
    const QString word = text(option);
    if (word.isEmpty())
        return {};
    bool isNumber = false;
    const double value = word.toDouble(&isNumber);
    if (isNumber && value >= smallest && value <= largest)
        return value;
    refuseUsage(QStringLiteral("%1 takes a number from %2 to %3, not %4")
                    .arg(QString::fromLatin1(option))
                    .arg(smallest)
                    .arg(largest)
                    .arg(word));
    return {};
}

std::optional<int> Words::wholeNumber(const char* option, int smallest, int largest) {
    const QString word = text(option);
    if (word.isEmpty())
        return {};
    bool isNumber = false;
    const int value = word.toInt(&isNumber);
    if (isNumber && value >= smallest && value <= largest)
        return value;
    refuseUsage(QStringLiteral("%1 takes a whole number from %2 to %3, not %4")
                    .arg(QString::fromLatin1(option))
                    .arg(smallest)
                    .arg(largest)
                    .arg(word));
    return {};
}

QString Words::oneOf(const char* option, const QStringList& allowed) {
    QString word = text(option);
    if (word.isEmpty() || allowed.contains(word))
        return word;
    refuseUsage(QStringLiteral("%1 takes %2, not %3")
                    .arg(QString::fromLatin1(option), allowed.join(QLatin1String(" or ")), word));
    return {};
}

void Words::refuseUsage(const QString& sentence) {
    if (m_error.isEmpty())
        m_error = sentence;
}

} // namespace app
