#include "engine/api/start.h"
#include "engine/data/csv.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

using namespace tp;
using test::refusalOf;

Q_DECLARE_METATYPE(tp::CsvConfig)

class TestCsv : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 1}); }
    void splits_data();
    void splits();
    void typesOfCells();
    void declaredTypes();
    void labels();
    void choosesColumns();
    void defaults();
    void wrongRows_data();
    void wrongRows();
    void goesOnBehindWrongRows();
    void refusesFiles_data();
    void refusesFiles();
    void refusesConfigs_data();
    void refusesConfigs();
    void limits();
    void readsFiles();
    void readsLittleAtATime();
    void trainsShape();
};

namespace {

std::string valueText(const DatasetElement& cell) {
    if (cell.isMissing())
        return "-";
    const Tensor& tensor = cell.tensor();
    if (tensor.dtype() == DType::String)
        return '\'' + tensor.scalar<std::string>() + '\'';
    if (tensor.dtype() == DType::Float32)
        return toText(tensor.scalar<float>());
    if (tensor.dtype() == DType::Bool)
        return tensor.scalar<std::uint8_t>() ? "true" : "false";
    return 'i' + toText(static_cast<std::int64_t>(tensor.scalar<std::int32_t>()));
}

std::string elementText(const DatasetElement& element) {
    if (!element.isNamed())
        return valueText(element);
    std::string text = "{";
    for (const auto& [name, member] : element.members())
        text += (text.size() == 1 ? "" : " ") + name + ":" + elementText(member);
    return text + "}";
}

/// All rows on one line.
std::string rowsOf(const std::string& text, const CsvConfig& config = {}) {
    std::string all;
    data::csv(CsvSource::text(text, "t.csv"), config).forEach([&](const DatasetElement& row) {
        all += elementText(row);
    });
    return all;
}

} // namespace

void TestCsv::splits_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rows");
    const auto row = [](const char* name, const char* text, const char* rows) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(rows);
    };
    row("plain", "a,b\nx,y\nz,w\n", "{a:'x' b:'y'}{a:'z' b:'w'}");
    row("no last line break", "a,b\nx,y", "{a:'x' b:'y'}");
    row("CR LF", "a,b\r\nx,y\r\n", "{a:'x' b:'y'}");
    row("CR", "a,b\rx,y\rz,w", "{a:'x' b:'y'}{a:'z' b:'w'}");
    row("byte order mark",
        "\xef\xbb\xbf"
        "a,b\nx,y\n",
        "{a:'x' b:'y'}");
    row("only a header", "a,b\n", "");
    row("quotes", "\"a\",\"b\"\n\"x\",\"y,z\"\n", "{a:'x' b:'y,z'}");
    row("doubled quotes", "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "{a:'say \"hi\"' b:'\"'}");
    row("line breaks in quotes", "a,b\n\"x\r\ny\",\"z\nw\"\n", "{a:'x\r\ny' b:'z\nw'}");
    row("quoted header", "\"a \"\"1\"\"\",\"b\n2\"\n1,2\n", "{a \"1\":1 b\n2:2}");
    row("quotes inside", "a,b\nx\"y,z\"\n", "{a:'x\"y' b:'z\"'}");
    row("empty values", "a,b\n,\n\"\",x\n", "{a:- b:-}{a:- b:'x'}");
    row("blank lines", "a,b\n\n1,2\n\r\n\n3,4\n\n", "{a:1 b:2}{a:3 b:4}");
    row("blank lines of one column", "a\n1\n\n2\n", "{a:1}{a:-}{a:2}");
    row("UTF-8", "größe,名\n½,豆腐\n", "{größe:'½' 名:'豆腐'}");
}

void TestCsv::splits() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rows);
    QCOMPARE(QByteArray::fromStdString(rowsOf(text.toStdString())), rows);
}

