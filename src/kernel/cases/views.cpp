#include "kernel/cases/views.h"

#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "kernel/cases/page.h"
#include "kernel/cases/verbs.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::cases {

using page::Show;

namespace {

std::int64_t speakers_of(const OpenCase& open) {
    return std::count_if(open.parties.begin(), open.parties.end(),
                         [](const Party& party) { return !party.gone; });
}

}  // namespace

Outcome<std::string> row_json(store::Reader& db, const Desk& desk, const access::Who& who,
                              const Id& id, Instant now) {
    const auto open = open_case(db, desk, who, id, now);
    if (!open) return Refusal{"no_such_case", "", ""};
    json::Writer writer;
    writer.open_object();
    Show(db, desk, who, now).row(writer, *open, speakers_of(*open));
    return writer.close_object().take();
}

Outcome<Seen> page_json(store::Reader& db, const Desk& desk, const access::Who& who, const Id& id,
                        Instant now, std::optional<std::int64_t> followed) {
    const auto open = open_case(db, desk, who, id, now, followed);
    if (!open) return Refusal{"no_such_case", "", ""};
    Show show(db, desk, who, now);
    json::Writer writer;
    writer.open_object();
    show.row(writer, *open, speakers_of(*open));
    show.page(writer, *open);
    writer.close_object();
    return Seen{writer.take(), open->record.edition};
}

std::string receipt_json(store::Reader& db, const Desk& desk, store::Tenant tenant,
                         const Id& record, const Id& act, std::string_view office) {
    const OpenCase open = open_for_system(db, desk, tenant, record);
    access::Who nobody;
    nobody.tenant = tenant;
    Show show(db, desk, nobody, open.record.opened);
    json::Writer writer;
    writer.open_object().field("id", record).field("number", open.record.number());
    const std::string code = code_of(desk, tenant, act);
    writer.field("code", code.substr(0, 5) + "-" + code.substr(5));
    show.words(writer, "kind_title", show.kind_title(open));
    writer.field("place", show.place_name(open.record));
    writer.field("state", open.record.state);
    writer.field("opened", open.record.opened).field("due", open.record.due);
    show.words(writer, "due_title", show.due_title(open));
    writer.field("office", office).close_object();
    return writer.take();
}

std::string party_json(store::Reader& db, const Desk& desk, store::Tenant tenant, const Id& record,
                       std::int64_t position) {
    const OpenCase open = open_for_system(db, desk, tenant, record);
    access::Who nobody;
    nobody.tenant = tenant;
    Show show(db, desk, nobody, open.record.opened);
    json::Writer writer;
    writer.open_object();
    for (const Party& party : open.parties) {
        if (party.position != position) continue;
        writer.key("reporter");
        show.party(writer, open, party, false);
    }
    return writer.close_object().take();
}

std::string alike_json(store::Reader& db, const Desk& desk, store::Tenant tenant,
                       const std::vector<Alike>& all) {
    access::Who nobody;
    nobody.tenant = tenant;
    Show show(db, desk, nobody, {});
    json::Writer writer;
    writer.open_array();
    for (const Alike& one : all) {
        const OpenCase open = open_for_system(db, desk, tenant, one.record);
        writer.open_object().field("id", one.record).field("number", open.record.number());
        writer.field("state", open.record.state).field("opened", open.record.opened);
        show.words(writer, "state_title", open.rules->states.at(open.record.state));
        show.words(writer, "kind_title", show.kind_title(open));
        writer.field("place", show.place_name(open.record));
        writer.field("parties", one.parties).close_object();
    }
    return writer.close_array().take();
}

std::string shown_json(store::Reader& db, const Desk& desk, store::Tenant tenant,
                       const std::vector<Id>& records) {
    access::Who nobody;
    nobody.tenant = tenant;
    Show show(db, desk, nobody, {});
    json::Writer writer;
    writer.open_array();
    for (const Id& record : records) {
        const OpenCase open = open_for_system(db, desk, tenant, record);
        writer.open_object().field("id", record).field("number", open.record.number());
        show.words(writer, "part_title", open.rules->title);
        show.words(writer, "kind_title", show.kind_title(open));
        writer.field("place", show.place_name(open.record));
        writer.field("closed", open.record.closed).key("shown").open_array();
        for (const std::string& name : open.rules->shown) {
            const fields::Field& field = *open.rules->field(name);
            writer.open_object();
            show.words(writer, "title", field.title);
            const Words said = show.said(open, field, value_of(db, desk, tenant, open, field));
            writer.field("text", said.zh);
            show.words(writer, "words", said);
            writer.field("kind", field.kind);
            writer.key("value");
            value_of(db, desk, tenant, open, field).write(writer);
            writer.close_object();
        }
        writer.close_array().close_object();
    }
    return writer.close_array().take();
}

