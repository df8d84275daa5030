#include "engine/keras/layer_names.h"

#include <map>
#include <mutex>

namespace tp {

namespace {

struct NameCounters {
    std::mutex mutex;
    std::map<std::string, int> last;
};

NameCounters& nameCounters() {
    static NameCounters counters;
    return counters;
}

bool isUpper(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

bool isLower(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool continuesWord(char letter) {
    return isLower(letter) || (letter >= '0' && letter <= '9');
}

// Names must be those of tfjs, which splits by words first ("ConvLST_M2D"), by humps then
// ("Conv_LST_M2D").
std::string classNameInSnakeCase(const std::string& name) {
    std::string words;
    for (std::size_t i = 0; i < name.size();) {
        words += name[i++];
        if (i + 1 < name.size() && isUpper(name[i]) && continuesWord(name[i + 1])) {
            words += '_';
            words += name[i++];
            while (i < name.size() && continuesWord(name[i]))
                words += name[i++];
        }
    }
    std::string snake;
    for (const char letter : words) {
        if (!snake.empty() && isUpper(letter) && isLower(snake.back()))
            snake += '_';
        snake += letter;
    }
    for (char& letter : snake) {
        if (isUpper(letter))
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return snake;
}

} // namespace

int nextNameNumber(const std::string& prefix) {
    NameCounters& counters = nameCounters();
    const std::scoped_lock lock(counters.mutex);
    return ++counters.last[prefix];
}

std::string automaticLayerName(std::string_view className) {
    const std::string name(className);
    return classNameInSnakeCase(name) + "_" + name + std::to_string(nextNameNumber(name));
}

void resetAutomaticNames() {
    NameCounters& counters = nameCounters();
    const std::scoped_lock lock(counters.mutex);
    counters.last.clear();
}

std::string toSnakeCase(std::string_view name) {
    std::string snake;
    for (const char letter : name) {
        if (isUpper(letter)) {
            snake += '_';
            snake += static_cast<char>(letter - 'A' + 'a');
        } else {
            snake += letter;
        }
    }
    return snake;
}

std::string toCamelCase(std::string_view name) {
    std::string camel;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '_' && i > 0 && i + 1 < name.size() && isLower(name[i + 1])) {
            camel += static_cast<char>(name[++i] - 'a' + 'A');
        } else {
            camel += name[i];
        }
    }
    return camel;
}

} // namespace tp
