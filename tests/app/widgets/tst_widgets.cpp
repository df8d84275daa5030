#include "app/core/all_settings.h"
#include "app/core/settings_store.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/code_edit.h"
#include "app/widgets/code_view.h"
#include "app/widgets/data_table.h"
#include "app/widgets/markdown_view.h"
#include "app/widgets/metric_tile.h"
#include "app/widgets/quiz_box.h"
#include "app/widgets/step_list.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QTranslator>

#include <cmath>

using namespace app;

/// The controls that pages share.
class TestWidgets : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void changedLinesAreFound_data();
    void changedLinesAreFound();
    void codeFlashesWhatChanged();
    void codeIsColouredAndCopied();
    void codeColoursCanBeRead();
    void tableShowsNumbersAlike();
    void tableSortsWithMissingLast();
    void tableStrikesDroppedRows();
    void tableCopiesTabSeparated();
    void tableOpensManyRowsAtOnce();
    void markdownIsSetForReading();
    void markdownFollowsLinksAndLoadsNothing();
    void markdownFitsItsContents();
    void stepsAreChosenByKeysAndMouse();
    void quizKeepsTheGuessAndShowsTheOutcome();
    void quizChecksNumbers();
    void bannerSpeaksActsAndCloses();
    void stepsFitTheWidth();
    void tileSaysItsValue();
    void languageIsFollowed();

private:
    std::unique_ptr<TemporarySettings> m_settings;
};

namespace {

/// Translates everything to capitals.
class Shouting : public QTranslator {
public:
    QString translate(const char*, const char* text, const char*, int) const override {
        return QString::fromUtf8(text).toUpper();
    }
    bool isEmpty() const override { return false; }
};

std::unique_ptr<DataTable> cars() {
    auto table = std::make_unique<DataTable>();
    table->setTable(
        {QStringLiteral("Name"), QStringLiteral("Weight"), QStringLiteral("Cylinders")},
        {{QStringLiteral("b"), 1.5, 8},
         {QStringLiteral("c"), QVariant(), 4},
         {QStringLiteral("a"), 12.25, 6}});
    table->resize(500, 300);
    table->show();
    return table;
}

QColor inkAt(const CodeView& view, int line, int column) {
    const QTextBlock block = view.findChild<CodeEdit*>()->document()->findBlockByNumber(line);
    for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
        if (column >= range.start && column < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

} // namespace

void TestWidgets::initTestCase() {
    m_settings = std::make_unique<TemporarySettings>();
    kThemeChoice.set(ThemeChoice::Light);
    applyTheme(*qApp);
}

void TestWidgets::changedLinesAreFound_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QList<int>>("lines");
    QTest::newRow("same") << "a\nb"
                          << "a\nb" << QList<int>{};
    QTest::newRow("values") << "a\nb 1\nc\nd 1"
                            << "a\nb 2\nc\nd 2" << QList<int>{1, 3};
    QTest::newRow("added") << "a\nc"
                           << "a\nb\nb\nc" << QList<int>{1, 2};
    QTest::newRow("removed") << "a\nb\nc"
                             << "a\nc" << QList<int>{};
    QTest::newRow("repeated") << "x\nx"
                              << "x\nx\nx" << QList<int>{2};
}

void TestWidgets::changedLinesAreFound() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QList<int>, lines);
    QCOMPARE(changedLines(before, after), lines);
}

