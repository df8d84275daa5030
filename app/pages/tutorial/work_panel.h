#pragma once

#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_words.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QSplitter;
class QTabBar;

namespace app {

class CodeView;
class ParamForm;

/// What a step is made of: its parameters, and its code with their values in it. Side by side where
/// there is room, else behind tabs.
class WorkPanel : public QWidget {
    Q_OBJECT

public:
    explicit WorkPanel(TutorialController* controller, QWidget* parent = nullptr);

    /// Puts the keyboard into the first parameter, or the code.
    void takeFocus();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void showStep();
    void showValues();
    void showCode();
    void updateLock();
    void arrange();
    int formsWidth() const;
    void showTab(int index);
    void takeValue(const QString& id, const QVariant& value);

    TutorialController* m_controller;
    TutorialWords m_words;
    QTabBar* m_tabs;
    QSplitter* m_splitter;
    QScrollArea* m_scroll;
    QWidget* m_forms;
    QBoxLayout* m_formsLayout;
    QLabel* m_noParameters;
    QList<ParamForm*> m_columns;
    CodeView* m_code;
    bool m_isFilling = false;
};

} // namespace app
