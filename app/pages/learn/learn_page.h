#pragma once

#include "app/page/column_page.h"
#include "app/page/tutorial_shelf.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace app {

/// All tutorials as cards, grouped by track, with a filter.
class LearnPage : public ColumnPage {
    Q_OBJECT

public:
    explicit LearnPage(TutorialShelf* shelf, QWidget* parent = nullptr);

    QString title() const override;

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    enum class Show { All, Started, New, Finished };

    QWidget* makeFilterRow();
    QWidget* makeEmptyState();
    void rebuild();
    void addCard(const TutorialSummary& tutorial);
    bool matches(const TutorialSummary& tutorial) const;

    TutorialShelf* m_shelf;
    QLabel* m_headline;
    QLabel* m_intro;
    QLineEdit* m_filter;
    QComboBox* m_state;
    QVBoxLayout* m_cards;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_clear;
};

} // namespace app
