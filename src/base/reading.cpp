#include "base/reading.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace linli::yaml {

Refusal wrong(const Node& at, std::string what) {
    return Refusal{"bad_programme", at.where(), std::move(what)};
}

std::string unknown(std::string_view what, std::string_view given,
                    const std::vector<std::string>& known) {
    std::string said = "unknown " + std::string(what) + " " + std::string(given);
    const std::string meant = text::nearest(given, known);
    if (!meant.empty()) said += "; did you mean " + meant + "?";
    return said;
}

bool is_name(std::string_view text) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= 40 && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Reading::Reading(const Node& map) : map_(map) {
    if (map.kind != Kind::map) refuse(map, "a map of words is needed here");
}

const Node* Reading::find(std::string_view word) {
    asked_.emplace_back(word);
    return refusal_ ? nullptr : map_.find(word);
}

const Node* Reading::need(std::string_view word) {
    const Node* const found = find(word);
    if (!found) refuse(map_, std::string(word) + " is missing");
    return found;
}

const Node* Reading::scalar(std::string_view word) {
    const Node* const found = find(word);
    if (!found) return nullptr;
    if (found->kind == Kind::scalar && !found->text.empty()) return found;
    refuse(*found, std::string(word) + " needs a value");
    return nullptr;
}

std::string Reading::text(std::string_view word) {
    const Node* const found = scalar(word);
    return found ? found->text : "";
}

std::string Reading::name_in(const Node& node) {
    if (node.kind == Kind::scalar && is_name(node.text)) return node.text;
    refuse(node, "a name is needed: a-z, 0-9 and _, a letter first, 40 at most");
    return "";
}

std::string Reading::name(std::string_view word) {
    const Node* const found = scalar(word);
    return found ? name_in(*found) : "";
}

std::string Reading::one_of(std::string_view word, const std::vector<std::string>& known) {
    const Node* const found = scalar(word);
    if (!found) return "";
    if (std::find(known.begin(), known.end(), found->text) != known.end()) return found->text;
    refuse(*found, unknown(word, found->text, known));
    return "";
}

std::vector<std::string> Reading::names(std::string_view word) {
    const Node* const found = find(word);
    if (!found) return {};
    if (found->kind == Kind::scalar) return {name_in(*found)};
    std::vector<std::string> all;
    for (const Node& item : found->items)
        all.push_back(name_in(item));
    if (all.empty()) refuse(*found, std::string(word) + " needs a list of names");
    return all;
}

bool Reading::flag(std::string_view word, bool otherwise) {
    const Node* const found = scalar(word);
    if (!found) return otherwise;
    if (found->text != "true" && found->text != "false") {
        refuse(*found, std::string(word) + " is true or false");
    }
    return found->text == "true";
}

std::int64_t Reading::number(std::string_view word, std::int64_t least, std::int64_t most,
                             std::int64_t otherwise) {
    const Node* const found = scalar(word);
    if (!found) return otherwise;
    std::int64_t number = 0;
    const char* const end = found->text.data() + found->text.size();
    const auto read = std::from_chars(found->text.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end && number >= least && number <= most) {
        return number;
    }
    refuse(*found, std::string(word) + " is a whole number from " + std::to_string(least) + " to " +
                       std::to_string(most));
    return otherwise;
}

void Reading::refuse(const Node& at, std::string what) {
    refuse(wrong(at, std::move(what)));
}

void Reading::refuse(const Refusal& refusal) {
    if (!refusal_) refusal_ = refusal;
}

void Reading::refuse_leftovers() {
    for (const auto& [key, node] : map_.entries) {
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
            return refuse(node, unknown("word", key, asked_));
        }
    }
}

}  // namespace linli::yaml
