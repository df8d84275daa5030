#pragma once

#include "engine/notebook/cell.h"

#include <string>

namespace tp::notebook {

enum class Language { Cpp, JavaScript };

/// One cell as a statement: `const c = tf.add(a, b);`. A note becomes a comment. `above` are the
/// cells before it, which tell names of several results from others.
std::string codeOf(const Cell& cell, const Cells& above, Language language);

/// The whole notebook as a program that can be run as it stands.
std::string programOf(const Cells& cells, Language language);

/// The values of a tensor as an expression: `tf.tensor([1, 2], [2], 'float32')`. Throws
/// InvalidArgument beyond kMostCopied elements.
std::string literalOf(const Tensor& tensor, Language language);
inline constexpr std::int64_t kMostCopied = 100'000;

} // namespace tp::notebook
