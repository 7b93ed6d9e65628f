// What a kind of field is to field.cpp: its name, what it allows, and five answers. One file per
// kind defines one of these; nobody outside this folder sees them.
#pragma once

#include <optional>

#include "base/reading.h"
#include "kernel/fields/field.h"

namespace linli::fields {

struct Kind {
    std::string_view name;
    bool findable = true;          // may be marked `find`
    bool may_be_personal = false;  // may be marked `personal`
    bool personal = false;         // is, unless it says otherwise

    // Reads the words that only this kind has, and their defaults.
    void (*declare)(yaml::Reading&, Field&);
    // Of a value that is there: an empty text or list never comes here.
    std::optional<Refusal> (*check)(const Field&, const json::Value&);
    std::vector<Fact> (*facts)(const json::Value&);
    json::Value (*tidy)(const json::Value&);
    std::string (*mask)(std::string_view);
};

// Answers that several kinds share.
void no_words(yaml::Reading&, Field&);
json::Value as_it_is(const json::Value&);
std::vector<Fact> no_facts(const json::Value&);
std::vector<Fact> text_fact(const json::Value&);
std::string hidden(std::string_view);
std::optional<Refusal> check_id(const Field&, const json::Value&);
// Reads `of`, a list of names or a map of name → words.
void read_choices(yaml::Reading&, Field&);
std::optional<Refusal> check_choice(const Field&, const json::Value&);

extern const Kind text_kind, choice_kind, choices_kind, number_kind, yes_no_kind, day_kind,
    instant_kind, place_kind, person_kind, unit_kind, photo_kind, phone_kind;

}  // namespace linli::fields
