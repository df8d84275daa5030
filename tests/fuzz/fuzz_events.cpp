// Reads damaged events and event files of TensorBoard. Most have right checksums nevertheless, or
// hardly anything would come past them.
#include "engine/api/start.h"
#include "engine/ops/creation.h"
#include "engine/tensorboard/crc32c.h"
#include "engine/tensorboard/event_reader.h"
#include "engine/tensorboard/summary_writer.h"
#include "tests/fuzz/byte_fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

namespace {

using namespace tp;
namespace fs = std::filesystem;

/// A file that costs no disk its time.
class MemoryFile {
public:
    MemoryFile() : m_handle(::memfd_create("events", MFD_CLOEXEC)) {}
    ~MemoryFile() { ::close(m_handle); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    fs::path path() const { return "/proc/self/fd/" + std::to_string(m_handle); }

    void append(const std::string& bytes) {
        if (::write(m_handle, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
            throw std::runtime_error("no memory for a file");
    }

private:
    int m_handle;
};

/// A file that our own writer made, and the events in it.
void addExamples(HistogramForm form, std::vector<std::string>& examples) {
    const fs::path folder =
        fs::temp_directory_path() / ("fuzz_events." + std::to_string(::getpid()));
    SummaryWriter writer(folder, {.histograms = form});
    writer.scalar("loss", 0.5, 1);
    writer.histogram("kernel", tensor({-1, 0, 2, 2}), 2);
    writer.scalar("loss", 0.25, 2);
    writer.flush();
    RecordReader records(writer.file());
    std::string all;
    std::string record;
    while (records.next(record) == RecordReader::Result::Record) {
        record.replace(1, 8, "clock 12"); // the time, which would make each run another one
        all += framedRecord(record);
        examples.push_back(record);
    }
    examples.push_back(all);
    fs::remove_all(folder);
}

std::string withSum(const std::string& bytes) {
    const std::uint32_t sum = maskedCrc32c(bytes);
    std::string all = bytes;
    for (unsigned i = 0; i < 4; ++i)
        all.push_back(static_cast<char>((sum >> (8 * i)) & 0xffU));
    return all;
}

/// The records with right checksums, as far as lengths make sense; the lengths stay.
std::string mended(const std::string& bytes) {
    constexpr std::size_t kLength = 8;
    constexpr std::size_t kSum = 4;
    std::string all;
    std::size_t place = 0;
    while (bytes.size() - place >= kLength + kSum) {
        const std::string head = bytes.substr(place, kLength);
        std::uint64_t length = 0;
        for (unsigned i = 0; i < kLength; ++i)
            length |= std::uint64_t{static_cast<unsigned char>(head[i])} << (8 * i);
        all += withSum(head);
        place += kLength + kSum;
        if (length > bytes.size() - place)
            break;
        all += withSum(bytes.substr(place, length));
        place += std::min<std::size_t>(length + kSum, bytes.size() - place);
    }
    return all + bytes.substr(place);
}

/// Reads the bytes as an event, or as a file of them.
void readEvents(const std::string& bytes, test::Random& random) {
    std::string content = bytes;
    if (random.chance(0.5)) {
        content = framedRecord(bytes) + framedRecord(bytes);
    } else if (random.chance(0.8)) {
        content = mended(bytes);
    }
    const std::string first = content.substr(0, random.below(2 * content.size() + 1));
    MemoryFile file;
    file.append(first);
    EventReader reader(file.path());
    const auto sink = [](const LoggedValue& value) {
        if (value.value.valueless_by_exception())
            throw std::logic_error("a value is none");
    };
    reader.tryRead(sink);
    file.append(content.substr(first.size()));
    const auto fault = reader.tryRead(sink);
    reader.cutOff();
    if (fault)
        throw Error(*fault);
}

} // namespace

int main(int argc, char** argv) {
    start({.threads = 1});
    std::vector<std::string> examples;
    addExamples(HistogramForm::Message, examples);
    addExamples(HistogramForm::Tensor, examples);
    const test::ByteTarget target{
        .examples = examples,
        .words =
            {std::string("\x0a\x00", 2),
             "\x2a",
             "\x0a\x04loss",
             "\x15",
             "\x42",
             "\x4a\x0e\x0a\x0c\x0a\x0ahistograms",
             "\x12\x02\x08\x03",
             "\x32\x80\x80\x80\x80\x08",
             "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
        .read = readEvents};
    return test::fuzzBytes(target, argc, argv);
}
