#pragma once

#include "app/page/column_page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace app {

/// Language, appearance and what the program does with data. Every change takes effect at once.
class SettingsPage : public ColumnPage {
    Q_OBJECT

public:
    explicit SettingsPage(QWidget* parent = nullptr);

    QString title() const override;

protected:
    void retranslate() override;

private:
    QWidget* makeAppearance();
    QWidget* makePrivacy();
    void showValues();

    QLabel* m_appearanceTitle;
    QLabel* m_languageLabel;
    QComboBox* m_language;
    QLabel* m_themeLabel;
    QComboBox* m_theme;
    QLabel* m_scaleLabel;
    QSlider* m_scale;
    QLabel* m_scaleValue;
    QLabel* m_motionLabel;
    QCheckBox* m_reducedMotion;
    QLabel* m_privacyTitle;
    QLabel* m_privacySent;
    QLabel* m_privacyText;
    QLabel* m_placeLabel;
    QLabel* m_place;
    QPushButton* m_reset;
    QLabel* m_resetText;
};

} // namespace app
