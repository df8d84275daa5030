# Writes the bytes of ${input} as `const std::string_view ${symbol}` to ${output}.
file(READ "${input}" bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${output}" "#include <string_view>

namespace tp {

static const unsigned char bytes[] = {
${bytes}};
extern const std::string_view ${symbol};
const std::string_view ${symbol}(reinterpret_cast<const char*>(bytes), sizeof bytes);

} // namespace tp
")
