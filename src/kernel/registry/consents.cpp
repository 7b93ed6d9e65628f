#include "kernel/registry/consents.h"

#include <algorithm>

#include "base/reading.h"
#include "base/resources.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr store::Sql of_person{
    "consents.of",
    "select c.id, c.person, c.kind, c.version, t.zh, t.en, c.how, c.given, c.account, c.withdrawn "
    "from consents c join consent_texts t on t.tenant = c.tenant and t.kind = c.kind "
    "and t.version = c.version where c.tenant = ? and c.person = ? order by c.id desc"};
constexpr store::Sql keep_text{
    "consents.text",
    "insert into consent_texts (tenant, kind, version, zh, en) values (?, ?, ?, ?, ?) "
    "on conflict (tenant, kind, version) do nothing"};
constexpr store::Sql insert{
    "consents.give",
    "insert into consents (tenant, id, person, kind, version, how, given, account, withdrawn) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, null)"};
constexpr store::Sql withdraw{"consents.withdraw",
                              "update consents set withdrawn = ? where tenant = ? and id = ?"};

constexpr std::string_view online = "online";

std::vector<ConsentKind> read_kinds() {
    const std::string path = "programmes/common/consents.yaml";
    const auto found = kernel_registry_resources().find(path);
    CHECK(found != kernel_registry_resources().end());
    const yaml::Node file = yaml::parse(found->second, path).value();
    std::vector<ConsentKind> kinds;
    for (const auto& [name, node] : file.find("consents")->entries) {
        yaml::Reading reading(node);
        ConsentKind kind{.name = name};
        kind.version = reading.number("version", 1, 9999, 1);
        if (const yaml::Node* title = reading.need("title"))
            kind.title = reading.keep(fields::words(*title));
        if (const yaml::Node* text = reading.need("text"))
            kind.text = reading.keep(fields::words(*text));
        kinds.push_back(reading.end(std::move(kind)).value());
    }
    return kinds;
}

const ConsentKind* kind_named(std::string_view name) {
    const auto& all = consent_kinds();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ConsentKind& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Consent read(const store::Rows& row) {
    return {row.id(0),   row.id(1),  row.text(2),     row.number(3),   {row.text(4), row.text(5)},
            row.text(6), row.day(7), row.maybe_id(8), row.maybe_day(9)};
}

// The person's record as it stands, for who may write its consents.
Outcome<Person> noted_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                          const Id& id) {
    auto found = person_for(db, means, who, id);
    if (!found) return found;
    if (!may_note_consent(db, means, who, found.value())) {
        return Refusal{"not_yours", "person", ""};
    }
    return found;
}

void note(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
          const Person& person, const char* verb, const ConsentKind& kind, std::int64_t version) {
    journal::Line line = line_of(asker, may(means, asker.who, "people.edit", person), "person",
                                 person.id, person.home.value_or(Id{}), verb);
    json::Writer body;
    body.open_object().field("consent", kind.name).field("version", version);
    line.body = body.close_object().take();
    line.basis = kind.title.zh;
    journal::append(db, std::move(line));
}

}  // namespace

const std::vector<ConsentKind>& consent_kinds() {
    static const std::vector<ConsentKind> kinds = read_kinds();
    return kinds;
}

std::vector<Consent> consents_of(store::Reader& db, store::Tenant tenant, const Id& person) {
    std::vector<Consent> all;
    for (const Id& record : records_of(db, tenant, person)) {
        for (auto rows = db.query(of_person, tenant, record); rows.next();)
            all.push_back(read(rows));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Consent& one, const Consent& other) { return one.id > other.id; });
    return all;
}

bool may_note_consent(store::Reader& db, const kernel::Means& means, const access::Who& who,
                      const Person& person) {
    return is_self(db, who, person) || may(means, who, "people.edit", person);
}

Outcome<Id> give_consent(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const Id& id, std::string_view name, std::string_view how,
                         std::optional<Day> day) {
    const auto person = noted_for(db, means, asker.who, id);
    if (!person) return person.refusal();
    const ConsentKind* kind = kind_named(name);
    if (!kind) return Refusal{"no_such_consent", "kind", ""};
    const bool self = is_self(db, asker.who, person.value());
    const std::string_view known = self ? online : how;
    if (!self && known != "paper" && known != "spoken") {
        return Refusal{"no_such_choice", "how", std::string(how)};
    }
    const Day today = means.zone.day_of(db.now());
    if (day && *day > today) return Refusal{"day_in_future", "given", ""};
    for (const Consent& before : consents_of(db, db.tenant(), person.value().id)) {
        const bool same = before.kind == kind->name && before.version == kind->version;
        if (same && !before.withdrawn) return Refusal{"given_already", "kind", ""};
    }
    const Id made = Id::make(db.now(), *means.random);
    db.run(keep_text, db.tenant(), kind->name, kind->version, kind->text.zh, kind->text.en);
    db.run(insert, db.tenant(), made, person.value().id, kind->name, kind->version, known,
           self ? today : day.value_or(today), asker.who.account);
    note(db, means, asker, person.value(), "consent", *kind, kind->version);
    return person.value().id;
}

Outcome<Id> withdraw_consent(store::Writer& db, const kernel::Means& means,
                             const kernel::Asker& asker, const Id& id, const Id& consent) {
    const auto person = noted_for(db, means, asker.who, id);
    if (!person) return person.refusal();
    for (const Consent& is : consents_of(db, db.tenant(), person.value().id)) {
        if (is.id != consent) continue;
        if (is.withdrawn) return Refusal{"already_withdrawn", "consent", ""};
        db.run(withdraw, means.zone.day_of(db.now()), db.tenant(), consent);
        const ConsentKind* kind = kind_named(is.kind);
        const ConsentKind gone{.name = is.kind, .title = {is.kind, is.kind}};
        note(db, means, asker, person.value(), "withdraw_consent", kind ? *kind : gone, is.version);
        return person.value().id;
    }
    return Refusal{"no_such_consent", "consent", ""};
}

}  // namespace linli::registry
