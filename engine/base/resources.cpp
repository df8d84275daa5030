#include "engine/base/resources.h"

#include "engine/base/error.h"

#include <cstdlib>
#include <vector>

namespace tp {

std::filesystem::path resource(std::string_view name) {
    std::vector<std::filesystem::path> folders;
    if (const char* folder = std::getenv("TP_RESOURCES"))
        folders.emplace_back(folder);
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error)
        folders.push_back(program.parent_path().parent_path() / "share" / "tensor-playground");

    std::string searched;
    for (const auto& folder : folders) {
        auto file = folder / name;
        if (std::filesystem::exists(file, error))
            return file;
        searched += (searched.empty() ? "" : ", ") + folder.string();
    }
    fail(
        Error::Kind::BadFile,
        "%1 is missing: looked in %2. Run ./dev setup, or install the program again.",
        name,
        searched);
}

} // namespace tp
