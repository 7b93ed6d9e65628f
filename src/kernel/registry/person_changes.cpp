// How persons are added, changed, merged, separated, looked at and erased.
#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "kernel/purpose.h"
#include "kernel/registry/find.h"
#include "kernel/registry/household_rows.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr store::Sql delete_proposals{"proposals.forget",
                                      "delete from proposals where tenant = ? and person = ?"};
constexpr store::Sql accounts_of{
    "accounts.of_record", "select id from accounts where tenant = ? and person = ? order by id"};
constexpr store::Sql open_post{"posts.of_erased",
                               "select 1 from posts where tenant = ? and (person = ? or account in "
                               "(select a.id from accounts a where a.tenant = ? and a.person = ?)) "
                               "and (to_day is null or to_day > ?) limit 1"};

constexpr store::Sql forget_post_names{
    "posts.forget", "update posts set name = '' where tenant = ? and person = ?"};
constexpr store::Sql reopen_stay{"residences.go_on",
                                 "update residences set to_day = null, reason = '' where tenant = "
                                 "? and person = ? and kind = ? and from_day = ?"};
constexpr store::Sql reopen_member{
    "members.go_on",
    "update members set to_day = null where tenant = ? and household = ? and person = ? and "
    "from_day = ?"};

struct Editable {
    Person person;
    const access::Grant* grant;
};

Outcome<Editable> editable(store::Reader& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, std::string_view at = "person",
                           std::string_view right = "people.edit") {
    auto found = person_for(db, means, asker.who, id, at);
    if (!found) return found.refusal();
    const access::Grant* grant = may(means, asker.who, right, found.value());
    if (!grant) return Refusal{"not_yours", std::string(at), ""};
    return Editable{std::move(found).value(), grant};
}

Id place_of(const Person& person) {
    return person.home ? *person.home : person.registered.value_or(Id{});
}

// Nobody else may have the document.
Outcome<Done> document_is_free(store::Reader& db, const kernel::Means& means,
                               const access::Who& who, const PersonChanges& changes,
                               const Id& self) {
    if (!changes.document) return Done{};
    const auto other = person_by_document(db, means, who.tenant, changes.document->number);
    if (!other || other->id == self) return Done{};
    if (!may(means, who, "people.see", *other)) {
        return Refusal{"registered_elsewhere", "id_number", ""};
    }
    return Refusal{"duplicate_of", "id_number", other->id.text()};
}

Outcome<Done> nobody_alike(store::Reader& db, const kernel::Means& means, const access::Who& who,
                           const NewPerson& is, const PersonChanges& values) {
    const std::string* name = values.text("name");
    if (!name) return Done{};
    const std::vector<std::string> phones = values.phones.value_or(std::vector<std::string>());
    const std::optional<Day> birth = values.birth.value_or(std::nullopt);
    const bool has_document = values.document && !values.document->number.empty();
    for (const Person& other : look_alikes(db, means, who.tenant, *name, birth, phones)) {
        const bool looked_at = std::find(is.not_same_as.begin(), is.not_same_as.end(), other.id) !=
                               is.not_same_as.end();
        // Two documents are two people, whatever else they share.
        const bool told_apart = has_document && !other.id_number.empty();
        if (looked_at || told_apart || !may(means, who, "people.see", other)) continue;
        return Refusal{"maybe_same", "name", other.id.text()};
    }
    return Done{};
}

// A place somebody is to live or be registered at, and the grant that allows it.
struct Spot {
    Place place;
    const access::Grant* grant;
};

Outcome<std::optional<Spot>> spot_of(store::Reader& db, const kernel::Means& means,
                                     const kernel::Asker& asker, const std::optional<Stay>& stay,
                                     std::string_view at) {
    if (!stay) return std::optional<Spot>();
    auto place = place_for(db, means, asker.who, stay->place, at);
    if (!place) return place.refusal();
    const access::Grant* grant =
        access::may(asker.who, *means.roles, "people.edit", place.value().path);
    if (!grant) return Refusal{"not_yours", std::string(at), ""};
    return std::optional(Spot{std::move(place).value(), grant});
}

