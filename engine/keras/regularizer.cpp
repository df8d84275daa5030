#include "engine/keras/regularizer.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"

#include <cmath>

namespace tp {

Regularizer::Regularizer(std::string_view name) : Regularizer(0.01, 0.01) {
    check(
        name == "l1l2" || name == "L1L2",
        "There is no regularizer \"%1\". Choose \"l1l2\", or regularizers::l1(), l2() or l1l2().",
        name);
}

Regularizer::Regularizer(double l1, double l2) : m_shares({l1, l2}) {
    check(
        std::isfinite(l1) && std::isfinite(l2) && l1 >= 0 && l2 >= 0,
        "A regularizer's shares must be numbers of 0 or more, but got l1 = %1 and l2 = %2.",
        l1,
        l2);
}

Tensor Regularizer::operator()(const Tensor& weights) const {
    Tensor price = scalar(0);
    if (l1() != 0)
        price = price + sum(abs(weights)) * l1();
    if (l2() != 0)
        price = price + sum(square(weights)) * l2();
    return price;
}

Json Regularizer::toJson() const {
    if (isNull())
        return {};
    return Json::Object{
        {"class_name", "L1L2"}, {"config", Json::Object{{"l1", l1()}, {"l2", l2()}}}};
}

Regularizer Regularizer::fromJson(const JsonReader& json) {
    if (json.isNull())
        return {};
    if (json.value().isText())
        return Regularizer(std::string_view(json.text()));
    const std::string& name = json["class_name"].text();
    const auto config = json.find("config");
    const auto share = [&](std::string_view which, double usual) {
        const auto given = config ? config->find(which) : std::nullopt;
        return given ? given->number() : usual;
    };
    if (name == "L1")
        return {share("l1", 0.01), 0};
    if (name == "L2")
        return {0, share("l2", 0.01)};
    if (name != "L1L2")
        json.refuse("the regularizer \"%2\" is not known; known are L1, L2 and L1L2", name);
    return {share("l1", 0.01), share("l2", 0.01)};
}

namespace regularizers {

Regularizer l1(double l1) {
    return {l1, 0};
}

Regularizer l2(double l2) {
    return {0, l2};
}

Regularizer l1l2(double l1, double l2) {
    return {l1, l2};
}

} // namespace regularizers

} // namespace tp
