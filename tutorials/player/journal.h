#pragma once

#include "engine/base/error.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace tp {

/// A file of lines that only grows, shared by all programs that have it open.
///
/// append() hands the line to the operating system before it returns, so a killed program loses
/// nothing; a thread behind it asks for the disk, so that a power failure loses little and nobody
/// waits for it.
class Journal {
public:
    /// Opens the file, making it and its folders if missing. problem() says if it cannot.
    explicit Journal(std::filesystem::path file);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Everything in it.
    std::string read() const;

    /// Why the last operation failed, if it did: a full disk, a folder that may not be written.
    const std::optional<Error>& problem() const { return m_problem; }

    /// Writes `line` and a line end in one go.
    void append(std::string_view line);

    /// Puts `text` in the place of everything, all or nothing. Does nothing and returns false while
    /// another program has the file open.
    bool replace(std::string_view text);

    /// Renames the file to a name that is free, and starts an empty one. Returns the new name.
    std::filesystem::path moveAside();

private:
    void open();
    void close();
    void syncUntilClosed();
    bool writeAll(int descriptor, std::string_view text, const std::filesystem::path& file);
    void noteProblem(const std::filesystem::path& file, int error);

    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::optional<Error> m_problem;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_unsynced = false;
    bool m_closing = false;
    std::thread m_syncing;
};

} // namespace tp
