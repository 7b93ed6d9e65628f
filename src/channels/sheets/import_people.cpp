// Rows of a list of residents, carried into the registry: who they are already, where they live and
// are registered, to which household they belong, and whether they have gone.
#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "channels/sheets/import_case.h"
#include "kernel/registry/households.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/take_back.h"
#include "kernel/registry/trail.h"

namespace linli::sheets {
namespace {

using registry::Person;
using registry::PersonChanges;
using registry::Place;

class PeopleImporter : public Importer {
public:
    explicit PeopleImporter(ImportScene scene) : scene_(std::move(scene)), examiner_(scene_) {}

    void pass(const Row& row) override {
        examiner_.note(person_line(scene_.header, row, scene_.today));
    }

    Fate plan(store::Reader& db, const Row& row) override {
        Fate fate;
        const Case one = examiner_.examine(db, row, {}, fate);
        if (fate.grave() || fate.verdict == Verdict::maybe) return fate;
        fate.places = count_places(one);
        // What this row would found is there for those below it.
        if (is_head(one.line) && !one.line.household_number.empty()) {
            imagined_numbers_.insert(around(db, one) + one.line.household_number);
        }
        if (!one.known) {
            examiner_.find_twin(one.line, fate);
            return fate;
        }
        fate.fields = differences(db, one);
        fate.verdict = fate.fields.empty() ? Verdict::same : Verdict::update;
        return fate;
    }

    Fate carry_out(store::Writer& db, const Row& row, const ImportLine& shown,
                   Steps steps) override {
        Fate fate;
        if (shown.decision == Decision::skip) {
            fate.name = scene_.header.text(row, "name");
            fate.verdict = Verdict::maybe;
            return fate;
        }
        Case one = examiner_.examine(db, row, shown, fate);
        if (fate.grave() || fate.verdict == Verdict::maybe) return fate;
        if (one.known) {
            update(db, one, steps, fate);
        } else {
            add(db, one, steps, fate);
        }
        return fate;
    }

    Fate carry_out_later(store::Writer& db, const Row& row, const Id& id, Steps steps) override {
        Fate fate;
        const PersonLine line = person_line(scene_.header, row, scene_.today);
        fate.name = line.name;
        fate.record = id;
        const auto person = registry::survivor(db, db.tenant(), id);
        if (!person || registry::membership(db, db.tenant(), id)) return fate;
        const std::optional<Id> seat = seat_of(*person);
        auto household = household_of(db, line, seat);
        if (!household && seat) {
            // Nothing said which; the one at the same address, or whose head has the name.
            for (const auto& there : registry::households_at(db, db.tenant(), *seat)) {
                const auto head =
                    there.head ? registry::person(db, db.tenant(), *there.head) : std::nullopt;
                if (there.to || !head) continue;
                if (!line.head_name.empty() && head->name != line.head_name) continue;
                household = there.id;
                break;
            }
        }
        if (!household) {
            fate.problem("relation", "household_without_head", "", false);
            return fate;
        }
        join(db, *household, id, line, steps, fate);
        return fate;
    }

    Outcome<Done> take_back(store::Writer& db, const ImportLine& line, Steps steps) override;

    void begin() override {
        scene_.territory.forget();
        family_ = committed_family_;
    }
    void committed() override {
        scene_.territory.keep();
        committed_family_ = family_;
    }

private:
    // The household of the last row that was a head's: those below it belong to it.
    struct Family {
        Id household;
        std::optional<Id> place;
        std::string head;
    };

    store::Tenant tenant() const { return scene_.who.tenant; }
    bool may(std::string_view right, const Person& person) const {
        return registry::may(scene_.means, scene_.who, right, person);
    }

    std::int64_t count_places(const Case& one) {
        std::int64_t count = 0;
        for (const Where* there : {&one.lives, &one.registered}) {
            if (!there->spot) continue;
            std::string way = there->spot->place.path;
            for (const AddressPart& part : there->spot->missing) {
                way += "/" + part.kind + name_key(part.kind, part.name);
                count += imagined_.insert(short_digest(way)).second ? 1 : 0;
            }
        }
        return count;
    }

