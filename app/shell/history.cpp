#include "app/shell/history.h"

namespace app {

namespace {

constexpr qsizetype kLongest = 200;

} // namespace

void History::visit(const QString& link) {
    if (link == current())
        return;
    m_links.resize(m_at + 1);
    m_links.append(link);
    if (m_links.size() > kLongest)
        m_links.removeFirst();
    m_at = m_links.size() - 1;
}

void History::replace(const QString& link) {
    if (m_at < 0) {
        visit(link);
    } else {
        m_links[m_at] = link;
    }
}

const QString& History::goBack() {
    Q_ASSERT(canGoBack());
    return m_links[--m_at];
}

const QString& History::goForward() {
    Q_ASSERT(canGoForward());
    return m_links[++m_at];
}

} // namespace app
