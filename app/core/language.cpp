#include "app/core/language.h"

#include "app/core/all_settings.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace app {

Language::Language(QObject* parent) : QObject(parent) {}

QList<Language::Choice> Language::choices() {
    return {
        {QStringLiteral("en"), QStringLiteral("English")},
        {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
}

QString Language::systemCode() {
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString& language : wanted) {
        if (language.startsWith(QLatin1String("zh")))
            return QStringLiteral("zh_CN");
        if (language.startsWith(QLatin1String("en")) || language == QLatin1String("C"))
            return QStringLiteral("en");
    }
    return QStringLiteral("en");
}

void Language::follow() {
    const auto take = [this] {
        const QString wanted = kLanguage.get();
        const bool isKnown = wanted == QLatin1String("en") || wanted == QLatin1String("zh_CN");
        apply(isKnown ? wanted : systemCode());
    };
    kLanguage.onChange(this, take);
    take();
}

void Language::apply(const QString& code) {
    if (code == m_code)
        return;
    m_code = code;
    // Installing and removing translators sends LanguageChange to every widget, so each is done
    // once. The file for English holds only plurals; the rest is what the sources say.
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
    QLocale::setDefault(QLocale(code));
    if (m_qtTexts.load(
            QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTexts);
    if (m_texts.load(QStringLiteral(":/i18n/tensor-playground_") + code))
        QCoreApplication::installTranslator(&m_texts);
    emit changed();
}

} // namespace app
