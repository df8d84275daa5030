#include "engine/io/npy.h"
#include "engine/ops/creation.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using namespace tp::io;
using tp::test::pathOf;
using tp::test::refusalOf;

class TestNpy : public QObject {
    Q_OBJECT

private slots:
    void comesBack();
    void headerIsThatOfNumPy();
    void kinds_data();
    void kinds();
    void columnsFirst();
    void versions();
    void refusals_data();
    void refusals();
    void files();
};

namespace {

std::string fileOf(const std::string& header, const std::string& numbers, int version = 1) {
    std::string file = "\x93NUMPY";
    file += static_cast<char>(version);
    file += '\0';
    file += static_cast<char>(header.size());
    file += std::string(version == 1 ? 1 : 3, '\0');
    return file + header + numbers;
}

std::string fileOf(const char* kind, const char* shape, const std::string& numbers) {
    return fileOf(
        std::string("{'descr': '") + kind + "', 'fortran_order': False, 'shape': " + shape +
            ", }\n",
        numbers);
}

Tensor parse(const std::string& file) {
    return parseNpy(bytesOf(file), "t");
}

std::string zeros(std::size_t count) {
    return std::string(count, '\0');
}

} // namespace

void TestNpy::comesBack() {
    const Tensors tensors = {
        fromBuffer(std::vector<float>{1, -2.5, 3, 4, 5, 6}, {2, 3, 1}),
        fromBuffer(std::vector<std::int32_t>{7}, {}),
        fromBuffer(std::vector<std::uint8_t>{1, 0, 1}, {3}),
        fromBuffer(std::vector<float>{}, {0, 5})};
    for (const Tensor& tensor : tensors) {
        const Tensor read = parseNpy(npyBytes(tensor), "t");
        QVERIFY(read.shape() == tensor.shape());
        QCOMPARE(read.dtype(), tensor.dtype());
        QCOMPARE(npyBytes(read), npyBytes(tensor));
    }
    QCOMPARE(
        refusalOf([] { npyBytes(fromBuffer(std::vector<std::string>{"x"}, {1})); }),
        "NumPy's files cannot hold a tensor of dtype string.");
}

void TestNpy::headerIsThatOfNumPy() {
    const Bytes bytes = npyBytes(fromBuffer(std::vector<float>{1, 2}, {2}));
    QCOMPARE(bytes.size() % 64, 8U);
    const std::string text(textOf(bytes));
    QVERIFY(text.starts_with(
        std::string("\x93NUMPY\x01\x00\x76\x00", 10) +
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, ), }"));
    QCOMPARE(text[127], '\n');
}

void TestNpy::kinds_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("numbers");
    QTest::addColumn<QString>("dtype");
    QTest::addColumn<double>("first");
    const auto row =
        [](const char* kind, const QByteArray& numbers, const char* dtype, double first) {
            QTest::newRow(kind) << kind << numbers << dtype << first;
        };
    row("<f4", QByteArray("\0\0\0\300", 4), "float32", -2);
    row("<f8", QByteArray("\0\0\0\0\0\0\0\300", 8), "float32", -2);
    row("<f2", QByteArray("\0\300", 2), "float32", -2);
    row("|u1", "\377", "int32", 255);
    row("|i1", "\377", "int32", -1);
    row("<u2", "\377\377", "int32", 65535);
    row("<i2", "\376\377", "int32", -2);
    row("<i4", "\376\377\377\377", "int32", -2);
    row("<i8", "\376\377\377\377\377\377\377\377", "int32", -2);
}

void TestNpy::kinds() {
    QFETCH(QString, kind);
    QFETCH(QByteArray, numbers);
    QFETCH(QString, dtype);
    QFETCH(double, first);
    const Tensor tensor = parse(fileOf(kind.toUtf8().constData(), "(1,)", numbers.toStdString()));
    QCOMPARE(QString::fromStdString(toText(tensor.dtype())), dtype);
    const double value = tensor.dtype() == DType::Float32
                             ? static_cast<double>(tensor.scalar<float>())
                             : static_cast<double>(tensor.scalar<std::int32_t>());
    QCOMPARE(value, first);
}

