#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace app {

class Actions;
class Language;

/// The line above the page: back, forward, where one is, search, language, theme.
class HeaderBar : public QWidget {
    Q_OBJECT

public:
    HeaderBar(const Actions& actions, Language& language, QWidget* parent = nullptr);

    void setTitle(const QString& title, const QString& subtitle);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void showTitle();

    Language& m_language;
    QString m_fullTitle;
    QToolButton* m_back;
    QToolButton* m_forward;
    QLabel* m_title;
    QLabel* m_subtitle;
    QPushButton* m_search;
    QToolButton* m_languageButton;
    QToolButton* m_themeButton;
};

} // namespace app
