#pragma once

#include "engine/base/error.h"

#include <QString>

namespace tp::test {

/// The message with which `work` is refused, or "accepted".
template<class F>
QString refusalOf(F work) {
    try {
        work();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("accepted");
}

} // namespace tp::test
