#include "channels/sheets/import_case.h"

#include <algorithm>

#include "base/hash.h"
#include "kernel/registry/kinds.h"
#include "kernel/registry/residences.h"

namespace linli::sheets {

using registry::Person;
using registry::Place;

namespace {

void add_problem(Fate& fate, const Refusal& refusal, bool grave) {
    fate.problem(refusal.at, refusal.code, refusal.with, grave);
}

std::optional<Day> birth_of(const PersonLine& line) {
    return line.values.birth.value_or(std::nullopt);
}

// Just where the row says, whatever kind of place that is: without an address, the community.
bool lives_there(const Case& one, const Person& other) {
    return one.lives.spot && one.lives.spot->exact() && other.home == one.lives.spot->place.id;
}

std::string masked(const std::vector<std::string>& phones) {
    std::string all;
    for (const std::string& phone : phones)
        all += (all.empty() ? "" : " ") + fields::mask("phone", phone);
    return all;
}

Traits says(const PersonLine& line) {
    const std::optional<Day> birth = birth_of(line);
    const auto& document = line.values.document;
    return {birth ? birth->text() : "", line.home_text,
            masked(line.values.phones.value_or(std::vector<std::string>())),
            document ? fields::mask("id_number", document->number) : ""};
}

}  // namespace

std::uint64_t short_digest(std::string_view text) {
    const std::string bytes = digest(Digest::sha256, text);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        number = number << 8 | static_cast<std::uint8_t>(bytes[i]);
    }
    return number;
}

std::int64_t Examiner::note_number(const PersonLine& line) {
    if (!line.values.document) return line.row;
    return seen_.emplace(short_digest(line.values.document->number), line.row).first->second;
}

std::int64_t Examiner::note_person(const PersonLine& line) {
    if (line.values.document) return line.row;  // its number tells
    const std::string name = line.community + "|" + line.name + "|";
    const std::optional<Day> birth = birth_of(line);
    std::vector<std::string> keys;
    const bool home = !line.home.parts.empty() && line.home.parts.back().kind == "house";
    if (home) keys.push_back(name + line.home_text);
    if (birth && !line.home_text.empty()) keys.push_back(name + birth->text() + line.home_text);
    if (birth) {
        for (const std::string& phone : line.values.phones.value_or(std::vector<std::string>()))
            keys.push_back(name + birth->text() + phone);
    }
    std::int64_t first = line.row;
    for (const std::string& key : keys)
        first = std::min(first, seen_.emplace(short_digest(key), line.row).first->second);
    return first;
}

void Examiner::note(const PersonLine& line) {
    note_number(line);
    note_person(line);
}

void Examiner::find_twin(const PersonLine& line, Fate& fate) {
    const std::int64_t first = note_person(line);
    if (first == line.row) return;
    fate.problem("name", "person_twice", std::to_string(first), false);
    fate.verdict = Verdict::same;
}

bool Examiner::sees(const Person& person) const {
    return registry::may(scene_.means, scene_.who, "people.see", person) != nullptr;
}

Case Examiner::examine(store::Reader& db, const Row& row, const ImportLine& shown, Fate& fate) {
    Case one;
    one.line = person_line(scene_.header, row, scene_.today);
    fate.name = one.line.name;
    fate.verdict = Verdict::fresh;
    fate.problems = one.line.problems;
    const std::int64_t first = note_number(one.line);
    if (first != one.line.row) fate.problem("id_number", "id_twice", std::to_string(first), true);
    if (!fate.grave()) settle_places(db, one, fate);
    if (!fate.grave()) recognise(db, one, shown, fate);
    if (fate.grave()) fate.verdict = Verdict::bad;
    if (fate.verdict == Verdict::maybe) {
        fate.says = says(one.line);
        if (fate.record) fate.known = traits_of(db, *fate.record);
    }
    return one;
}

// ---- who it is ----

void Examiner::recognise(store::Reader& db, Case& one, const ImportLine& shown, Fate& fate) const {
    std::optional<Id> meant;
    if (shown.decision == Decision::same) {
        const auto still = registry::survivor(db, tenant(), shown.record.value_or(Id{}));
        meant = still ? still->id : Id{};
    }
    if (one.line.values.document) {
        const auto bearer = registry::person_by_document(db, scene_.means, tenant(),
                                                         one.line.values.document->number);
        if (bearer) {
            recognised(one, *bearer, fate);
            if (one.known && meant && one.known->id != *meant) fate.verdict = Verdict::maybe;
            return;
        }
    }
    std::vector<Person> alike = candidates(db, one);
    for (const Person& other : alike)
        one.looked_at.push_back(other.id);
    if (shown.decision == Decision::fresh || (alike.empty() && !meant)) return;
    const auto unsure = std::stable_partition(
        alike.begin(), alike.end(), [&](const Person& other) { return is_surely(db, one, other); });
    auto known = unsure - alike.begin() == 1 ? alike.begin() : alike.end();
    if (meant) {
        known = std::find_if(alike.begin(), alike.end(),
                             [&](const Person& other) { return other.id == *meant; });
    }
    if (known == alike.end()) {
        fate.verdict = Verdict::maybe;
        known = alike.begin();
    } else {
        one.known = *known;
    }
    if (known != alike.end()) fate.record = known->id;
    fate.record_name = one.line.name;  // all of them are called so
}

// The number is somebody's: the same person, or a mistake.
void Examiner::recognised(Case& one, const Person& bearer, Fate& fate) const {
    if (!sees(bearer)) return fate.problem("id_number", "registered_elsewhere", "", true);
    fate.record = bearer.id;
    fate.record_name = bearer.name;
    const std::string* former = one.line.values.text("former_name");
    const bool same_name = bearer.name == one.line.name || bearer.former_name == one.line.name ||
                           (former && *former == bearer.name);
    if (!same_name) return fate.problem("id_number", "duplicate_of", bearer.name, true);
    one.known = bearer;
}

