// Where a case stands in the ordered lists, and the facts by which figures count it. Both are
// written in the transaction of the act; what they mean is listed here and nowhere else.
//
// Lists, one row for each ancestor place:
//   cases              newest first; cases that only some may see are not on it
//   cases.due          open cases of the same, by due
//   case:PART          newest first, of one part ("case:opinions.matter")
//   due:PART           open cases of one part, by due
//   cases.public       what everyone may read, latest closed first
// and one row for whom it concerns:
//   todo:ROLE          within the place where the role sits, by due: its turn, or its decision
//   todo               within a unit or a post, by due
//   mine               within an account, a person or a unit: what they reported or joined, newest
//   given              within a unit: what was given to it or taken in by it, newest first
//
// Facts (part = "opinions.matter"); a number is in micros since 1970 where it is a time:
//   opened      word: the channel                                  number: when
//   intake      word: the office's id                              number: when
//   persons     word: who reported or joined: the same for the     number: when
//               same person as far as that is known; no units
//   FIELD       word or number, of a field marked find
//   step.NAME   word: in_time, late, no_limit                      number: when, each time
//   rated       word: of the choice that rates; the last one       number: when
//   closed      word: the state; gone when it is reopened          number: when
//   late        word: the step that was due; gone when it is       number: when it was due
//               given more time after all
//   watched     word: the period, 2026Q1; the record is the place number: its first day
#pragma once

#include <string>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/cases/rules.h"
#include "kernel/means.h"

namespace linli::cases {

// Every place on the way to the case's, root first.
std::vector<Id> places_on_way(store::Reader&, const kernel::Means&, store::Tenant, const Case&);

// The places in whose lists it stands: those on its way when it was opened, or went with its place.
std::vector<Id> places_listing(store::Reader&, store::Tenant, const Case&);

// The lists that hold from the first day to the last.
void list_new(store::Writer&, const Case&, const Rules&, const std::vector<Id>& way);
// The lists of what is open, by due; `before` is how the case stood.
void list_open(store::Writer&, const Case* before, const Case& now, const Rules&,
               const std::vector<Id>& way);

// Where a case waits for somebody: the rows of the todo lists.
struct Waits {
    std::int64_t sort = 0;
    std::vector<std::pair<Id, std::string>> rows;
    friend bool operator==(const Waits&, const Waits&) = default;
};
Waits waits_of(const Case&, const std::vector<Hand>&);
void list_turn(store::Writer&, const Case&, const Waits& before, const Waits& now);

void list_public(store::Writer&, const Case&, const std::vector<Id>& way, bool shown);
// It is not late in its state after all: no fact says so. Whether it was in an earlier one.
bool forget_late(store::Writer&, const Case&);
void list_mine(store::Writer&, const Case&, const Party&, bool there);
void list_given(store::Writer&, const Case&, const Id& unit);
// What stands for a case, as it was, at these places: when it goes with its place to another.
void unlist(store::Writer&, const Case&, const Rules&, const std::vector<Id>& places);

void put_fact(store::Writer&, const Case&, std::string_view field, std::string_view word,
              std::int64_t number);
void drop_facts(store::Writer&, const Case&, std::string_view field);
// The facts of a declared field that has none.
void put_field_facts(store::Writer&, const Case&, const fields::Field&, const json::Value&);

}  // namespace linli::cases