void TestCsv::typesOfCells() {
    // As Number() of JavaScript reads them.
    QCOMPARE(
        rowsOf("x\n 12 \n+3\n-.5\n5.\n1e3\n1e999\n-1e-999\nInfinity\n-Infinity\n"),
        std::string("{x:12}{x:3}{x:-0.5}{x:5}{x:1000}{x:Infinity}{x:-0}{x:Infinity}{x:-Infinity}"));
    QCOMPARE(
        rowsOf("x\nnan\ninf\n1e\n--1\n+-1\n1 2\n.\n-\n1,\n", {.delimiter = ';'}),
        std::string("{x:'nan'}{x:'inf'}{x:'1e'}{x:'--1'}{x:'+-1'}{x:'1 2'}{x:'.'}{x:'-'}{x:'1,'}"));
}

void TestCsv::declaredTypes() {
    const CsvConfig config{
        .columnConfigs = {
            {"f", {.dtype = DType::Float32}},
            {"i", {.dtype = DType::Int32}},
            {"b", {.dtype = DType::Bool}},
            {"s", {.dtype = DType::String}}}};
    QCOMPARE(
        rowsOf("f,i,b,s\n1,2.9,1,4\n1.5,-2.1,TRUE,x\n,,,\n0,0,yes,\n", config),
        std::string("{f:1 i:i2 b:true s:'4'}{f:1.5 i:i-3 b:true s:'x'}{f:- i:- b:- s:-}"
                    "{f:0 i:i0 b:false s:-}"));
}

void TestCsv::labels() {
    const CsvConfig config{.columnConfigs = {{"b", {.isLabel = true}}}};
    QCOMPARE(rowsOf("a,b,c\n1,2,3\n", config), std::string("{xs:{a:1 c:3} ys:{b:2}}"));
    const CsvConfig all{.columnConfigs = {{"a", {.isLabel = true}}}};
    QCOMPARE(rowsOf("a\n1\n", all), std::string("{xs:{} ys:{a:1}}"));
}

void TestCsv::choosesColumns() {
    CsvConfig config{.columnConfigs = {{"c", {}}, {"a", {}}}, .configuredColumnsOnly = true};
    const auto source = CsvSource::text("a,b,c\n1,2,3\n", "t.csv");
    QCOMPARE(rowsOf("a,b,c\n1,2,3\n", config), std::string("{a:1 c:3}"));
    QCOMPARE(data::csvColumnNames(source, config), (std::vector<std::string>{"a", "c"}));
    QCOMPARE(data::csvColumnNames(source), (std::vector<std::string>{"a", "b", "c"}));

    config = {.hasHeader = false, .columnNames = {"p", "q"}};
    QCOMPARE(rowsOf("1,2\n3,4\n", config), std::string("{p:1 q:2}{p:3 q:4}"));
    config.hasHeader = true;
    QCOMPARE(rowsOf("1,2\n3,4\n", config), std::string("{p:3 q:4}"));
    QCOMPARE(rowsOf("a;b\n1;\"2;\"\n", {.delimiter = ';'}), std::string("{a:1 b:'2;'}"));
    QCOMPARE(
        rowsOf("  a  b\n1 \t 2 \n  3 4", {.delimWhitespace = true}),
        std::string("{a:1 b:2}{a:3 b:4}"));
}

void TestCsv::defaults() {
    const CsvConfig config{
        .columnConfigs = {
            {"a", {.required = true, .dtype = DType::Int32, .defaultValue = 7}},
            {"b", {.defaultValue = "none"}}}};
    QCOMPARE(rowsOf("a,b\n,\n1,x\n", config), std::string("{a:i7 b:'none'}{a:i1 b:'x'}"));
}

void TestCsv::wrongRows_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(message);
    };
    row("too few", "a,b\n1,2\n3\n", "t.csv: line 3: there are 1 values, but 2 columns: 3");
    row("too many",
        "a,b\n\"1\n\",2\n3,4,5\n",
        "t.csv: line 4: there are 3 values, but 2 columns: 3, 4, 5");
    row("after quotes",
        "a,b\n\"1\"x,2\n",
        "t.csv: line 2: text follows a closing quotation mark: 1x, 2");
    row("required", "r,b\n,2\n", "t.csv: line 2: column \"r\" is empty, but required: , 2");
    row("label", "l,b\n,2\n", "t.csv: line 2: column \"l\" is empty, but required: , 2");
    row("no number",
        "f,b\none,2\n",
        "t.csv: line 2: column \"f\" is float32, but has \"one\": one, 2");
    row("too large",
        "i,b\n3e9,2\n",
        "t.csv: line 2: column \"i\" is int32, but has \"3e9\": 3e9, 2");
    row("infinite",
        "i,b\nInfinity,2\n",
        "t.csv: line 2: column \"i\" is int32, but has \"Infinity\": Infinity, 2");
}

