#pragma once

#include <QString>
#include <QStringList>

namespace app {

/// The links a person visited, with a place in them, as in a browser.
class History {
public:
    /// Goes to a new link and forgets what was ahead. The link one is at already changes nothing.
    void visit(const QString& link);

    /// The page moved on inside itself: the newest entry becomes another, without a step back to
    /// the old one.
    void replace(const QString& link);

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_links.size(); }

    /// Steps and returns the link one is at then.
    const QString& goBack();
    const QString& goForward();

    /// The link one is at; empty before the first visit.
    QString current() const { return m_links.value(m_at); }

private:
    QStringList m_links;
    qsizetype m_at = -1;
};

} // namespace app
