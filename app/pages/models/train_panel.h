#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace app {

class Banner;
class BuilderSession;
class LineChart;
class ParamForm;

/// Trains the model being built on small data, and shows how that goes.
class TrainPanel : public QWidget {
    Q_OBJECT

public:
    explicit TrainPanel(BuilderSession* session, QWidget* parent = nullptr);

    /// Paints what is still pending, for pictures of the window.
    void flush();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void arrange();
    void retranslate();
    void showSpecs();
    void show();
    void readChoice();

    BuilderSession* m_session;
    bool m_isShowing = false;
    QPushButton* m_train;
    QPushButton* m_stop;
    QPushButton* m_openModel;
    QLabel* m_status;
    Banner* m_trouble;
    LineChart* m_lossChart;
    ParamForm* m_trainForm;
    QScrollArea* m_trainScroll;
};

} // namespace app
