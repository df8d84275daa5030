#pragma once

#include "engine/tensorboard/histogram_data.h"
#include "engine/tensorboard/records.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>

namespace tp {

/// What an event says of one tag.
struct LoggedValue {
    std::string_view tag; ///< any bytes; valid until the next value is read
    std::int64_t step = 0;
    double wallTime = 0; ///< seconds since 1970
    std::variant<double, HistogramData> value;
};

/// Reads scalars and histograms of an event file, in any of the forms that TensorFlow and its kin
/// write them in. Other values (pictures, texts, graphs) are left out.
///
///     EventReader reader("logs/train/events.out.tfevents.…");
///     reader.read([](const LoggedValue& value) { … }); // all there is
///     reader.read([](const LoggedValue& value) { … }); // what came since
class EventReader {
public:
    using Sink = std::function<void(const LoggedValue&)>;

    explicit EventReader(std::filesystem::path file) : m_records(std::move(file)) {}

    /// Reads what is whole and not read yet. Throws BadFile, naming record and byte, for what is
    /// damaged or no event; whatever is behind it is never read.
    void read(const Sink& sink);

    /// The same, but what is wrong is returned.
    const std::optional<Error>& tryRead(const Sink& sink);

    /// What to say if the last record was not whole when it was read: someone may still be writing
    /// it, or was stopped.
    std::optional<Error> cutOff() const;

    /// What the first event says of the file's format, as "brain.Event:2".
    const std::string& fileVersion() const { return m_version; }

    const std::filesystem::path& path() const { return m_records.path(); }

private:
    bool readEvent(std::string_view event, const Sink& sink);

    RecordReader m_records;
    std::string m_record;
    std::string m_version;
    bool m_isCutOff = false;
    // Writers may tell only once what a tag is for.
    std::map<std::string, std::string, std::less<>> m_plugins;
};

} // namespace tp
