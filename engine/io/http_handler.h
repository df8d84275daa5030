#pragma once

#include "engine/io/io_handler.h"

namespace tp::io {

/// A model on a server, by http or https.
///
/// Loading fetches the model.json at the address and its weights from beside it, or from
/// `options.weightPathPrefix`; a query ("?token=1") is sent for them, too. Saving sends the parts
/// "model.json" and "model.weights.bin" as a form, as TensorFlow.js does.
IOHandler httpHandler(const std::string& url, const IOOptions& options);

/// The address of weights for a model.json's address: "https://a/b/w.bin?c" for
/// "https://a/b/model.json?c" and "w.bin".
std::string
weightUrl(std::string_view modelJsonUrl, std::string_view path, std::string_view weightPathPrefix);

} // namespace tp::io
