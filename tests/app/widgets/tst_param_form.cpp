#include "app/core/settings_store.h"
#include "app/theme/theme.h"
#include "app/widgets/number_box.h"
#include "app/widgets/param_form.h"
#include "app/widgets/param_row.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace app;

/// The form of parameters: what goes in comes out, and what does not fit is said.
class TestParamForm : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void valuesGoRound();
    void valuesAreClampedAndUnknownOnesIgnored();
    void sliderAndBoxFollowEachOther();
    void logarithmicSliderHasTidyNumbers();
    void arrowsStepTidily();
    void typedTextIsChecked_data();
    void typedTextIsChecked();
    void badTextIsTakenBack();
    void resetButtonShowsWhenChanged();
    void lockingLeavesTheLearningRateLive();
    void newLanguageKeepsValues();
    void keyboardReachesEverything();

private:
    QWidget* row(const char* id) const {
        return m_form->findChild<QWidget*>(QString::fromLatin1(id));
    }
    QLineEdit* field(const char* id) const { return row(id)->findChild<QLineEdit*>(); }

    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<ParamForm> m_form;
};

namespace {

QList<ParamSpec> specs(const QString& language = {}) {
    ParamSpec epochs{.id = QStringLiteral("epochs"), .label = language + QStringLiteral("Epochs")};
    epochs.help = QStringLiteral("How often the model sees all data.");
    epochs.initial = 50;
    epochs.minimum = 1;
    epochs.maximum = 500;
    ParamSpec rate{
        .id = QStringLiteral("learningRate"), .label = language + QStringLiteral("Learning rate")};
    rate.kind = ParamSpec::Kind::Real;
    rate.scale = ParamSpec::Scale::Logarithmic;
    rate.initial = 0.001;
    rate.minimum = 1e-5;
    rate.maximum = 10;
    ParamSpec optimizer{
        .id = QStringLiteral("optimizer"), .label = language + QStringLiteral("Optimizer")};
    optimizer.kind = ParamSpec::Kind::Choice;
    optimizer.initial = QStringLiteral("adam");
    optimizer.options = {
        {QStringLiteral("sgd"), language + QStringLiteral("SGD")},
        {QStringLiteral("adam"), language + QStringLiteral("Adam")}};
    ParamSpec normalise{
        .id = QStringLiteral("normalise"), .label = language + QStringLiteral("Normalise")};
    normalise.kind = ParamSpec::Kind::Toggle;
    normalise.initial = true;
    return {epochs, rate, optimizer, normalise};
}

} // namespace

void TestParamForm::initTestCase() {
    m_settings = std::make_unique<TemporarySettings>();
    applyTheme(*qApp);
}

void TestParamForm::init() {
    m_form = std::make_unique<ParamForm>();
    m_form->setSpecs(specs());
    m_form->resize(320, 400);
    m_form->show();
}

void TestParamForm::cleanup() {
    m_form.reset();
}

void TestParamForm::valuesGoRound() {
    QCOMPARE(m_form->value(QStringLiteral("epochs")), QVariant(qlonglong(50)));
    QCOMPARE(m_form->value(QStringLiteral("learningRate")), QVariant(0.001));
    QCOMPARE(m_form->value(QStringLiteral("optimizer")), QVariant(QStringLiteral("adam")));
    QCOMPARE(m_form->value(QStringLiteral("normalise")), QVariant(true));
    QSignalSpy changed(m_form.get(), &ParamForm::valueChanged);
    m_form->setValue(QStringLiteral("epochs"), 7);
    m_form->setValue(QStringLiteral("learningRate"), 0.0123456789);
    m_form->setValue(QStringLiteral("optimizer"), QStringLiteral("sgd"));
    m_form->setValue(QStringLiteral("normalise"), false);
    QCOMPARE(changed.size(), 4);
    QCOMPARE(changed[1][0].toString(), QStringLiteral("learningRate"));
    QCOMPARE(
        changed[1][1].toDouble(), 0.0123456789); // to the last bit, whatever the slider can show
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 7);
    QCOMPARE(m_form->value(QStringLiteral("optimizer")).toString(), QStringLiteral("sgd"));
    QCOMPARE(m_form->value(QStringLiteral("normalise")).toBool(), false);
    m_form->setValue(QStringLiteral("epochs"), 7);
    QCOMPARE(changed.size(), 4);
}

