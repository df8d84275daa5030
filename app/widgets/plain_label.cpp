#include "app/widgets/plain_label.h"

#include <QLabel>

namespace app {

QLabel* plainLabel(const char* objectName, const char* type, const char* tone) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setProperty("type", type);
    made->setProperty("tone", tone);
    made->setTextFormat(Qt::PlainText);
    return made;
}

QLabel* plainWrappedLabel(const char* objectName, const char* type, const char* tone) {
    QLabel* made = plainLabel(objectName, type, tone);
    made->setWordWrap(true);
    return made;
}

} // namespace app
