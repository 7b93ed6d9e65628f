// What becomes of imports later: a place moves, a person is erased whom a sheet brought in, or the
// period is over for which sheets are kept.
#include <algorithm>

#include "base/text.h"
#include "channels/sheets/imports.h"
#include "kernel/registry/paths.h"
#include "kernel/registry/retention.h"
#include "kernel/registry/trail.h"

namespace linli::sheets {
namespace {

constexpr store::Sql repath{"imports.repath",
                            "update imports set path = ? || substr(path, cast(? as integer)) "
                            "where tenant = ? and path >= ? and path < ?"};
constexpr store::Sql imports_of{
    "import_lines.of", "select distinct import from import_lines where tenant = ? and record = ?"};
constexpr store::Sql ended_before{
    "imports.due",
    "select i.id from imports i where i.tenant = ? and i.state in ('done', 'undone', 'refused', "
    "'ready', 'waiting') and coalesce(i.ended, i.made) < ? and i.path >= ? and i.path < ? "
    "and (i.path > ? or i.id > ?) and not exists (select 1 from kept_longer k "
    "where k.tenant = i.tenant and k.kind = 'import_sheet' and k.record = i.id "
    "and k.until_day > ?) order by i.path, i.id limit ?"};

// A sheet is a copy of people's data. One that brought somebody in who is erased is put away whole:
// a row of it could be blanked, but not its file. What is being worked on is left, and is put away
// by hand.
void person_erased(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& person) {
    std::vector<Id> with_them;
    for (auto rows = db.query(imports_of, db.tenant(), person); rows.next();)
        with_them.push_back(rows.id(0));
    for (const Id& id : with_them) {
        const Import is = import(db, db.tenant(), id).value();
        if (is.state != State::done && is.state != State::undone && is.state != State::ready)
            continue;
        put_away(db, means, is);
        kernel::Asker system = asker;
        system.act = Id::make(db.now(), *means.random);
        journal::append(db,
                        registry::line_of(system, nullptr, "import", is.id, is.place, "discard"));
    }
}

void note(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
          const Import& is, const char* verb, std::string_view reason) {
    const access::Grant* grant = access::may(asker.who, *means.roles, right_for(is.kind), is.path);
    journal::Line line = registry::line_of(asker, grant, "import", is.id, is.place, verb);
    line.basis = text::trim(reason);
    journal::append(db, std::move(line));
}

}  // namespace

std::vector<Import> imports_due(store::Reader& db, store::Tenant tenant, Zone zone,
                                std::string_view within, std::string_view after_path,
                                const Id& after, Day today, std::int64_t most) {
    const Instant before = zone.at(today.plus(1 - registry::retention("import_sheet").days), 0);
    const std::string from(after_path > within ? after_path : within);
    std::vector<Id> found;
    for (auto rows = db.query(ended_before, tenant, before, from, registry::end_of(within),
                              after_path, after, today, most);
         rows.next();)
        found.push_back(rows.id(0));
    std::vector<Import> due;
    for (const Id& id : found)
        due.push_back(import(db, tenant, id).value());
    return due;
}

Outcome<Id> discard_due(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id, std::string_view reason) {
    const auto found = import_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const auto can = can_do(means, asker.who, found.value());
    if (std::find(can.begin(), can.end(), "discard") == can.end()) {
        return Refusal{"wrong_state", "import", std::string(word_of(found.value().state))};
    }
    if (text::trim(reason).empty()) return Refusal{"field_missing", "reason", ""};
    put_away(db, means, found.value());
    note(db, means, asker, found.value(), "discard", reason);
    return id;
}

Outcome<Id> keep_import_longer(store::Writer& db, const kernel::Means& means,
                               const kernel::Asker& asker, const Id& id, Day until,
                               std::string_view reason) {
    const auto found = import_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const auto kept = registry::keep_longer(db, means, asker, "import_sheet", id, until, reason);
    if (!kept) return kept.refusal();
    note(db, means, asker, found.value(), "keep_longer", reason);
    return id;
}

void listen(kernel::Hooks& hooks, const kernel::Means& means) {
    hooks.person_erased.push_back([&means](store::Writer& db, const kernel::Asker& asker,
                                           const kernel::Hooks::PersonErased& erased) {
        person_erased(db, means, asker, erased.person);
    });
    hooks.place_moved.push_back(
        [](store::Writer& db, const kernel::Asker&, const kernel::Hooks::PlaceMoved& moved) {
            db.run(repath, moved.to, static_cast<std::int64_t>(moved.from.size()) + 1, db.tenant(),
                   moved.from, registry::end_of(moved.from));
        });
}

}  // namespace linli::sheets