    std::optional<Place> place_of(store::Writer& db, const Where& there, Steps& steps, Fate& fate) {
        if (!there.spot) return std::nullopt;
        std::vector<Place> made;
        Place place = scene_.territory.make(db, scene_.means, *there.spot, made);
        for (const Place& one : made) {
            journal::Line line = steps.next().line("place", one.id, "add");
            line.place = one.id;
            journal::append(db, std::move(line));
            fate.made.push_back(one.id);
        }
        return place;
    }

    // ---- what differs ----

    // What the row knows that the record does not. An empty cell takes nothing away.
    PersonChanges changes_of(store::Reader& db, const Case& one) const {
        const PersonChanges& says = one.line.values;
        const Person& is = *one.known;
        PersonChanges changes;
        for (const auto& [field, value] : says.texts) {
            if (is.*field->value != value && field->value != &Person::name) {
                changes.texts.emplace_back(field, value);
            }
        }
        if (says.birth && *says.birth && is.birth != *says.birth) changes.birth = says.birth;
        const auto secrets = registry::open_secrets(db, scene_.means, tenant(), is);
        if (says.document && secrets.id_number.empty()) changes.document = says.document;
        if (says.phones) {
            std::vector<std::string> all = secrets.phones;
            for (const std::string& phone : *says.phones) {
                const bool known = std::find(all.begin(), all.end(), phone) != all.end();
                if (!known && all.size() < registry::phones_max) all.push_back(phone);
            }
            if (all != secrets.phones) changes.phones = std::move(all);
        }
        return changes;
    }

    // Whether someone is somewhere else than the row says. A row that knows only the building does
    // not move those who live in one of its houses.
    static bool moves(const Where& there, const std::optional<Id>& now,
                      const std::optional<access::Path>& path) {
        if (!there.spot) return false;
        if (!there.spot->exact()) return true;
        if (now == there.spot->place.id) return false;
        return !(now && path && access::within(*path, there.spot->place.path));
    }
    static bool moves_home(const Case& one) {
        const Person& is = *one.known;
        return moves(one.lives, is.home,
                     is.home ? std::optional<access::Path>(is.path) : std::nullopt);
    }
    static bool moves_registered(const Case& one) {
        return moves(one.registered, one.known->registered, one.known->registered_path);
    }
    static bool leaves_home(const Case& one) {
        return one.known->home && !one.lives.spot &&
               (one.line.kind == "elsewhere" || !one.lives.outside.empty());
    }

    std::vector<std::string> differences(store::Reader& db, const Case& one) const {
        const PersonChanges changes = changes_of(db, one);
        const Person& is = *one.known;
        std::vector<std::string> fields;
        for (const auto& [field, value] : changes.texts)
            fields.emplace_back(field->name);
        if (changes.birth) fields.emplace_back("birth");
        if (changes.document) fields.emplace_back("id_number");
        if (changes.phones) fields.emplace_back("phones");
        if (is.died) return fields;
        if (one.line.dead) {
            fields.emplace_back("died");
            return fields;
        }
        if (one.line.moved_out) {
            if (is.home || is.registered) fields.emplace_back("moved_out");
            return fields;
        }
        if (moves_home(one) || leaves_home(one)) fields.emplace_back("home");
        if (moves_registered(one)) fields.emplace_back("registered");
        if (finds_family(db, one)) fields.emplace_back("relation");
        return fields;
    }

    // ---- changes ----

