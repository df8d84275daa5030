#pragma once

class QLabel;

namespace app {

/// A label for text that nobody takes for HTML, whatever is in it, drawn in a `type` ("body",
/// "caption", "mono", …) and `tone` ("text", "muted", …) of the style.
QLabel* plainLabel(const char* objectName, const char* type, const char* tone);

/// The same, on several lines where it is too long for one.
QLabel* plainWrappedLabel(const char* objectName, const char* type, const char* tone);

} // namespace app
