#include "tests/support/recorded.h"

#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace tp::testing {

namespace fs = std::filesystem;

std::vector<fs::path> layersCaseFolders() {
    const fs::path project = TP_SOURCE_DIR;
    const fs::path full = project / "../shared/conformance/layers/visible";
    std::vector<fs::path> folders;
    for (const auto& entry :
         fs::directory_iterator(fs::exists(full) ? full : project / "tests/golden/layers")) {
        if (fs::exists(entry.path() / "case.json"))
            folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

RecordedJson readJson(const fs::path& file) {
    std::ifstream stream(file);
    return RecordedJson::parse(stream);
}

double readNumber(const RecordedJson& json) {
    if (json.is_boolean())
        return json.get<bool>() ? 1 : 0;
    if (json.is_number())
        return json.get<double>();
    if (json == "NaN")
        return std::nan("");
    return json == "Infinity" ? HUGE_VAL : -HUGE_VAL;
}

Tensor readTensor(const RecordedJson& json) {
    std::vector<double> values;
    for (const RecordedJson& value : json.at("data"))
        values.push_back(readNumber(value));
    Shape shape;
    for (const RecordedJson& size : json.at("shape"))
        shape.push_back(size.get<std::int64_t>());
    return tensor(values, shape, dtypeFromName(json.at("dtype").get<std::string>()));
}

} // namespace tp::testing