void TestParamForm::valuesAreClampedAndUnknownOnesIgnored() {
    m_form->setValue(QStringLiteral("epochs"), 100000);
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 500);
    m_form->setValue(QStringLiteral("optimizer"), QStringLiteral("nonsense"));
    QCOMPARE(m_form->value(QStringLiteral("optimizer")).toString(), QStringLiteral("adam"));
    m_form->setValue(QStringLiteral("nobody"), 3);
    QVERIFY(!m_form->value(QStringLiteral("nobody")).isValid());
}

void TestParamForm::sliderAndBoxFollowEachOther() {
    auto* slider = row("epochs")->findChild<QSlider*>();
    slider->setValue(slider->maximum());
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 500);
    QCOMPARE(field("epochs")->text(), QStringLiteral("500"));
    slider->setValue(0);
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 1);
    m_form->setValue(QStringLiteral("epochs"), 42);
    QCOMPARE(slider->value(), 41);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 43);
}

void TestParamForm::logarithmicSliderHasTidyNumbers() {
    const SliderScale scale(specs()[1]);
    double before = 0;
    for (int position = 0; position <= scale.positions(); ++position) {
        const double value = scale.valueAt(position);
        QVERIFY(value >= before);
        before = value;
        const double digits = value / std::pow(10, std::floor(std::log10(value) + 1e-9) - 1);
        QVERIFY2(
            std::abs(digits - std::round(digits)) < 1e-6,
            qPrintable(QString::number(value, 'g', 17)));
    }
    QCOMPARE(scale.valueAt(0), 1e-5);
    QCOMPARE(scale.valueAt(scale.positions()), 10.0);
    QCOMPARE(scale.valueAt(scale.positionOf(0.01)), 0.01);
}

void TestParamForm::arrowsStepTidily() {
    m_form->setValue(QStringLiteral("learningRate"), 0.001);
    QStringList seen;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(field("learningRate"), Qt::Key_Up);
        seen.append(field("learningRate")->text());
    }
    QCOMPARE(seen, (QStringList{"0.002", "0.005", "0.01", "0.02"}));
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(field("learningRate"), Qt::Key_Down);
    QCOMPARE(field("learningRate")->text(), QStringLiteral("0.0001"));
}

void TestParamForm::typedTextIsChecked_data() {
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("message");
    const QString whole = QStringLiteral("Please enter a whole number from 1 to 500.");
    const QString real = QStringLiteral("Please enter a number from 0.00001 to 10.");
    QTest::newRow("good") << QByteArray("epochs") << "120" << 120.0 << QString();
    QTest::newRow("zero") << QByteArray("epochs") << "0" << 50.0 << whole;
    QTest::newRow("too many") << QByteArray("epochs") << "501" << 50.0 << whole;
    QTest::newRow("not whole") << QByteArray("epochs") << "2.5" << 2.0 << whole;
    QTest::newRow("word") << QByteArray("epochs") << "many" << 50.0 << whole;
    QTest::newRow("empty") << QByteArray("epochs") << "" << 50.0 << whole;
    QTest::newRow("exponent") << QByteArray("learningRate") << "1e-3" << 0.001 << QString();
    QTest::newRow("comma") << QByteArray("learningRate") << "0,25" << 0.25 << QString();
    QTest::newRow("negative") << QByteArray("learningRate") << "-1" << 0.001 << real;
    QTest::newRow("nan") << QByteArray("learningRate") << "nan" << 0.001 << real;
}

