#include "app/pages/settings/settings_page.h"

#include "app/core/all_settings.h"
#include "app/core/language.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

namespace app {

namespace {

constexpr int kWidest = 760;
constexpr int kScaleStep = 10;

QFrame* card(const char* objectName) {
    auto* frame = new QFrame;
    frame->setObjectName(QString::fromLatin1(objectName));
    frame->setProperty("kind", "card");
    return frame;
}

} // namespace

SettingsPage::SettingsPage(QWidget* parent)
    : ColumnPage(QStringLiteral("settings"), kWidest, parent)
    , m_reset(new QPushButton)
    , m_resetText(makeLabel("resetText", "caption", "muted")) {
    column()->addWidget(makeAppearance());
    column()->addWidget(makePrivacy());
    m_reset->setObjectName(QStringLiteral("reset"));
    m_reset->setIcon(icon(QStringLiteral("reset")));
    connect(m_reset, &QPushButton::clicked, this, [] {
        kLanguage.reset();
        kThemeChoice.reset();
        kUiScale.reset();
        kReducedMotion.reset();
    });
    auto* foot = new QHBoxLayout;
    foot->setSpacing(Spacing::kMedium);
    foot->addWidget(m_reset);
    foot->addWidget(m_resetText, 1);
    column()->addLayout(foot);
    column()->addStretch(1);
    connect(&settings(), &SettingsStore::changed, this, &SettingsPage::showValues);
    retranslate();
}

QString SettingsPage::title() const {
    return tr("Settings");
}

QWidget* SettingsPage::makeAppearance() {
    QFrame* appearance = card("appearance");
    m_appearanceTitle = makeLabel("appearanceTitle", "heading");
    m_languageLabel = makeLabel("languageLabel", "body");
    m_language = new QComboBox;
    m_language->setObjectName(QStringLiteral("language"));
    m_themeLabel = makeLabel("themeLabel", "body");
    m_theme = new QComboBox;
    m_theme->setObjectName(QStringLiteral("theme"));
    m_scaleLabel = makeLabel("scaleLabel", "body");
    m_scale = new QSlider(Qt::Horizontal);
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setRange(80 / kScaleStep, 200 / kScaleStep);
    m_scale->setPageStep(2);
    m_scaleValue = makeLabel("scaleValue", "caption", "muted");
    m_motionLabel = makeLabel("motionLabel", "body");
    m_reducedMotion = new QCheckBox;
    m_reducedMotion->setObjectName(QStringLiteral("reducedMotion"));

    auto* scale = new QHBoxLayout;
    scale->setSpacing(Spacing::kMedium);
    scale->addWidget(m_scale, 1);
    scale->addWidget(m_scaleValue);
    auto* grid = new QGridLayout(appearance);
    grid->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    grid->setHorizontalSpacing(Spacing::kWide);
    grid->setVerticalSpacing(Spacing::kMedium);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_appearanceTitle, 0, 0, 1, 2);
    grid->addWidget(m_languageLabel, 1, 0);
    grid->addWidget(m_language, 1, 1);
    grid->addWidget(m_themeLabel, 2, 0);
    grid->addWidget(m_theme, 2, 1);
    grid->addWidget(m_scaleLabel, 3, 0);
    grid->addLayout(scale, 3, 1);
    grid->addWidget(m_motionLabel, 4, 0);
    grid->addWidget(m_reducedMotion, 4, 1);

    connect(m_language, &QComboBox::activated, this, [this] {
        kLanguage.set(m_language->currentData().toString());
    });
    connect(m_theme, &QComboBox::activated, this, [this] {
        kThemeChoice.set(static_cast<ThemeChoice>(m_theme->currentData().toInt()));
    });
    connect(m_scale, &QSlider::valueChanged, this, [this](int value) {
        m_scaleValue->setText(tr("%1 %").arg(value * kScaleStep));
        if (!m_scale->isSliderDown()) // else the slider would move under the hand
            kUiScale.set(value * kScaleStep);
    });
    connect(m_scale, &QSlider::sliderReleased, this, [this] {
        kUiScale.set(m_scale->value() * kScaleStep);
    });
    connect(
        m_reducedMotion, &QCheckBox::toggled, this, [](bool isOn) { kReducedMotion.set(isOn); });
    return appearance;
}

QWidget* SettingsPage::makePrivacy() {
    QFrame* privacy = card("privacy");
    m_privacyTitle = makeLabel("privacyTitle", "heading");
    m_privacySent = makeLabel("privacySent", "body");
    m_privacyText = makeLabel("privacyText", "body", "muted");
    m_placeLabel = makeLabel("placeLabel", "caption", "muted");
    m_place = makeLabel("place", "mono");
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_place->setTextFormat(Qt::PlainText);
    auto* banner = new QFrame;
    banner->setProperty("kind", "banner");
    banner->setProperty("tone", "success");
    auto* bannerRow = new QHBoxLayout(banner);
    bannerRow->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    bannerRow->addWidget(m_privacySent);
    auto* column = new QVBoxLayout(privacy);
    column->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(m_privacyTitle);
    column->addWidget(banner);
    column->addWidget(m_privacyText);
    column->addSpacing(Spacing::kTiny);
    column->addWidget(m_placeLabel);
    column->addWidget(m_place);
    return privacy;
}

void SettingsPage::retranslate() {
    setAccessibleName(tr("Settings"));
    m_appearanceTitle->setText(tr("Appearance"));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Theme"));
    m_scaleLabel->setText(tr("Text and control size"));
    m_motionLabel->setText(tr("Movement"));
    m_reducedMotion->setText(tr("Reduce animations"));
    m_privacyTitle->setText(tr("Privacy"));
    m_privacySent->setText(tr("This program sent: nothing."));
    m_privacyText->setText(
        tr("There is no account and no telemetry. Data, models and progress are files on "
           "this computer, and you may delete them at any time."));
    m_placeLabel->setText(tr("Settings are kept in"));
    m_reset->setText(tr("Restore defaults"));
    m_resetText->setText(tr("Puts language, theme, size and movement back. Your progress stays."));
    m_language->setAccessibleName(m_languageLabel->text());
    m_theme->setAccessibleName(m_themeLabel->text());
    m_scale->setAccessibleName(m_scaleLabel->text());
    m_reducedMotion->setAccessibleName(m_reducedMotion->text());
    m_reset->setAccessibleName(m_reset->text());

    const QSignalBlocker languageBlocker(m_language);
    m_language->clear();
    m_language->addItem(tr("As the system"), QString());
    const QList<Language::Choice> languages = Language::choices();
    for (const Language::Choice& choice : languages)
        m_language->addItem(choice.name, choice.code);
    const QSignalBlocker themeBlocker(m_theme);
    m_theme->clear();
    m_theme->addItem(tr("As the system"), static_cast<int>(ThemeChoice::System));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    showValues();
}

void SettingsPage::showValues() {
    m_language->setCurrentIndex(std::max(0, m_language->findData(kLanguage.get())));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(kThemeChoice.get())));
    const QSignalBlocker scaleBlocker(m_scale);
    m_scale->setValue(kUiScale.get() / kScaleStep);
    m_scaleValue->setText(tr("%1 %").arg(kUiScale.get()));
    const QSignalBlocker motionBlocker(m_reducedMotion);
    m_reducedMotion->setChecked(kReducedMotion.get());
    const QString folder = settings().directory();
    m_place->setText(folder.isEmpty() ? tr("memory only") : QDir::toNativeSeparators(folder));
}

} // namespace app
