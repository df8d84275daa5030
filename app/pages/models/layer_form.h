#pragma once

#include "engine/inspect/layer_fields.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace app {

class BuilderSession;

/// Controls for everything that can be set about the selected layer, made from its settings.
class LayerForm : public QWidget {
    Q_OBJECT

public:
    explicit LayerForm(BuilderSession* session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    using Field = tp::inspect::LayerField;

    void build();
    void retranslate();
    void show();
    void addRow(const Field& field);
    void addInputs();
    void addInput(int number, int source);
    void place(const QString& name, const QString& tip, QWidget* control, bool isPart = false);

    BuilderSession* m_session;
    bool m_showsAll = false;
    bool m_isSetting = false; ///< the form is where the change comes from
    int m_rows = 0;
    int m_shownRow = -1;
    QLabel* m_title;
    QLabel* m_doc;
    QWidget* m_fields;
    QGridLayout* m_grid;
    QPushButton* m_more;
};

} // namespace app
