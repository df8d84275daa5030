#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tp::test {

namespace {

/// All values of a document, the outer ones before the inner ones.
void collect(Json& json, std::vector<Json*>& all) {
    all.push_back(&json);
    if (json.isList()) {
        for (Json& element : json.list())
            collect(element, all);
    } else if (json.isObject()) {
        for (auto& member : json.object())
            collect(member.second, all);
    }
}

double oddNumber(Dice& dice) {
    constexpr std::array<double, 20> kNumbers = {
        0,          1,   2,     -1,           3,
        255,        256, 65535, 1e6,          1e308,
        1e-30,      0.5, -0.0,  -1e300,       2147483647,
        2147483648, 7,   4096,  4294967296.0, 9007199254740992.0};
    return kNumbers[dice.below(kNumbers.size())];
}

Json oddValue(const std::vector<std::string>& words, Dice& dice) {
    switch (dice.below(8)) {
    case 0:
        return {};
    case 1:
        return dice.chance(0.5);
    case 2:
        return dice.of(words);
    case 3:
        return Json::List{};
    case 4:
        return Json::Object{};
    case 5:
        return Json::List{oddNumber(dice), oddNumber(dice)};
    default:
        return oddNumber(dice);
    }
}

void changeList(Json::List& list, Json other, Dice& dice) {
    if (list.empty() || dice.chance(0.3)) {
        const auto place = static_cast<std::ptrdiff_t>(dice.below(list.size() + 1));
        list.insert(list.begin() + place, std::move(other));
    } else if (dice.chance(0.5)) {
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(dice.below(list.size())));
    } else {
        std::swap(list[dice.below(list.size())], list[dice.below(list.size())]);
    }
}

void changeObject(
    Json::Object& object, Json other, const std::vector<std::string>& words, Dice& dice) {
    if (object.empty() || dice.chance(0.3)) {
        object.emplace_back(dice.of(words), std::move(other));
    } else if (dice.chance(0.3)) {
        object.erase(object.begin() + static_cast<std::ptrdiff_t>(dice.below(object.size())));
    } else if (dice.chance(0.5)) {
        object[dice.below(object.size())].first = dice.of(words);
    } else {
        object.push_back(object[dice.below(object.size())]);
    }
}

/// A number as files hold it: 1, 2, 4 or 8 bytes, the least one first.
std::string extremeNumber(Dice& dice) {
    constexpr std::array<std::uint64_t, 14> kNumbers = {
        0,
        1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0xffff,
        0x7fffffff,
        0x80000000,
        0xffffffff,
        0x100000000,
        0x7fffffffffffffff,
        0x8000000000000000,
        0xffffffffffffffff};
    std::uint64_t number = kNumbers[dice.below(kNumbers.size())] + dice.below(3) - 1;
    std::string bytes;
    for (std::size_t left = std::size_t{1} << dice.below(4); left > 0; --left, number >>= 8U)
        bytes.push_back(static_cast<char>(number & 0xffU));
    return bytes;
}

std::string pieceOf(const std::string& bytes, Dice& dice) {
    const std::size_t begin = dice.below(bytes.size() + 1);
    return bytes.substr(begin, 1 + dice.below(dice.chance(0.8) ? 16 : bytes.size()));
}

void mutateOnce(
    std::string& bytes,
    const std::string& other,
    const std::vector<std::string>& words,
    Dice& dice) {
    constexpr std::size_t kLarge = 4096;
    const std::size_t at = dice.below(bytes.size() + 1);
    const auto overwrite = [&](const std::string& piece) {
        bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
    };
    switch (dice.below(10)) {
    case 0:
        overwrite(std::string(1, static_cast<char>(dice.next())));
        break;
    case 1:
        overwrite(extremeNumber(dice));
        break;
    case 2:
        bytes.insert(at, extremeNumber(dice));
        break;
    case 3:
        bytes.insert(at, words.empty() ? "" : dice.of(words));
        break;
    case 4:
        bytes.erase(at, 1 + dice.below(dice.chance(0.8) ? 8 : bytes.size() + 1));
        break;
    case 5:
        bytes.insert(at, pieceOf(bytes, dice));
        break;
    case 6:
        overwrite(pieceOf(other, dice));
        break;
    case 7:
        if (dice.chance(0.3)) {
            bytes.resize(at);
        } else if (bytes.size() < kLarge) {
            bytes.insert(at, dice.below(300), static_cast<char>(dice.next()));
        }
        break;
    default:
        if (at < bytes.size())
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.below(8)));
    }
}

} // namespace

std::uint64_t Dice::next() {
    // Sebastiano Vigna's splitmix64: any seed is a good one.
    std::uint64_t mixed = m_state += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

std::size_t Dice::below(std::size_t count) {
    return count == 0 ? 0 : static_cast<std::size_t>(next() % count);
}

bool Dice::chance(double probability) {
    constexpr double kRange = 18446744073709551616.0; // 2^64
    return static_cast<double>(next()) < probability * kRange;
}

void mutateBytes(
    std::string& bytes,
    const std::string& other,
    const std::vector<std::string>& words,
    Dice& dice) {
    const std::size_t count = dice.chance(0.5) ? 1 : 1 + dice.below(8);
    for (std::size_t i = 0; i < count; ++i)
        mutateOnce(bytes, other, words, dice);
}

void mutateJson(Json& json, const std::vector<std::string>& words, Dice& dice) {
    const std::size_t count = dice.chance(0.5) ? 1 : 1 + dice.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<Json*> all;
        collect(json, all);
        Json& value = *dice.of(all);
        Json other = dice.chance(0.4) ? *dice.of(all) : oddValue(words, dice);
        if (value.isList() && dice.chance(0.7)) {
            changeList(value.list(), std::move(other), dice);
        } else if (value.isObject() && dice.chance(0.7)) {
            changeObject(value.object(), std::move(other), words, dice);
        } else if (value.isNumber() && dice.chance(0.5)) {
            value = oddNumber(dice);
        } else if (value.isText() && dice.chance(0.5)) {
            value = dice.of(words);
        } else {
            value = std::move(other);
        }
    }
}

} // namespace tp::test
