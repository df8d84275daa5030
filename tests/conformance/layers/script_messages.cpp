#include "tests/conformance/layers/script_messages.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace tp::conformance {

namespace {

// What tfjs adds that names nothing of the case.
const std::vector<std::string> kBoilerplate = {
    " This may be due to one of the following reasons", "Tensor\n", "\n'className' and"};

const std::vector<std::pair<std::string, std::string>> kNumberWords = {
    {"one", "1"}, {"two", "2"}, {"three", "3"}, {"four", "4"}, {"five", "5"}};

bool isAccident(const std::string& message) {
    for (const char* start :
         {"Cannot read properties",
          "undefined is not",
          "Cannot set properties",
          "Reduce of empty",
          "Cannot destructure"}) {
        if (message.starts_with(start))
            return true;
    }
    return message.ends_with("is not a function") || message.ends_with("is not iterable");
}

std::string relevant(std::string message) {
    for (const std::string& each : kBoilerplate)
        message = message.substr(0, message.find(each));
    return message;
}

// "kernelSize" and "kernel_size" are the same.
std::string simplified(const std::string& text) {
    std::string simple;
    for (const char c : text) {
        if (c != '_')
            simple += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return simple;
}

bool isPartOfWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '/' || c == '.' ||
           c == '-';
}

// A minus stands before numbers alone: "-1", but "length-2".
bool continues(const std::string& word, char c) {
    return isPartOfWord(c) && (c != '-' || word.empty());
}

std::vector<std::string> wordsOf(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (continues(word, c)) {
            word += c;
            continue;
        }
        while (word.ends_with('.') || word.ends_with('-'))
            word.pop_back();
        if (!word.empty())
            words.push_back(word);
        word.clear();
    }
    return words;
}

bool isNumber(const std::string& word) {
    return std::all_of(word.begin(), word.end(), [](unsigned char c) {
        return std::isdigit(c) || c == '.' || c == '-';
    });
}

// "dense_Dense1"
bool isAutomaticName(const std::string& word) {
    const std::size_t before = word.find('_');
    return before != std::string::npos && word.find('/') == std::string::npos &&
           std::isdigit(static_cast<unsigned char>(word.back())) &&
           std::any_of(word.begin() + static_cast<std::ptrdiff_t>(before), word.end(), [](char c) {
               return std::isupper(static_cast<unsigned char>(c)) != 0;
           });
}

// "dense_Dense1", "d/kernel", "input2", but not "2D".
bool isName(const std::string& word) {
    const bool hasLetter = std::isalpha(static_cast<unsigned char>(word.front())) != 0;
    const bool endsInDigit = std::isdigit(static_cast<unsigned char>(word.back())) != 0;
    return hasLetter && (word.find('_') != std::string::npos ||
                         word.find('/') != std::string::npos || endsInDigit);
}

std::vector<std::string> quotedIn(const std::string& text) {
    std::vector<std::string> quoted;
    for (const char quote : {'\'', '"', '`'}) {
        for (std::size_t begin = text.find(quote); begin != std::string::npos;) {
            const std::size_t end = text.find(quote, begin + 1);
            if (end == std::string::npos)
                break;
            const std::string word = text.substr(begin + 1, end - begin - 1);
            if (!word.empty() && word.find(' ') == std::string::npos)
                quoted.push_back(word);
            begin = text.find(quote, end + 1);
        }
    }
    return quoted;
}

bool sharesAWord(const std::string& ours, const std::string& theirs) {
    const std::string simple = simplified(ours);
    static const std::set<std::string> kCommon = {
        "should", "expected", "received", "support", "argument", "please", "cannot", "being"};
    const auto words = wordsOf(theirs);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        const std::string stem = simplified(word).substr(0, 5);
        return word.size() >= 4 && !kCommon.contains(simplified(word)) &&
               simple.find(stem) != std::string::npos;
    });
}

// How many sizes each shape of a text has: "[null, 3]" says that there are 2 axes.
void addRanks(std::vector<std::string>& words, const std::string& text) {
    for (std::size_t begin = text.find('['); begin != std::string::npos;
         begin = text.find('[', begin + 1)) {
        const std::size_t end = text.find(']', begin);
        if (end == std::string::npos)
            return;
        const std::string inner = text.substr(begin, end - begin);
        words.push_back(std::to_string(1 + std::count(inner.begin(), inner.end(), ',')));
    }
}

} // namespace

bool admitsLack(const std::string& message) {
    for (const char* admission :
         {"gradient function not found",
          "not yet supported",
          "not supported yet",
          "not implemented",
          "The first layer in a Sequential model must get"}) {
        if (message.find(admission) != std::string::npos)
            return true;
    }
    return isAccident(message);
}

std::vector<std::string> namedIn(const std::string& message, const std::string& code) {
    const std::string text = relevant(message);
    const auto said = wordsOf(code);
    const std::string simpleCode = simplified(code);
    std::vector<std::string> named;
    for (const std::string& word : quotedIn(text)) {
        if (!isNumber(word) && simpleCode.find(simplified(word)) != std::string::npos)
            named.push_back(word);
    }
    for (const std::string& word : wordsOf(text)) {
        const bool isSaid = isNumber(word) ? std::find(said.begin(), said.end(), word) != said.end()
                                           : simpleCode.find(simplified(word)) != std::string::npos;
        if (isAutomaticName(word) || (isSaid && (isNumber(word) || isName(word))))
            named.push_back(word);
    }
    return named;
}

std::string lackedBy(const std::string& ours, const std::string& theirs, const std::string& code) {
    if (theirs.empty() || isAccident(theirs))
        return {};
    const auto named = namedIn(theirs, code);
    if (named.empty())
        return sharesAWord(ours, theirs) ? "" : "any word of it";
    auto mine = wordsOf(ours);
    for (const auto& [word, number] : kNumberWords) {
        if (std::find(mine.begin(), mine.end(), word) != mine.end())
            mine.emplace_back(number);
    }
    addRanks(mine, ours);
    const std::string simple = simplified(ours);
    std::string lacked;
    for (const std::string& each : named) {
        const bool isThere = isNumber(each)
                                 ? std::find(mine.begin(), mine.end(), each) != mine.end()
                                 : simple.find(simplified(each)) != std::string::npos;
        if (!isThere)
            lacked += (lacked.empty() ? "" : ", ") + each;
    }
    return lacked;
}

} // namespace tp::conformance