    void add(store::Writer& db, Case& one, Steps& steps, Fate& fate) {
        registry::NewPerson is;
        is.values = one.line.values;
        is.not_same_as = one.looked_at;
        Day from = one.line.lives_from.value_or(scene_.as_of());
        for (const auto& end : {one.line.moved_day, one.line.died}) {
            if (end) from = std::min(from, *end);
        }
        if (const auto home = place_of(db, one.lives, steps, fate)) {
            is.lives = registry::Stay{home->id, from, one.line.basis};
        }
        if (const auto place = place_of(db, one.registered, steps, fate)) {
            is.registered = registry::Stay{place->id, from, ""};
        }
        set_outside(is.values, "home_address", one.lives.outside, fate);
        set_outside(is.values, "registered_address", one.registered.outside, fate);
        // Whoever is only registered here belongs to the household where that is.
        const std::optional<Id> seat = is.lives        ? std::optional(is.lives->place)
                                       : is.registered ? std::optional(is.registered->place)
                                                       : std::nullopt;
        const bool founds = !is.lives && is_head(one.line);
        if (!founds) is.household = membership_of(db, one.line, seat, fate);

        const auto added = registry::add_person(db, scene_.means, steps.next(), is);
        if (!added)
            return fate.problem(added.refusal().at, added.refusal().code, added.refusal().with,
                                true);
        fate.record = added.value();
        if (founds) family(db, one.line, added.value(), seat, steps, fate);
        if (is.household) remember_family(db, one.line, added.value(), seat);
        end(db, one.line, added.value(), steps, fate);
        note_state(db, added.value(), fate);
        fate.verdict = Verdict::fresh;
    }

    static void set_outside(PersonChanges& values, const std::string& field,
                            const std::string& address, Fate& fate) {
        if (address.empty()) return;
        const auto longest = static_cast<std::size_t>(registry::text_field(field)->longest);
        if (text::length(address) > longest) {
            fate.problem(field, "too_long", std::to_string(longest), false);
        }
        values.set(field, text::first(address, longest));
    }

    void update(store::Writer& db, Case& one, Steps& steps, Fate& fate) {
        const Person was = *one.known;
        fate.record = was.id;
        fate.record_name = was.name;
        if (!may("people.edit", was)) return fate.problem("", "not_yours", "", true);
        fate.fields = differences(db, one);
        fate.before = state_of(db, was);
        const auto now = [&] { return *registry::person(db, db.tenant(), was.id); };
        const auto done = [&](const Outcome<Id>& outcome) {
            if (!outcome) {
                fate.problem(outcome.refusal().at, outcome.refusal().code, outcome.refusal().with,
                             false);
            }
        };
        if (const PersonChanges changes = changes_of(db, one); !changes.empty()) {
            done(registry::edit_person(db, scene_.means, steps.next(), was.id, was.edition,
                                       changes));
        }
        const bool stays = !was.died && !one.line.dead && !one.line.moved_out;
        if (stays && (moves_home(one) || leaves_home(one))) {
            registry::Move move{.kind = "lives",
                                .to = {},
                                .division = "",
                                .address = text::first(one.lives.outside, 80),
                                .day = one.line.lives_from,
                                .basis = one.line.basis,
                                .with_household = false};
            if (const auto to = place_of(db, one.lives, steps, fate)) move.to = to->id;
            done(
                registry::move_person(db, scene_.means, steps.next(), was.id, now().edition, move));
        }
        if (stays && moves_registered(one)) {
            const auto to = place_of(db, one.registered, steps, fate);
            const registry::Move move{.kind = "registered",
                                      .to = to->id,
                                      .division = "",
                                      .address = "",
                                      .day = {},
                                      .basis = "",
                                      .with_household = false};
            done(
                registry::move_person(db, scene_.means, steps.next(), was.id, now().edition, move));
        }
        const auto& fields = fate.fields;
        if (std::find(fields.begin(), fields.end(), "relation") != fields.end()) {
            family(db, one.line, was.id, seat_of(now()), steps, fate);
        } else if (stays) {
            remember_family(db, one.line, was.id, seat_of(now()));
        }
        end(db, one.line, was.id, steps, fate);
        note_state(db, was.id, fate);
        fate.verdict = fate.fields.empty() ? Verdict::same : Verdict::update;
    }

