#pragma once

namespace tp {

/// While it lives, weights that layers make on this thread begin with zeros instead of what their
/// initializers would draw: for models whose weights are read right after, which would take most of
/// the time otherwise.
class WithoutInitialValues {
public:
    /// Does nothing unless `isWanted`.
    explicit WithoutInitialValues(bool isWanted);
    ~WithoutInitialValues();
    WithoutInitialValues(const WithoutInitialValues&) = delete;
    WithoutInitialValues& operator=(const WithoutInitialValues&) = delete;

    /// Whether there is one on this thread.
    static bool isActive();

private:
    bool m_wasActive;
};

} // namespace tp
