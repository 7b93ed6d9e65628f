#include "kernel/registry/proposals.h"

#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr std::size_t open_max = 5;

#define PROPOSAL_COLUMNS "id, person, path, fields, sealed, state, reason, account, made, decided"
constexpr store::Sql by_id{
    "proposals.by_id", "select " PROPOSAL_COLUMNS " from proposals where tenant = ? and id = ?"};
constexpr store::Sql by_person{
    "proposals.of_person",
    "select " PROPOSAL_COLUMNS
    " from proposals where tenant = ? and person = ? order by id desc limit 50"};
constexpr store::Sql page_open{
    "proposals.open",
    "select " PROPOSAL_COLUMNS
    " from proposals where tenant = ? and state = 'open' and path >= ? and path < ? "
    "and (path > ? or id > ?) order by path, id limit ?"};
constexpr store::Sql insert_row{"proposals.add", "insert into proposals (tenant, " PROPOSAL_COLUMNS
                                                 ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql decide_row{
    "proposals.decide",
    "update proposals set state = ?, reason = ?, decided = ? where tenant = ? and id = ?"};

constexpr store::Sql reveals_of_cases{
    "looks.at_cases",
    "select j.at, j.account, j.post, j.basis, j.body, p.position from parties p "
    "join journal j on j.tenant = p.tenant and j.record = p.case_id "
    "where p.tenant = ? and p.person = ? and j.verb = 'reveal' order by j.seq"};

Proposal read_proposal(const store::Rows& row) {
    return {row.id(0),      row.id(1),           row.text(2), text::split(row.view(3), ','),
            row.text(4),    row.text(5),         row.text(6), row.id(7),
            row.instant(8), row.maybe_instant(9)};
}

std::vector<Proposal> all(store::Rows rows) {
    std::vector<Proposal> found;
    while (rows.next())
        found.push_back(read_proposal(rows));
    return found;
}

Id place_of(const Person& person) {
    return person.home ? *person.home : person.registered.value_or(Id{});
}

// Changes as pairs of field and value, to keep and to carry out later.
std::vector<std::pair<std::string, std::string>> pairs_of(const PersonChanges& changes) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& [field, value] : changes.texts)
        pairs.emplace_back(field->name, value);
    if (changes.birth) {
        pairs.emplace_back("birth", *changes.birth ? (*changes.birth)->text() : "");
    }
    if (changes.document) {
        pairs.emplace_back("id_kind", changes.document->kind);
        pairs.emplace_back("id_number", changes.document->number);
    }
    if (changes.phones) {
        std::string listed;
        for (const std::string& phone : *changes.phones)
            listed += (listed.empty() ? "" : ";") + phone;
        pairs.emplace_back("phones", listed);
    }
    return pairs;
}

PersonChanges changes_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    PersonChanges changes;
    for (const auto& [field, value] : pairs) {
        if (field == "birth") {
            changes.birth = Day::parse(value);
        } else if (field == "id_kind" || field == "id_number") {
            if (!changes.document) changes.document.emplace();
            (field == "id_kind" ? changes.document->kind : changes.document->number) = value;
        } else if (field == "phones") {
            changes.phones = value.empty() ? std::vector<std::string>() : text::split(value, ';');
        } else {
            changes.set(field, value);
        }
    }
    return changes;
}

// Whether anything would be different, and so worth somebody's time.
bool differs(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
             const Person& person, const PersonChanges& changes) {
    for (const auto& [field, value] : changes.texts) {
        if (person.*field->value != value) return true;
    }
    if (changes.birth && *changes.birth != person.birth) return true;
    if (!changes.document && !changes.phones) return false;
    const Secrets now = open_secrets(db, means, tenant, person);
    return (changes.document && *changes.document != Document{person.id_kind, now.id_number}) ||
           (changes.phones && *changes.phones != now.phones);
}

struct Decidable {
    Proposal proposal;
    Person person;
    const access::Grant* grant;
};

