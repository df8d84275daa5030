#pragma once

namespace app {

/// Lets dialogs() ask by the desktop's own file dialog.
void useDesktopFileDialogs();

} // namespace app
