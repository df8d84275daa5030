#pragma once

#include "app/page/page.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace app {

/// What a newcomer sees once: a language, a promise, and the way in. Takes seconds and can be
/// skipped.
class WelcomePage : public Page {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

    QString title() const override;

protected:
    void retranslate() override;

private:
    QWidget* makeLanguages();
    QWidget* makePromises();
    void leave(const QString& link);

    QLabel* m_headline;
    QLabel* m_story;
    QLabel* m_languageLabel;
    QList<QPushButton*> m_languages;
    QList<QLabel*> m_promises;
    QPushButton* m_learn;
    QPushButton* m_skip;
};

} // namespace app