namespace {

// 险情2小时、紧急1个工作日、其余5个工作日: how long a step may take, by the choice it goes by.
Words words_of(const Rules& rules, const Within& within) {
    Words said;
    const auto add = [&](const Words& when, const Words& limit) {
        said.zh += (said.zh.empty() ? "" : "、") + when.zh + limit.zh;
        said.en +=
            (said.en.empty() ? "" : ", ") + when.en + (when.en.empty() ? "" : ": ") + limit.en;
    };
    for (const auto& [value, limit] : within.of) {
        for (const fields::Choice& choice : rules.field(within.field)->of) {
            if (choice.value == value) add(choice.title, limit.words());
        }
    }
    if (within.otherwise) {
        const bool rest = !within.of.empty();
        add(rest ? Words{"其余", "otherwise"} : Words{}, within.otherwise->words());
    }
    return said;
}

void write_steps(json::Writer& writer, const Rules& rules) {
    writer.key("steps").open_array();
    for (const Step& step : rules.flow->steps()) {
        writer.open_object().field("name", step.name).key("from").open_array();
        for (const std::string& state : step.from)
            writer.text(state);
        writer.close_array().field("to", step.to).field("by", step.by).field("or", step.or_by);
        page::write_words(writer, "title", rules.steps.at(step.name));
        const auto after = step.after ? std::optional(step.after->words()) : std::nullopt;
        const auto within = step.within ? words_of(rules, *step.within) : Words{};
        page::write_words(writer, "within", after.value_or(within));
        writer.close_object();
    }
    writer.close_array();
}

}  // namespace

std::string part_json(const Desk& desk, const Rules& part) {
    const Rules* rules = part.into.empty() ? &part : desk.rules(part.into, 0);
    CHECK(rules && rules->flow);
    json::Writer writer;
    writer.open_object().field("programme", part.programme).field("part", part.name());
    writer.field("version", part.version);
    page::write_words(writer, "title", part.title);
    page::write_words(writer, "help", part.help);
    writer.key("fields").open_array();
    for (const fields::Field& field : rules->fields)
        page::write_field(writer, field);
    writer.close_array().key("asks").open_array();
    for (const std::string& name : rules->asked)
        writer.text(name);
    writer.close_array().key("channels").open_array();
    for (const std::string& name : part.channels) {
        writer.open_object().field("value", name);
        page::write_words(writer, "title", desk.channels.at(name).title);
        writer.field("staff", desk.channels.at(name).staff).close_object();
    }
    writer.close_array().field("anonymous", rules->anonymous);
    writer.field("confidential", rules->confidential);
    writer.field("joins", !rules->same.empty() && rules->seen_by.empty());
    writer.field("routes", rules->routes).key("states").open_array();
    for (const auto& [name, title] : rules->states) {
        writer.open_object().field("name", name);
        page::write_words(writer, "title", title);
        const auto& ends = built_in_states();
        const bool built_in = std::find(ends.begin(), ends.end(), name) != ends.end();
        writer.field("ends", built_in || rules->flow->ends(name)).close_object();
    }
    writer.close_array().field("watched", rules->watch ? rules->watch->every : "");
    write_steps(writer, *rules);
    return writer.close_object().take();
}

bool may_see_photo(store::Reader& db, const Desk& desk, const access::Who& who, const Id& record,
                   const Id& photo, Instant now, std::optional<std::int64_t> followed) {
    const auto found = find_case(db, who.tenant, record);
    if (!found) return false;
    const auto named_in = [&](const fields::Field& field) {
        const auto& items = found->fields[field.name].items();
        return field.kind == "photo" &&
               std::any_of(items.begin(), items.end(),
                           [&](const json::Value& item) { return item.text() == photo.text(); });
    };
    const Rules* rules = desk.rules(found->part, found->version);
    CHECK(rules);
    const bool closed = found->closed && rules->flow->ends(found->state);
    for (const std::string& name : rules->shown) {
        if (closed && named_in(*rules->field(name))) return true;
    }
    const auto open = open_case(db, desk, who, record, now, followed);
    if (!open) return false;
    return Show(db, desk, who, now).may_see_photo(*open, photo);
}

bool may_hear_of(store::Reader& db, const Desk& desk, const access::Who& who, const Id& record,
                 Instant now) {
    const auto found = find_case(db, who.tenant, record);
    return !found || !found->confidential() || open_case(db, desk, who, record, now).has_value();
}

Words notice_words(store::Reader& db, const Desk& desk, const access::Who& who, const Id& record,
                   const Words& words, Instant now) {
    if (words.zh.find('{') == std::string::npos) return words;
    auto seen = open_case(db, desk, who, record, now);
    const bool sees = seen.has_value();
    const OpenCase open = sees ? std::move(*seen) : open_for_system(db, desk, who.tenant, record);
    Words filled = words;
    for (const fields::Field& field : open.rules->fields) {
        const std::string blank = "{" + field.name + "}";
        if (words.zh.find(blank) == std::string::npos &&
            words.en.find(blank) == std::string::npos) {
            continue;
        }
        const bool told = sees && Show(db, desk, who, now).may_read(open, field);
        const std::string value = told ? value_of(db, desk, who.tenant, open, field).text() : "…";
        for (std::string* text : {&filled.zh, &filled.en}) {
            const std::size_t at = text->find(blank);
            if (at != std::string::npos) text->replace(at, blank.size(), value);
        }
    }
    return filled;
}

}  // namespace linli::cases