void TestWidgets::codeFlashesWhatChanged() {
    CodeView view;
    view.resize(400, 300);
    view.show();
    view.setCode(CodeLanguage::Cpp, QStringLiteral("int a = 1;\nint b = 2;\n"));
    QVERIFY(view.flashingLines().isEmpty());
    view.setCode(CodeLanguage::JavaScript, QStringLiteral("const a = 1;\n"));
    QCOMPARE(view.language(), CodeLanguage::Cpp);
    view.setCode(CodeLanguage::Cpp, QStringLiteral("int a = 1;\nint b = 3;\n"));
    QCOMPARE(view.flashingLines(), QList<int>{1});
    QTRY_VERIFY_WITH_TIMEOUT(view.flashingLines().isEmpty(), 4000);
    auto* tabs = view.findChild<QTabBar*>(QStringLiteral("tabs"));
    QCOMPARE(tabs->count(), 2);
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    QCOMPARE(view.language(), CodeLanguage::JavaScript);
    QCOMPARE(view.findChild<CodeEdit*>()->toPlainText(), QStringLiteral("const a = 1;\n"));
    view.setCode(CodeLanguage::Cpp, {});
    QCOMPARE(tabs->count(), 1);
    QCOMPARE(view.language(), CodeLanguage::JavaScript);
}

void TestWidgets::codeIsColouredAndCopied() {
    CodeView view;
    view.resize(400, 300);
    view.show();
    const QString code =
        QStringLiteral("#include <x>\n// words\nconst int n = 42; /* from\nhere */ f(\"text\");\n");
    view.setCode(CodeLanguage::Cpp, code);
    const CodeColors colors = codeColors(false);
    QCOMPARE(inkAt(view, 0, 0), colors.keyword);
    QCOMPARE(inkAt(view, 1, 3), colors.comment);
    QCOMPARE(inkAt(view, 2, 0), colors.keyword);
    QCOMPARE(inkAt(view, 2, 14), colors.number);
    QCOMPARE(inkAt(view, 2, 20), colors.comment);
    QCOMPARE(inkAt(view, 3, 2), colors.comment);
    QCOMPARE(inkAt(view, 3, 8), colors.function);
    QCOMPARE(inkAt(view, 3, 11), colors.string);
    auto* copy = view.findChild<QToolButton*>(QStringLiteral("copy"));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), code);
    QCOMPARE(copy->toolTip(), QStringLiteral("Copied"));
    QTRY_COMPARE(copy->toolTip(), QStringLiteral("Copy the code"));
    view.setCode(CodeLanguage::JavaScript, QStringLiteral("x = `a\nb ${c}`; // d\n"));
    view.setLanguage(CodeLanguage::JavaScript);
    QCOMPARE(inkAt(view, 1, 0), colors.string);
    QCOMPARE(inkAt(view, 1, 11), colors.comment);
    auto* edit = view.findChild<CodeEdit*>();
    QVERIFY(edit->isReadOnly());
    QCOMPARE(edit->lineWrapMode(), QPlainTextEdit::NoWrap);
}

void TestWidgets::codeColoursCanBeRead() {
    for (const ThemeColors* one : {&lightTheme(), &darkTheme()}) {
        const CodeColors c = codeColors(one->isDark);
        for (const QColor& ink : {c.keyword, c.type, c.string, c.number, c.comment, c.function})
            QVERIFY2(contrastRatio(ink, one->surfaceSunken) >= 4.5, qPrintable(ink.name()));
    }
}

