#pragma once

#include "app/page/column_page.h"
#include "app/page/tutorial_shelf.h"

#include <functional>

class QAbstractButton;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace app {

class CurvePicture;
class StepRing;

/// Where one begins: what to go on with, the ways in, what this computer is, what was open lately.
class HomePage : public ColumnPage {
    Q_OBJECT

public:
    struct RecentEntry {
        QString link;
        QString title;
    };

    /// What the page is told by the window; each is asked when the page shows itself.
    struct Sources {
        TutorialShelf* shelf = nullptr;
        std::function<QString()> backend;           ///< "cpu · 8 threads"
        std::function<QList<RecentEntry>()> recent; ///< newest first
    };

    explicit HomePage(const Sources& sources, QWidget* parent = nullptr);

    QString title() const override;

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHero();
    QWidget* makeStory();
    QWidget* makeDoor();
    QWidget* makeComputer();
    QWidget* makeRecent();
    void refresh();
    void showHero();
    void showComputer();
    void showRecent();
    void arrange();

    Sources m_sources;
    QString m_resumeLink;

    QLabel* m_overline;
    QLabel* m_headline;
    QLabel* m_story;
    QPushButton* m_resume;
    QPushButton* m_browse;
    StepRing* m_ring;
    CurvePicture* m_picture;
    QList<QLabel*> m_storyTitles;
    QList<QLabel*> m_storyTexts;
    QGridLayout* m_grid;
    QWidget* m_door;
    QLabel* m_doorTitle;
    QLabel* m_doorText;
    QPushButton* m_doorButton;
    QWidget* m_computer;
    QLabel* m_computerTitle;
    QGridLayout* m_computerRows;
    QWidget* m_recent;
    QLabel* m_recentTitle;
    QVBoxLayout* m_recentRows;
    QLabel* m_privacy;
};

} // namespace app
