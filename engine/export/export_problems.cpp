#include "engine/export/export_problems.h"

namespace tp {

void checkIsBuilt(const Model& model) {
    check(
        model.isBuilt(),
        "export: %1 has no weights yet: give its first layer an inputShape, or show it data.",
        model.name());
}

void refuseProblems(std::string_view format, const std::vector<Error>& problems) {
    if (problems.empty())
        return;
    std::string all;
    for (const Error& problem : problems)
        all += std::string("\n") + problem.what();
    fail(
        Error::Kind::Unsupported,
        "export: %1 of the model's layers cannot be written as %2:%3",
        problems.size(),
        format,
        all);
}

} // namespace tp
