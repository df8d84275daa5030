#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Bytes as a record of TensorFlow: their length, its checksum, the bytes, their checksum.
std::string framedRecord(std::string_view bytes);

/// Reads the records of a file, and goes on where it stopped when the file has grown.
///
/// What ends within a record is not wrong, for someone may be writing it. What else is wrong stays
/// so: no more is read behind it.
class RecordReader {
public:
    enum class Result {
        Record,
        End,     ///< there is no more yet
        CutOff,  ///< the last record is not whole yet
        Damaged, ///< see fault()
    };

    explicit RecordReader(std::filesystem::path file) : m_path(std::move(file)) {}

    const std::filesystem::path& path() const { return m_path; }

    /// Reads the next record. Nothing is allocated for what the file does not have.
    Result next(std::string& record);

    /// Marks the record just read as one that makes no sense to the reader.
    void refuseRecord();

    /// What is wrong with the file: BadFile, naming record and byte.
    const std::optional<Error>& fault() const { return m_fault; }

    /// For messages: the file, the number of the next record, counted from 1, and the byte where it
    /// begins.
    std::vector<std::string> place() const;

private:
    bool open();
    Result damaged(Error fault);
    Result ended(Result result);

    bool read(char* bytes, std::size_t count);

    std::filesystem::path m_path;
    std::ifstream m_stream;
    std::optional<Error> m_fault;
    std::uint64_t m_size = 0; // of the file when it was opened last
    std::uint64_t m_byte = 0;
    std::uint64_t m_recordByte = 0; // of the record read last
    std::int64_t m_number = 1;
};

} // namespace tp
