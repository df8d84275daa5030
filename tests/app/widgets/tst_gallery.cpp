#include "app/charts/line_chart.h"
#include "app/core/all_settings.h"
#include "app/core/language.h"
#include "app/core/settings_store.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/code_view.h"
#include "app/widgets/data_table.h"
#include "app/widgets/markdown_view.h"
#include "app/widgets/metric_tile.h"
#include "app/widgets/param_form.h"
#include "app/widgets/quiz_box.h"
#include "app/widgets/step_list.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

#include <functional>

using namespace app;

/// Draws every control in both themes and both languages into bin/../gallery/widgets, for people to
/// look at, and checks that something was drawn.
class TestGallery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pictures_data();
    void pictures();

private:
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<Language> m_language;
};

namespace {

using Make = std::function<QWidget*(bool isChinese)>;

QString pick(bool isChinese, const char* english, const char* chinese) {
    return QString::fromUtf8(isChinese ? chinese : english);
}

QWidget* code(bool) {
    auto* view = new CodeView;
    const QString cpp = QStringLiteral(
        "#include \"engine/layers/sequential.h\"\n\n"
        "// A straight line: one weight, one bias.\n"
        "auto model = sequential();\n"
        "model.add(layers::dense({.units = %1, .inputShape = {1}}));\n"
        "model.add(layers::dense({.units = 1}));\n"
        "model.compile({.optimizer = adam(0.001), .loss = \"meanSquaredError\", .metrics = "
        "{\"mse\"}});\n"
        "/* fit() returns the history\n   of all epochs */\n"
        "const History history = model.fit(inputs, labels, {.batchSize = 32, .epochs = 50});\n"
        "for (const float loss : history.at(\"loss\"))\n"
        "    print(loss);\n");
    view->setCode(CodeLanguage::Cpp, cpp.arg(1));
    view->setCode(
        CodeLanguage::JavaScript,
        QStringLiteral("const model = tf.sequential();\nmodel.add(1);\n"));
    view->setCode(CodeLanguage::Cpp, cpp.arg(16));
    return view;
}

QWidget* javaScript(bool) {
    auto* view = new CodeView;
    view->setCode(CodeLanguage::Cpp, QStringLiteral("int x = 1;\n"));
    view->setCode(
        CodeLanguage::JavaScript,
        QStringLiteral(
            "import * as tf from '@tensorflow/tfjs';\n\n"
            "const model = tf.sequential();\n"
            "model.add(tf.layers.dense({units: 1, inputShape: [1]}));\n"
            "model.compile({optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError'});\n"
            "// Train, and tell about each epoch.\n"
            "await model.fit(inputs, labels, {\n"
            "  batchSize: 32, epochs: 50,\n"
            "  callbacks: {onEpochEnd: (epoch, logs) => console.log(`loss ${logs.loss}`)},\n"
            "});\n"));
    view->setLanguage(CodeLanguage::JavaScript);
    return view;
}

QWidget* form(bool zh) {
    auto* form = new ParamForm;
    ParamSpec epochs{
        QStringLiteral("epochs"),
        pick(zh, "Epochs", "轮次"),
        pick(zh, "How often the model sees all data.", "模型看完全部数据的次数。")};
    epochs.scale = ParamSpec::Scale::Logarithmic;
    epochs.initial = 50;
    epochs.minimum = 1;
    epochs.maximum = 500;
    ParamSpec batch{
        QStringLiteral("batchSize"),
        pick(zh, "Batch size", "批次大小"),
        pick(zh, "Examples per step.", "每步的样本数。")};
    batch.initial = 32;
    batch.minimum = 1;
    batch.maximum = 256;
    ParamSpec rate{
        QStringLiteral("learningRate"),
        pick(zh, "Learning rate", "学习率"),
        pick(
            zh,
            "How far each step goes. Too large and the loss explodes; too small and nothing moves.",
            "每一步走多远。")};
    rate.kind = ParamSpec::Kind::Real;
    rate.scale = ParamSpec::Scale::Logarithmic;
    rate.initial = 0.001;
    rate.minimum = 0.00001;
    rate.maximum = 10;
    ParamSpec split{
        QStringLiteral("split"),
        pick(zh, "Validation share", "验证集比例"),
        pick(zh, "Kept aside for checking.", "留作检验。")};
    split.kind = ParamSpec::Kind::Real;
    split.initial = 0.2;
    split.minimum = 0;
    split.maximum = 0.5;
    ParamSpec optimizer{
        QStringLiteral("optimizer"),
        pick(zh, "Optimizer", "优化器"),
        pick(zh, "How the weights are changed.", "如何更新权重。")};
    optimizer.kind = ParamSpec::Kind::Choice;
    optimizer.initial = QStringLiteral("adam");
    optimizer.options = {
        {QStringLiteral("sgd"), QStringLiteral("SGD")},
        {QStringLiteral("adam"), QStringLiteral("Adam")}};
    ParamSpec normalise{
        QStringLiteral("normalise"),
        pick(zh, "Normalise the data", "归一化数据"),
        pick(zh, "Bring all numbers between 0 and 1.", "把所有数字缩放到 0 和 1 之间。")};
    normalise.kind = ParamSpec::Kind::Toggle;
    normalise.initial = true;
    form->setSpecs({epochs, batch, rate, split, optimizer, normalise});
    form->setValue(QStringLiteral("learningRate"), 0.05);
    auto* field = form->findChild<QWidget*>(QStringLiteral("batchSize"))->findChild<QLineEdit*>();
    field->clear();
    QTest::keyClicks(field, QStringLiteral("300"));
    return form;
}

QWidget* lockedForm(bool zh) {
    auto* made = static_cast<ParamForm*>(form(zh));
    made->resetAll();
    made->setLocked(true, {QStringLiteral("learningRate")});
    return made;
}

QWidget* table(bool zh) {
    auto* table = new DataTable;
    std::vector<DataTableModel::Row> rows;
    const char* names[] = {
        "chevrolet chevelle malibu",
        "buick skylark 320",
        "ford pinto",
        "amc rebel sst",
        "ford torino"};
    for (int i = 0; i < 406; ++i) {
        DataTableModel::Row row{
            QString::fromLatin1(names[i % 5]),
            i % 9 == 2 ? QVariant() : QVariant(18.0 + i % 7 * 1.5),
            8 - i % 3 * 2,
            307.0 + i,
            130 + i % 50};
        rows.push_back(row);
    }
    table->setTable(
        {pick(zh, "Name", "名称"),
         pick(zh, "Miles per gallon", "每加仑英里数"),
         pick(zh, "Cylinders", "气缸数"),
         pick(zh, "Displacement", "排量"),
         pick(zh, "Horsepower", "马力")},
        std::move(rows));
    QHash<int, QString> dropped;
    for (int i = 2; i < 406; i += 9)
        dropped.insert(i, pick(zh, "Miles per gallon is missing", "缺少每加仑英里数"));
    table->setDropped(dropped);
    table->view()->selectRow(4);
    return table;
}

QWidget* text(bool zh) {
    auto* view = new MarkdownView;
    view->setMarkdownText(
        zh ? QString::fromUtf8(
                 "## 训练模型\n\n现在模型要**学习**了。每个*轮次*它都会看完全部数据，`fit` "
                 "会一步一步地减小损失。\n\n"
                 "> 损失是误差平方的平均值。损失越小，直线越贴近数据。\n\n"
                 "1. 按下运行。\n2. 看着损失下降。\n3. 把学习率改成 `0.1`，再试一次。\n\n"
                 "```cpp\nmodel.fit(inputs, labels, {.epochs = 50});\n```\n\n"
                 "| 设置 | 效果 |\n| --- | --- |\n| 学习率太大 | 损失爆炸 |\n| 学习率太小 | "
                 "几乎不动 |\n\n详见 [上一步](tutorial/02/build)。\n")
           : QStringLiteral(
                 "## Train the model\n\nNow the model **learns**. In every *epoch* it sees all the "
                 "data once, and `fit` makes the loss "
                 "smaller, step by step, by moving each weight a little against its gradient.\n\n"
                 "> The loss is the mean of the squared errors. The smaller it is, the closer the "
                 "line lies to the data. "
                 "It is never negative.\n\n"
                 "1. Press Run.\n2. Watch the loss fall.\n3. Set the learning rate to `0.1` and "
                 "try again.\n\n"
                 "### What to look at\n\n- the slope of the curve\n- where training and validation "
                 "part\n\n"
                 "```cpp\nmodel.fit(inputs, labels, {.epochs = 50});\nmodel.evaluate(inputs, "
                 "labels);\n```\n\n"
                 "| Setting | What it does |\n| --- | --- |\n| learning rate too large | the loss "
                 "explodes |\n| too small | nothing moves |\n\n"
                 "More in [the step before](tutorial/02/build).\n"));
    return view;
}

QWidget* steps(bool zh) {
    auto* list = new StepList;
    list->setSteps(
        zh ? QStringList{QString::fromUtf8("加载数据"), QString::fromUtf8("观察数据"), QString::fromUtf8("构建模型"), QString::fromUtf8("训练"), QString::fromUtf8("预测"), QString::fromUtf8("我们学到了什么")}
           : QStringList{
                 QStringLiteral("Load the data"),
                 QStringLiteral("Look at the data"),
                 QStringLiteral("Build the model"),
                 QStringLiteral("Train and watch the loss fall live"),
                 QStringLiteral("Predict"),
                 QStringLiteral("What did we learn?")});
    list->setState(0, StepState::Done);
    list->setState(1, StepState::Skipped);
    list->setState(2, StepState::Assisted);
    list->setCurrentStep(3);
    return list;
}

QWidget* small(bool zh) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setSpacing(Spacing::kMedium);
    const struct {
        Banner::Tone tone;
        const char* english;
        const char* chinese;
    } banners[] = {
        {Banner::Tone::Info,
         "Guess first: what will the loss do? Then run the step.",
         "先猜一猜：损失会怎样变化？然后运行这一步。"},
        {Banner::Tone::Success,
         "Training finished after 50 epochs. The loss is 0.0214.",
         "训练在 50 个轮次后结束。损失为 0.0214。"},
        {Banner::Tone::Warning,
         "The validation loss has been rising for 4 epochs. The model may be learning the training "
         "data by heart.",
         "验证损失已连续上升 4 个轮次。"},
        {Banner::Tone::Error,
         "dense: expected 1 input, but got 2. Check inputShape of the first layer.",
         "dense：应有 1 个输入，实际为 2 个。"}};
    for (const auto& one : banners) {
        auto* banner = new Banner;
        banner->showText(one.tone, pick(zh, one.english, one.chinese));
        if (one.tone == Banner::Tone::Error)
            banner->addButton(pick(zh, "Show the layer", "查看该层"));
        column->addWidget(banner);
    }
    auto* tiles = new QHBoxLayout;
    auto* loss = new MetricTile;
    loss->setLabel(pick(zh, "Training loss", "训练损失"));
    loss->setBetter(MetricTile::Better::Lower);
    loss->setValue(0.02143);
    loss->setDelta(-0.0031);
    auto* speed = new MetricTile;
    speed->setLabel(pick(zh, "Speed", "速度"));
    speed->setUnit(pick(zh, "steps/s", "步/秒"));
    speed->setValue(15234);
    auto* worse = new MetricTile;
    worse->setLabel(pick(zh, "Validation loss", "验证损失"));
    worse->setBetter(MetricTile::Better::Lower);
    worse->setValue(0.0305);
    worse->setDelta(0.0012);
    for (QWidget* widget : std::initializer_list<QWidget*>{loss, worse, speed})
        tiles->addWidget(widget);
    column->addLayout(tiles);
    const QStringList answers =
        zh ? QStringList{QString::fromUtf8("下降"), QString::fromUtf8("不变"), QString::fromUtf8("爆炸")}
           : QStringList{
                 QStringLiteral("It falls faster"),
                 QStringLiteral("It stays as it is"),
                 QStringLiteral("It explodes")};
    const QString question = pick(
        zh,
        "The learning rate becomes ten times larger. What will the loss do?",
        "学习率增大十倍。损失会怎样变化？");
    auto* open = new QuizBox;
    open->askChoice(question, answers);
    open->findChild<QAbstractButton*>(QStringLiteral("answer2"))->setChecked(true);
    auto* closed = new QuizBox;
    closed->askNumber(
        pick(zh, "How large will the loss be after 50 epochs?", "50 个轮次后损失会是多少？"), 0, 1);
    closed->restoreAnswer(0.05);
    closed->showOutcome(QStringLiteral("0.021"), QuizBox::Verdict::Close);
    column->addWidget(open);
    column->addWidget(closed);
    column->addStretch(1);
    return page;
}

} // namespace

