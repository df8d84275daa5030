#include "engine/export/write_file.h"

#include "engine/io/file.h"

namespace tp {

void writeWholeFile(const std::filesystem::path& path, io::ByteView bytes) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    io::TemporaryFile fresh(folder / ("." + path.filename().string() + "." + io::uniqueTag()));
    io::writeNewFile(fresh.path(), bytes, path);
    io::replaceFile(fresh.path(), path);
    fresh.keep();
    io::syncFolder(folder);
}

} // namespace tp
