#pragma once

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace app {

/// Where the open model shall be saved to, and under which name. Hidden until it is asked for.
class SaveBar : public QFrame {
    Q_OBJECT

public:
    explicit SaveBar(QWidget* parent = nullptr);

    /// Opens for a model of this name.
    void openFor(const QString& name);

signals:
    /// The address to save to.
    void saveRequested(const QString& address);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Target { Folder, LocalStorage, Database, Downloads };

    void build();
    void retranslate();
    void showTarget();
    void save();
    Target target() const;

    QLabel* m_title;
    QComboBox* m_target;
    QLineEdit* m_saveName;
    QPushButton* m_save;
    QToolButton* m_close;
};

} // namespace app