Outcome<Decidable> decidable(store::Reader& db, const kernel::Means& means,
                             const kernel::Asker& asker, const Id& id) {
    const Refusal none{"no_such_proposal", "proposal", ""};
    auto found = proposal(db, asker.who.tenant, id);
    if (!found) return none;
    auto person = person_for(db, means, asker.who, found->person);
    if (!person) return none;
    const access::Grant* grant = may(means, asker.who, "people.edit", person.value());
    if (!grant) return Refusal{"not_yours", "proposal", ""};
    if (is_self(db, asker.who, person.value())) return Refusal{"not_yourself", "proposal", ""};
    if (found->state != "open") return Refusal{"wrong_state", "proposal", found->state};
    return Decidable{*std::move(found), std::move(person).value(), grant};
}

void note(store::Writer& db, const kernel::Asker& asker, const access::Grant* grant,
          const Person& person, const Id& id, std::string verb, std::string_view basis) {
    journal::Line line = line_of(asker, grant, "proposal", id, place_of(person), std::move(verb));
    line.basis = basis;
    journal::append(db, std::move(line));
}

}  // namespace

bool is_own_business(std::string_view field) {
    static const std::vector<std::string_view> own = {
        "phones", "workplace", "occupation", "employment", "home_division", "home_address"};
    return std::find(own.begin(), own.end(), field) != own.end();
}

Outcome<Person> own_record(store::Reader& db, const access::Who& who) {
    auto found = who.person ? survivor(db, who.tenant, who.person) : std::nullopt;
    if (!found || found->erased) return Refusal{"no_such_person", "", ""};
    return *std::move(found);
}

Outcome<Id> edit_own(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     std::int64_t edition, PersonChanges wanted) {
    const auto found = own_record(db, asker.who);
    if (!found) return found.refusal();
    const Person& before = found.value();
    if (before.edition != edition) return changed_meanwhile(db, db.tenant(), before.id);
    for (const auto& [field, value] : pairs_of(wanted)) {
        if (!is_own_business(field)) return Refusal{"not_your_field", field, ""};
    }
    const auto changes = spelled(std::move(wanted), means.zone.day_of(db.now()));
    if (!changes) return changes.refusal();

    Person is = before;
    Changed changed;
    apply(db, means, is, changes.value(), changed);
    if (changed.nothing()) return Refusal{"nothing_changed", "", ""};
    stand(is);
    update_person(db, before, is);
    journal::Line line = line_of(asker, nullptr, "person", is.id, place_of(is), "edit_own");
    line.body = changed.body(db, means, db.tenant(), is);
    journal::append(db, std::move(line));
    return is.id;
}

Outcome<Id> propose(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                    PersonChanges wanted) {
    const auto found = own_record(db, asker.who);
    if (!found) return found.refusal();
    const Person& person = found.value();
    std::size_t open = 0;
    for (const Proposal& earlier : proposals_of(db, db.tenant(), person.id))
        open += earlier.state == "open" ? 1u : 0u;
    if (open >= open_max) return Refusal{"too_many_open", "", std::to_string(open_max)};
    const auto changes = spelled(std::move(wanted), means.zone.day_of(db.now()));
    if (!changes) return changes.refusal();
    if (!differs(db, means, db.tenant(), person, changes.value())) {
        return Refusal{"nothing_changed", "", ""};
    }

    const Id id = Id::make(db.now(), *means.random);
    std::string fields;
    json::Writer values;
    values.open_array();
    for (const auto& [field, value] : pairs_of(changes.value())) {
        fields += (fields.empty() ? "" : ",") + field;
        values.open_array().text(field).text(value).close_array();
    }
    values.close_array();
    const std::string sealed =
        means.seals->seal(db, person.key, {db.tenant(), id, "proposal"}, values.str());
    db.run(insert_row, db.tenant(), id, person.id, person.path, fields, sealed, "open", "",
           asker.who.account, db.now(), std::nullopt);
    note(db, asker, nullptr, person, id, "propose", "");
    return id;
}

std::optional<Proposal> proposal(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return read_proposal(rows);
}

std::vector<Proposal> proposals_of(store::Reader& db, store::Tenant tenant, const Id& person) {
    return all(db.query(by_person, tenant, person));
}

std::vector<Proposal> open_proposals(store::Reader& db, store::Tenant tenant,
                                     std::string_view within, std::string_view after_path,
                                     const Id& after, std::int64_t most) {
    const std::string_view start = std::max(within, after_path);
    return all(db.query(page_open, tenant, start, end_of(within), after_path, after, most));
}

