#include "app/pages/tensors/slice_bar.h"

#include "app/charts/flow_layout.h"
#include "app/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace app {

SliceBar::SliceBar(QWidget* parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(this, Spacing::kMedium))
    , m_rows(new QComboBox)
    , m_columns(new QComboBox) {
    setObjectName(QStringLiteral("sliceBar"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_columns->setObjectName(QStringLiteral("columns"));
    for (QComboBox* box : {m_rows, m_columns})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_rowsField = field({}, m_rows);
    m_columnsField = field({}, m_columns);
    connect(m_rows, &QComboBox::activated, this, &SliceBar::takeAxes);
    connect(m_columns, &QComboBox::activated, this, &SliceBar::takeAxes);
    retranslate();
}

QWidget* SliceBar::field(const QString& label, QWidget* control) {
    auto* box = new QWidget(this);
    auto* caption = new QLabel(label);
    caption->setObjectName(QStringLiteral("caption"));
    caption->setProperty("type", "caption");
    caption->setProperty("tone", "muted");
    caption->setBuddy(control);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kTiny);
    row->addWidget(caption);
    row->addWidget(control);
    m_flow->addWidget(box);
    return box;
}

void SliceBar::setSlice(const TensorSlice& slice) {
    m_slice = slice;
    rebuild();
}

void SliceBar::rebuild() {
    for (QWidget* place : std::as_const(m_places)) {
        place->hide();
        place->setParent(nullptr);
        place->deleteLater();
    }
    m_places.clear();
    if (!m_slice.elements || m_slice.fixed.size() < 3)
        return;
    const QSignalBlocker rowsBlocker(m_rows);
    const QSignalBlocker columnsBlocker(m_columns);
    m_rows->clear();
    m_columns->clear();
    const tp::Shape& shape = m_slice.elements->shape();
    QWidget* before = m_columns;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        const QString text = tr("axis %1 (%2)").arg(axis).arg(shape[axis]);
        m_rows->addItem(text);
        m_columns->addItem(text);
        if (static_cast<int>(axis) == m_slice.rowAxis ||
            static_cast<int>(axis) == m_slice.columnAxis)
            continue;
        auto* place = new QSpinBox;
        place->setObjectName(QStringLiteral("axis%1").arg(axis));
        place->setRange(0, static_cast<int>(std::max<std::int64_t>(0, shape[axis] - 1)));
        place->setValue(static_cast<int>(m_slice.fixed[axis]));
        place->setAccessibleName(tr("Place along axis %1").arg(axis));
        connect(place, &QSpinBox::valueChanged, this, [this, axis](int value) {
            m_slice.fixed[axis] = value;
            emit changed();
        });
        m_places.append(field(tr("axis %1").arg(axis), place));
        setTabOrder(before, place);
        before = place;
    }
    m_rows->setCurrentIndex(m_slice.rowAxis);
    m_columns->setCurrentIndex(m_slice.columnAxis);
}

void SliceBar::takeAxes() {
    const int rows = m_rows->currentIndex();
    const int columns = m_columns->currentIndex();
    // One axis cannot be both: the other control takes the axis that was set free.
    if (rows == columns && rows == m_slice.rowAxis) {
        std::swap(m_slice.rowAxis, m_slice.columnAxis);
    } else if (rows == columns && columns == m_slice.columnAxis) {
        std::swap(m_slice.rowAxis, m_slice.columnAxis);
    } else {
        m_slice.rowAxis = rows, m_slice.columnAxis = columns;
    }
    rebuild();
    emit changed();
}

void SliceBar::retranslate() {
    setAccessibleName(tr("Which plane of the tensor"));
    m_rowsField->findChild<QLabel*>(QStringLiteral("caption"))->setText(tr("Rows"));
    m_columnsField->findChild<QLabel*>(QStringLiteral("caption"))->setText(tr("Columns"));
    m_rows->setAccessibleName(tr("Axis of the rows"));
    m_columns->setAccessibleName(tr("Axis of the columns"));
    rebuild();
}

void SliceBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
