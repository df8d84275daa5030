#include "app/pages/models/totals_row.h"

#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/model_words.h"
#include "app/theme/theme.h"

#include <QHeaderView>
#include <QPainter>

namespace app {

namespace {

constexpr int kHeight = 36;

} // namespace

TotalsRow::TotalsRow(ModelsSession* session, QHeaderView* columns, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_columns(columns) {
    setObjectName(QStringLiteral("totals"));
    const auto redraw = [this] { update(); };
    connect(columns, &QHeaderView::sectionResized, this, redraw);
    connect(columns, &QHeaderView::geometriesChanged, this, redraw);
    connect(columns, &QHeaderView::sectionMoved, this, redraw);
}

QString TotalsRow::text(int column) const {
    const auto& view = m_session->view();
    if (!view)
        return {};
    const auto& total = view->total;
    switch (column) {
    case LayerTableModel::Name:
        return view->isGraph ? tr("%n node(s)", nullptr, static_cast<int>(view->rows.size()))
                             : tr("%n layer(s)", nullptr, static_cast<int>(view->rows.size()));
    case LayerTableModel::Params:
        return countText(total.params);
    case LayerTableModel::Trainable:
        if (view->isGraph)
            return {};
        return countText(total.trainable);
    case LayerTableModel::Flops:
        if (view->isGraph && total.flops == 0)
            return {}; // nobody knows yet
        return shortCount(total.flops);
    case LayerTableModel::Bytes:
        return sizeText(total.bytes);
    default:
        return {};
    }
}

void TotalsRow::refresh() {
    setFixedHeight(scaled(kHeight));
    QStringList words;
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        if (!text(column).isEmpty())
            words.append(text(column));
    }
    setAccessibleName(tr("Together: %1").arg(words.join(QStringLiteral(", "))));
    if (const auto& view = m_session->view()) {
        setToolTip(
            view->isGraph ? tr("A graph model is frozen: its numbers are constants.")
                          : tr("%1 parameters: %2 trainable, %3 frozen")
                                .arg(
                                    countText(view->total.params),
                                    countText(view->total.trainable),
                                    countText(view->total.params - view->total.trainable)));
    }
    update();
}

QSize TotalsRow::sizeHint() const {
    return {100, scaled(kHeight)};
}

void TotalsRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surfaceSunken);
    painter.fillRect(QRect(0, 0, width(), 1), theme().border);
    QFont font = typeFont(Type::Body);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme().text);
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        const QString shown = text(column);
        if (shown.isEmpty())
            continue;
        const QRect place(
            m_columns->sectionViewportPosition(column),
            0,
            m_columns->sectionSize(column),
            height());
        const bool isLeft = column == LayerTableModel::Name || column == LayerTableModel::Trainable;
        const QRect inside = place.adjusted(isLeft ? scaled(4) : 0, 0, -scaled(4), 0);
        painter.drawText(
            inside, (isLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, shown);
    }
}

} // namespace app
