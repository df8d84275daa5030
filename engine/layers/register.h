#pragma once

namespace tp {

/// Makes every layer known by the name that files have for it. start() calls it.
void registerLayers();

} // namespace tp
