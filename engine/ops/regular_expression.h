#pragma once

#include <memory>
#include <string>

namespace tp {

/// A pattern as JavaScript has it, without flags: letters are UTF-16 units, `.` is any but a line's
/// end. Immutable; copies share it.
class RegularExpression {
public:
    /// Throws InvalidArgument saying what is wrong and where.
    explicit RegularExpression(const std::string& pattern);

    /// The UTF-8 text with the first match replaced, or each. In `rewrite`, `$1` to `$99` are
    /// groups, `$<name>` is a named one, `$&` the match, `` $` `` and `$'` what is before and after
    /// it, `$$` a dollar. Throws InvalidArgument if the search takes too many steps.
    std::string
    replaced(const std::string& text, const std::string& rewrite, bool everywhere) const;

private:
    struct Code;
    std::shared_ptr<const Code> m_code;
};

} // namespace tp