Outcome<Done> stay_is_good(const std::optional<Stay>& stay, const std::optional<Spot>& spot,
                           Day today, std::string_view at) {
    if (!stay) return Done{};
    if (!spot->place.open_on(today)) return Refusal{"place_ended", std::string(at), ""};
    if (stay->from && *stay->from > today) return Refusal{"day_in_future", std::string(at), ""};
    const auto& known = bases();
    if (!stay->basis.empty() && std::find(known.begin(), known.end(), stay->basis) == known.end()) {
        return Refusal{"no_such_choice", std::string(at) + ".basis", stay->basis};
    }
    return Done{};
}

// The household a new person joins; nothing when it is to be made, or when there is none.
Outcome<std::optional<Household>> household_of(store::Reader& db, const kernel::Means& means,
                                               const kernel::Asker& asker, const NewPerson& is) {
    if (!is.household || !is.household->household) return std::optional<Household>();
    auto found = household_for(db, means, asker.who, *is.household->household);
    if (!found) return found.refusal();
    if (!access::may(asker.who, *means.roles, "people.edit", found.value().path)) {
        return Refusal{"not_yours", "household", ""};
    }
    if (found.value().to) return Refusal{"household_ended", "household", ""};
    return std::optional(std::move(found).value());
}

Outcome<Done> membership_is_good(store::Reader& db, const kernel::Means& means,
                                 const kernel::Asker& asker, const NewPerson& is,
                                 const std::optional<Household>& into,
                                 const std::optional<Spot>& lives) {
    if (!is.household) return Done{};
    if (into) {
        if (is.household->relation == relation_head && !into->head) return Done{};
        return relation_is_good(is.household->relation);
    }
    if (!lives) return Refusal{"field_missing", "lives", ""};
    return number_is_free(db, means, asker.who, is.household->number, lives->place, {});
}

void join(store::Writer& db, const kernel::Means& means, const NewPerson& is, const Id& person,
          std::optional<Household> into, const std::optional<Spot>& lives, Day from) {
    if (!is.household) return;
    if (into) {
        enter(db, *into, person, is.household->relation, from);
        return;
    }
    const Household made{Id::make(db.now(), *means.random),
                         is.household->number,
                         lives->place.id,
                         lives->place.path,
                         person,
                         "",
                         from,
                         {},
                         1};
    insert_household(db, made);
    add_member(db, made.id, person, relation_head, from);
}

// What the one that stays lacks, it takes from the one that goes.
PersonChanges lacking(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                      const Person& stays, const Person& goes) {
    PersonChanges changes;
    for (const TextField& field : text_fields()) {
        if ((stays.*field.value).empty() && !(goes.*field.value).empty()) {
            changes.texts.emplace_back(&field, goes.*field.value);
        }
    }
    if (!stays.birth && goes.birth) changes.birth = goes.birth;
    Secrets kept = open_secrets(db, means, tenant, stays);
    const Secrets other = open_secrets(db, means, tenant, goes);
    if (kept.id_number.empty() && !other.id_number.empty()) {
        changes.document = Document{goes.id_kind, other.id_number};
    }
    const std::size_t had = kept.phones.size();
    for (const std::string& phone : other.phones) {
        const bool known =
            std::find(kept.phones.begin(), kept.phones.end(), phone) != kept.phones.end();
        if (!known && kept.phones.size() < phones_max) kept.phones.push_back(phone);
    }
    if (kept.phones.size() > had) changes.phones = std::move(kept.phones);
    return changes;
}

// What ended only because the record was merged goes on: stays, unless their place has ended since,
// and the household that they left on that day.
void go_on(store::Writer& db, Person& is) {
    std::optional<Day> ended;
    for (const Residence& stay : residences_of(db, db.tenant(), is.id)) {
        const auto where = place(db, db.tenant(), stay.place);
        if (stay.reason != "merged" || !where || where->to) continue;
        ended = stay.to;
        db.run(reopen_stay, db.tenant(), is.id, stay.kind, stay.from);
        const bool lives = stay.kind == "lives";
        (lives ? is.home : is.registered) = where->id;
        if (!lives) is.registered_path = where->path;
        if (lives || !is.home) is.path = where->path;
    }
    for (const Member& member : memberships(db, db.tenant(), is.id)) {
        if (!ended || member.to != ended) continue;
        db.run(reopen_member, db.tenant(), member.household, is.id, member.from);
        Household back = household(db, db.tenant(), member.household).value();
        back.to.reset();
        if (member.relation == relation_head && !back.head) back.head = is.id;
        update_household(db, back);
    }
}

