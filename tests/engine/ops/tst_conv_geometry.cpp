#include "engine/ops/conv_geometry.h"

#include <QtTest>

using namespace tp;

/// Where windows lie, along one axis, as TensorFlow.js places them.
class TestConvGeometry : public QObject {
    Q_OBJECT

private slots:
    void axis_data() {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("filter");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("dilation");
        QTest::addColumn<QString>("pad");
        QTest::addColumn<QString>("rounding");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("before");
        QTest::newRow("same") << 5 << 3 << 1 << 1 << "same"
                              << "" << 5 << 1;
        QTest::newRow("same, even window") << 4 << 2 << 1 << 1 << "same"
                                           << "" << 4 << 0;
        QTest::newRow("same, stride") << 224 << 3 << 2 << 1 << "same"
                                      << "" << 112 << 0;
        QTest::newRow("same, dilated") << 7 << 3 << 1 << 2 << "same"
                                       << "" << 7 << 2;
        QTest::newRow("same, stride beyond the window") << 5 << 1 << 3 << 1 << "same"
                                                        << "" << 2 << 0;
        QTest::newRow("same, nothing") << 0 << 3 << 1 << 1 << "same"
                                       << "" << 0 << 1;
        QTest::newRow("valid") << 5 << 3 << 2 << 1 << "valid"
                               << "" << 2 << 0;
        QTest::newRow("valid, just too large") << 1 << 2 << 1 << 1 << "valid"
                                               << "" << 0 << 0;
        QTest::newRow("valid, dilated") << 5 << 2 << 1 << 3 << "valid"
                                        << "" << 2 << 0;
        QTest::newRow("number, cut") << 4 << 3 << 2 << 1 << "0"
                                     << "" << 1 << 0;
        QTest::newRow("number, floor") << 4 << 3 << 2 << 1 << "0"
                                       << "floor" << 1 << 0;
        QTest::newRow("number, ceil") << 4 << 3 << 2 << 1 << "0"
                                      << "ceil" << 2 << 0;
        QTest::newRow("number, a half is rounded up") << 4 << 3 << 2 << 1 << "0"
                                                      << "round" << 2 << 0;
        QTest::newRow("number, a third is not") << 4 << 3 << 3 << 1 << "0"
                                                << "round" << 1 << 0;
        QTest::newRow("number") << 4 << 3 << 1 << 1 << "2"
                                << "" << 6 << 2;
    }

    void axis() {
        QFETCH(int, in);
        QFETCH(int, filter);
        QFETCH(int, stride);
        QFETCH(int, dilation);
        QFETCH(QString, pad);
        QFETCH(QString, rounding);
        WindowOptions options;
        options.strides = {stride};
        options.dilations = {dilation};
        options.dimRoundingMode = rounding.toStdString();
        bool isNumber = false;
        const int number = pad.toInt(&isNumber);
        const Pad given = isNumber ? Pad(number) : Pad(pad.toStdString());
        options.pad = given.how();
        options.explicitPaddings = given.sizes();
        const auto geometry = windowGeometry({2, in, in, 3}, {filter}, 2, options, "test");
        for (const WindowAxis& axis : geometry.axes()) {
            QTEST(int(axis.out), "out");
            QTEST(int(axis.padBefore), "before");
        }
        QCOMPARE(toText(geometry.inShape()), toText(Shape{2, in, in, 3}));
    }

    void pairsFollowTheDataFormat() {
        WindowOptions options;
        const Pad pad{{0, 0}, {9, 9}, {1, 2}, {3, 0}};
        options.pad = pad.how();
        options.explicitPaddings = pad.sizes();
        options.dataFormat = "NCHW";
        const auto geometry = windowGeometry({1, 3, 4, 5}, {2, 2}, 2, options, "test");
        QCOMPARE(toText(geometry.outShape(7)), toText(Shape{1, 7, 6, 7}));
        QCOMPARE(geometry.axis[0].padBefore, 1);
        QCOMPARE(geometry.axis[0].padAfter(), 2);
        QCOMPARE(geometry.axis[1].padBefore, 3);
        QCOMPARE(geometry.axis[1].padAfter(), 0);
    }

    void aNumberGoesByTheRowsInTwoDimensions() {
        WindowOptions options;
        options.pad = "explicit";
        options.explicitPaddings = {0};
        const auto flat = windowGeometry({1, 4, 6, 1}, {1, 3}, 2, options, "test");
        QCOMPARE(flat.axis[1].out, 6);
        const auto deep = windowGeometry({1, 4, 4, 6, 1}, {1, 1, 3}, 3, options, "test");
        QCOMPARE(deep.axis[2].out, 4);
    }

    void samePaddingMayBeNegativeInThreeDimensions() {
        WindowOptions options;
        options.pad = "same";
        options.strides = {2};
        const auto geometry = windowGeometry({1, 4, 4, 4, 1}, {1}, 3, options, "test");
        QCOMPARE(geometry.axis[0].out, 2);
        QCOMPARE(geometry.axis[0].padBefore, -1);
    }
};

QTEST_APPLESS_MAIN(TestConvGeometry)
#include "tst_conv_geometry.moc"