void TestCsv::wrongRows() {
    QFETCH(QByteArray, text);
    CsvConfig config;
    const CsvConfig all{
        .columnConfigs = {
            {"r", {.required = true}},
            {"l", {.isLabel = true}},
            {"f", {.dtype = DType::Float32}},
            {"i", {.dtype = DType::Int32}}}};
    for (const auto& column : all.columnConfigs) {
        if (text[0] == column.first[0])
            config.columnConfigs = {column};
    }
    QTEST(refusalOf([&] { rowsOf(text.toStdString(), config); }), "message");
}

void TestCsv::goesOnBehindWrongRows() {
    const std::string text = "a,b\n1,2\n3\n\"4\"x,5\n6,7\n";
    const auto iterator = data::csv(CsvSource::text(text, "t.csv")).iterator();
    QCOMPARE(elementText(*iterator->next()), std::string("{a:1 b:2}"));
    QVERIFY(refusalOf([&] { iterator->next(); }).contains("line 3"));
    QVERIFY(refusalOf([&] { iterator->next(); }).contains("line 4"));
    QCOMPARE(elementText(*iterator->next()), std::string("{a:6 b:7}"));
    QVERIFY(!iterator->next());

    QStringList told;
    CsvConfig config;
    config.onWrongRow = [&](const Error& error) { told << QString::fromUtf8(error.what()); };
    QCOMPARE(rowsOf(text, config), std::string("{a:1 b:2}{a:6 b:7}"));
    QCOMPARE(told.size(), 2);

    // Long rows are shortened, and not within a letter.
    told.clear();
    std::string letters;
    for (int i = 0; i < 150; ++i)
        letters += "ä";
    rowsOf("a,b\nx" + letters + "\n", config);
    QVERIFY(told.at(0).endsWith(QString(99, QChar(0xe4)) + QChar(0x2026)));
}

void TestCsv::refusesFiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& text, const char* message) {
        QTest::newRow(name) << text << QString::fromUtf8(message);
    };
    row("nothing", "", "t.csv: the file is empty, and lacks even a header");
    row("two names", "a,b,a\n", "t.csv: there are two columns \"a\"");
    row("open quote",
        "a,b\n1,2\n3,\"4\n5,6\n",
        "t.csv: line 3: a quotation that begins here does not end; the row began in line 3");
    row("UTF-16",
        QByteArray(
            "\xff\xfe"
            "a\0,\0",
            6),
        "t.csv: the text is UTF-16; save it as UTF-8");
}

void TestCsv::refusesFiles() {
    QFETCH(QByteArray, text);
    QTEST(refusalOf([&] { rowsOf(text.toStdString()); }), "message");
    QVERIFY(
        refusalOf([&] {
            rowsOf("a,b\n", {.columnConfigs = {{"c", {}}}});
        }).startsWith("t.csv: there is no column \"c\", which is configured, among these: a, b"));
    QCOMPARE(
        refusalOf([&] { rowsOf("a,b\n", {.columnNames = {"x"}}); }),
        QString("t.csv: columnNames has 1 names, but the header has 2"));
}

void TestCsv::refusesConfigs_data() {
    QTest::addColumn<CsvConfig>("config");
    QTest::addColumn<QString>("message");
    const auto row = [](const CsvConfig& config, const char* message) {
        QTest::newRow(message) << config << QString(message);
    };
    row({.hasHeader = false}, "csv: columnNames must be given if there is no header");
    row({.delimiter = ';', .delimWhitespace = true},
        "csv: a delimiter cannot be given together with delimWhitespace");
    row({.delimiter = '"'}, "csv: quotation marks and line breaks cannot be delimiters");
    row({.configuredColumnsOnly = true}, "csv: configuredColumnsOnly needs columnConfigs");
    row({.columnConfigs = {{"a", {}}, {"a", {}}}}, "csv: column \"a\" is configured twice");
    row({.columnConfigs = {{"a", {.dtype = DType::Complex64}}}},
        "csv: column \"a\" cannot be read as complex64");
    row({.columnConfigs = {{"a", {.defaultValue = tensor({1, 2})}}}},
        "csv: the default of column \"a\" must be a scalar");
    row({.columnConfigs = {{"a", {.dtype = DType::Int32, .defaultValue = "x"}}}},
        "csv: the default of column \"a\" is string, but the column is int32");
}