    // Moved away, or died.
    void end(store::Writer& db, const PersonLine& line, const Id& id, Steps& steps, Fate& fate) {
        const auto now = [&] { return *registry::person(db, db.tenant(), id); };
        if (now().died) return;
        const auto done = [&](const Outcome<Id>& outcome) {
            if (!outcome) {
                fate.problem(line.dead ? "died" : "moved_out", outcome.refusal().code,
                             outcome.refusal().with, false);
            }
        };
        if (line.dead) {
            done(registry::note_death(db, scene_.means, steps.next(), id, now().edition,
                                      *line.died));
            return;
        }
        if (!line.moved_out) return;
        for (const char* kind : {"lives", "registered"}) {
            const Person person = now();
            const bool there = std::string_view(kind) == "lives" ? person.home.has_value()
                                                                 : person.registered.has_value();
            if (!there) continue;
            const registry::Move move{.kind = kind,
                                      .to = {},
                                      .division = "",
                                      .address = text::first(line.moved_to, 80),
                                      .day = line.moved_day,
                                      .basis = "",
                                      .with_household = false};
            done(registry::move_person(db, scene_.means, steps.next(), id, person.edition, move));
        }
    }

    // ---- households ----

    static std::optional<Id> seat_of(const Person& person) {
        return person.home ? person.home : person.registered;
    }
    static bool is_head(const PersonLine& line) {
        return line.relation == registry::relation_head || line.relation == "03";
    }
    static bool names_family(const PersonLine& line) {
        return !line.relation.empty() || !line.household_number.empty() || !line.head_id.empty() ||
               !line.head_name.empty();
    }

    // Where the row's household number means one household.
    access::Path around(store::Reader& db, const Case& one) const {
        const Where& seat = one.lives.spot ? one.lives : one.registered;
        return registry::numbered_within(db, scene_.means, tenant(), seat.spot->place.path);
    }

    // Whether the row says to which household somebody belongs who is in none. A number alone says
    // so only where it leads.
    bool finds_family(store::Reader& db, const Case& one) const {
        const PersonLine& line = one.line;
        if (!names_family(line) || registry::membership(db, tenant(), one.known->id)) return false;
        if (!line.relation.empty() || !line.head_id.empty() || !line.head_name.empty()) return true;
        const access::Path within = around(db, one);
        return registry::household_numbered(db, tenant(), line.household_number, within) ||
               imagined_numbers_.contains(within + line.household_number);
    }

    // The household that a row says it belongs to, when it is there.
    std::optional<Id> household_of(store::Reader& db, const PersonLine& line,
                                   const std::optional<Id>& home) const {
        if (!line.household_number.empty()) {
            const access::Path around =
                registry::numbered_within(db, scene_.means, tenant(), path_of(db, home));
            const auto found =
                registry::household_numbered(db, tenant(), line.household_number, around);
            return found && !found->to ? std::optional(found->id) : std::nullopt;
        }
        if (!line.head_id.empty()) {
            const auto head =
                registry::person_by_document(db, scene_.means, tenant(), line.head_id);
            const auto member = head ? registry::membership(db, tenant(), head->id) : std::nullopt;
            return member ? std::optional(member->household) : std::nullopt;
        }
        if (!family_ || family_->place != home) return std::nullopt;
        if (!line.head_name.empty() && line.head_name != family_->head) return std::nullopt;
        return family_->household;
    }

    access::Path path_of(store::Reader& db, const std::optional<Id>& place) const {
        const auto found = place ? registry::place(db, tenant(), *place) : std::nullopt;
        return found ? found->path : scene_.territory.base().path;
    }

