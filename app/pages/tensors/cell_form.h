#pragma once

#include "engine/notebook/cell.h"
#include "engine/notebook/recipe.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace app {

class FlowLayout;

/// What a cell does, as controls: its name, its operation, its inputs, its attributes; each of the
/// kind that fits, straight from the operation's definition.
///
/// Says changed() whenever a control was left with another content, and submitted() on Enter.
class CellForm : public QWidget {
    Q_OBJECT

public:
    explicit CellForm(QWidget* parent = nullptr);

    /// Shows a cell; `names` are the results it may take. Controls stay, with the focus, while the
    /// operation stays.
    void setCell(const tp::notebook::Cell& cell, const QStringList& names);

    /// The cell as the controls say it.
    tp::notebook::Cell cell() const;

    /// Puts the keyboard into the first control worth changing.
    void takeFocus();

signals:
    void changed();
    void submitted();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void fill(const QStringList& names);
    void retranslate();
    void takeRecipe();
    QWidget* addField(const QString& label, QWidget* control);
    QComboBox* makeInput(const QString& name);
    QWidget* makeAttr(std::string_view name, const tp::Attr& byDefault);
    QWidget* makeChoice(const QString& name, const QStringList& choices, bool isFree);
    QString textOf(const QWidget* control) const;
    QString defaultOf(std::string_view attr) const;
    void setText(QWidget* control, const QString& text) const;
    QWidget* pictureField(QWidget* edit);
    void chooseFile();

    tp::notebook::Cell m_cell;
    const tp::notebook::Recipe* m_recipe = nullptr;
    FlowLayout* m_flow;
    QLineEdit* m_name = nullptr;
    QComboBox* m_operation = nullptr;
    QWidget* m_nameField = nullptr;
    QWidget* m_operationField = nullptr;
    QList<QWidget*> m_fields;
    QList<QComboBox*> m_inputs;
    QLineEdit* m_list = nullptr; ///< the inputs of an operation that takes any number
    QList<QPair<std::string, QWidget*>> m_attrs;
    bool m_isFilling = false;
};

/// Inputs written with commas between them, those in brackets or quotes left whole.
QStringList splitInputs(const QString& text);

} // namespace app