void TestNpy::columnsFirst() {
    std::string numbers;
    for (char i = 0; i < 24; ++i)
        numbers += i;
    const Tensor tensor =
        parse(fileOf("{'shape': (2, 3, 4), 'fortran_order': True, 'descr': '|u1'}", numbers));
    const auto values = tensor.dataSync<std::int32_t>();
    for (int a = 0; a < 2; ++a) {
        for (int b = 0; b < 3; ++b) {
            for (int c = 0; c < 4; ++c)
                QCOMPARE(values[static_cast<std::size_t>((a * 3 + b) * 4 + c)], a + 2 * b + 6 * c);
        }
    }
}

void TestNpy::versions() {
    const std::string header = "{\"descr\": \"|b1\", 'fortran_order': False, 'shape': (2L,)}";
    for (const int version : {1, 2, 3}) {
        QCOMPARE(
            parse(fileOf(header, "\1\2", version)).dataSync<std::uint8_t>(),
            (std::vector<std::uint8_t>{1, 1}));
    }
}

void TestNpy::refusals_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& file, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << message;
    };
    row("empty", "", "t: this is no file of a NumPy array");
    row("something else", std::string(100, 'x'), "t: this is no file of a NumPy array");
    row("version 4", fileOf("{}", "", 4), "t: version 4 of the format is not known");
    row("cut", fileOf("<f4", "(1,)", "").substr(0, 20), "t: the file ends within its header");
    row("long header",
        std::string("\x93NUMPY\2\0\377\377\377\377", 12) + std::string(99, ' '),
        "t: the file ends within its header");
    row("no header", fileOf("", ""), "t: the header is not one that NumPy writes");
    row("nothing in it", fileOf("{}", ""), "t: the header is not one that NumPy writes");
    row("code",
        fileOf("__import__('os').system('x')", ""),
        "t: the header is not one that NumPy writes");
    row("a negative size",
        fileOf("<f4", "(-1,)", ""),
        "t: the header is not one that NumPy writes");
    row("big end first",
        fileOf(">f4", "(1,)", zeros(4)),
        "t: elements of kind \">f4\" cannot be read");
    row("objects", fileOf("|O", "(1,)", zeros(8)), "t: elements of kind \"|O\" cannot be read");
    row("too few",
        fileOf("<f4", "(2,)", zeros(7)),
        "t: an array of shape [2] needs 8 bytes, but there are 7");
    row("too many",
        fileOf("<f4", "()", zeros(5)),
        "t: an array of shape [] needs 4 bytes, but there are 5");
    row("huge",
        fileOf("<f4", "(9223372036854775807, 9223372036854775807)", ""),
        "t: an array of shape [9223372036854775807, 9223372036854775807] has more elements than "
        "memory can hold");
    row("huge and empty",
        fileOf("<f4", "(9223372036854775807, 9223372036854775807, 0)", ""),
        "t: an array of shape [9223372036854775807, 9223372036854775807, 0] has more elements than "
        "memory can hold");
    row("beyond int64",
        fileOf("<f4", "(99999999999999999999,)", ""),
        "t: the header is not one that NumPy writes");
    row("nine axes",
        fileOf("<f4", "(1,1,1,1,1,1,1,1,1)", zeros(4)),
        "t: the array has more than the 8 axes that a tensor may have");
    row("beyond int32",
        fileOf("<i8", "(1,)", std::string("\0\0\0\0\1\0\0\0", 8)),
        "t: 4294967296 does not fit an int32");
}

void TestNpy::refusals() {
    QFETCH(QByteArray, file);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { parse(file.toStdString()); }), message);
}

void TestNpy::files() {
    const QTemporaryDir folder;
    const auto file = pathOf(folder) / "ä.npy";
    writeNpy(file, fromBuffer(std::vector<float>{1}, {1}));
    writeNpy(file, fromBuffer(std::vector<float>{2}, {1}));
    QCOMPARE(readNpy(file).scalar<float>(), 2.0F);
    QVERIFY(
        refusalOf([&] { readNpy(pathOf(folder) / "x"); }).endsWith("/x: there is no such file"));
    QVERIFY(refusalOf([&] {
                writeNpy(pathOf(folder) / "no" / "x", fromBuffer(std::vector<float>{2}, {1}));
            }).endsWith("/no/x: the file cannot be written: No such file or directory"));
}

QTEST_APPLESS_MAIN(TestNpy)
#include "tst_npy.moc"
