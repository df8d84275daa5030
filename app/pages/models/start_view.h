#pragma once

#include "app/pages/models/model_shelf.h"
#include "engine/inspect/ready_made.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace app {

/// What can be opened: a file, a ready-made model, one of those that are known.
class StartView : public QScrollArea {
    Q_OBJECT

public:
    explicit StartView(ModelShelf* shelf, QWidget* parent = nullptr);

    /// Shows that what is being dragged over the page may be dropped.
    void setDropTarget(bool isTarget);

signals:
    void fileRequested();
    void buildRequested();
    void readyMadeRequested(tp::inspect::ReadyMade which);
    void addressRequested(const QString& address);
    void removeRequested(const ModelShelf::Entry& entry);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Card {
        QPushButton* open;
        QLabel* title;
        QLabel* text;
        QLabel* facts;
        QWidget* frame;
    };

    QWidget* buildDrop();
    void buildCards();
    void retranslate();
    void arrange();
    void fillLists();
    void fillList(QVBoxLayout* list, const QList<ModelShelf::Entry>& entries, const QString& id);

    ModelShelf* m_shelf;
    QWidget* m_drop;
    QLabel* m_dropPicture;
    QLabel* m_dropTitle;
    QLabel* m_dropText;
    QPushButton* m_open;
    QPushButton* m_build;
    QLabel* m_readyTitle;
    QGridLayout* m_cards;
    QList<Card> m_readyMade;
    QLabel* m_recentTitle;
    QPushButton* m_clearRecent;
    QVBoxLayout* m_recent;
    QLabel* m_storedTitle;
    QVBoxLayout* m_stored;
};

} // namespace app
