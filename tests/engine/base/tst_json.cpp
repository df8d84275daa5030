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
    void numbersAreExact_data();
    void numbersAreExact();
    void readsWhatIsRareButRight_data();
    void readsWhatIsRareButRight();
    void theLastOfTwoMembersCounts();
    void orderOfMembersDoesNotMatterToEquality();
    void refusals_data();
    void refusals();
    void refusesBytesThatAreNoText_data();
    void refusesBytesThatAreNoText();
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

void TestJson::numbersAreExact_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("needs all digits") << "0.1000000000000000055511151231257827" << 0.1;
    QTest::newRow("half way") << "9007199254740993" << 9007199254740992.0;
    QTest::newRow("just above half way")
        << "9007199254740993.00000000000000000000000000000000000000001" << 9007199254740994.0;
    QTest::newRow("smallest") << "4.9406564584124654e-324" << 4.9406564584124654e-324;
    QTest::newRow("rounds to nothing") << "1e-400" << 0.0;
    QTest::newRow("largest") << "1.7976931348623157e308" << 1.7976931348623157e308;
    QTest::newRow("64 bits") << "18446744073709551615" << 18446744073709551615.0;
    QTest::newRow("least of 64 bits") << "-9223372036854775808" << -9223372036854775808.0;
    QTest::newRow("more than 64 bits") << "123456789012345678901234567890" << 1.2345678901234568e29;
    QTest::newRow("much more") << "-" + QString(300, '9') << -1e300;
}

void TestJson::numbersAreExact() {
    QFETCH(QString, text);
    QFETCH(double, number);
    QVERIFY(Json::parse(text.toStdString(), "t").number() == number);
}

void TestJson::readsWhatIsRareButRight_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("same");
    QTest::newRow("mark of UTF-8") << QByteArray("\xEF\xBB\xBF[1]") << QByteArray("[1]");
    QTest::newRow("two halves of a letter")
        << QByteArray(R"("\ud83d\ude00")") << QByteArray("\"\xF0\x9F\x98\x80\"");
    QTest::newRow("letter that is no letter")
        << QByteArray(R"("a\u0000b")") << QByteArray(R"("a\u0000b")");
    QTest::newRow("spaces") << QByteArray(" \t\r\n{ \"a\" : [ ] } \n") << QByteArray(R"({"a":[]})");
    QTest::newRow("deep") << QByteArray(256, '[') + QByteArray(256, ']')
                          << QByteArray(256, '[') + QByteArray(256, ']');
    QTest::newRow("deep, then not") << "[" + QByteArray(255, '[') + QByteArray(255, ']') + ",1e2]"
                                    << "[" + QByteArray(255, '[') + QByteArray(255, ']') + ",100]";
}

void TestJson::readsWhatIsRareButRight() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, same);
    QCOMPARE(
        QByteArray::fromStdString(Json::parse(text.toStdString(), "t").dump()).constData(),
        same.constData());
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
    QTest::newRow("deeper than that by one")
        << QString(257, '[') + QString(257, ']')
        << "t: lists and objects lie within each other more than 256 deep";
    QTest::newRow("deep objects")
        << QString("{\"a\":").repeated(300)
        << "t: lists and objects lie within each other more than 256 deep";
    QTest::newRow("first half of a letter")
        << QString("\"\\ud800\"") << "t: not valid JSON at byte 8";
    QTest::newRow("second half of a letter")
        << QString("\"\\udc00\"") << "t: not valid JSON at byte 7";
    QTest::newRow("too large") << "[1e400]"
                               << "t: not valid JSON at byte 6";
    QTest::newRow("zero in front") << "[01]"
                                   << "t: not valid JSON at byte 3";
    QTest::newRow("no number") << "[NaN]"
                               << "t: not valid JSON at byte 2";
    QTest::newRow("comma at the end") << "[1,]"
                                      << "t: not valid JSON at byte 4";
    QTest::newRow("line break in text") << "\"a\nb\""
                                        << "t: not valid JSON at byte 3";
}

void TestJson::refusals() {
    QFETCH(QString, text);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { Json::parse(text.toStdString(), "t"); }), message);
}

void TestJson::refusesBytesThatAreNoText_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("never in UTF-8") << QByteArray("\xFF");
    QTest::newRow("cut short") << QByteArray("\xC3");
    QTest::newRow("longer than need be") << QByteArray("\xC0\x80");
    QTest::newRow("half of a letter") << QByteArray("\xED\xA0\x80");
    QTest::newRow("beyond the last letter") << QByteArray("\xF4\x90\x80\x80");
    QTest::newRow("zero") << QByteArray(1, '\0');
}

void TestJson::refusesBytesThatAreNoText() {
    QFETCH(QByteArray, bytes);
    const std::string text = '"' + bytes.toStdString() + '"';
    QVERIFY(refusalOf([&] { Json::parse(text, "t"); }).startsWith("t: not valid JSON at byte "));
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
    QCOMPARE(layer.inner(json).path(), std::string("m"));
    const auto handedOver = [&] {
        return JsonReader(json, std::string("handed ") + "over")["layers"];
    };
    const Json other = Json::Object{{"units", "many"}};
    QCOMPARE(
        refusalOf([&] { JsonReader(other, layer)["units"].number(); }),
        "m.layers[0].units: expected a number, but found \"many\"");
    QCOMPARE(handedOver().element(0).path(), std::string("handed over.layers[0]"));
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