// People of that name with the same birthday, a phone in common, or the same place, unless what is
// known of them says that they are others.
std::vector<Person> Examiner::candidates(store::Reader& db, const Case& one) const {
    const auto& values = one.line.values;
    const std::optional<Day> birth = birth_of(one.line);
    auto found = registry::look_alikes(db, scene_.means, tenant(), one.line.name, birth,
                                       values.phones.value_or(std::vector<std::string>()));
    if (one.lives.spot && one.lives.spot->exact()) {
        for (Person& other :
             registry::namesakes_at(db, tenant(), one.line.name, one.lives.spot->place.id)) {
            const bool known = std::any_of(found.begin(), found.end(), [&](const Person& person) {
                return person.id == other.id;
            });
            if (!known) found.push_back(std::move(other));
        }
    }
    std::erase_if(found, [&](const Person& other) {
        const bool two_numbers = values.document && !other.id_number.empty();
        const bool two_birthdays = birth && other.birth && *birth != *other.birth;
        return two_numbers || two_birthdays || !sees(other);
    });
    return found;
}

// The same name in the same house is the same person, and so is the same name with birthday and
// phone, or birthday and place: a list without numbers can be read twice, too. A community has many
// of one name.
bool Examiner::is_surely(store::Reader& db, const Case& one, const Person& other) const {
    const std::optional<Day> birth = birth_of(one.line);
    const bool same_day = birth && other.birth == birth;
    if (lives_there(one, other)) {
        const auto* kind = registry::place_kinds(scene_.means).find(one.lives.spot->place.kind);
        if (same_day || (kind && kind->home)) return true;
    }
    if (!same_day || !one.line.values.phones) return false;
    const auto secrets = registry::open_secrets(db, scene_.means, tenant(), other);
    const auto& phones = *one.line.values.phones;
    return std::any_of(phones.begin(), phones.end(), [&](const std::string& phone) {
        return std::find(secrets.phones.begin(), secrets.phones.end(), phone) !=
               secrets.phones.end();
    });
}

Traits Examiner::traits_of(store::Reader& db, const Id& id) const {
    const auto person = registry::person(db, tenant(), id);
    if (!person) return {};
    const auto secrets = registry::open_secrets(db, scene_.means, tenant(), *person);
    registry::Addresses addresses(db, scene_.means, tenant());
    return {person->birth ? person->birth->text() : "",
            person->home ? addresses.of(person->path) : "", masked(secrets.phones),
            secrets.id_number.empty() ? "" : fields::mask("id_number", secrets.id_number)};
}

// ---- where ----

void Examiner::settle_places(store::Reader& db, Case& one, Fate& fate) const {
    const PersonLine& line = one.line;
    const auto community = scene_.territory.community(line.community);
    if (!community) return add_problem(fate, community.refusal(), true);
    const auto grid = scene_.territory.grid(community.value(), line.grid);
    if (!grid) add_problem(fate, grid.refusal(), false);
    const Place within = grid ? grid.value() : community.value();

    const Where home = where(db, within, line.home, line.home_text, "home", fate);
    const bool away =
        line.kind == "elsewhere" || (line.separated == true && !line.actual_text.empty());
    if (away) {
        // 户在人不在: the list's address is that of the 户口.
        one.registered = line.registered_text.empty() ? home : registered(db, within, line, fate);
        if (!line.actual_text.empty()) {
            one.lives = where(db, within, line.actual, line.actual_text, "actual_home", fate);
        }
    } else {
        one.lives = home;
        const bool here = line.registered_at_home || line.separated == false ||
                          (line.kind == "registered" && line.separated != true);
        if (!line.registered_text.empty()) {
            one.registered = registered(db, within, line, fate);
        } else if (here) {
            one.registered = home;
        }
    }
    if (!one.lives.spot && !one.registered.spot && !fate.grave()) {
        fate.problem("home", "not_here", one.lives.outside, true);
    }
}

Where Examiner::where(store::Reader& db, const Place& within, const Address& address,
                      const std::string& text, const std::string& field, Fate& fate) const {
    if (text.empty()) {
        fate.problem(field, "address_missing", "", false);
        return {Spot{within, {}}, ""};
    }
    auto spot = scene_.territory.find(db, within, address);
    if (!spot && spot.refusal().code == "elsewhere") return {{}, text};
    if (!spot) {
        fate.problem(field, spot.refusal().code, spot.refusal().with, true);
        return {};
    }
    if (!spot.value().exact() && !scene_.options.make_places) {
        fate.problem(field, "no_such_place", spot.value().missing.front().name, true);
        return {};
    }
    return {std::move(spot).value(), ""};
}

// A 户籍 address that leads to nothing we know lies somewhere else, unless it says that it is here.
Where Examiner::registered(store::Reader& db, const Place& within, const PersonLine& line,
                           Fate& fate) const {
    auto spot = scene_.territory.find(db, within, line.registered);
    if (!spot) return {{}, line.registered_text};
    const Id& found = spot.value().place.id;
    const bool nothing_known = found == within.id || found == scene_.territory.base().id;
    if (nothing_known && line.registered.regions.empty()) return {{}, line.registered_text};
    if (!spot.value().exact() && !scene_.options.make_places) {
        fate.problem("registered", "no_such_place", spot.value().missing.front().name, false);
        return {{}, line.registered_text};
    }
    return {std::move(spot).value(), ""};
}

}  // namespace linli::sheets