void TestCsv::refusesConfigs() {
    QFETCH(CsvConfig, config);
    QTEST(refusalOf([&] { data::csv(CsvSource::text("a\n", "t.csv"), config); }), "message");
}

/// What a hostile file may cost.
void TestCsv::limits() {
    const std::string endless = "a,b\n1,2\n\"" + std::string(std::size_t{17} << 20U, 'x');
    QCOMPARE(
        refusalOf([&] { rowsOf(endless); }),
        QString("t.csv: line 3: the row is longer than 16777216 bytes; is a quotation mark not "
                "closed?"));
    const std::string wide = "a\n" + std::string(70000, ',') + "\n1\n";
    QCOMPARE(
        refusalOf([&] { rowsOf(wide); }),
        QString("t.csv: line 2: the row has more than 65536 values"));
    const auto iterator = data::csv(CsvSource::text(wide, "t.csv")).iterator();
    QVERIFY(refusalOf([&] { iterator->next(); }).contains("65536"));
    QVERIFY(!iterator->next());
}

void TestCsv::readsFiles() {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString());
    std::ofstream(path / "t.csv") << "a,b\n1,2\n3,4\n";
    const Dataset rows = data::csv(path / "t.csv");
    QCOMPARE(rows.toArray().size(), std::size_t{2});
    QCOMPARE(
        rows.batch(2).toArray().at(0)["b"].tensor().dataSync<float>(), (std::vector<float>{2, 4}));
    QVERIFY(refusalOf([&] {
                data::csv(path / "u.csv").toArray();
            }).endsWith("u.csv: the file cannot be opened"));
    QVERIFY(refusalOf([&] { data::csv(path).toArray(); }).endsWith("the file cannot be opened"));
}

namespace {

/// Rows without end, counting how much of them was asked for.
class EndlessText : public std::streambuf {
public:
    explicit EndlessText(std::size_t& given) : m_given(given) {}

protected:
    int_type underflow() override {
        m_given += m_part.size();
        setg(m_part.data(), m_part.data(), m_part.data() + m_part.size());
        return traits_type::to_int_type(m_part.front());
    }

private:
    std::size_t& m_given;
    std::string m_part = "1,2\n";
};

class EndlessStream : public std::istream {
public:
    explicit EndlessStream(std::size_t& given) : std::istream(nullptr), m_text(given) {
        rdbuf(&m_text);
    }

private:
    EndlessText m_text;
};

} // namespace

void TestCsv::readsLittleAtATime() {
    std::size_t given = 0;
    const CsvSource source("endless", [&] { return std::make_unique<EndlessStream>(given); });
    const Dataset rows = data::csv(source, {.hasHeader = false, .columnNames = {"a", "b"}});
    QCOMPARE(rows.take(3).toArray().size(), std::size_t{3});
    QVERIFY(given <= 1 << 17);
    QCOMPARE(rows.skip(100000).take(1).toArray().size(), std::size_t{1});
}

/// The way from a file to what fitDataset() takes.
void TestCsv::trainsShape() {
    const CsvConfig config{.columnConfigs = {{"y", {.isLabel = true}}}};
    const Dataset batches =
        data::csv(CsvSource::text("a,y,b\n1,2,3\n4,5,6\n", "t.csv"), config)
            .map([](const DatasetElement& row) {
                return DatasetElement{
                    {"xs", data::mergeColumns(row["xs"])}, {"ys", data::mergeColumns(row["ys"])}};
            })
            .batch(2);
    const DatasetElement batch = batches.toArray().at(0);
    QCOMPARE(batch["xs"].tensor().dataSync<float>(), (std::vector<float>{1, 3, 4, 6}));
    QVERIFY(batch["ys"].tensor().shape() == (Shape{2, 1}));
}

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
