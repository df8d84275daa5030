#pragma once

#include "app/pages/tensors/debug_log.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;
class QTabBar;
class QStackedWidget;

namespace app {

class TensorsSession;

/// What the ops of the notebook cost, the engine's flags, and what it writes in debug mode.
class ProfilePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProfilePanel(TensorsSession* session, QWidget* parent = nullptr);

signals:
    /// A flag was changed, or refused to be.
    void said(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void buildFlags();
    void showTable();
    void showTotal();
    void showFlags();
    void showLog();
    void setFlag(const std::string& name, bool isOn);
    void retranslate();

    TensorsSession* m_session;
    DebugLog m_log;
    int m_calls = 0;           ///< in the last run
    double m_milliseconds = 0; ///< of all of them
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    QLabel* m_total;
    QTableWidget* m_table;
    QWidget* m_flags;
    QGridLayout* m_flagRows;
    QLabel* m_flagHint;
    QPlainTextEdit* m_lines;
    QPushButton* m_clear;
    QLabel* m_logHint;
};

} // namespace app
