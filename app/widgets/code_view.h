#pragma once

#include "app/widgets/code_highlighter.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QTimer>
#include <QWidget>

class QTabBar;
class QToolButton;
class QVariantAnimation;

namespace app {

class CodeEdit;

/// Code to read: C++ and JavaScript of the same thing in two tabs, with line numbers, colours and a
/// button to copy. Lines that differ from the text before light up for a moment, so that a changed
/// parameter is seen in the code.
class CodeView : public QWidget {
    Q_OBJECT

public:
    explicit CodeView(QWidget* parent = nullptr);

    /// Shows this code in the tab of its language; an empty text takes the tab away.
    void setCode(CodeLanguage language, const QString& code);
    QString code(CodeLanguage language) const { return m_codes.value(language); }

    /// Keeps these lines (counted from 0) lightly marked until the next call: where the parameter
    /// in focus stands.
    void markLines(CodeLanguage language, const QList<int>& lines);

    CodeLanguage language() const;
    void setLanguage(CodeLanguage language);

    /// The lines that light up now.
    const QList<int>& flashingLines() const { return m_flashing; }

    /// Puts the code of the open tab on the clipboard.
    void copyCode();

signals:
    void languageChanged(CodeLanguage language);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showCode();
    void flash(const QList<int>& lines);
    void updateHighlights();

    QMap<CodeLanguage, QString> m_codes;
    QMap<CodeLanguage, QList<int>> m_marks;
    QList<CodeLanguage> m_tabLanguages;
    QList<int> m_flashing;
    double m_flashStrength = 0;
    QTabBar* m_tabs;
    QToolButton* m_copy;
    CodeEdit* m_edit;
    CodeHighlighter* m_highlighter;
    QVariantAnimation* m_fade;
    QTimer m_copiedForAWhile;
};

/// The lines of `after` that are not in `before` at their place, counted from 0.
QList<int> changedLines(const QString& before, const QString& after);

} // namespace app
