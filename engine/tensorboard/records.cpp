#include "engine/tensorboard/records.h"

#include "engine/tensorboard/crc32c.h"

#include <array>

namespace tp {

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kSumBytes = 4;
constexpr std::uint64_t kFrameBytes = kLengthBytes + 2 * kSumBytes;

// A graph may be large; what is larger is no log.
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;

/// The least byte first.
template<class T>
void put(std::string& bytes, T number) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes.push_back(static_cast<char>((number >> (8 * i)) & 0xffU));
}

template<class T>
T number(const char* bytes) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value |= static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[i])) << (8 * i));
    return value;
}

} // namespace

std::string framedRecord(std::string_view bytes) {
    std::string record;
    record.reserve(bytes.size() + kFrameBytes);
    put(record, static_cast<std::uint64_t>(bytes.size()));
    put(record, maskedCrc32c(record));
    record += bytes;
    put(record, maskedCrc32c(bytes));
    return record;
}

RecordReader::Result RecordReader::damaged(Error fault) {
    m_fault = std::move(fault);
    m_stream.close();
    return Result::Damaged;
}

RecordReader::Result RecordReader::ended(Result result) {
    m_stream.close();
    return result;
}

bool RecordReader::read(char* bytes, std::size_t count) {
    m_stream.read(bytes, static_cast<std::streamsize>(count));
    return m_stream.gcount() == static_cast<std::streamsize>(count);
}

std::vector<std::string> RecordReader::place() const {
    return {m_path.string(), toText(m_number), std::to_string(m_byte)};
}

void RecordReader::refuseRecord() {
    --m_number;
    m_byte = m_recordByte;
    damaged(Error(Error::Kind::BadFile, "%1: record %2 at byte %3 holds no event", place()));
}

bool RecordReader::open() {
    std::error_code error;
    m_size = std::filesystem::file_size(m_path, error);
    m_stream.clear();
    m_stream.open(m_path, std::ios::binary);
    m_stream.seekg(static_cast<std::streamoff>(m_byte));
    return !error && m_stream.good();
}

RecordReader::Result RecordReader::next(std::string& record) {
    constexpr auto kBad = Error::Kind::BadFile;
    if (m_fault)
        return Result::Damaged;
    if (!m_stream.is_open() && !open())
        return damaged(Error(kBad, "%1: the file cannot be opened", {m_path.string()}));
    if (m_size < m_byte) {
        return damaged(
            Error(kBad, "%1: the file ends before byte %3, where record %2 began", place()));
    }
    const std::uint64_t left = m_size - m_byte;
    if (left < kFrameBytes)
        return ended(left == 0 ? Result::End : Result::CutOff);
    std::array<char, kLengthBytes + kSumBytes> head{};
    if (!read(head.data(), head.size()))
        return damaged(Error(kBad, "%1: record %2 at byte %3 cannot be read", place()));
    if (maskedCrc32c({head.data(), kLengthBytes}) != number<std::uint32_t>(&head[kLengthBytes])) {
        return damaged(Error(
            kBad, "%1: the length of record %2 at byte %3 has not the right checksum", place()));
    }
    const auto length = number<std::uint64_t>(head.data());
    if (length > kMostBytes) {
        auto arguments = place();
        arguments.push_back(std::to_string(length));
        return damaged(
            Error(kBad, "%1: record %2 at byte %3 cannot be %4 bytes long", std::move(arguments)));
    }
    if (left - kFrameBytes < length)
        return ended(Result::CutOff);
    record.resize(length);
    std::array<char, kSumBytes> sum{};
    if (!read(record.data(), record.size()) || !read(sum.data(), sum.size()))
        return damaged(Error(kBad, "%1: record %2 at byte %3 cannot be read", place()));
    if (maskedCrc32c(record) != number<std::uint32_t>(sum.data())) {
        return damaged(Error(kBad, "%1: record %2 at byte %3 has not the right checksum", place()));
    }
    m_recordByte = m_byte;
    m_byte += kFrameBytes + length;
    ++m_number;
    return Result::Record;
}

} // namespace tp
