#pragma once

#include "app/pages/tensors/example_runner.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QSplitter;

namespace app {

class OpPicture;

/// Everything a cell can do, by groups, to search and to read about: how it is called, what it
/// does, its formula, and an example that is really run.
class CataloguePanel : public QWidget {
    Q_OBJECT

public:
    explicit CataloguePanel(QWidget* parent = nullptr);

    /// Shows the recipe of that name; says false if there is none.
    bool show(const QString& recipe);
    /// The name of the one that is shown.
    QString shown() const;
    bool isSettled() const { return !m_examples.isRunning(); }
    /// Puts the keyboard into the search.
    void takeFocus();

signals:
    void shownChanged();
    /// The person wants a cell of this recipe; with its example, or with inputs still to be chosen.
    void cellRequested(const QString& recipe, bool isExample);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* buildDetail();
    void fill();
    void filter();
    void showRecipe();
    void showExample();
    void retranslate();

    const tp::notebook::Recipe* m_recipe = nullptr;
    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_nothing;
    QSplitter* m_splitter;
    QScrollArea* m_detail;
    QLabel* m_name;
    QLabel* m_kernel;
    QLabel* m_signature;
    QLabel* m_doc;
    QLabel* m_formula;
    QLabel* m_exampleTitle;
    OpPicture* m_picture;
    QLabel* m_code;
    QPushButton* m_use;
    QPushButton* m_try;
    ExampleRunner m_examples;
};

} // namespace app
