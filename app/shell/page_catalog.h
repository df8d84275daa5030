#pragma once

#include "app/page/tutorial_shelf.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace app {

class Page;

/// The pages that only need to be told where their tutorials, the backend and the history are.
struct PageSources {
    TutorialShelf* shelf = nullptr;
    std::function<QString()> backend;    ///< "cpu · 8 threads"
    std::function<QStringList()> recent; ///< links, newest first
};

/// Every page there is, by its link: the only place that knows them all.
class PageCatalog {
public:
    /// Where a link leads.
    struct Target {
        QString pageId; ///< "tutorial/02"
        QString place;  ///< "train", or empty
    };

    explicit PageCatalog(PageSources sources);

    /// The page and place of a link such as `tutorial/02/train`, or nothing if there is no such
    /// page.
    std::optional<Target> find(const QString& link) const;

    /// The ids of all pages, for the command line and the tests.
    QStringList pageIds() const;

    /// Makes the page. Refuses, with an assertion, an id that is not in pageIds().
    Page* create(const QString& pageId) const;

    /// The text for a link in lists, such as "Fit a curve · Train the model"; empty for an unknown
    /// one.
    QString linkTitle(const QString& link) const;

private:
    PageSources m_sources;
};

} // namespace app
