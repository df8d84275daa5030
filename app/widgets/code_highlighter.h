#pragma once

#include <QColor>
#include <QSyntaxHighlighter>

namespace app {

/// The languages a CodeView shows.
enum class CodeLanguage { Cpp, JavaScript };

/// The inks of code, readable (4.5:1) on the theme's sunken surface.
struct CodeColors {
    QColor keyword;
    QColor type;
    QColor string;
    QColor number;
    QColor comment;
    QColor function;
};

CodeColors codeColors(bool isDark);

/// Colours C++ and JavaScript: keywords, types, calls, strings, numbers and comments.
class CodeHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    explicit CodeHighlighter(QTextDocument* document);

    void setLanguage(CodeLanguage language);

protected:
    void highlightBlock(const QString& text) override;

private:
    qsizetype string(const QString& text, qsizetype start, QChar quote);
    qsizetype word(const QString& text, qsizetype start);

    CodeLanguage m_language = CodeLanguage::Cpp;
};

} // namespace app
