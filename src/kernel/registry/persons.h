// Persons: who they are, with the fields of GB/T 31000, and how their record is opened, changed,
// merged and erased. Where they live is the business of residences.h, with whom of households.h.
//
// ID numbers, phones and what the journal keeps of old values are sealed under the person's own
// key; erasing destroys the key. Nobody is refused for having no ID number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "kernel/means.h"
#include "kernel/registry/places.h"

namespace linli::registry {

struct Person {
    Id id, key;
    std::string name, pinyin, former_name, foreign_name;
    std::string sex;  // GB/T 2261.1
    std::optional<Day> birth;
    std::string id_kind;    // GA/T 517
    std::string id_number;  // sealed; empty: none
    std::string nationality, ethnic, native_place, marital, political, education, health,
        employment;
    std::string occupation_class, occupation, workplace;
    std::string registered_division, registered_address;  // 户籍地, when it lies outside
    std::string home_division, home_address;              // 现住地, when it lies outside
    std::string note;
    std::optional<Id> home;  // where the person lives now
    access::Path path;       // where the record is kept
    std::optional<Id> registered;
    std::optional<access::Path> registered_path;
    bool present = false;    // lives or is registered here
    bool separated = false;  // 人户分离
    std::optional<Day> died;
    std::optional<Id> merged_into;
    std::optional<Instant> erased;
    Instant made;
    std::int64_t edition = 0;
};

// The plain fields, all of them text: one table for forms, sheets, checks and the journal.
struct TextField {
    const char* name;
    std::string Person::*value;
    std::int64_t longest;  // in characters; GB/T 31000-2015
    const char* table;     // of codes; "": free
};
const std::vector<TextField>& text_fields();
const TextField* text_field(std::string_view name);

struct Document {
    std::string kind, number;  // an empty number: none
    friend bool operator==(const Document&, const Document&) = default;
};

// What is to be different. What is not named stays as it is.
struct PersonChanges {
    std::vector<std::pair<const TextField*, std::string>> texts;
    std::optional<std::optional<Day>> birth;
    std::optional<Document> document;
    std::optional<std::vector<std::string>> phones;

    void set(std::string_view field, std::string value);  // CHECKs that there is such a field
    const std::string* text(std::string_view field) const;
    bool empty() const { return texts.empty() && !birth && !document && !phones; }
};

constexpr std::size_t phones_max = 6;

// Spells everything as it is kept. Refuses, with at = the field: too_long, no_such_code, id_… and
// phone_… (codes.h), too_many, birth_later, birth_not_of_id (with: the day the number says). Birth
// and sex come from a citizen's number when they are not given.
Outcome<PersonChanges> spelled(PersonChanges, Day today);

std::optional<Person> person(store::Reader&, store::Tenant, const Id&);
// The one it was merged into, if it was.
std::optional<Person> survivor(store::Reader&, store::Tenant, const Id&);
// Records that were merged into this one, and into those.
std::vector<Id> merged_into(store::Reader&, store::Tenant, const Id&);
// All records of whom that record is of: the one that stayed, and those merged into it.
std::vector<Id> records_of(store::Reader&, store::Tenant, const Id&);

// The grant that gives a right over a person: at the place they live or are registered.
const access::Grant* may(const kernel::Means&, const access::Who&, std::string_view right,
                         const Person&);
bool is_self(store::Reader&, const access::Who&, const Person&);
// Exists for the asker: for who may see people there, and for oneself. Refuses no_such_person.
Outcome<Person> person_for(store::Reader&, const kernel::Means&, const access::Who&, const Id&,
                           std::string_view at = "person");

// What is sealed, opened. Whoever calls has a right or a purpose for it.
struct Secrets {
    std::string id_number;
    std::vector<std::string> phones;
};
Secrets open_secrets(store::Reader&, const kernel::Means&, store::Tenant, const Person&);

// Present people of a scope, in address order, behind (path, id).
struct PersonPage {
    enum class Of { present, registered, separated, gone } of = Of::present;
    access::Path within;
    access::Path after_path;
    Id after;
    std::int64_t most = 50;
};
std::vector<Person> persons(store::Reader&, store::Tenant, const PersonPage&);

// ---- changes ----

struct Stay {
    Id place;
    std::optional<Day> from;  // none: today
    std::string basis;        // owned, rented …; empty: not known
};

struct Membership {
    std::optional<Id> household;  // none: a new one, whose head the person is
    std::string number;           // of the new one
    std::string relation;         // GB/T 4761, to the head
};

struct NewPerson {
    std::optional<Id> id;  // made by a phone that was offline
    PersonChanges values;
    std::optional<Stay> lives, registered;
    std::optional<Membership> household;
    std::vector<Id> not_same_as;  // looked at, and somebody else
};

// Refuses no_such_place, no_such_household, not_yours, place_ended, household_ended, duplicate_of
// (with: the id, for who may see the person; at: id_number), registered_elsewhere (for who may
// not), maybe_same (with: the id; not for those in not_same_as), day_in_future, field_missing
// (name, lives), what `spelled` refuses, and number_taken, relation_is_head and no_such_code of the
// household.
Outcome<Id> add_person(store::Writer&, const kernel::Means&, const kernel::Asker&,
                       const NewPerson&);

// Refuses no_such_person, not_yours, changed_meanwhile, duplicate_of, registered_elsewhere,
// nothing_changed, and what `spelled` refuses.
Outcome<Id> edit_person(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        std::int64_t edition, PersonChanges);

// The other record becomes a pointer to this one; what this one lacked it takes over. References to
// the other stay as they are. Refuses no_such_person, not_yours (over both), same_person,
// two_documents, field_missing (reason).
Outcome<Id> merge_persons(store::Writer&, const kernel::Means&, const kernel::Asker&,
                          const Id& stays, const Id& goes, std::string_view reason);
// Takes the pointer away again: where the other lived, and their household, go on as if they had
// never ended. What this one took over it keeps. Refuses no_such_person, not_yours, not_merged.
Outcome<Id> separate_person(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);

// Destroys the person's key and everything they could be found or recognised by; their account is
// closed and says no more whose it was. Refuses no_such_person, not_yours (people.erase),
// still_here (ends their residences first), holds_post (ends their posts first), field_missing
// (reason).
Outcome<Id> erase_person(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                         std::string_view reason);

// Looking at what is masked is an act. `fields` of: birth, id_number, phones. Refuses
// no_such_person, not_yours (people.reveal), field_missing (fields, purpose), no_such_field,
// too_long (purpose).
Outcome<Id> reveal(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                   const std::vector<std::string>& fields, std::string_view purpose);

// Who has that document, by its number: merged records by the one that stayed.
std::optional<Person> person_by_document(store::Reader&, const kernel::Means&, store::Tenant,
                                         std::string_view number);
// Who may be the same: of the same name, born on the same day, with a phone in common.
std::vector<Person> look_alikes(store::Reader&, const kernel::Means&, store::Tenant,
                                std::string_view name, const std::optional<Day>& birth,
                                const std::vector<std::string>& phones);
// Those of a name who live at exactly this place, in the order of their ids.
std::vector<Person> namesakes_at(store::Reader&, store::Tenant, std::string_view name,
                                 const Id& place);

}  // namespace linli::registry