Q_DECLARE_METATYPE(Make)

void TestGallery::initTestCase() {
    m_settings = std::make_unique<TemporarySettings>();
    applyTheme(*qApp);
    m_language = std::make_unique<Language>();
    m_language->follow();
}

void TestGallery::pictures_data() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<bool>("isChinese");
    struct Row {
        const char* name;
        Make make;
        QSize size;
    };
    const Row rows[] = {
        {"code", code, {640, 300}},
        {"javascript", javaScript, {640, 260}},
        {"form", form, {330, 480}},
        {"form_locked", lockedForm, {330, 480}},
        {"table", table, {760, 380}},
        {"text", text, {560, 700}},
        {"steps", steps, {240, 280}},
        {"small", small, {620, 680}},
    };
    for (const Row& row : rows) {
        for (const bool isDark : {false, true}) {
            for (const bool isChinese : {false, true}) {
                QTest::addRow(
                    "%s_%s_%s", row.name, isDark ? "dark" : "light", isChinese ? "zh" : "en")
                    << row.make << row.size << isDark << isChinese;
            }
        }
    }
}

void TestGallery::pictures() {
    QFETCH(Make, make);
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    QFETCH(bool, isChinese);
    kThemeChoice.set(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    kLanguage.set(isChinese ? QStringLiteral("zh_CN") : QStringLiteral("en"));
    QWidget page;
    page.setAutoFillBackground(true);
    QPalette palette = page.palette();
    palette.setColor(QPalette::Window, theme().surface);
    page.setPalette(palette);
    auto* layout = new QVBoxLayout(&page);
    layout->addWidget(make(isChinese));
    page.resize(size);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QCoreApplication::processEvents();
    const QImage picture = page.grab().toImage();
    QVERIFY(!picture.allGray());
    const QDir folder(
        QCoreApplication::applicationDirPath() + QStringLiteral("/../gallery/widgets"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(picture.save(
        folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png"))));
}

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
