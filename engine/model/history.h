#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tp {

/// Numbers by name, in the order in which they were added: what training tells of a batch or epoch.
class Logs {
public:
    using Entry = std::pair<std::string, double>;

    Logs() = default;
    Logs(std::initializer_list<Entry> entries) : m_entries(entries) {}

    /// The number of that name. Throws InvalidArgument listing the names there are.
    double operator[](std::string_view name) const;

    /// The number of that name, if there is one.
    std::optional<double> find(std::string_view name) const;

    void add(std::string name, double value) { m_entries.emplace_back(std::move(name), value); }

    bool isEmpty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    std::vector<Entry>::const_iterator begin() const { return m_entries.begin(); }
    std::vector<Entry>::const_iterator end() const { return m_entries.end(); }

    bool operator==(const Logs&) const = default;

private:
    std::vector<Entry> m_entries;
};

/// What fit() reported at the end of each epoch.
///
///     const History history = model.fit(x, y, {.epochs = 10});
///     history["loss"].back();
class History {
public:
    struct Series {
        std::string name;
        std::vector<double> values; ///< one for each epoch
    };

    /// The epochs' numbers, from 0.
    const std::vector<int>& epochs() const { return m_epochs; }

    /// In the order of the logs, where those of validation ("val_loss") come first.
    const std::vector<Series>& series() const { return m_series; }

    /// The values of that name. Throws InvalidArgument listing the names there are.
    const std::vector<double>& operator[](std::string_view name) const;

    bool has(std::string_view name) const;

    void add(int epoch, const Logs& logs);

private:
    std::vector<int> m_epochs;
    std::vector<Series> m_series;
};

} // namespace tp