// What others keep of who it was, then the accounts.
void forget_beside(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& person) {
    kernel::Hooks::PersonErased erased{person, {}};
    for (auto rows = db.query(accounts_of, db.tenant(), person); rows.next();)
        erased.accounts.push_back(rows.id(0));
    db.run(forget_post_names, db.tenant(), person);
    forget_owner(db, person);
    if (means.hooks) {
        for (const auto& hook : means.hooks->person_erased)
            hook(db, asker, erased);
    }
    for (const Id& account : erased.accounts) {
        journal::Line line = asker.line("account", account, "close");
        line.act = Id::make(db.now(), *means.random);
        access::forget_account(db, account, std::move(line));
    }
}

}  // namespace

Outcome<Id> add_person(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const NewPerson& is) {
    const auto lives = spot_of(db, means, asker, is.lives, "lives");
    if (!lives) return lives.refusal();
    const auto registered = spot_of(db, means, asker, is.registered, "registered");
    if (!registered) return registered.refusal();
    const auto into = household_of(db, means, asker, is);
    if (!into) return into.refusal();

    const Day today = means.zone.day_of(db.now());
    for (const auto& good :
         {stay_is_good(is.lives, lives.value(), today, "lives"),
          stay_is_good(is.registered, registered.value(), today, "registered")}) {
        if (!good) return good.refusal();
    }
    auto values = spelled(is.values, today);
    if (!values) return values.refusal();
    for (const auto& good : {document_is_free(db, means, asker.who, values.value(), {}),
                             nobody_alike(db, means, asker.who, is, values.value())}) {
        if (!good) return good.refusal();
    }
    const std::string* name = values.value().text("name");
    if (!name || name->empty()) return Refusal{"field_missing", "name", ""};
    if (!is.lives && !is.registered) return Refusal{"field_missing", "lives", ""};
    const auto member = membership_is_good(db, means, asker, is, into.value(), lives.value());
    if (!member) return member.refusal();

    Person made;
    made.id = is.id.value_or(Id::make(db.now(), *means.random));
    made.key = means.seals->make_key(db);
    made.made = db.now();
    Changed changed;
    apply(db, means, made, values.value(), changed);
    if (is.lives) {
        begin_stay(db, made, "lives", lives.value()->place, is.lives->from.value_or(today),
                   is.lives->basis, changed);
    }
    if (is.registered) {
        begin_stay(db, made, "registered", registered.value()->place,
                   is.registered->from.value_or(today), is.registered->basis, changed);
    }
    stand(made);
    made.edition = 1;
    insert_person(db, made);
    join(db, means, is, made.id, into.value(), lives.value(),
         is.lives ? is.lives->from.value_or(today) : today);
    const access::Grant* grant = lives.value() ? lives.value()->grant : registered.value()->grant;
    journal::Line line = line_of(asker, grant, "person", made.id, place_of(made), "add");
    line.body = changed.body(db, means, db.tenant(), made);
    journal::append(db, std::move(line));
    return made.id;
}

Outcome<Id> edit_person(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id, std::int64_t edition, PersonChanges wanted) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const Person& before = found.value().person;
    if (before.edition != edition) return changed_meanwhile(db, db.tenant(), before.id);
    auto changes = spelled(std::move(wanted), means.zone.day_of(db.now()));
    if (!changes) return changes.refusal();
    const auto free = document_is_free(db, means, asker.who, changes.value(), before.id);
    if (!free) return free.refusal();
    const std::string* name = changes.value().text("name");
    if (name && name->empty()) return Refusal{"field_missing", "name", ""};

    Person is = before;
    Changed changed;
    apply(db, means, is, changes.value(), changed);
    if (changed.nothing()) return Refusal{"nothing_changed", "", ""};
    stand(is);
    update_person(db, before, is);
    journal::Line line = line_of(asker, found.value().grant, "person", is.id, place_of(is), "edit");
    line.body = changed.body(db, means, db.tenant(), is);
    journal::append(db, std::move(line));
    return is.id;
}

