// Who acts where, and where nobody would.
#include "kernel/posts/posts.h"
#include "kernel/registry/directory.h"

namespace linli::posts {
namespace {

// Whoever waits to be let in to a team acts for nobody.
#define ADMITTED                                                                \
    "and not exists (select 1 from admissions w where w.tenant = posts.tenant " \
    "and w.post = posts.id and w.admitted = 0) "

constexpr store::Sql held_at{
    "posts.held_at",
    "select place, unit from posts where tenant = ? and role = ? and path = ? "
    "and account is not null and from_day <= ? and (to_day is null or to_day > ?) " ADMITTED
    "order by id"};
constexpr store::Sql held_depths{
    "posts.held_depths",
    "select distinct length(path) from posts where tenant = ? and role = ? "
    "and account is not null and from_day <= ? and (to_day is null or to_day > ?)"};
constexpr store::Sql held_in{
    "posts.held_in",
    "select place, path from posts where tenant = ? and unit = ? and role = ? "
    "and account is not null and from_day <= ? and (to_day is null or to_day > ?) " ADMITTED
    "limit 1"};
constexpr store::Sql holders{
    "posts.holders",
    "select distinct account from posts where tenant = ? and role = ? and path = ? "
    "and account is not null and unit is null "
    "and from_day <= ? and (to_day is null or to_day > ?) " ADMITTED "order by account"};
constexpr store::Sql holders_in{
    "posts.holders_in",
    "select distinct account from posts where tenant = ? and unit = ? and role = ? "
    "and account is not null and from_day <= ? and (to_day is null or to_day > ?) " ADMITTED
    "order by account"};
constexpr store::Sql count_places{
    "coverage.places",
    "select count(*) from places where tenant = ? and kind = ? and path >= ? and path < ? "
    "and to_day is null"};

#define NOBODY                                                                    \
    "not exists (select 1 from posts p where p.tenant = l.tenant and p.role = ? " \
    "and p.path = l.path and p.unit is null and p.from_day <= ? "                 \
    "and (p.to_day is null or p.to_day > ?))"
constexpr store::Sql count_uncovered{
    "coverage.uncovered",
    "select count(*) from places l where l.tenant = ? and l.kind = ? and l.path >= ? and "
    "l.path < ? and l.to_day is null and " NOBODY};
constexpr store::Sql list_uncovered{
    "coverage.list",
    "select l.path from places l where l.tenant = ? and l.kind = ? and l.path >= ? and "
    "l.path < ? and l.path > ? and l.to_day is null and " NOBODY " order by l.path limit ?"};

std::int64_t counted(store::Rows rows) {
    CHECK(rows.next());
    return rows.number(0);
}

// On a way of eight places a role is held at one or two depths, so that asking at the others can be
// spared: " 10 20 " are the lengths of paths at which somebody holds it on the day.
std::string depths_of(store::Reader& db, store::Tenant tenant, const std::string& role, Day day) {
    std::string depths = " ";
    for (auto rows = db.query(held_depths, tenant, role, day, day); rows.next();)
        depths += std::to_string(rows.number(0)) + " ";
    return depths;
}

// A post at the place goes before one in a unit that happens to be there.
std::optional<Turn> turn_at(store::Reader& db, store::Tenant tenant, const std::string& role,
                            const std::string& path, Day day) {
    std::optional<Turn> turn;
    for (auto rows = db.query(held_at, tenant, role, path, day, day); rows.next();) {
        const std::optional<Id> unit = rows.maybe_id(1);
        if (!turn || !unit) turn = {role, rows.id(0), path, unit};
        if (!unit) break;
    }
    return turn;
}

}  // namespace

std::optional<Turn> mover(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                          std::string_view role, std::string_view path, Day day) {
    const std::vector<std::string> way = registry::way_to(path);
    registry::DirectoryView directory(db, means, tenant);
    for (const Role* link : role_book(means).chain(role)) {
        std::string depths;
        if (directory.lasts()) {
            depths = directory.text("depths", link->name + " " + day.text(),
                                    [&] { return depths_of(db, tenant, link->name, day); });
        }
        const auto is_held_there = [&](const std::string& step) {
            return depths.empty() ||
                   depths.find(" " + std::to_string(step.size()) + " ") != depths.npos;
        };
        for (auto step = way.rbegin(); step != way.rend(); ++step) {
            if (!is_held_there(*step)) continue;
            if (auto turn = turn_at(db, tenant, link->name, *step, day)) return turn;
        }
    }
    return std::nullopt;
}

std::optional<Turn> unit_mover(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                               std::string_view role, const registry::Unit& unit, Day day) {
    const std::vector<registry::Unit> way = registry::way_of(db, tenant, unit);
    for (auto above = way.rbegin(); above != way.rend(); ++above) {
        auto rows = db.query(held_in, tenant, above->id, role, day, day);
        if (rows.next()) return Turn{std::string(role), rows.id(0), rows.text(1), above->id};
    }
    return mover(db, means, tenant, role, unit.path, day);
}

std::vector<Id> accounts_of(store::Reader& db, store::Tenant tenant, const Turn& turn, Day day) {
    std::vector<Id> found;
    auto rows = turn.unit ? db.query(holders_in, tenant, *turn.unit, turn.role, day, day)
                          : db.query(holders, tenant, turn.role, turn.path, day, day);
    while (rows.next())
        found.push_back(rows.id(0));
    return found;
}

std::vector<Coverage> coverage(store::Reader& db, const RoleBook& book, store::Tenant tenant,
                               std::string_view within, Day day) {
    const std::string end = registry::end_of(within);
    std::vector<Coverage> all;
    for (const Role& role : book.all()) {
        for (const std::string& kind : role.wanted_at) {
            Coverage one{role.name, kind,
                         counted(db.query(count_places, tenant, kind, within, end)), 0};
            if (one.places == 0) continue;
            one.held = one.places - counted(db.query(count_uncovered, tenant, kind, within, end,
                                                     role.name, day, day));
            all.push_back(std::move(one));
        }
    }
    return all;
}

std::vector<registry::Place> uncovered(store::Reader& db, store::Tenant tenant,
                                       std::string_view role, std::string_view kind,
                                       std::string_view within, std::string_view after,
                                       std::int64_t most, Day day) {
    std::vector<std::string> paths;
    for (auto rows = db.query(list_uncovered, tenant, kind, within, registry::end_of(within), after,
                              role, day, day, most);
         rows.next();) {
        paths.push_back(rows.text(0));
    }
    std::vector<registry::Place> places;
    for (const std::string& path : paths)
        places.push_back(registry::place_at(db, tenant, path).value());
    return places;
}

}  // namespace linli::posts
