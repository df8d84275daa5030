#include "engine/io/database.h"

#include "engine/base/error.h"
#include "engine/io/file.h"

#include <sqlite3.h>

namespace tp::io {

namespace {

constexpr int kPatience = 30'000; // milliseconds that one waits for another who writes

} // namespace

Rows::~Rows() {
    ::sqlite3_finalize(m_statement);
}

bool Rows::next() {
    const int result = ::sqlite3_step(m_statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        m_database.failNow();
    return result == SQLITE_ROW;
}

std::string Rows::text(int column) const {
    return std::string(textOf(bytes(column)));
}

std::int64_t Rows::integer(int column) const {
    return ::sqlite3_column_int64(m_statement, column);
}

ByteView Rows::bytes(int column) const {
    const void* const data = ::sqlite3_column_blob(m_statement, column);
    const int size = ::sqlite3_column_bytes(m_statement, column);
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

Database::Database(const std::filesystem::path& file) : m_name(file.string()) {
    makeFolder(file.parent_path());
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    const int result = ::sqlite3_open_v2(file.c_str(), &m_database, kFlags, nullptr);
    if (result != SQLITE_OK) {
        const std::string message = ::sqlite3_errstr(result);
        ::sqlite3_close(m_database);
        fail(Error::Kind::BadFile, "%1: the store of models cannot be opened: %2", m_name, message);
    }
    ::sqlite3_busy_timeout(m_database, kPatience);
    // The file may be anybody's: what it wants to have run is not run.
    for (const int option :
         {SQLITE_DBCONFIG_ENABLE_TRIGGER,
          SQLITE_DBCONFIG_ENABLE_VIEW,
          SQLITE_DBCONFIG_TRUSTED_SCHEMA})
        ::sqlite3_db_config(m_database, option, 0, nullptr);
    ::sqlite3_db_config(m_database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Nor may it be damaged so that something is said to be saved, but cannot be read.
    ::sqlite3_exec(m_database, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
}

Database::~Database() {
    ::sqlite3_close(m_database);
}

void Database::failNow() const {
    fail(
        Error::Kind::BadFile,
        "%1: the store of models does not work: %2",
        m_name,
        ::sqlite3_errmsg(m_database));
}

void Database::run(const char* statements) const {
    if (::sqlite3_exec(m_database, statements, nullptr, nullptr, nullptr) != SQLITE_OK)
        failNow();
}

void Database::run(std::string_view statement, const std::vector<Value>& values) const {
    const auto result = rows(statement, values);
    while (result->next()) {
    }
}

void Database::undo() const noexcept {
    ::sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::unique_ptr<Rows>
Database::rows(std::string_view statement, const std::vector<Value>& values) const {
    sqlite3_stmt* prepared = nullptr;
    const auto length = static_cast<int>(statement.size());
    if (::sqlite3_prepare_v2(m_database, statement.data(), length, &prepared, nullptr) != SQLITE_OK)
        failNow();
    std::unique_ptr<Rows> rows(new Rows(*this, prepared));
    int place = 0;
    for (const Value& value : values) {
        ++place;
        int result = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            result = ::sqlite3_bind_int64(prepared, place, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            result = ::sqlite3_bind_text64(
                prepared, place, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            const ByteView bytes = std::get<ByteView>(value);
            // No bytes are not the same as no value.
            result = bytes.empty()
                         ? ::sqlite3_bind_zeroblob(prepared, place, 0)
                         : ::sqlite3_bind_blob64(
                               prepared, place, bytes.data(), bytes.size(), SQLITE_STATIC);
        }
        if (result != SQLITE_OK)
            failNow();
    }
    return rows;
}

Transaction::Transaction(const Database& database, Kind kind) : m_database(database) {
    m_database.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (m_isOpen)
        m_database.undo();
}

void Transaction::commit() {
    m_database.run("COMMIT");
    m_isOpen = false;
}

} // namespace tp::io