Outcome<Id> merge_persons(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const Id& stays_id, const Id& goes_id, std::string_view reason) {
    const auto stays = editable(db, means, asker, stays_id, "stays");
    if (!stays) return stays.refusal();
    const auto goes = editable(db, means, asker, goes_id, "goes");
    if (!goes) return goes.refusal();
    const Person& before = stays.value().person;
    const Person& pointer = goes.value().person;
    if (before.id == pointer.id) return Refusal{"same_person", "goes", ""};
    const Secrets one = open_secrets(db, means, db.tenant(), before);
    const Secrets other = open_secrets(db, means, db.tenant(), pointer);
    if (!one.id_number.empty() && !other.id_number.empty() && one.id_number != other.id_number) {
        return Refusal{"two_documents", "goes", ""};
    }
    if (text::trim(reason).empty()) return Refusal{"field_missing", "reason", ""};

    const Day today = means.zone.day_of(db.now());
    Person is = before;
    Changed changed;
    apply(db, means, is, lacking(db, means, db.tenant(), before, pointer), changed);
    Person gone = pointer;
    Changed dropped;
    const std::optional<Id> home = pointer.home, registered = pointer.registered;
    end_stay(db, gone, "lives", today, "merged", dropped);
    end_stay(db, gone, "registered", today, "merged", dropped);
    if (!is.home && home) {
        begin_stay(db, is, "lives", *place(db, db.tenant(), *home), today, "", changed);
    }
    if (!is.registered && registered) {
        begin_stay(db, is, "registered", *place(db, db.tenant(), *registered), today, "", changed);
    }
    drop_membership(db, pointer.id, today);
    gone.merged_into = is.id;
    stand(gone);
    update_person(db, pointer, gone);
    stand(is);
    update_person(db, before, is);

    journal::Line line =
        line_of(asker, stays.value().grant, "person", is.id, place_of(is), "merge");
    line.basis = reason;
    json::Writer body;
    body.open_object().field("goes", gone.id).key("took");
    body.raw(changed.body(db, means, db.tenant(), is)).close_object();
    line.body = body.take();
    journal::append(db, std::move(line));
    return is.id;
}

Outcome<Id> separate_person(store::Writer& db, const kernel::Means& means,
                            const kernel::Asker& asker, const Id& id) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const auto before = person(db, db.tenant(), id);
    if (!before->merged_into) return Refusal{"not_merged", "person", ""};
    Person is = *before;
    is.merged_into.reset();
    go_on(db, is);
    stand(is);
    update_person(db, *before, is);
    const Id& stayed = found.value().person.id;
    journal::Line line = line_of(asker, found.value().grant, "person", id,
                                 place_of(found.value().person), "separate");
    json::Writer body;
    line.body = body.open_object().field("from", stayed).close_object().take();
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> erase_person(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const Id& id, std::string_view reason) {
    const auto found = editable(db, means, asker, id, "person", "people.erase");
    if (!found) return found.refusal();
    const Person& before = found.value().person;
    if (before.present) return Refusal{"still_here", "person", ""};
    const std::vector<Id> all = records_of(db, db.tenant(), before.id);
    const Day today = means.zone.day_of(db.now());
    for (const Id& one : all) {
        if (db.query(open_post, db.tenant(), one, db.tenant(), one, today).next()) {
            return Refusal{"holds_post", "person", ""};
        }
    }
    if (text::trim(reason).empty()) return Refusal{"field_missing", "reason", ""};

    for (const Id& one : all) {
        const Person was = person(db, db.tenant(), one).value();
        forget_beside(db, means, asker, one);
        db.run(delete_proposals, db.tenant(), one);
        forget(db, means, was, was);
    }
    journal::Line line = line_of(asker, found.value().grant, "person", before.id, Id{}, "erase");
    line.basis = reason;
    journal::append(db, std::move(line));
    return before.id;
}

Outcome<Id> reveal(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& id, const std::vector<std::string>& fields, std::string_view purpose) {
    const auto found = editable(db, means, asker, id, "person", "people.reveal");
    if (!found) return found.refusal();
    if (fields.empty()) return Refusal{"field_missing", "fields", ""};
    for (const std::string& field : fields) {
        if (field != "birth" && field != "id_number" && field != "phones") {
            return Refusal{"no_such_field", "fields", field};
        }
    }
    const auto stated = kernel::stated_purpose(purpose);
    if (!stated) return stated.refusal();

    const Person& is = found.value().person;
    journal::Line line =
        line_of(asker, found.value().grant, "person", is.id, place_of(is), "reveal");
    line.basis = stated.value();
    json::Writer body;
    body.open_object().key("fields").open_array();
    for (const std::string& field : fields)
        body.text(field);
    line.body = body.close_array().close_object().take();
    journal::append(db, std::move(line));
    return is.id;
}

}  // namespace linli::registry