    // For somebody new, in the same act.
    std::optional<registry::Membership> membership_of(store::Writer& db, const PersonLine& line,
                                                      const std::optional<Id>& home,
                                                      Fate& fate) const {
        if (!names_family(line) || line.dead || line.moved_out) return std::nullopt;
        if (is_head(line)) {
            const auto there =
                line.household_number.empty() ? std::nullopt : household_of(db, line, home);
            if (!there) return registry::Membership{{}, line.household_number, ""};
            const auto household = registry::household(db, db.tenant(), *there);
            if (!household->head) return registry::Membership{there, "", line.relation};
            fate.problem("household_number", "number_taken", line.household_number, false);
            return std::nullopt;
        }
        const auto there = household_of(db, line, home);
        if (there) return registry::Membership{there, "", line.relation};
        fate.later = true;
        return std::nullopt;
    }

    // For somebody who is there already and in no household.
    void family(store::Writer& db, const PersonLine& line, const Id& id,
                const std::optional<Id>& home, Steps& steps, Fate& fate) {
        if (!home) return;
        const auto there = household_of(db, line, home);
        if (is_head(line)) {
            if (!line.household_number.empty() && there) {
                return fate.problem("household_number", "number_taken", line.household_number,
                                    false);
            }
            registry::NewHousehold is;
            is.number = line.household_number;
            is.place = *home;
            is.head = id;
            const auto made = registry::add_household(db, scene_.means, steps.next(), is);
            if (!made) {
                return fate.problem("relation", made.refusal().code, made.refusal().with, false);
            }
            family_ = Family{made.value(), home, line.name};
        } else if (there) {
            join(db, *there, id, line, steps, fate);
        } else {
            fate.later = true;
        }
    }

    void join(store::Writer& db, const Id& household, const Id& person, const PersonLine& line,
              Steps& steps, Fate& fate) const {
        const auto joined = registry::join_household(db, scene_.means, steps.next(), household,
                                                     person, line.relation, std::nullopt);
        if (!joined) {
            fate.problem("relation", joined.refusal().code, joined.refusal().with, false);
        }
        note_state(db, person, fate);
    }

    void remember_family(store::Reader& db, const PersonLine& line, const Id& head,
                         const std::optional<Id>& home) {
        const auto member = is_head(line) ? registry::membership(db, tenant(), head) : std::nullopt;
        if (!member || registry::household(db, tenant(), member->household)->head != head) return;
        family_ = Family{member->household, home, line.name};
    }

    // ---- undoing ----

    // How a row leaves somebody, so that it shows what others have done since.
    void note_state(store::Reader& db, const Id& id, Fate& fate) const {
        fate.edition = registry::person(db, tenant(), id)->edition;
        fate.left = households_of(db, id);
    }
    std::string households_of(store::Reader& db, const Id& person) const;
    std::string state_of(store::Reader& db, const Person& is) const;
    Outcome<Done> put_back(store::Writer& db, const Id& id, const json::Value& was,
                           Steps& steps) const;

