#include "engine/tensorboard/event_log.h"

#include <algorithm>

namespace tp {

namespace fs = std::filesystem;

EventLog::EventLog(std::filesystem::path folder) : m_folder(std::move(folder)) {
    refresh();
}

void EventLog::find() {
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(
        m_folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const fs::path& path = entry->path();
        // As TensorBoard tells event files from others.
        if (path.filename().string().find("tfevents") == std::string::npos)
            continue;
        std::error_code unimportant;
        if (!m_files.contains(path) && entry->is_regular_file(unimportant)) {
            const std::string name = path.parent_path().lexically_relative(m_folder).string();
            m_files.emplace(path, File{EventReader(path), name.empty() ? "." : name});
        }
    }
    if (error)
        fail(Error::Kind::BadFile, "%1: the folder cannot be read", m_folder.string());
}

LogRun& EventLog::run(const std::string& name) {
    const auto place = std::lower_bound(
        m_runs.begin(), m_runs.end(), name, [](const LogRun& each, const std::string& other) {
            return each.name < other;
        });
    if (place != m_runs.end() && place->name == name)
        return *place;
    return *m_runs.insert(place, LogRun{name, {}, {}});
}

void EventLog::refresh() {
    find();
    for (auto& [path, file] : m_files) {
        LogRun& target = run(file.run);
        file.fault = file.reader.tryRead([&](const LoggedValue& logged) {
            const std::string tag(logged.tag);
            if (const auto* number = std::get_if<double>(&logged.value)) {
                target.scalars[tag].push_back({logged.step, logged.wallTime, *number});
            } else {
                target.histograms[tag].push_back(
                    {logged.step, logged.wallTime, std::get<HistogramData>(logged.value)});
            }
        });
    }
}

std::vector<Error> EventLog::faults() const {
    std::vector<Error> faults;
    for (const auto& [path, file] : m_files) {
        if (file.fault)
            faults.push_back(*file.fault);
    }
    return faults;
}

std::vector<Error> EventLog::cutOffs() const {
    std::vector<Error> all;
    for (const auto& [path, file] : m_files) {
        if (auto cutOff = file.reader.cutOff())
            all.push_back(*std::move(cutOff));
    }
    return all;
}

} // namespace tp
