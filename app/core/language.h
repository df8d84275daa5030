#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QTranslator>

namespace app {

/// The language of every text, switched while the program runs.
///
/// Installing another one sends QEvent::LanguageChange to all widgets; that is where they fetch
/// their texts anew.
class Language : public QObject {
    Q_OBJECT

public:
    struct Choice {
        QString code; ///< "en", "zh_CN"
        QString name; ///< in the language itself
    };

    explicit Language(QObject* parent = nullptr);

    /// Takes the setting, or the system's language where that is empty. Follows the setting from
    /// now on.
    void follow();

    /// What the texts are in now: "en" or "zh_CN".
    const QString& code() const { return m_code; }

    static QList<Choice> choices();

    /// The choice nearest to what the system asks for.
    static QString systemCode();

signals:
    void changed();

private:
    void apply(const QString& code);

    QString m_code;
    QTranslator m_texts;
    QTranslator m_qtTexts;
};

} // namespace app
