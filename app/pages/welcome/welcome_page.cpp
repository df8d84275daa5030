#include "app/pages/welcome/welcome_page.h"

#include "app/core/all_settings.h"
#include "app/core/language.h"
#include "app/page/column_page.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace app {

namespace {

constexpr const char* kPromiseIcons[] = {"offline", "user", "hint"};

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : Page(QStringLiteral("welcome"), parent)
    , m_headline(makeLabel("headline", "display"))
    , m_story(makeLabel("story", "body", "muted"))
    , m_languageLabel(makeLabel("languageLabel", "caption", "muted"))
    , m_learn(new QPushButton)
    , m_skip(new QPushButton) {
    auto* picture = new QLabel;
    picture->setObjectName(QStringLiteral("picture"));
    picture->setPixmap(QIcon(QStringLiteral(":/icons/app.svg")).pixmap(scaled(72), scaled(72)));
    m_learn->setObjectName(QStringLiteral("learn"));
    m_learn->setProperty("kind", "primary");
    m_learn->setIcon(icon(QStringLiteral("learn"), IconTone::OnAccent));
    m_skip->setObjectName(QStringLiteral("skip"));
    m_skip->setProperty("kind", "ghost");
    connect(m_learn, &QPushButton::clicked, this, [this] { leave(QStringLiteral("learn")); });
    connect(m_skip, &QPushButton::clicked, this, [this] { leave(QStringLiteral("home")); });

    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setProperty("kind", "card");
    card->setFixedWidth(scaled(560));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(
        Spacing::kHuge + Spacing::kSmall,
        Spacing::kHuge,
        Spacing::kHuge + Spacing::kSmall,
        Spacing::kHuge);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(picture);
    column->addSpacing(Spacing::kSmall);
    column->addWidget(m_headline);
    column->addWidget(m_story);
    column->addSpacing(Spacing::kMedium);
    column->addWidget(m_languageLabel);
    column->addWidget(makeLanguages());
    column->addSpacing(Spacing::kMedium);
    column->addWidget(makePromises());
    column->addSpacing(Spacing::kLarge);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_learn);
    buttons->addWidget(m_skip);
    buttons->addStretch(1);
    column->addLayout(buttons);
    auto* all = new QVBoxLayout(this);
    all->addWidget(card, 0, Qt::AlignCenter);
    kLanguage.onChange(this, [this] { retranslate(); });
    retranslate();
}

QString WelcomePage::title() const {
    return tr("Welcome");
}

QWidget* WelcomePage::makeLanguages() {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kSmall);
    const QList<Language::Choice> choices = Language::choices();
    for (const Language::Choice& choice : choices) {
        auto* button = new QPushButton(choice.name);
        button->setObjectName(choice.code + QStringLiteral("Button"));
        button->setAccessibleName(choice.name);
        button->setCheckable(true);
        button->setProperty("code", choice.code);
        connect(button, &QPushButton::clicked, this, [this, code = choice.code] {
            kLanguage.set(code);
            retranslate(); // also when it was this one already: the button stays pressed
        });
        m_languages.append(button);
        row->addWidget(button);
    }
    row->addStretch(1);
    return widget;
}

QWidget* WelcomePage::makePromises() {
    auto* widget = new QFrame;
    widget->setProperty("kind", "well");
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(Spacing::kLarge, Spacing::kLarge, Spacing::kLarge, Spacing::kLarge);
    grid->setHorizontalSpacing(Spacing::kMedium);
    grid->setVerticalSpacing(Spacing::kMedium);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const char* name : kPromiseIcons) {
        auto* picture = new QLabel;
        picture->setPixmap(iconPixmap(
            QString::fromLatin1(name), scaled(20), theme().success, devicePixelRatioF()));
        auto* promise = makeLabel("promise", "body");
        m_promises.append(promise);
        grid->addWidget(picture, row, 0, Qt::AlignTop);
        grid->addWidget(promise, row, 1);
        ++row;
    }
    return widget;
}

void WelcomePage::leave(const QString& link) {
    kFirstRunDone.set(true);
    emit navigate(link);
}

void WelcomePage::retranslate() {
    setAccessibleName(tr("Welcome"));
    m_headline->setText(tr("Welcome to Tensor Playground"));
    m_story->setText(
        tr("Learn how machines learn: with real data, real code, and every number yours to "
           "change."));
    m_languageLabel->setText(tr("Language"));
    m_promises[0]->setText(tr("Everything stays on this computer."));
    m_promises[1]->setText(tr("No account, no telemetry, no download needed."));
    m_promises[2]->setText(tr("Each step is checked, and hints wait where you get stuck."));
    m_learn->setText(tr("Start learning"));
    m_skip->setText(tr("Look around first"));
    m_learn->setAccessibleName(m_learn->text());
    m_skip->setAccessibleName(m_skip->text());
    const QString wanted = kLanguage.get().isEmpty() ? Language::systemCode() : kLanguage.get();
    for (QPushButton* button : std::as_const(m_languages))
        button->setChecked(button->property("code").toString() == wanted);
}

} // namespace app
