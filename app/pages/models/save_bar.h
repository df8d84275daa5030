#pragma once

#include "engine/inspect/model_places.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace app {

/// As what the open model shall be saved, where, and under which name. Hidden until it is asked
/// for.
class SaveBar : public QFrame {
    Q_OBJECT

public:
    explicit SaveBar(QWidget* parent = nullptr);

    /// Opens for a model of this name.
    void openFor(const QString& name);

    /// While something is being saved, nothing else can be.
    void setBusy(bool isBusy);

signals:
    /// The address to save to.
    void saveRequested(const QString& address);
    /// The file, or for TensorFlow.js the folder, to write.
    void exportRequested(const QString& path, tp::inspect::FileKind kind);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// The first four are files, in the order of tp::inspect::FileKind.
    enum class Target { Folder, Keras3, Keras2, Onnx, LocalStorage, Database, Downloads };

    void build();
    void retranslate();
    void showTarget();
    void save();
    Target target() const;
    void askForFile(const QString& name, const QString& ending);

    bool m_isBusy = false;
    QLabel* m_title;
    QComboBox* m_target;
    QLineEdit* m_saveName;
    QPushButton* m_save;
    QToolButton* m_close;
};

} // namespace app
