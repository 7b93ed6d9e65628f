// Reading one map of a programme by its closed list of words. The list is what someone asks for: an
// entry that nobody asked for is refused with its file and line and the nearest word that was. The
// first thing that is wrong is kept and everything read after it is empty, so that a declaration is
// read from top to bottom without a question after every line; `end` says how it went.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/outcome.h"
#include "base/yaml.h"

namespace linli::yaml {

// bad_programme, at = "file:line", with = what is wrong, in English.
Refusal wrong(const Node& at, std::string what);

// "unknown word requried; did you mean required?"
std::string unknown(std::string_view what, std::string_view given,
                    const std::vector<std::string>& known);

// Lower-case letters, digits and underscores, a letter first, 40 at most: parts, fields, roles.
bool is_name(std::string_view);

class Reading {
public:
    explicit Reading(const Node& map);

    const Node* find(std::string_view word);  // null when it is not there
    const Node* need(std::string_view word);  // wrong, and null, when it is not there

    // The value of a word; empty, false or `otherwise` when it is not there.
    std::string text(std::string_view word);
    std::string name(std::string_view word);
    std::string one_of(std::string_view word, const std::vector<std::string>& known);
    std::vector<std::string> names(std::string_view word);  // of a list, or of one name alone
    bool flag(std::string_view word, bool otherwise = false);
    std::int64_t number(std::string_view word, std::int64_t least, std::int64_t most,
                        std::int64_t otherwise);

    // Keeps a refusal, if there is none yet.
    void refuse(const Node& at, std::string what);
    void refuse(const Refusal&);
    template <class T>
    T keep(Outcome<T> outcome) {
        if (outcome) return std::move(outcome).value();
        refuse(outcome.refusal());
        return {};
    }

    // The value, if all was well and every entry was asked for.
    template <class T>
    Outcome<T> end(T value) {
        refuse_leftovers();
        if (refusal_) return *refusal_;
        return value;
    }

private:
    const Node* scalar(std::string_view word);
    std::string name_in(const Node&);
    void refuse_leftovers();

    const Node& map_;
    std::vector<std::string> asked_;
    std::optional<Refusal> refusal_;
};

}  // namespace linli::yaml
