#pragma once

#include <QString>

namespace app {

/// What a kind of layer does, in one short sentence; empty for kinds that are not the engine's own.
QString layerDoc(const QString& kind);

/// How a setting is called, in words: "kernel_size" is "Kernel size"; a name that is not known
/// stays.
QString settingTitle(const QString& name);

/// The same for what an initializer, a regularizer or a constraint is made with.
QString partTitle(const QString& name);

/// What a practice data set is about: "Circles".
QString dataTitle(const QString& name);

} // namespace app
