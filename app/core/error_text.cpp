#include "app/core/error_text.h"

#include <QCoreApplication>

namespace app {

QString translateError(const tp::Error& error) {
    const QString format = QCoreApplication::translate("Error", error.format().c_str());
    return QString::fromStdString(tp::formatText(format.toStdString(), error.arguments()));
}

} // namespace app
