#pragma once

#include "engine/io/bytes.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tp::io {

class Database;

/// A statement in SQL, on its way through its rows.
class Rows {
public:
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// Moves to the next row, or the first; false after the last.
    bool next();

    std::string text(int column) const;
    std::int64_t integer(int column) const;

    /// The bytes where they lie; valid until next().
    ByteView bytes(int column) const;

private:
    friend class Database;
    Rows(const Database& database, sqlite3_stmt* statement)
        : m_database(database)
        , m_statement(statement) {}

    const Database& m_database;
    sqlite3_stmt* m_statement;
};

/// A database of SQLite in one file. What happens within a transaction happens as a whole or not at
/// all, whenever the process ends. Every failure is a BadFile that names the file.
class Database {
public:
    /// Bytes must outlive the statement; text is copied.
    using Value = std::variant<std::int64_t, std::string_view, ByteView>;

    /// Opens the file, or makes it, and the folder around it.
    explicit Database(const std::filesystem::path& file);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements that have no values and no rows.
    void run(const char* statements) const;

    /// Runs one statement, with values in place of its "?".
    void run(std::string_view statement, const std::vector<Value>& values) const;

    /// The rows that one statement gives.
    std::unique_ptr<Rows> rows(std::string_view statement, const std::vector<Value>& values) const;

    /// Ends a transaction as if it had never begun.
    void undo() const noexcept;

private:
    friend class Rows;
    [[noreturn]] void failNow() const;

    std::string m_name;
    sqlite3* m_database = nullptr;
};

/// While it lives, one reads the database as it was when it began. Undoes at its end what was
/// written since, unless commit() was called. Only one at a time may write; others wait, though not
/// for ever.
class Transaction {
public:
    enum class Kind { Read, Write };

    Transaction(const Database& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    const Database& m_database;
    bool m_isOpen = true;
};

} // namespace tp::io
