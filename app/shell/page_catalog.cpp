#include "app/shell/page_catalog.h"

#include "app/core/settings_store.h"
#include "app/pages/home/home_page.h"
#include "app/pages/learn/learn_page.h"
#include "app/pages/models/models_page.h"
#include "app/pages/settings/settings_page.h"
#include "app/pages/tensors/tensors_page.h"
#include "app/pages/tutorial/tutorial_page.h"
#include "app/pages/welcome/welcome_page.h"
#include "tutorials/player/progress.h"

namespace app {

namespace {

const QString kTutorialPrefix = QStringLiteral("tutorial/");

struct Entry {
    const char* id;
    Page* (*create)(const PageSources& sources, const PageCatalog& catalog);
};

Page* createHome(const PageSources& sources, const PageCatalog& catalog) {
    const auto recent = [recent = sources.recent, &catalog] {
        QList<HomePage::RecentEntry> entries;
        const QStringList links = recent();
        for (const QString& link : links) {
            const QString title = catalog.linkTitle(link);
            if (!title.isEmpty())
                entries.append({link, title});
        }
        return entries;
    };
    return new HomePage({sources.shelf, sources.backend, recent});
}

const Entry kEntries[] = {
    {"home", createHome},
    {"learn",
     [](const PageSources& sources, const PageCatalog&) -> Page* {
         return new LearnPage(sources.shelf);
     }},
    {"tensors",
     [](const PageSources&, const PageCatalog&) -> Page* {
         const auto folder = tp::progressFolder(profile().toStdString());
         return new TensorsPage(QString::fromStdString(folder.string()));
     }},
    {"models", [](const PageSources&, const PageCatalog&) -> Page* { return new ModelsPage; }},
    {"settings", [](const PageSources&, const PageCatalog&) -> Page* { return new SettingsPage; }},
    {"welcome", [](const PageSources&, const PageCatalog&) -> Page* { return new WelcomePage; }},
};

} // namespace

PageCatalog::PageCatalog(PageSources sources) : m_sources(std::move(sources)) {}

QStringList PageCatalog::pageIds() const {
    QStringList ids;
    for (const Entry& entry : kEntries)
        ids.append(QString::fromLatin1(entry.id));
    const QList<TutorialSummary> tutorials = m_sources.shelf->tutorials();
    for (const TutorialSummary& tutorial : tutorials)
        ids.append(kTutorialPrefix + tutorial.id);
    return ids;
}

std::optional<PageCatalog::Target> PageCatalog::find(const QString& link) const {
    const QStringList ids = pageIds();
    for (const QString& id : ids) {
        if (link == id)
            return Target{id, {}};
        if (link.startsWith(id + u'/'))
            return Target{id, link.mid(id.size() + 1)};
    }
    return std::nullopt;
}

Page* PageCatalog::create(const QString& pageId) const {
    if (pageId.startsWith(kTutorialPrefix))
        return new TutorialPage(pageId.mid(kTutorialPrefix.size()));
    for (const Entry& entry : kEntries) {
        if (pageId == QLatin1String(entry.id))
            return entry.create(m_sources, *this);
    }
    Q_ASSERT_X(false, "PageCatalog::create", qPrintable(pageId));
    return nullptr;
}

QString PageCatalog::linkTitle(const QString& link) const {
    const QList<TutorialSummary> tutorials = m_sources.shelf->tutorials();
    for (const TutorialSummary& tutorial : tutorials) {
        const QString page = kTutorialPrefix + tutorial.id;
        if (link == page)
            return tutorial.title;
        for (const StepSummary& step : tutorial.steps) {
            if (link == tutorial.link(step))
                return QStringLiteral("%1 · %2").arg(tutorial.title, step.title);
        }
        if (link.startsWith(page + u'/'))
            return tutorial.title;
    }
    return {};
}

} // namespace app
