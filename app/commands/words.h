#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <initializer_list>
#include <optional>

namespace app {

/// The words of a command, read as options with or without values, and others.
///
/// Whatever cannot be meant is kept as the first sentence of error(); the program then ends with
/// code 2.
class Words {
public:
    struct Option {
        const char* name;            ///< "--json"
        const char* value = nullptr; ///< what it needs, as "a file"; null for a switch
    };

    Words(const QString& command, const QStringList& words, std::initializer_list<Option> options);

    /// The words that are no options.
    const QStringList& others() const { return m_others; }

    bool has(const char* option) const { return m_values.contains(QString::fromLatin1(option)); }

    /// The value that was given last; empty if none was.
    QString text(const char* option) const;
    QStringList texts(const char* option) const;

    /// A number within limits; anything else is an error.
    std::optional<double> number(const char* option, double smallest, double largest);
    std::optional<int> wholeNumber(const char* option, int smallest, int largest);

    /// One of several words.
    QString oneOf(const char* option, const QStringList& allowed);

    /// Keeps a sentence, unless there is one already.
    void refuseUsage(const QString& sentence);

    const QString& error() const { return m_error; }

private:
    QStringList m_others;
    QMap<QString, QStringList> m_values;
    QString m_error;
};

} // namespace app
