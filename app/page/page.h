#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace app {

/// One page of the main window: Home, Learn, a tutorial.
///
/// A page knows nothing of the window around it. It says where it wants to go by navigate(), what
/// it shows by title(), and how far it is by the other signals; the window listens. Links are `ID`
/// or `ID/PLACE`: `tutorial/02/train` opens the page `tutorial/02` at the place `train`.
class Page : public QWidget {
    Q_OBJECT

public:
    /// `pageId` is the link that opens the page, such as `learn` or `tutorial/02`.
    explicit Page(const QString& pageId, QWidget* parent = nullptr);

    const QString& pageId() const { return m_pageId; }

    /// The name of the page in the current language, for the header and the history.
    virtual QString title() const = 0;

    /// A short line beside the title, such as the track of a tutorial. May be empty.
    virtual QString subtitle() const { return {}; }

    /// Goes to a place inside the page; empty is its beginning. An unknown place is the beginning
    /// too.
    virtual void openAt(const QString& place);

    /// Where inside the page the person is now; empty is the beginning.
    virtual QString place() const { return {}; }

    /// pageId(), with the place behind a slash if there is one.
    QString link() const;

    /// Panels for the right dock while the page is open. The page keeps owning them through their
    /// parent; windowTitle() is the tab's text and objectName() the key under which the layout is
    /// remembered.
    virtual QList<QWidget*> dockPanels() { return {}; }

    /// Whether everything is drawn that belongs on the page, so that a screenshot may be taken.
    virtual bool isSettled() const { return true; }

signals:
    /// The person wants to go to another page: `learn`, `tutorial/02/train`.
    void navigate(const QString& link);

    /// openAt() or the person moved to another place inside the page; the window adds it to the
    /// history.
    void placeChanged(const QString& place);

    /// title() or subtitle() changed.
    void titleChanged();

    /// isSettled() became true.
    void settled();

    /// A sentence worth saying in the status bar and to a screen reader: "Training finished".
    void statusChanged(const QString& sentence);

protected:
    /// Puts every text of the page in the current language. Called on each switch of the language,
    /// not at first: a constructor calls it itself.
    virtual void retranslate() {}

    void changeEvent(QEvent* event) override;

private:
    QString m_pageId;
};

} // namespace app
