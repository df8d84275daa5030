#include "tutorials/player/journal.h"

#include "engine/base/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace tp {

namespace {

/// Whether the name still leads to the open file; another program may have replaced it meanwhile.
bool isStillThere(int descriptor, const std::filesystem::path& file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

void Journal::noteProblem(const std::filesystem::path& file, int error) {
    m_problem.emplace(
        Error::Kind::BadFile,
        "%1 cannot be written: %2",
        std::vector<std::string>{file.string(), std::strerror(error)});
}

/// Writes all of it; a short write happens on a full disk.
bool Journal::writeAll(int descriptor, std::string_view text, const std::filesystem::path& file) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            noteProblem(file, errno);
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Journal::Journal(std::filesystem::path file) : m_file(std::move(file)) {
    open();
    m_syncing = std::thread([this] { syncUntilClosed(); });
}

Journal::~Journal() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_changed.notify_all();
    }
    m_syncing.join();
    close();
}

void Journal::open() {
    std::error_code error;
    std::filesystem::create_directories(m_file.parent_path(), error);
    do {
        close();
        m_descriptor = ::open(m_file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        if (m_descriptor < 0)
            return noteProblem(m_file, errno);
        // Everyone who has the file open shares the lock; replace() needs it alone.
        ::flock(m_descriptor, LOCK_SH);
    } while (!isStillThere(m_descriptor, m_file));
}

void Journal::close() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

std::string Journal::read() const {
    std::string text;
    std::array<char, 65536> block{};
    off_t place = 0;
    for (;;) {
        const auto got = ::pread(m_descriptor, block.data(), block.size(), place);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return text;
        text.append(block.data(), static_cast<std::size_t>(got));
        place += got;
    }
}

void Journal::append(std::string_view line) {
    const std::lock_guard lock(m_mutex);
    if (m_descriptor < 0 || !writeAll(m_descriptor, std::string(line) + '\n', m_file))
        return;
    m_unsynced = true;
    m_changed.notify_all();
}

bool Journal::replace(std::string_view text) {
    const std::lock_guard lock(m_mutex);
    if (m_descriptor < 0 || ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        // A failed upgrade may have dropped the shared lock.
        ::flock(m_descriptor, LOCK_SH);
        return false;
    }
    auto fresh = m_file;
    fresh += ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        noteProblem(fresh, errno);
        return false;
    }
    const bool isWritten = writeAll(descriptor, text, fresh) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    std::error_code error;
    if (isWritten)
        std::filesystem::rename(fresh, m_file, error);
    if (!isWritten || error) {
        ::flock(m_descriptor, LOCK_SH);
        return false;
    }
    open();
    return true;
}

std::filesystem::path Journal::moveAside() {
    const std::lock_guard lock(m_mutex);
    std::filesystem::path aside;
    for (int i = 1; aside.empty() || std::filesystem::exists(aside); ++i) {
        aside = m_file;
        aside += ".damaged" + (i == 1 ? std::string() : "-" + std::to_string(i));
    }
    std::error_code error;
    std::filesystem::rename(m_file, aside, error);
    if (error)
        noteProblem(aside, error.value());
    open();
    return aside;
}

void Journal::syncUntilClosed() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_unsynced || m_closing; });
        if (!m_unsynced)
            return;
        m_unsynced = false;
        if (m_descriptor < 0)
            continue;
        // A descriptor of our own: replace() may close the other one while the disk works.
        const int descriptor = ::fcntl(m_descriptor, F_DUPFD_CLOEXEC, 0);
        lock.unlock();
        ::fdatasync(descriptor);
        ::close(descriptor);
        lock.lock();
    }
}

} // namespace tp
