#include "engine/base/json.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using tp::test::refusalOf;

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesBack();
    void numbersHaveFewestDigits();
    void theLastOfTwoMembersCounts();
    void orderOfMembersDoesNotMatterToEquality();
    void refusals_data();
    void refusals();
    void complaintsSayWhere();
};

void TestJson::readsAndWritesBack() {
    const std::string text =
        R"({"b":[1,-2.5,true,null,"ä\n\"\\"],"a":{},"list":[],"deep":[[[{"x":[0]}]]]})";
    QCOMPARE(Json::parse(text, "t").dump(), text);
}

void TestJson::numbersHaveFewestDigits() {
    const Json numbers = Json::List{
        0.1, 1e21, 3.0, -0.25, 1.0 / 3, std::numeric_limits<double>::quiet_NaN(), 1 << 30};
    QCOMPARE(numbers.dump(), std::string("[0.1,1e+21,3,-0.25,0.3333333333333333,null,1073741824]"));
}

void TestJson::theLastOfTwoMembersCounts() {
    QCOMPARE(Json::parse(R"({"a":1,"a":2})", "t").find("a")->number(), 2.0);
}

void TestJson::orderOfMembersDoesNotMatterToEquality() {
    QVERIFY(Json::parse(R"({"a":1,"b":[2]})", "t") == Json::parse(R"({"b":[2],"a":1})", "t"));
    QVERIFY(!(Json::parse(R"({"a":1})", "t") == Json::parse(R"({"a":1,"b":2})", "t")));
    QVERIFY(!(Json::parse(R"([{"a":1}])", "t") == Json::parse(R"([{"a":2}])", "t")));
}

void TestJson::refusals_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << ""
                             << "t: not valid JSON at byte 1";
    QTest::newRow("cut short") << "{\"a\":[1,"
                               << "t: not valid JSON at byte 9";
    QTest::newRow("more after it") << "1 2"
                                   << "t: not valid JSON at byte 3";
    QTest::newRow("deep") << QString(300, '[')
                          << "t: lists and objects lie within each other more than 256 deep";
    QTest::newRow("no UTF-8") << QString::fromLatin1("\"\\ud800\"")
                              << "t: not valid JSON at byte 8";
}

void TestJson::refusals() {
    QFETCH(QString, text);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { Json::parse(text.toStdString(), "t"); }), message);
}

void TestJson::complaintsSayWhere() {
    const Json json = Json::parse(R"({"layers":[{"units":2.5,"name":7,"activation":null}]})", "m");
    const JsonReader layer = JsonReader(json, "m")["layers"].element(0);
    QCOMPARE(
        refusalOf([&] { layer["units"].integer(); }),
        "m.layers[0].units: expected a whole number, but found 2.5");
    QCOMPARE(
        refusalOf([&] { layer["name"].text(); }), "m.layers[0].name: expected text, but found 7");
    QCOMPARE(refusalOf([&] { layer["rate"]; }), "m.layers[0]: \"rate\" is missing");
    QCOMPARE(
        refusalOf([&] { JsonReader(json, "m")["layers"].element(1); }),
        "m.layers: expected 2 elements or more, but found 1");
    QCOMPARE(refusalOf([&] { layer.number(); }), "m.layers[0]: expected a number, but found {…}");
    const Json letters = Json::parse("\"" + std::string(50, 'x') + "\"", "m");
    QCOMPARE(
        refusalOf([&] { JsonReader(letters, "m").boolean(); }),
        QString("m: expected true or false, but found \"" + QString(39, 'x') + "…"));
    QVERIFY(!layer.find("activation"));
    QVERIFY(layer.find("units"));
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
