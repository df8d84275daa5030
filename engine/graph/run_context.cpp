#include "engine/graph/run_context.h"

namespace tp::graph {

namespace {

constexpr int kMostDepth = 100; // of functions that call each other

/// Counts one deeper while it lives.
class Deeper {
public:
    explicit Deeper(int& depth) : m_depth(++depth) {}
    ~Deeper() { --m_depth; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    int& m_depth;
};

} // namespace

std::shared_ptr<HashTable> HashTables::table(const std::string& name, DType keys, DType values) {
    const std::lock_guard lock(m_mutex);
    auto& table = m_tables[name];
    if (!table)
        table = std::make_shared<HashTable>(name, keys, values);
    return table;
}

RunContext::RunContext(
    HashTables& tables,
    Caller caller,
    std::stop_token stop,
    std::chrono::duration<double> timeLimit)
    : m_tables(tables)
    , m_caller(std::move(caller))
    , m_stop(std::move(stop))
    , m_timeLimit(timeLimit) {
    constexpr std::chrono::duration<double> kForever = std::chrono::hours(24 * 365);
    m_isLimited = timeLimit < kForever;
    if (m_isLimited) {
        m_end = std::chrono::steady_clock::now() +
                std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeLimit);
    }
}

void RunContext::checkTimeNow() const {
    if (m_stop.stop_requested())
        fail(Error::Kind::Cancelled, "The graph was stopped.");
    if (m_isLimited && std::chrono::steady_clock::now() > m_end) {
        fail(
            Error::Kind::Cancelled,
            "The graph took longer than the %1 seconds it was given.",
            m_timeLimit.count());
    }
}

Values RunContext::callFunction(const std::string& name, const Values& arguments) {
    const Deeper deeper(m_depth);
    check(
        m_depth <= kMostDepth,
        "The graph's function \"%1\" is called from within more than %2 functions.",
        name,
        kMostDepth);
    return m_caller(name, arguments, *this);
}

} // namespace tp::graph