std::vector<std::pair<std::string, std::string>> proposed(store::Reader& db,
                                                          const kernel::Means& means,
                                                          store::Tenant tenant,
                                                          const Proposal& is) {
    const auto owner = person(db, tenant, is.person);
    if (!owner) return {};
    const auto plain = means.seals->open(db, owner->key, {tenant, is.id, "proposal"}, is.sealed);
    if (!plain) return {};
    const json::Value values = json::Value::parse(*plain).value();
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const json::Value& pair : values.items())
        pairs.emplace_back(pair.items().at(0).text(), pair.items().at(1).text());
    return pairs;
}

Outcome<Id> accept_proposal(store::Writer& db, const kernel::Means& means,
                            const kernel::Asker& asker, const Id& id) {
    const auto found = decidable(db, means, asker, id);
    if (!found) return found.refusal();
    const auto& [is, person, grant] = found.value();
    // The change itself is an act of whoever accepts it, with a line on the person's record.
    kernel::Asker editing = asker;
    editing.act = Id::make(db.now(), *means.random);
    const auto edited = edit_person(db, means, editing, person.id, person.edition,
                                    changes_of(proposed(db, means, db.tenant(), is)));
    if (!edited) return edited.refusal();
    db.run(decide_row, "accepted", "", db.now(), db.tenant(), id);
    note(db, asker, grant, person, id, "accept", "");
    return id;
}

Outcome<Id> refuse_proposal(store::Writer& db, const kernel::Means& means,
                            const kernel::Asker& asker, const Id& id, std::string_view reason) {
    const auto found = decidable(db, means, asker, id);
    if (!found) return found.refusal();
    const std::string said = text::first(text::trim(reason), 200);
    if (said.empty()) return Refusal{"field_missing", "reason", ""};
    db.run(decide_row, "refused", said, db.now(), db.tenant(), id);
    note(db, asker, found.value().grant, found.value().person, id, "refuse", said);
    return id;
}

namespace {

std::string name_of(store::Reader& db, store::Tenant tenant, const std::optional<Id>& id) {
    const auto account = id ? access::account(db, tenant, *id) : std::nullopt;
    return account ? account->name : "";
}

std::vector<std::string> fields_of(const std::string& body) {
    std::vector<std::string> fields;
    const json::Value said = json::Value::parse(body).value();
    for (const json::Value& field : said["fields"].items())
        fields.push_back(field.text());
    return fields;
}

// Whose number was opened on a matter's page: the line says which of its parties.
std::vector<Look> looks_by_case(store::Reader& db, store::Tenant tenant, const Id& person) {
    struct Found {
        Look look;
        std::optional<Id> account;
    };
    std::vector<Found> found;
    for (auto rows = db.query(reveals_of_cases, tenant, person); rows.next();) {
        const json::Value body = json::Value::parse(rows.text(4)).value();
        if (body["party"].number() != rows.number(5)) continue;
        found.push_back({{rows.instant(0), "", rows.maybe_id(2), "case", {"phones"}, rows.text(3)},
                         rows.maybe_id(1)});
    }
    std::vector<Look> looks;
    for (Found& one : found) {
        one.look.actor = name_of(db, tenant, one.account);
        looks.push_back(std::move(one.look));
    }
    return looks;
}

}  // namespace

std::vector<Look> looks_at(store::Reader& db, store::Tenant tenant, const Id& person,
                           Looks wanted) {
    std::vector<Id> records = merged_into(db, tenant, person);
    records.push_back(person);
    std::vector<Look> looks;
    for (const Id& record : records) {
        for (const journal::Line& line : journal::timeline(db, tenant, record)) {
            if (line.verb != "reveal") continue;
            looks.push_back({line.at, name_of(db, tenant, line.account), line.post, "person",
                             fields_of(line.body), line.basis});
        }
        if (wanted == Looks::at_record) continue;
        for (Look& look : looks_by_case(db, tenant, record))
            looks.push_back(std::move(look));
    }
    std::sort(looks.begin(), looks.end(),
              [](const Look& one, const Look& other) { return one.at > other.at; });
    return looks;
}

}  // namespace linli::registry
