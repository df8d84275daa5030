#include "app/theme/theme.h"

#include <QTest>

using app::contrastRatio;
using app::ThemeColors;

/// Whether everything can be read: WCAG 2's 4.5:1 for text, 3:1 for what must be told apart.
class TestContrast : public QObject {
    Q_OBJECT

private slots:
    void ratioIsTheStandards();
    void text_data();
    void text();
    void outlines_data();
    void outlines();
};

namespace {

struct Named {
    const char* name;
    QColor ThemeColors::*color;
};

const Named kGrounds[] = {
    {"window", &ThemeColors::window},
    {"surface", &ThemeColors::surface},
    {"surfaceRaised", &ThemeColors::surfaceRaised},
    {"surfaceSunken", &ThemeColors::surfaceSunken},
};

void addRow(
    const char* theme, const char* front, const char* ground, const QColor& a, const QColor& b) {
    QTest::addRow("%s: %s on %s", theme, front, ground) << a << b;
}

} // namespace

void TestContrast::ratioIsTheStandards() {
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TestContrast::text_data() {
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const ThemeColors* colors : {&app::lightTheme(), &app::darkTheme()}) {
        const char* name = colors->isDark ? "dark" : "light";
        const Named fronts[] = {
            {"text", &ThemeColors::text},
            {"textMuted", &ThemeColors::textMuted},
            {"accent", &ThemeColors::accent},
            {"success", &ThemeColors::success},
            {"warning", &ThemeColors::warning},
            {"danger", &ThemeColors::danger}};
        for (const Named& front : fronts) {
            for (const Named& ground : kGrounds)
                addRow(name, front.name, ground.name, colors->*front.color, colors->*ground.color);
            addRow(name, front.name, "hover", colors->*front.color, colors->hover);
        }
        addRow(name, "accentText", "accent", colors->accentText, colors->accent);
        addRow(name, "accentText", "accentHover", colors->accentText, colors->accentHover);
        addRow(name, "accent", "accentSoft", colors->accent, colors->accentSoft);
        addRow(name, "success", "successSoft", colors->success, colors->successSoft);
        addRow(name, "warning", "warningSoft", colors->warning, colors->warningSoft);
        addRow(name, "danger", "dangerSoft", colors->danger, colors->dangerSoft);
        for (const QColor& soft :
             {colors->accentSoft,
              colors->successSoft,
              colors->warningSoft,
              colors->dangerSoft,
              colors->selection})
            addRow(name, "text", qPrintable(soft.name()), colors->text, soft);
        addRow(name, "textMuted", "accentSoft", colors->textMuted, colors->accentSoft);
    }
}

void TestContrast::text() {
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(front, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("only %1:1").arg(ratio)));
}

void TestContrast::outlines_data() {
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const ThemeColors* colors : {&app::lightTheme(), &app::darkTheme()}) {
        const char* name = colors->isDark ? "dark" : "light";
        for (const Named& ground : kGrounds) {
            addRow(name, "focus", ground.name, colors->focus, colors->*ground.color);
            if (ground.color != &ThemeColors::surfaceSunken &&
                ground.color != &ThemeColors::surfaceRaised) {
                addRow(
                    name, "borderStrong", ground.name, colors->borderStrong, colors->*ground.color);
            }
        }
        for (std::size_t i = 0; i < colors->series.size(); ++i) {
            addRow(
                name,
                qPrintable(QStringLiteral("series %1").arg(i)),
                "surface",
                colors->series[i],
                colors->surface);
        }
    }
}

void TestContrast::outlines() {
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(front, ground);
    QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("only %1:1").arg(ratio)));
}

QTEST_APPLESS_MAIN(TestContrast)
#include "tst_contrast.moc"
