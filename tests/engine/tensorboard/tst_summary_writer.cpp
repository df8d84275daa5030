#include "engine/api/start.h"
#include "engine/ops/creation.h"
#include "engine/tensorboard/crc32c.h"
#include "engine/tensorboard/event_reader.h"
#include "engine/tensorboard/summary_writer.h"
#include "tests/support/refusal.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <limits>

using namespace tp;
using test::refusalOf;

class TestSummaryWriter : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 1}); }
    void checksums();
    void namesFiles();
    void writesScalars();
    void writesHistograms();
    void writesEqualHistograms();
    void bucketLimits();
    void histogramsOfLittle();
    void refuses();
    void saysWhenDiskIsFull();

private:
    std::filesystem::path folder(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Read {
    std::string tag;
    LoggedValue value;
};

std::vector<Read> readAll(const std::filesystem::path& file) {
    std::vector<Read> all;
    EventReader reader(file);
    reader.read([&](const LoggedValue& value) { all.push_back({std::string(value.tag), value}); });
    if (reader.cutOff() || reader.fileVersion() != "brain.Event:2")
        throw std::runtime_error("not a whole file of events");
    return all;
}

double secondsNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

} // namespace

/// Of RFC 3720, B.4.
void TestSummaryWriter::checksums() {
    QCOMPARE(crc32c(""), 0U);
    QCOMPARE(crc32c("123456789"), 0xe3069283U);
    QCOMPARE(crc32c(std::string(32, '\0')), 0x8a9136aaU);
    QCOMPARE(crc32c(std::string(32, '\xff')), 0x62a8ab43U);
    QCOMPARE(maskedCrc32c("123456789"), 0xe3069283U / 32768U + (0xe3069283U << 17U) + 0xa282ead8U);
}

void TestSummaryWriter::namesFiles() {
    SummaryWriter first(folder("names/deep"));
    const SummaryWriter second(folder("names/deep"), {.filenameSuffix = ".mine"});
    QVERIFY(first.file() != second.file());
    const QString name = QString::fromStdString(first.file().filename().string());
    QVERIFY2(
        QRegularExpression("^events\\.out\\.tfevents\\.\\d{10}\\.[^/]+\\.\\d+\\.\\d+\\.v2$")
            .match(name)
            .hasMatch(),
        qPrintable(name));
    QVERIFY(second.file().string().ends_with(".mine"));
    QVERIFY(readAll(first.file()).empty()); // it is a log even before something is added
}

void TestSummaryWriter::writesScalars() {
    std::filesystem::path file;
    const double before = secondsNow();
    {
        SummaryWriter writer(folder("scalars"));
        file = writer.file();
        writer.scalar("loss", 0.1, 1);
        writer.scalar("größe/名", -2, std::int64_t{1} << 60);
        writer.flush();
        QCOMPARE(readAll(file).size(), std::size_t{2});
        writer.scalar("loss", kNan, -1);
        writer.scalar("loss", 1e300, 0);
    }
    const auto all = readAll(file); // the writer's end is as good as flush()
    QCOMPARE(all.size(), std::size_t{4});
    QCOMPARE(all[0].tag, std::string("loss"));
    QCOMPARE(all[0].value.step, std::int64_t{1});
    QCOMPARE(std::get<double>(all[0].value.value), static_cast<double>(0.1F));
    QVERIFY(all[0].value.wallTime >= before && all[0].value.wallTime <= secondsNow());
    QCOMPARE(all[1].tag, std::string("größe/名"));
    QCOMPARE(all[1].value.step, std::int64_t{1} << 60);
    QVERIFY(std::isnan(std::get<double>(all[2].value.value)));
    QCOMPARE(all[2].value.step, std::int64_t{-1});
    QCOMPARE(std::get<double>(all[3].value.value), kInfinity);
}

void TestSummaryWriter::writesHistograms() {
    SummaryWriter writer(folder("histograms"));
    writer.histogram("w", tensor({-1, 0, 0, 0.5, 2, kNan, kInfinity}), 5);
    writer.flush();
    const auto data = std::get<HistogramData>(readAll(writer.file()).at(0).value.value);
    QCOMPARE(data.min, -1.0);
    QCOMPARE(data.max, 2.0);
    QCOMPARE(data.count, 5.0);
    QCOMPARE(data.sum, 1.5);
    QCOMPARE(data.sumOfSquares, 5.25);
    double counted = 0;
    double left = data.min;
    for (const HistogramBucket& bucket : data.buckets) {
        QCOMPARE(bucket.left, left);
        QVERIFY(bucket.right >= bucket.left);
        left = bucket.right;
        counted += bucket.count;
    }
    QCOMPARE(left, data.max);
    QCOMPARE(counted, 5.0);
    // -1, nothing, 0 and 0, nothing, 0.5, nothing, 2
    QCOMPARE(data.buckets.size(), std::size_t{7});
    QCOMPARE(data.buckets[2].count, 2.0);
}

