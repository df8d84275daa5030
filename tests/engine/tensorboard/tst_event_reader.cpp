#include "engine/tensorboard/event_log.h"
#include "engine/tensorboard/records.h"
#include "engine/tensorboard/wire.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace tp;
using test::refusalOf;
namespace fs = std::filesystem;

class TestEventReader : public QObject {
    Q_OBJECT

private slots:
    void foreignForms_data();
    void foreignForms();
    void remembersPlugins();
    void followsAGrowingFile();
    void refusesDamage_data();
    void refusesDamage();
    void keepsWhatCameBefore();
    void walksWires();
    void readsFolders();
    void followsFolders();
    void goesOnBesideDamage();

private:
    fs::path path(const std::string& name) const {
        return fs::path(m_folder.path().toStdString()) / name;
    }
    fs::path write(const std::string& name, const std::string& bytes) const;

    QTemporaryDir m_folder;
};

namespace {

// Records that TensorBoard's own writer made.
const char* const kVersion =
    "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a32"
    "2a28646c";
const char* const kScalar =
    "1700000000000000e7cef81e09000000000000f83f10032a0a0a080a01611500002040dfb7"
    "36df";
const char* const kFloatTensor =
    "2b00000000000000861bc34b09000000000000004010042a1e0a1c0a0174420a08011200"
    "2a040000a03f4a0b0a090a077363616c6172733c9b05d7";
const char* const kDoubleTensor =
    "220000000000000078113dfd09000000000000004010042a150a130a0174420e08021200"
    "320800000000000008c0823e1a46";
const char* const kIntegerTensor =
    "2800000000000000ff70164a09000000000000004010042a1b0a190a01744207080912"
    "005201074a0b0a090a077363616c617273526cce09";
const char* const kHistogramTensor =
    "620000000000000079fd606f09000000000000004010042a550a530a0174423e080212"
    "08120208021202080322300000000000000000000000000000f03f0000000000000040"
    "000000000000f03f000000000000004000000000000014404a0e0a0c0a0a686973746f"
    "6772616d7380a82b13";
const char* const kText =
    "290000000000000037ff5f0009000000000000004010042a1c0a1a0a0174420b080712004205"
    "68656c6c6f4a080a060a04746578741774e12a";
const char* const kHistogram =
    "8500000000000000e98acc5909000000000000004010042a780a760a01682a71090000"
    "00000000f0bf1100000000000008401900000000000010402100000000000000402900"
    "000000000026403220000000000000f8bf0000000000000000000000000000f03fa0c8"
    "eb85f3cce17f3a200000000000000000000000000000f03f0000000000000000000000"
    "0000000840d1f387f3";
const char* const kGraph = "0d000000000000003c37b83409000000000000004022020a008b36d24b";
const char* const kPicture =
    "1b000000000000001a0d9e1309000000000000004010012a0e0a0c0a0169220708011001220178db981667";

std::string bytesOf(const char* hexadecimal) {
    return QByteArray::fromHex(hexadecimal).toStdString();
}

std::string textOf(const LoggedValue& logged) {
    std::string text =
        std::string(logged.tag) + ' ' + toText(logged.step) + ' ' + toText(logged.wallTime) + ' ';
    if (const auto* number = std::get_if<double>(&logged.value))
        return text + toText(*number);
    const auto& data = std::get<HistogramData>(logged.value);
    text += toText(data.min) + ".." + toText(data.max) + " of " + toText(data.count);
    for (const HistogramBucket& bucket : data.buckets) {
        text += " [" + toText(bucket.left) + ' ' + toText(bucket.right) + ' ' +
                toText(bucket.count) + ']';
    }
    return text;
}

std::string valuesIn(EventReader& reader) {
    std::string text;
    reader.read([&](const LoggedValue& value) { text += textOf(value) + ';'; });
    return text;
}

} // namespace

fs::path TestEventReader::write(const std::string& name, const std::string& bytes) const {
    fs::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
}

void TestEventReader::foreignForms_data() {
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("values");
    const auto row = [](const char* name, const char* record, const char* values) {
        QTest::newRow(name) << QByteArray(record) << QByteArray(values);
    };
    row("version", kVersion, "");
    row("scalar", kScalar, "a 3 1.5 2.5;");
    row("float32 tensor", kFloatTensor, "t 4 2 1.25;");
    row("float64 tensor", kDoubleTensor, "t 4 2 -3;");
    row("int64 tensor", kIntegerTensor, "t 4 2 7;");
    row("histogram tensor", kHistogramTensor, "t 4 2 0..2 of 7 [0 1 2] [1 2 5];");
    row("histogram", kHistogram, "h 4 2 -1..3 of 4 [-1 0 1] [0 1 0] [1 3 3];");
    row("text", kText, "");
    row("graph", kGraph, "");
    row("picture", kPicture, "");
}

