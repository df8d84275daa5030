#pragma once

#include "app/page/tutorial_shelf.h"

#include <QFrame>

class QHBoxLayout;

namespace app {

/// One tutorial: its number, what it is about, what it takes, how far the learner is, and its
/// steps.
class TutorialCard : public QFrame {
    Q_OBJECT

public:
    explicit TutorialCard(const TutorialSummary& tutorial, QWidget* parent = nullptr);

signals:
    void navigate(const QString& link);
    void resetRequested();

private:
    QHBoxLayout* makeFacts();
    QWidget* makeSteps();

    TutorialSummary m_tutorial;
};

} // namespace app