void TestSummaryWriter::writesEqualHistograms() {
    SummaryWriter writer(folder("equal"), {.histograms = HistogramForm::Tensor});
    writer.histogram("w", range(0, 60), 5);
    writer.histogram("w", tensor({true, true, false}), 6);
    writer.histogram("w", tensor({3, 3}, DType::Int32), 7);
    writer.histogram("w", zeros({0}), 8);
    writer.flush();
    const auto all = readAll(writer.file());
    const auto data = std::get<HistogramData>(all.at(0).value.value);
    QCOMPARE(data.buckets.size(), std::size_t{30});
    QCOMPARE(data.buckets[0].count, 2.0);
    QCOMPARE(data.buckets[29].right, 59.0);
    QCOMPARE(data.count, 60.0);
    QVERIFY(std::isnan(data.sum));
    QCOMPARE(std::get<HistogramData>(all.at(1).value.value).buckets[29].count, 2.0);
    const auto single = std::get<HistogramData>(all.at(2).value.value);
    QCOMPARE(single.buckets.size(), std::size_t{1});
    QCOMPARE(single.min, 2.5);
    QCOMPARE(single.max, 3.5);
    QVERIFY(std::get<HistogramData>(all.at(3).value.value).buckets.empty());
}

void TestSummaryWriter::bucketLimits() {
    const auto& limits = defaultBucketLimits();
    QCOMPARE(limits.size(), std::size_t{1551});
    QCOMPARE(limits[775], 0.0);
    QCOMPARE(limits[776], 1e-12);
    QCOMPARE(limits[777], 1e-12 * 1.1);
    QCOMPARE(limits.back(), std::numeric_limits<double>::max());
    QCOMPARE(limits.front(), -limits.back());
    QVERIFY(std::is_sorted(limits.begin(), limits.end()));
}

void TestSummaryWriter::histogramsOfLittle() {
    const HistogramData none = histogramOf(zeros({0}));
    QCOMPARE(none.count, 0.0);
    QCOMPARE(none.buckets.size(), std::size_t{1});
    const HistogramData far = histogramOf(tensor({3e38, -3e38, 3e38}));
    QCOMPARE(far.buckets.front().count, 0.0); // up to the most negative double
    QCOMPARE(far.buckets.back().count, 2.0);
    QCOMPARE(equalHistogramOf(zeros({0}), 4).buckets.size(), std::size_t{0});
    QCOMPARE(equalHistogramOf(tensor({3e38, -3e38}), 2).buckets[1].count, 1.0);
}

void TestSummaryWriter::refuses() {
    SummaryWriter writer(folder("refuses"));
    QCOMPARE(refusalOf([&] { writer.scalar("", 1, 1); }), QString("summary: the tag is empty"));
    for (const char* wrong :
         {"\xff", "a\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb8", "\x80"}) {
        QCOMPARE(
            refusalOf([&] { writer.scalar(wrong, 1, 1); }),
            QString("summary: the tag is not UTF-8"));
    }
    for (const char* right :
         {"a", "ä", "名", "\xf0\x9f\x99\x82", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"})
        QCOMPARE(refusalOf([&] { writer.scalar(right, 1, 1); }), QString("accepted"));
    QCOMPARE(
        refusalOf([&] { writer.histogram("t", tensor({"a"}), 1); }),
        QString("histogram: string has no order to count by"));
    QVERIFY(
        refusalOf([&] { equalHistogramOf(tensor({1}), 0); }).startsWith("histogram: 0 buckets"));
    QVERIFY(refusalOf([&] {
                SummaryWriter(folder("x"), {.filenameSuffix = "/y"});
            }).startsWith("summary: the suffix"));
    writer.flush();
    QVERIFY(refusalOf([&] {
                SummaryWriter(writer.file() / "below");
            }).endsWith("the folder cannot be made"));
}

/// A file that may not grow is like a disk that is full.
void TestSummaryWriter::saysWhenDiskIsFull() {
    SummaryWriter writer(folder("full"));
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const QString refusal = refusalOf([&] {
        for (int step = 0; step < 100; ++step) {
            writer.scalar("loss", 1, step);
            writer.flush();
        }
    });
    ::setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY2(refusal.endsWith("the file cannot be written"), qPrintable(refusal));
}

QTEST_APPLESS_MAIN(TestSummaryWriter)
#include "tst_summary_writer.moc"