    const ImportScene scene_;
    Examiner examiner_;
    std::set<std::uint64_t> imagined_;        // places that a preview has counted
    std::set<std::string> imagined_numbers_;  // and households, by where and their number
    std::optional<Family> family_, committed_family_;
};

// What an update may replace, for putting it back.
std::string PeopleImporter::state_of(store::Reader& db, const Person& is) const {
    const auto secrets = registry::open_secrets(db, scene_.means, tenant(), is);
    json::Writer out;
    out.open_object().key("texts").open_object();
    for (const registry::TextField& field : registry::text_fields()) {
        out.field(field.name, is.*field.value);
    }
    out.close_object().field("birth", is.birth).field("id_kind", is.id_kind);
    out.field("id_number", secrets.id_number).key("phones").open_array();
    for (const std::string& phone : secrets.phones)
        out.text(phone);
    out.close_array().field("home", is.home).field("registered", is.registered);
    return out.field("households", households_of(db, is.id)).close_object().take();
}

// Every household that somebody is or was in. Joining and leaving leave a person's edition alone.
std::string PeopleImporter::households_of(store::Reader& db, const Id& person) const {
    std::string all;
    for (const registry::Member& member : registry::memberships(db, tenant(), person)) {
        all += member.household.text() + "/" + member.relation + "/" +
               (member.to ? member.to->text() : "") + ";";
    }
    return all;
}

// Of what households_of says, the one that somebody had not left.
std::optional<Id> household_in(std::string_view households) {
    for (const std::string_view one : text::split(households, ';')) {
        if (!one.empty() && one.back() == '/') return Id::parse(one.substr(0, one.find('/')));
    }
    return std::nullopt;
}

Outcome<Done> PeopleImporter::take_back(store::Writer& db, const ImportLine& line, Steps steps) {
    const Id& id = *line.record;
    const auto person = registry::person(db, tenant(), id);
    if (!person || person->edition != line.edition) {
        return registry::changed_meanwhile(db, tenant(), id);
    }
    if (households_of(db, id) != line.left) return Refusal{"changed_meanwhile"};
    if (line.verdict == word_of(Verdict::fresh)) {
        const auto gone =
            registry::take_back_person(db, scene_.means, steps.next(), id, line.edition);
        if (!gone) return gone.refusal();
        return Done{};
    }
    if (person->died) return Refusal{"gone"};
    const auto was = json::Value::parse(line.before);
    CHECK(was);
    // An import puts into a household only who is in none.
    const bool joined = was.value()["households"].text() != line.left;
    if (joined && registry::membership(db, tenant(), id)) {
        const auto left = registry::take_back_membership(db, scene_.means, steps.next(), id);
        if (!left) return left.refusal();
    }
    const auto back = put_back(db, id, was.value(), steps);
    if (!back) return back.refusal();
    const auto in = household_in(was.value()["households"].text());
    if (!in || registry::membership(db, tenant(), id)) return Done{};
    const auto rejoined = registry::restore_membership(db, scene_.means, steps.next(), id, *in);
    if (!rejoined) return rejoined.refusal();
    return Done{};
}

// Where somebody was first: a move takes the address outside along, which the texts bring back.
Outcome<Done> PeopleImporter::put_back(store::Writer& db, const Id& id, const json::Value& was,
                                       Steps& steps) const {
    for (const auto& [kind, field] : {std::pair{"lives", "home"}, {"registered", "registered"}}) {
        const Person now = *registry::person(db, tenant(), id);
        const auto then = Id::parse(was[field].text());
        if (then == (field == std::string_view("home") ? now.home : now.registered)) continue;
        const registry::Move move{.kind = kind,
                                  .to = then,
                                  .division = "",
                                  .address = "",
                                  .day = {},
                                  .basis = "",
                                  .with_household = false};
        const auto moved =
            registry::move_person(db, scene_.means, steps.next(), id, now.edition, move);
        if (!moved) return moved.refusal();
    }
    const Person now = *registry::person(db, tenant(), id);
    PersonChanges changes;
    for (const auto& [field, value] : was["texts"].members()) {
        if (now.*registry::text_field(field)->value != value.text()) {
            changes.set(field, value.text());
        }
    }
    const auto secrets = registry::open_secrets(db, scene_.means, tenant(), now);
    const auto birth = Day::parse(was["birth"].text());
    if (birth != now.birth) changes.birth = birth;
    if (was["id_number"].text() != secrets.id_number) {
        changes.document = registry::Document{was["id_kind"].text(), was["id_number"].text()};
    }
    std::vector<std::string> phones;
    for (const json::Value& phone : was["phones"].items())
        phones.push_back(phone.text());
    if (phones != secrets.phones) changes.phones = phones;
    if (changes.empty()) return Done{};
    const auto edited =
        registry::edit_person(db, scene_.means, steps.next(), id, now.edition, changes);
    if (!edited) return edited.refusal();
    return Done{};
}

}  // namespace

std::unique_ptr<Importer> people_importer(ImportScene scene) {
    return std::make_unique<PeopleImporter>(std::move(scene));
}

}  // namespace linli::sheets
