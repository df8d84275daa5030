#include "app/shell/navigation_rail.h"

#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QPainter>
#include <QSvgRenderer>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int kWideWidth = 212;
constexpr int kNarrowWidth = 64;

/// The program's picture and name at the head of the rail.
class Brand : public QWidget {
public:
    explicit Brand(QWidget* parent)
        : QWidget(parent)
        , m_picture(QStringLiteral(":/icons/app.svg")) {
        setObjectName(QStringLiteral("brand"));
    }

    QSize sizeHint() const override { return QSize(0, scaled(56)); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int side = scaled(30);
        const QRectF place(scaled(5), (height() - side) / 2.0, side, side);
        m_picture.render(&painter, place);
        painter.setFont(titleFont());
        painter.setPen(theme().text);
        const QRect text = rect().adjusted(side + scaled(16), 0, 0, 0);
        if (text.width() > scaled(60)) { // the product's name is the same in every language
            painter.drawText(
                text, Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("Tensor\nPlayground"));
        }
    }

private:
    static QFont titleFont() {
        QFont font = typeFont(Type::Caption);
        font.setPixelSize(scaled(13));
        font.setWeight(QFont::DemiBold);
        return font;
    }

    QSvgRenderer m_picture;
};

} // namespace

/// One entry: a soft pill behind the current one, with a bar at its side, so that colour is not the
/// only sign.
class NavigationRail::Button : public QAbstractButton {
public:
    Button(const QString& iconName, const NavigationRail& rail, QWidget* parent)
        : QAbstractButton(parent)
        , m_iconName(iconName)
        , m_rail(rail) {
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return QSize(scaled(40), scaled(40)); }

protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColors& colors = theme();
        QPainter painter(this);
        const QRectF box = QRectF(rect()).adjusted(0, 1, 0, -1);
        if (isChecked()) {
            paintBox(&painter, box, Spacing::kRadius, colors.accentSoft);
        } else if (underMouse()) {
            paintBox(&painter, box, Spacing::kRadius, colors.hover);
        }
        const int side = scaled(20);
        const QColor color = isChecked() ? colors.accent : colors.textMuted;
        const qreal x = m_rail.isCollapsed() ? (width() - side) / 2.0 : scaled(12);
        painter.drawPixmap(
            QPointF(x, (height() - side) / 2.0),
            iconPixmap(m_iconName, side, color, devicePixelRatioF()));
        if (isChecked())
            paintBox(&painter, QRectF(0, box.y() + 9, 3, box.height() - 18), 1.5, colors.accent);
        if (!m_rail.isCollapsed()) {
            QFont font = typeFont(Type::Body);
            font.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
            painter.setFont(font);
            painter.setPen(isChecked() ? colors.accent : colors.text);
            painter.drawText(
                rect().adjusted(scaled(44), 0, -scaled(8), 0),
                Qt::AlignVCenter | Qt::AlignLeft,
                text());
        }
        if (showsFocus(this))
            paintFocusRing(&painter, box, Spacing::kRadius);
    }

private:
    QString m_iconName;
    const NavigationRail& m_rail;
};

NavigationRail::NavigationRail(QWidget* parent)
    : QWidget(parent)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
    , m_brand(new Brand(this)) {
    setObjectName(QStringLiteral("navigationRail"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, Spacing::kMedium);
    column->setSpacing(0);
    column->addWidget(m_brand);
    column->addSpacing(Spacing::kSmall);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    for (QVBoxLayout* part : {m_top, m_bottom})
        part->setSpacing(2);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &NavigationRail::resizeToScale);
    resizeToScale();
}

void NavigationRail::addPage(
    const QString& link, const char* title, const QString& iconName, bool atBottom) {
    auto* button = new Button(iconName, *this, this);
    button->setObjectName(link + QStringLiteral("RailButton"));
    connect(button, &QAbstractButton::clicked, this, [this, link, button] {
        button->setChecked(true); // the window unchecks the others when it has gone there
        emit chosen(link);
    });
    (atBottom ? m_bottom : m_top)->addWidget(button);
    m_entries.push_back({link, title, button});
    retranslate();
}

void NavigationRail::setCurrent(const QString& link) {
    const QString place =
        link.startsWith(QLatin1String("tutorial/")) ? QStringLiteral("learn") : link;
    for (const Entry& entry : m_entries)
        entry.button->setChecked(place == entry.link || place.startsWith(entry.link + u'/'));
}

void NavigationRail::setCollapsed(bool isCollapsed) {
    if (isCollapsed == m_isCollapsed)
        return;
    m_isCollapsed = isCollapsed;
    resizeToScale();
    retranslate();
}

void NavigationRail::resizeToScale() {
    setFixedWidth(scaled(m_isCollapsed ? kNarrowWidth : kWideWidth));
    update();
}

void NavigationRail::retranslate() {
    setAccessibleName(tr("Pages"));
    for (const Entry& entry : m_entries) {
        entry.button->setText(tr(entry.title));
        entry.button->setAccessibleName(entry.button->text());
        entry.button->setToolTip(m_isCollapsed ? entry.button->text() : QString());
        entry.button->update();
    }
}

void NavigationRail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NavigationRail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().border);
}

} // namespace app