void TestParamForm::typedTextIsChecked() {
    QFETCH(QByteArray, id);
    QFETCH(QString, typed);
    QFETCH(double, value);
    QFETCH(QString, message);
    QLineEdit* edit = field(id.constData());
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, typed);
    QCOMPARE(m_form->value(QString::fromLatin1(id)).toDouble(), value);
    auto* label = row(id.constData())->findChild<QLabel*>(QStringLiteral("message"));
    QCOMPARE(label->text(), message);
    QCOMPARE(label->isVisible(), !message.isEmpty());
}

void TestParamForm::badTextIsTakenBack() {
    QLineEdit* edit = field("epochs");
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("999"));
    auto* label = row("epochs")->findChild<QLabel*>(QStringLiteral("message"));
    QVERIFY(label->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!label->isVisible());
    QCOMPARE(edit->text(), NumberBox::textOf(m_form->value(QStringLiteral("epochs")).toDouble()));
}

void TestParamForm::resetButtonShowsWhenChanged() {
    auto* reset = row("optimizer")->findChild<QToolButton*>(QStringLiteral("reset"));
    QVERIFY(!reset->isVisible());
    row("optimizer")->findChild<QComboBox*>()->setCurrentIndex(0);
    QVERIFY(reset->isVisible());
    QVERIFY(m_form->isChanged(QStringLiteral("optimizer")));
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(m_form->value(QStringLiteral("optimizer")).toString(), QStringLiteral("adam"));
    QVERIFY(!reset->isVisible());
    m_form->setValue(QStringLiteral("epochs"), 3);
    m_form->setValue(QStringLiteral("normalise"), false);
    m_form->resetAll();
    for (const ParamSpec& spec : m_form->specs())
        QVERIFY(!m_form->isChanged(spec.id));
}

void TestParamForm::lockingLeavesTheLearningRateLive() {
    m_form->setLocked(true, {QStringLiteral("learningRate")});
    QVERIFY(!row("epochs")->findChild<QSlider*>()->isEnabled());
    QVERIFY(!field("epochs")->isEnabled());
    QVERIFY(!row("optimizer")->findChild<QComboBox*>()->isEnabled());
    QVERIFY(row("learningRate")->findChild<QSlider*>()->isEnabled());
    QVERIFY(row("epochs")->findChild<QToolButton*>(QStringLiteral("help"))->isEnabled());
    m_form->setLocked(false);
    QVERIFY(row("epochs")->findChild<QSlider*>()->isEnabled());
}

void TestParamForm::newLanguageKeepsValues() {
    m_form->setValue(QStringLiteral("epochs"), 77);
    m_form->setValue(QStringLiteral("optimizer"), QStringLiteral("sgd"));
    QWidget* before = row("epochs");
    QSignalSpy changed(m_form.get(), &ParamForm::valueChanged);
    m_form->setSpecs(specs(QStringLiteral("ZH ")));
    QCOMPARE(row("epochs"), before);
    QCOMPARE(m_form->value(QStringLiteral("epochs")).toInt(), 77);
    QCOMPARE(row("optimizer")->findChild<QComboBox*>()->currentText(), QStringLiteral("ZH SGD"));
    QCOMPARE(row("epochs")->findChild<QSlider*>()->accessibleName(), QStringLiteral("ZH Epochs"));
    QVERIFY(changed.isEmpty());
}

void TestParamForm::keyboardReachesEverything() {
    QSet<QWidget*> reached;
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    row("epochs")->findChild<QSlider*>()->setFocus();
    for (int i = 0; i < 20; ++i) {
        QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus);
        reached.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (const char* id : {"epochs", "learningRate"}) {
        QVERIFY(reached.contains(row(id)->findChild<QSlider*>()));
        QVERIFY(reached.contains(row(id)->findChild<NumberBox*>()));
    }
    QVERIFY(reached.contains(row("optimizer")->findChild<QComboBox*>()));
    QVERIFY(reached.contains(row("normalise")->findChild<QWidget*>(QStringLiteral("toggle"))));
}

QTEST_MAIN(TestParamForm)
#include "tst_param_form.moc"