void TestEventReader::foreignForms() {
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, values);
    EventReader reader(write("one", bytesOf(kVersion) + bytesOf(record)));
    QCOMPARE(QByteArray::fromStdString(valuesIn(reader)), values);
    QCOMPARE(reader.fileVersion(), std::string("brain.Event:2"));
}

/// Writers may say only at first what a tag is for.
void TestEventReader::remembersPlugins() {
    std::string later = bytesOf(kHistogramTensor).substr(12, 0x62);
    // Without the metadata, and 16 bytes shorter all around.
    later = later.substr(0, later.size() - 16);
    later[12] = static_cast<char>(later[12] - 16);
    later[14] = static_cast<char>(later[14] - 16);
    EventReader alone(write("alone", framedRecord(later)));
    QCOMPARE(valuesIn(alone), std::string());
    EventReader reader(write("both", bytesOf(kHistogramTensor) + framedRecord(later)));
    const std::string once = "t 4 2 0..2 of 7 [0 1 2] [1 2 5];";
    QCOMPARE(valuesIn(reader), once + once);
}

/// However a file comes into being, everything is read once.
void TestEventReader::followsAGrowingFile() {
    const std::string all = bytesOf(kVersion) + bytesOf(kScalar) + bytesOf(kFloatTensor);
    const fs::path file = write("growing", "");
    EventReader reader(file);
    std::string values;
    for (std::size_t size = 0; size <= all.size(); ++size) {
        if (size > 0)
            std::ofstream(file, std::ios::binary | std::ios::app) << all[size - 1];
        values += valuesIn(reader);
        const bool isWhole = size == 0 || size == 40 || size == 79 || size == all.size();
        QCOMPARE(reader.cutOff().has_value(), !isWhole);
    }
    QCOMPARE(values, std::string("a 3 1.5 2.5;t 4 2 1.25;"));
    std::ofstream(file, std::ios::binary) << all.substr(0, 50);
    EventReader other(file);
    valuesIn(other);
    QVERIFY(
        QString(other.cutOff()->what())
            .endsWith(
                "growing: record 2 at byte 40 is not whole; perhaps it is still being written"));
    QVERIFY(refusalOf([&] { valuesIn(reader); }).contains("the file ends before byte 138"));
}

void TestEventReader::refusesDamage_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const std::string good = bytesOf(kVersion);
    const auto row = [&](const char* name, const std::string& bytes, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(message);
    };
    std::string scalar = bytesOf(kScalar);
    scalar[20] ^= 1;
    row("content", good + scalar, "record 2 at byte 40 has not the right checksum");
    scalar = bytesOf(kScalar);
    scalar[3] ^= 1;
    row("length", good + scalar, "the length of record 2 at byte 40 has not the right checksum");
    row("no events",
        std::string(100, 'x'),
        "the length of record 1 at byte 0 has not the right checksum");
    row("zeros",
        good + std::string(100, '\0'),
        "the length of record 2 at byte 40 has not the right checksum");
    // 2^60 bytes, with the right checksum.
    const std::string huge =
        bytesOf("0000000000000010") + framedRecord(bytesOf("0000000000000010")).substr(20);
    row("huge",
        good + huge + std::string(50, 'x'),
        "record 2 at byte 40 cannot be 1152921504606846976 bytes long");
    row("no event", good + framedRecord("\x0a"), "record 2 at byte 40 holds no event");
    row("no value",
        good + framedRecord("\x2a\x04\x0a\x02\x0a\x7f"),
        "record 2 at byte 40 holds no event");
    row("group", good + framedRecord("\x0b"), "record 2 at byte 40 holds no event");
}

void TestEventReader::refusesDamage() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    EventReader reader(write("damaged", bytes.toStdString()));
    const QString refusal = refusalOf([&] { valuesIn(reader); });
    QVERIFY2(refusal.endsWith("damaged: " + message), qPrintable(refusal));
    QCOMPARE(refusalOf([&] { valuesIn(reader); }), refusal); // and stays so
    EventReader missing(path("nowhere"));
    QVERIFY(refusalOf([&] { valuesIn(missing); }).endsWith("nowhere: the file cannot be opened"));
}

void TestEventReader::keepsWhatCameBefore() {
    EventReader reader(
        write("before", bytesOf(kVersion) + bytesOf(kScalar) + std::string(30, 'x')));
    std::string values;
    const auto& fault = reader.tryRead([&](const LoggedValue& value) { values += textOf(value); });
    QCOMPARE(values, std::string("a 3 1.5 2.5"));
    QVERIFY(QString(fault->what())
                .endsWith("the length of record 3 at byte 79 has not the right checksum"));
}

