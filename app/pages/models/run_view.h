#pragma once

#include "app/pages/models/run_session.h"

#include <QScrollArea>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace app {

class Banner;
class MetricTile;

/// Runs the open graph model, on a picture or on random numbers, and shows how long it took and
/// what came out.
class RunView : public QScrollArea {
    Q_OBJECT

public:
    explicit RunView(RunSession* session, QWidget* parent = nullptr);

    void takeFocus();

signals:
    /// The person wants to choose a picture.
    void pictureRequested();
    /// The person wants to look at the output of that row.
    void outputChosen(int row);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildInput();
    void build();
    void retranslate();
    void show();
    void showInput();
    void showTimes();
    void showOutputs();
    QWidget* outputCard(const tp::inspect::GraphRun::Output& output, int number);
    QString inputText() const;

    RunSession* m_session;
    std::shared_ptr<const RunSession::Done> m_shown;
    QLabel* m_seen;
    QLabel* m_inputTitle;
    QLabel* m_inputFacts;
    QPushButton* m_choosePicture;
    QPushButton* m_runRandom;
    QPushButton* m_runAgain;
    QLabel* m_rangeLabel;
    QComboBox* m_pixelRange;
    Banner* m_runNotice;
    MetricTile* m_loadTime;
    MetricTile* m_firstTime;
    MetricTile* m_medianTime;
    QLabel* m_outputsTitle;
    QLabel* m_noOutputs;
    QVBoxLayout* m_outputs;
};

} // namespace app
