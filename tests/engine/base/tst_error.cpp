#include "engine/base/error.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <cmath>

using namespace tp;
using tp::test::refusalOf;

class TestError : public QObject {
    Q_OBJECT

private slots:
    void argumentsGoWhereTheFormatSays() {
        QCOMPARE(formatText("%2 before %1", {"b", "a"}), std::string("a before b"));
        QCOMPARE(formatText("100 % and %3", {"x"}), std::string("100 % and %3"));
        QCOMPARE(formatText("%1%1", {"x"}), std::string("xx"));
    }

    void numbersAreShort() {
        QCOMPARE(toText(0.1F), std::string("0.1"));
        QCOMPARE(toText(1e-7), std::string("1e-07"));
        QCOMPARE(toText(12.0), std::string("12"));
        QCOMPARE(toText(std::int64_t{-3}), std::string("-3"));
        QCOMPARE(toText(static_cast<double>(NAN)), std::string("NaN"));
        QCOMPARE(toText(static_cast<double>(-INFINITY)), std::string("-Infinity"));
        QCOMPARE(toText(true), std::string("true"));
    }

    void checkThrowsWithKindFormatAndArguments() {
        try {
            check(false, "add: %1 and %2 differ", 1, "two");
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::InvalidArgument);
            QCOMPARE(error.format(), std::string("add: %1 and %2 differ"));
            QCOMPARE(error.arguments(), (std::vector<std::string>{"1", "two"}));
            QCOMPARE(QString(error.what()), QString("add: 1 and two differ"));
        }
        QCOMPARE(refusalOf([] { check(true, "fine"); }), QString("accepted"));
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
