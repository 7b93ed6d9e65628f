#include "kernel/registry/places.h"

#include "base/text.h"

namespace linli::registry {
namespace {

#define PLACE_COLUMNS                                                                   \
    "id, parent, path, kind, name, scheme, code, longitude, latitude, note, from_day, " \
    "to_day, edition"

constexpr store::Sql by_id{"places.by_id",
                           "select " PLACE_COLUMNS " from places where tenant = ? and id = ?"};
constexpr store::Sql by_path{"places.by_path",
                             "select " PLACE_COLUMNS " from places where tenant = ? and path = ?"};
constexpr store::Sql by_code{
    "places.by_code",
    "select " PLACE_COLUMNS
    " from places where tenant = ? and scheme = ? and code = ? and to_day is null"};
constexpr store::Sql by_name{
    "places.by_name",
    "select " PLACE_COLUMNS
    " from places where tenant = ? and parent = ? and name = ? and to_day is null"};
constexpr store::Sql by_parent{
    "places.children",
    "select " PLACE_COLUMNS
    " from places where tenant = ? and parent = ? and path > ? and to_day is null "
    "order by path limit ?"};
constexpr store::Sql by_kind{
    "places.of_kind",
    "select " PLACE_COLUMNS
    " from places where tenant = ? and kind = ? and path >= ? and path < ? and path > ? "
    "and to_day is null order by path limit ?"};
constexpr store::Sql home_of_person{"places.home_of",
                                    "select home from persons where tenant = ? and id = ?"};

Place read_place(const store::Rows& row) {
    return {
        .id = row.id(0),
        .parent = row.maybe_id(1),
        .path = row.text(2),
        .kind = row.text(3),
        .name = row.text(4),
        .scheme = row.text(5),
        .code = row.text(6),
        .longitude = row.maybe_number(7),
        .latitude = row.maybe_number(8),
        .note = row.text(9),
        .from = row.day(10),
        .to = row.maybe_day(11),
        .edition = row.number(12),
    };
}

std::optional<Place> first(store::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return read_place(rows);
}

std::vector<Place> all(store::Rows rows) {
    std::vector<Place> places;
    while (rows.next())
        places.push_back(read_place(rows));
    return places;
}

bool lives_in(store::Reader& db, const access::Who& who, const Id& place) {
    if (!who.person) return false;
    auto rows = db.query(home_of_person, who.tenant, who.person);
    return rows.next() && rows.maybe_id(0) == place;
}

constexpr store::Sql count_people{
    "places.count_people",
    "select count(*) from persons where tenant = ? and present = 1 and path >= ? and path < ?"};
constexpr store::Sql count_households{
    "places.count_households",
    "select count(*) from households where tenant = ? and path >= ? and path < ? "
    "and to_day is null"};
constexpr store::Sql count_homes{
    "places.count_homes",
    "select count(*) from places where tenant = ? and kind = ? and path >= ? and path < ? "
    "and to_day is null"};

std::int64_t counted(store::Rows rows) {
    CHECK(rows.next());
    return rows.number(0);
}

}  // namespace

const Kinds& place_kinds(const kernel::Means& means) {
    return means.place_kinds ? *means.place_kinds : carried_place_kinds();
}

std::optional<Place> place(store::Reader& db, store::Tenant tenant, const Id& id) {
    return first(db.query(by_id, tenant, id));
}

std::optional<Place> place_at(store::Reader& db, store::Tenant tenant, std::string_view path) {
    return first(db.query(by_path, tenant, path));
}

std::optional<Place> place_by_code(store::Reader& db, store::Tenant tenant, std::string_view scheme,
                                   std::string_view code) {
    return first(db.query(by_code, tenant, scheme, code));
}

std::optional<Place> root_place(store::Reader& db, store::Tenant tenant) {
    return place_at(db, tenant, child_path("", 1));
}

std::optional<Place> child_named(store::Reader& db, store::Tenant tenant, const Id& parent,
                                 std::string_view name) {
    return first(db.query(by_name, tenant, parent, name));
}

std::vector<Place> children(store::Reader& db, store::Tenant tenant, const Id& parent,
                            std::string_view after, std::int64_t most) {
    return all(db.query(by_parent, tenant, parent, after, most));
}

std::vector<Place> places_of_kind(store::Reader& db, store::Tenant tenant, std::string_view kind,
                                  std::string_view within, std::string_view after,
                                  std::int64_t most) {
    return all(db.query(by_kind, tenant, kind, within, end_of(within), after, most));
}

std::vector<Place> way_of(store::Reader& db, store::Tenant tenant, std::string_view path) {
    std::vector<Place> way;
    for (const std::string& step : way_to(path)) {
        auto found = place_at(db, tenant, step);
        CHECK(found);
        way.push_back(*std::move(found));
    }
    return way;
}

const Place& Addresses::at(std::string_view path) {
    const auto known = known_.find(path);
    if (known != known_.end()) return known->second;
    auto found = place_at(db_, tenant_, path);
    CHECK(found);
    return known_.emplace(path, *std::move(found)).first->second;
}

std::string Addresses::id_of(std::string_view path) {
    return directory_.text("place", path, [&] { return at(path).id.text(); });
}

access::Path Addresses::outside(std::string_view path) {
    return directory_.text("outside", path, [&] { return way_out(path); });
}

access::Path Addresses::way_out(std::string_view path) {
    const std::vector<std::string> way = way_to(path);
    const auto is_home = [&](const std::string& step) {
        const Kind* kind = kinds_.find(at(step).kind);
        return kind && kind->home;
    };
    const auto home = std::find_if(way.begin(), way.end(), is_home);
    CHECK(home != way.begin());
    return *std::prev(home);
}

std::string Addresses::of(std::string_view path) {
    return directory_.text("address", path, [&] { return put_together(path); });
}

std::string Addresses::put_together(std::string_view path) {
    std::string address;
    std::string last;  // what to call a place that is above all addresses
    for (const std::string& step : way_to(path)) {
        const Place& place = at(step);
        const Kind* kind = kinds_.find(place.kind);
        last = place.name;
        if (!kind || !kind->address) continue;
        // 路 and 号 read on; two numbers side by side would not: 3-101, not 3101.
        const bool digits_meet = !address.empty() && !place.name.empty() && address.back() >= '0' &&
                                 address.back() <= '9' && place.name.front() >= '0' &&
                                 place.name.front() <= '9';
        if (digits_meet) address += '-';
        address += place.name;
    }
    return address.empty() ? last : address;
}

std::string Addresses::named(std::string_view path, std::string_view kind) {
    const std::vector<std::string> way = way_to(path);
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        const Place& place = at(*step);
        if (place.kind == kind) return place.name;
    }
    return "";
}

bool sees_place(store::Reader& db, const kernel::Means& means, const access::Who& who,
                const Place& place) {
    const Kind* kind = place_kinds(means).find(place.kind);
    if (kind && kind->open) return true;
    return access::may(who, *means.roles, "people.see", place.path) ||
           access::may(who, *means.roles, "places.edit", place.path) || lives_in(db, who, place.id);
}

Outcome<Place> place_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                         const Id& id, std::string_view at) {
    auto found = place(db, who.tenant, id);
    if (!found || !sees_place(db, means, who, *found)) {
        return Refusal{"no_such_place", std::string(at), ""};
    }
    return *std::move(found);
}

Tally tally(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
            std::string_view path) {
    const std::string end = end_of(path);
    Tally all{counted(db.query(count_people, tenant, path, end)),
              counted(db.query(count_households, tenant, path, end)), 0};
    for (const Kind& kind : place_kinds(means).all()) {
        if (kind.home) all.homes += counted(db.query(count_homes, tenant, kind.name, path, end));
    }
    return all;
}

}  // namespace linli::registry
