#include "engine/base/error.h"
#include "engine/base/resources.h"
#include "engine/data/json_table.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace tp;

class TestJsonTable : public QObject {
    Q_OBJECT

private slots:
    void cars();
    void cells();
    void refuses_data();
    void refuses();
    void shortRowsTakeNoMuchMemory();
    void missingFile();
};

void TestJsonTable::cars() {
    const Table cars = readJsonTable(resource("datasets/cars.json"));
    QCOMPARE(cars.rowCount(), std::size_t{406});
    QCOMPARE(cars.columns().front(), std::string("Name"));
    std::size_t complete = 0;
    for (std::size_t row = 0; row < cars.rowCount(); ++row)
        complete += cars.number(row, "Horsepower") && cars.number(row, "Miles_per_Gallon") ? 1 : 0;
    QCOMPARE(complete, std::size_t{392});
    QCOMPARE(cars.text(0, "Name"), std::string("chevrolet chevelle malibu"));
}

void TestJsonTable::cells() {
    const Table table =
        parseJsonTable(R"([{"a": 1, "b": null}, {"b": "x", "c": true}, {}])", "small");
    QCOMPARE(table.columns(), (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(table.number(0, "a"), std::optional<double>(1));
    QVERIFY(!table.number(0, "b"));
    QVERIFY(!table.number(2, "a"));
    QCOMPARE(table.text(1, "b"), std::string("x"));
    QCOMPARE(table.text(1, "c"), std::string("true"));
    QVERIFY_EXCEPTION_THROWN(table.number(1, "b"), Error);
    QVERIFY_EXCEPTION_THROWN(table.number(3, "a"), Error);
    QVERIFY_EXCEPTION_THROWN(table.number(0, "d"), Error);
}

void TestJsonTable::refuses_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << QByteArray() << "t.json: not valid JSON at byte 1, after row 0";
    QTest::newRow("cut off") << QByteArray(R"([{"a": 1}, {"a")")
                             << "t.json: not valid JSON at byte 16, after row 2";
    QTest::newRow("object") << QByteArray("{}")
                            << "t.json: expected a list of rows, found an object";
    QTest::newRow("number") << QByteArray("3")
                            << "t.json: expected a list of rows, found a single value";
    QTest::newRow("row of number")
        << QByteArray("[1]") << "t.json: row 1 is not an object with named values";
    QTest::newRow("nested list") << QByteArray(R"([{"a": [1]}])")
                                 << "t.json: row 1 holds a list where a single value is expected";
    QTest::newRow("nested object")
        << QByteArray(R"([{"a": 1}, {"a": {}}])")
        << "t.json: row 2 holds an object where a single value is expected";
    QTest::newRow("deep") << QByteArray(100000, '[')
                          << "t.json: row 0 holds a list where a single value is expected";
    QTest::newRow("bad text") << QByteArray("[{\"a\": \"\xff\"}]")
                              << "t.json: not valid JSON at byte 9, after row 1";
}

void TestJsonTable::refuses() {
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    QString got;
    try {
        parseJsonTable({json.data(), static_cast<std::size_t>(json.size())}, "t.json");
    } catch (const Error& error) {
        QVERIFY(error.kind() == Error::Kind::BadFile);
        got = error.what();
    }
    QCOMPARE(got, message);
}

void TestJsonTable::shortRowsTakeNoMuchMemory() {
    std::string json = "[{";
    for (int column = 0; column < 4000; ++column)
        json += "\"" + std::to_string(column) + "\":0,";
    json += "\"last\":0}";
    const std::string row = ",{\"last\":1}"; // a cell behind 4000 others
    QCOMPARE(
        parseJsonTable(json + row + "]", "t.json").number(1, "last"), std::optional<double>(1));
    for (int i = 0; i < 1100; ++i)
        json += row;
    try {
        parseJsonTable(json + "]", "t.json");
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(
            QString(error.what()),
            QString("t.json: row 1050 leaves out more cells than a table may lack"));
    }
}

void TestJsonTable::missingFile() {
    QVERIFY_EXCEPTION_THROWN(readJsonTable("nowhere/t.json"), Error);
    const QTemporaryDir folder;
    const std::string file = folder.filePath("t.json").toStdString();
    std::ofstream(file) << R"([{"a": 2}])";
    QCOMPARE(readJsonTable(file).number(0, "a"), std::optional<double>(2));
}

QTEST_APPLESS_MAIN(TestJsonTable)
#include "tst_json_table.moc"