void TestEventReader::walksWires() {
    using Kind = Wire::Field::Kind;
    Wire wire(std::string_view(
        "\x08\x96\x01\x12\x01x\x1d\x01\x00\x00\x80\x21\x01\x00\x00\x00\x00\x00\x00\x80", 20));
    auto field = wire.next();
    QVERIFY(field->number == 1 && field->value == 150 && field->kind == Kind::Number);
    field = wire.next();
    QVERIFY(field->number == 2 && field->bytes == "x" && field->kind == Kind::Bytes);
    QVERIFY(!wire.isAtEnd());
    field = wire.next();
    QVERIFY(field->number == 3 && field->value == 0x80000001U);
    field = wire.next();
    QVERIFY(field->number == 4 && field->value == 0x8000000000000001U);
    QVERIFY(!wire.next() && wire.isAtEnd());
    for (const std::string_view broken :
         {std::string_view("\x08"),
          std::string_view("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
          std::string_view("\x12\x02x"),
          std::string_view("\x1d\x01"),
          std::string_view("\x0b"),
          std::string_view("\0\0", 2)}) {
        Wire walk(broken);
        QVERIFY(!walk.next() && !walk.isAtEnd());
    }
}

void TestEventReader::readsFolders() {
    const std::string head = bytesOf(kVersion);
    write("logs/events.out.tfevents.1.host", head + bytesOf(kHistogram));
    write("logs/b/train/events.out.tfevents.2.host.v2", head + bytesOf(kScalar));
    write(
        "logs/b/train/events.out.tfevents.1.host.v2",
        head + bytesOf(kScalar) + bytesOf(kFloatTensor));
    write("logs/b/notes.txt", "no log");
    write("logs/a/x.tfevents.y", head);
    fs::create_directory_symlink(path("logs"), path("logs/round"));
    const EventLog log(path("logs"));
    QCOMPARE(log.runs().size(), std::size_t{3});
    QCOMPARE(log.runs()[0].name, std::string("."));
    QCOMPARE(log.runs()[1].name, std::string("a"));
    const LogRun& train = log.runs()[2];
    QCOMPARE(train.name, std::string("b/train"));
    QCOMPARE(train.scalars.size(), std::size_t{2});
    QCOMPARE(train.scalars.at("a").size(), std::size_t{2});
    QCOMPARE(train.scalars.at("t")[0].value, 1.25);
    QCOMPARE(train.scalars.at("t")[0].step, std::int64_t{4});
    QCOMPARE(log.runs()[0].histograms.at("h")[0].data.buckets.size(), std::size_t{3});
    QVERIFY(log.faults().empty() && log.cutOffs().empty());
    QVERIFY(refusalOf([&] { EventLog(path("nowhere")); }).endsWith("the folder cannot be read"));
    QVERIFY(EventLog(path("logs/b/train")).runs().at(0).name == ".");
}

void TestEventReader::followsFolders() {
    const std::string scalar = bytesOf(kScalar);
    const fs::path file =
        write("live/events.out.tfevents.1", bytesOf(kVersion) + scalar.substr(0, 9));
    EventLog log(path("live"));
    QCOMPARE(log.cutOffs().size(), std::size_t{1});
    QCOMPARE(log.runs().at(0).scalars.size(), std::size_t{0});
    std::ofstream(file, std::ios::binary | std::ios::app) << scalar.substr(9) << scalar;
    write("live/val/events.out.tfevents.1", bytesOf(kVersion) + scalar);
    log.refresh();
    QVERIFY(log.cutOffs().empty());
    QCOMPARE(log.runs().at(0).scalars.at("a").size(), std::size_t{2});
    QCOMPARE(log.runs().at(1).name, std::string("val"));
    log.refresh();
    QCOMPARE(log.runs().at(0).scalars.at("a").size(), std::size_t{2});
}

void TestEventReader::goesOnBesideDamage() {
    const std::string good = bytesOf(kVersion) + bytesOf(kScalar);
    write("mixed/a/events.out.tfevents.1", good + "what is this, what is this?");
    write("mixed/b/events.out.tfevents.1", good);
    const EventLog log(path("mixed"));
    QCOMPARE(log.faults().size(), std::size_t{1});
    QVERIFY(log.faults()[0].kind() == Error::Kind::BadFile);
    QCOMPARE(log.runs().at(0).scalars.at("a").size(), std::size_t{1});
    QCOMPARE(log.runs().at(1).scalars.at("a").size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestEventReader)
#include "tst_event_reader.moc"
