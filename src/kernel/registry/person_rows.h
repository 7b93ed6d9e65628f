// How a person's row is read, written and kept findable. For the sources of this folder that change
// persons (person_changes, residences, households, intake) and for nobody else: rights were asked
// before, and the caller writes the journal line.
#pragma once

#include "kernel/registry/persons.h"

namespace linli::registry {

#define PERSON_COLUMNS                                                                       \
    "id, key, name, pinyin, former_name, foreign_name, sex, birth, id_kind, id_number, "     \
    "nationality, ethnic, native_place, marital, political, education, health, employment, " \
    "occupation_class, occupation, workplace, registered_division, registered_address, "     \
    "home_division, home_address, note, home, path, registered, registered_path, present, "  \
    "separated, died, merged_into, erased, made, edition"

Person read_person(const store::Rows&);

// Puts the row in, or writes it again with the next edition, and moves its grams along.
void insert_person(store::Writer&, const Person&);
void update_person(store::Writer&, const Person& before, Person& after);

// Whether they are present and 人户分离, from what the record now says.
void stand(Person&);

// Takes away what says who it was: traces, phones, values, and the key that opened them. The row
// stays, as `is` has it otherwise.
void forget(store::Writer&, const kernel::Means&, const Person& before, Person is);

// What changed, for the journal: names in the clear, values sealed under the person's key.
class Changed {
public:
    void note(std::string_view field, std::string_view before, std::string_view after);
    bool nothing() const { return fields_.empty(); }
    const std::vector<std::string>& fields() const { return fields_; }
    // {"fields":[…],"sealed":"…"}, and {} when nothing changed.
    std::string body(store::Reader&, const kernel::Means&, store::Tenant, const Person&) const;

private:
    std::vector<std::string> fields_;
    std::vector<std::pair<std::string, std::string>> values_;  // before, after
};

// A line's sealed values: field → (before, after). Empty when the key is destroyed.
struct OldAndNew {
    std::string field, before, after;
};
std::vector<OldAndNew> opened(store::Reader&, const kernel::Means&, store::Tenant, const Person&,
                              const journal::Line&);

// Brings the changes into `person` and its phones and traces; the caller writes the row. They are
// spelled already, and nobody else has that document.
void apply(store::Writer&, const kernel::Means&, Person& person, const PersonChanges&, Changed&);

// Stays that begin and end; the caller writes the row. One that begins on the day the last one
// began corrects it.
void begin_stay(store::Writer&, Person&, std::string_view kind, const Place&, Day from,
                std::string_view basis, Changed&);
void end_stay(store::Writer&, Person&, std::string_view kind, Day to, std::string_view reason,
              Changed&);

}  // namespace linli::registry