void TestWidgets::tableShowsNumbersAlike() {
    const auto table = cars();
    QAbstractItemModel* model = table->model();
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("1.50"));
    QCOMPARE(model->index(2, 1).data().toString(), QStringLiteral("12.25"));
    QCOMPARE(model->index(1, 1).data().toString(), QStringLiteral("–"));
    QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("8"));
    QVERIFY(model->index(0, 1).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(model->index(0, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    QCOMPARE(
        table->findChild<QLabel*>(QStringLiteral("countLabel"))->text(), QStringLiteral("3 rows"));
}

void TestWidgets::tableSortsWithMissingLast() {
    const auto table = cars();
    const auto names = [&] {
        QString all;
        for (int row = 0; row < 3; ++row)
            all += table->model()->index(row, 0).data().toString();
        return all;
    };
    table->view()->selectRow(2);
    table->view()->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(names(), QStringLiteral("abc"));
    QCOMPARE(table->view()->selectionModel()->selectedRows().first().row(), 0);
    table->view()->sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(names(), QStringLiteral("bac"));
    table->view()->sortByColumn(1, Qt::DescendingOrder);
    QCOMPARE(names(), QStringLiteral("abc"));
    table->view()->sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE(names(), QStringLiteral("bca"));
}

void TestWidgets::tableStrikesDroppedRows() {
    const auto table = cars();
    table->setDropped({{1, QStringLiteral("Weight is missing")}});
    QAbstractItemModel* model = table->model();
    QCOMPARE(model->columnCount(), 4);
    QCOMPARE(model->headerData(3, Qt::Horizontal).toString(), QStringLiteral("Dropped because"));
    QCOMPARE(model->index(1, 3).data().toString(), QStringLiteral("Weight is missing"));
    QCOMPARE(
        model->index(1, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("Weight is missing"));
    QVERIFY(model->index(1, 0).data(Qt::FontRole).value<QFont>().strikeOut());
    QVERIFY(!model->index(0, 0).data(Qt::FontRole).isValid());
    table->view()->sortByColumn(3, Qt::AscendingOrder);
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("c"));
    QCOMPARE(
        table->findChild<QLabel*>(QStringLiteral("countLabel"))->text(),
        QStringLiteral("3 rows, of which 1 are dropped"));
    table->setDropped({});
    QCOMPARE(model->columnCount(), 3);
}

void TestWidgets::tableCopiesTabSeparated() {
    const auto table = cars();
    table->view()->selectRow(2);
    QTest::keyClick(table->view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(
        QGuiApplication::clipboard()->text(),
        QStringLiteral("Name\tWeight\tCylinders\na\t12.25\t6\n"));
    table->view()->clearSelection();
    QCOMPARE(table->selectionAsTsv().count(QLatin1Char('\n')), 4);
}

void TestWidgets::tableOpensManyRowsAtOnce() {
    std::vector<DataTableModel::Row> rows;
    for (int i = 0; i < 100000; ++i)
        rows.push_back({QVariant(i), QVariant(std::sin(i)), QVariant(QStringLiteral("row"))});
    DataTable table;
    table.resize(600, 400);
    table.show();
    QElapsedTimer timer;
    timer.start();
    table.setTable(
        {QStringLiteral("n"), QStringLiteral("sine"), QStringLiteral("word")}, std::move(rows));
    table.grab();
    const qint64 opened = timer.restart();
    table.view()->sortByColumn(1, Qt::AscendingOrder);
    const qint64 sorted = timer.restart();
    table.view()->scrollToBottom();
    table.grab();
    qInfo(
        "100 000 rows: opened in %lld ms, sorted in %lld ms, end shown in %lld ms",
        opened,
        sorted,
        timer.elapsed());
    QVERIFY(opened < 1500);
    QVERIFY(sorted < 1500);
    QCOMPARE(table.model()->index(0, 1).data().toString(), QStringLiteral("-1.0000"));
}

void TestWidgets::markdownIsSetForReading() {
    MarkdownView view;
    view.resize(1400, 500);
    view.show();
    view.setMarkdownText(QStringLiteral(
        "# Title\n\nText with `code`.\n\n> A note.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"));
    QVERIFY(view.lineWrapColumnOrWidth() < 900);
    const QTextDocument* document = view.document();
    QCOMPARE(
        document->firstBlock().begin().fragment().charFormat().font().pixelSize(),
        typeSize(Type::Title));
    QCOMPARE(document->findBlockByNumber(1).blockFormat().lineHeight(), 122.0);
    kThemeChoice.set(ThemeChoice::Dark);
    QCOMPARE(
        document->firstBlock().begin().fragment().charFormat().foreground().color(),
        darkTheme().text);
    kThemeChoice.set(ThemeChoice::Light);
    QCOMPARE(view.toPlainText().count(QStringLiteral("A note.")), 1);
}

void TestWidgets::markdownFollowsLinksAndLoadsNothing() {
    MarkdownView view;
    view.resize(500, 300);
    view.show();
    view.setMarkdownText(QStringLiteral("[next](tutorial/02/train)\n\n![picture](https://"
                                        "example.org/a.png)\n\n![file](file:///etc/hosts)\n"));
    QSignalSpy followed(&view, &MarkdownView::navigate);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Tab);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(followed.size(), 1);
    QCOMPARE(followed[0][0].toString(), QStringLiteral("tutorial/02/train"));
    QVERIFY(view.toPlainText().contains(QStringLiteral("next")));
    QVERIFY(
        !view.loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/hosts")))
             .isValid());
}

void TestWidgets::markdownFitsItsContents() {
    MarkdownView view;
    view.setFitsContents(true);
    view.resize(300, 50);
    view.show();
    view.setMarkdownText(QStringLiteral("one two three four five six seven ").repeated(30));
    const int high = view.height();
    QVERIFY(high > 150);
    QCOMPARE(view.verticalScrollBar()->maximum(), 0);
    view.resize(600, high);
    QVERIFY(view.height() < high);
}

void TestWidgets::stepsAreChosenByKeysAndMouse() {
    StepList list;
    list.setSteps({QStringLiteral("Load"), QStringLiteral("Look"), QStringLiteral("Train")});
    list.setState(0, StepState::Done);
    list.setCurrentStep(1);
    list.resize(240, 200);
    list.show();
    QSignalSpy chosen(&list, &StepList::stepChosen);
    QCOMPARE(list.item(0)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Load, done"));
    QCOMPARE(
        list.item(1)->data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("Look, you are here"));
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QVERIFY(chosen.isEmpty());
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 2);
    QTest::mouseClick(
        list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].toInt(), 0);
    list.setSteps({QStringLiteral("加载"), QStringLiteral("观察"), QStringLiteral("训练")});
    QCOMPARE(list.state(0), StepState::Done);
}

void TestWidgets::quizKeepsTheGuessAndShowsTheOutcome() {
    QuizBox quiz;
    quiz.askChoice(
        QStringLiteral("What will the loss do?"), {QStringLiteral("Fall"), QStringLiteral("Rise")});
    quiz.show();
    auto* submit = quiz.findChild<QPushButton*>(QStringLiteral("submit"));
    auto* result = quiz.findChild<QLabel*>(QStringLiteral("result"));
    QSignalSpy answered(&quiz, &QuizBox::answered);
    QVERIFY(!submit->isEnabled());
    QTest::keyClick(quiz.findChild<QAbstractButton*>(QStringLiteral("answer1")), Qt::Key_Space);
    QVERIFY(submit->isEnabled());
    QTest::mouseClick(submit, Qt::LeftButton);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(quiz.answer().toInt(), 1);
    QVERIFY(!submit->isVisible());
    QVERIFY(!quiz.findChild<QAbstractButton*>(QStringLiteral("answer0"))->isEnabled());
    quiz.showOutcome(QStringLiteral("Fall"), QuizBox::Verdict::Wrong);
    QCOMPARE(result->text(), QStringLiteral("Your guess: Rise. What really happened: Fall"));
    quiz.askChoice(
        QStringLiteral("损失会怎样？"), {QStringLiteral("下降"), QStringLiteral("上升")});
    QCOMPARE(quiz.answer().toInt(), 1);
    QVERIFY(result->text().contains(QStringLiteral("上升")));
    quiz.reset();
    QVERIFY(!quiz.answer().isValid());
    QVERIFY(submit->isVisible());
}

void TestWidgets::quizChecksNumbers() {
    QuizBox quiz;
    quiz.askNumber(QStringLiteral("How large?"), 0, 1, QStringLiteral("mpg"));
    quiz.show();
    auto* submit = quiz.findChild<QPushButton*>(QStringLiteral("submit"));
    auto* field = quiz.findChild<QLineEdit*>();
    QVERIFY(!submit->isEnabled());
    QTest::keyClicks(field, QStringLiteral("2"));
    QVERIFY(!submit->isEnabled());
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("0.25"));
    QVERIFY(submit->isEnabled());
    QTest::mouseClick(submit, Qt::LeftButton);
    QCOMPARE(quiz.answer().toDouble(), 0.25);
    QVERIFY(quiz.findChild<QLabel*>(QStringLiteral("result"))
                ->text()
                .contains(QStringLiteral("0.25 mpg")));
}

