#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace app {

/// All kinds of layers that can be added, to be searched by name and by what they do.
class LayerPicker : public QWidget {
    Q_OBJECT

public:
    explicit LayerPicker(QWidget* parent = nullptr);

    void takeFocus();

signals:
    void chosen(const QString& kind);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void fill();
    void filter();
    void choose();

    QLineEdit* m_kindSearch;
    QListWidget* m_kinds;
    QLabel* m_nothing;
    QPushButton* m_addKind;
};

} // namespace app
