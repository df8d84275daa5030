#pragma once

#include "engine/notebook/glance.h"

#include <QAbstractButton>

namespace app {

/// The small picture of a tensor beside its values; a click opens it in the inspector.
class Thumbnail : public QAbstractButton {
    Q_OBJECT

public:
    explicit Thumbnail(QWidget* parent = nullptr);

    void setGlance(const tp::notebook::Glance& glance);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
};

} // namespace app