void TestWidgets::bannerSpeaksActsAndCloses() {
    QWidget page;
    Banner banner(&page);
    page.show();
    QVERIFY(!banner.isVisible());
    banner.showText(Banner::Tone::Error, QStringLiteral("dense: expected 1, got 2"));
    QVERIFY(banner.isVisible());
    QCOMPARE(banner.accessibleName(), QStringLiteral("Error: dense: expected 1, got 2"));
    QSignalSpy clicked(banner.addButton(QStringLiteral("Show")), &QPushButton::clicked);
    QTest::mouseClick(banner.findChild<QPushButton*>(QStringLiteral("button0")), Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
    QSignalSpy dismissed(&banner, &Banner::dismissed);
    QTest::mouseClick(banner.findChild<QToolButton*>(QStringLiteral("dismiss")), Qt::LeftButton);
    QCOMPARE(dismissed.size(), 1);
    QVERIFY(!banner.isVisible());
    banner.showText(Banner::Tone::Info, QStringLiteral("Guess first"), Banner::Closing::NotAtAll);
    QVERIFY(!banner.findChild<QToolButton*>(QStringLiteral("dismiss"))->isVisible());
    QVERIFY(!banner.findChild<QPushButton*>(QStringLiteral("button0")));
}

void TestWidgets::stepsFitTheWidth() {
    StepList steps;
    steps.setSteps(
        {QStringLiteral("A title of many words that needs several lines"), QStringLiteral("b")});
    steps.resize(140, 300);
    steps.show();
    QTRY_VERIFY(
        steps.visualItemRect(steps.item(0)).height() >
        steps.visualItemRect(steps.item(1)).height());
    steps.resize(900, 300);
    QTRY_COMPARE(
        steps.visualItemRect(steps.item(0)).height(), steps.visualItemRect(steps.item(1)).height());
}

void TestWidgets::tileSaysItsValue() {
    MetricTile tile;
    tile.setLabel(QStringLiteral("Loss"));
    tile.setValue(0.0214159);
    tile.setUnit(QStringLiteral("mpg²"));
    QCOMPARE(tile.accessibleName(), QStringLiteral("Loss: 0.02142 mpg²"));
    tile.setValue(std::nullopt);
    QCOMPARE(tile.text(), QStringLiteral("–"));
}

void TestWidgets::languageIsFollowed() {
    QWidget page;
    auto* code = new CodeView(&page);
    auto* table = new DataTable(&page);
    auto* quiz = new QuizBox(&page);
    auto* steps = new StepList(&page);
    steps->setSteps({QStringLiteral("one")});
    page.show();
    Shouting translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::processEvents();
    QCOMPARE(
        code->findChild<QToolButton*>(QStringLiteral("copy"))->toolTip(),
        QStringLiteral("COPY THE CODE"));
    QCOMPARE(
        table->findChild<QLabel*>(QStringLiteral("countLabel"))->text(), QStringLiteral("0 ROWS"));
    QCOMPARE(
        quiz->findChild<QPushButton*>(QStringLiteral("submit"))->text(),
        QStringLiteral("LOCK IN MY GUESS"));
    QVERIFY(steps->item(0)->toolTip().contains(QStringLiteral("STILL TO DO")));
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
