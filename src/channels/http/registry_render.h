// How records of the registry and posts are written as JSON, by the endpoints that show them. What
// is masked is decided here once, from what the kernel says the asker may: it opens nothing that
// the endpoint was not asked to open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "channels/http/render.h"
#include "channels/http/router.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/households.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/units.h"

namespace linli::http {

// A reference that stands in a list.
void write_item(json::Writer&, const Id&, std::string_view called);
void write_can(json::Writer&, const std::vector<std::string_view>&);

// Whole years from a day to another; the 29th of February counts from the 1st of March.
std::int64_t years_between(Day from, Day to);

// One snapshot's worth of rendering: names are looked up once.
class Rendering {
public:
    Rendering(store::Reader& db, const Call& call);

    // An object of its own, or inside one that is open.
    void place_row(json::Writer&, const registry::Place&);
    void place_ref(json::Writer&, std::string_view name, const Id& place);
    void person_members(json::Writer&, const registry::Person&);  // of a row; the object is open
    void person_row(json::Writer&, const registry::Person&);
    // Of the roll of a house or a household on a day: they are there, and so old. What has become
    // of them since is for who may see them now.
    void roll_members(json::Writer&, const registry::Person&, const Id& place, Day on);
    void post_row(json::Writer&, const posts::Post&);
    void unit_row(json::Writer&, const registry::Unit&);

    std::string address(std::string_view path) { return addresses_.of(path); }
    std::string kind_of_place(const registry::Place&);
    bool may(std::string_view right, std::string_view path) const;
    bool sees(const registry::Person&) const;
    // Whom another record names: by the record they were merged into for who may see that one.
    std::optional<registry::Person> named(const Id& person) const;

    store::Reader& db;
    const Call& call;
    const kernel::Means& means;
    const Day today;

private:
    void who_and_where(json::Writer&, const registry::Person&, Day until, std::string_view path);

    registry::Addresses addresses_;
};

Shape item();  // a reference in a list
Shape place_row_shape();
Shape person_row_shape();
Shape post_row_shape();
Shape unit_row_shape();
Shape can_shape();

// The places a list is asked for: ?within=, or all that the right reaches. Refuses no_such_place
// for a place beyond that.
Outcome<std::vector<access::Path>> asked_paths(store::Reader&, const Call&, std::string_view right);

// A page over several paths, in their order: `look(path, most)` gives rows of one path.
template <class Row, class Look>
std::vector<Row> page_over(const std::vector<access::Path>& paths, std::string_view after,
                           std::int64_t most, Look&& look) {
    std::vector<Row> rows;
    for (const access::Path& path : paths) {
        if (!after.empty() && after >= registry::end_of(path)) continue;
        const auto left = most - static_cast<std::int64_t>(rows.size());
        if (left <= 0) break;
        for (Row& row : look(path, left))
            rows.push_back(std::move(row));
    }
    return rows;
}

// Path and id of where a page begins; empty on the first.
struct After {
    std::string path;
    Id id;
};
After after_of(const Call&);

// Cuts the row that only told that there is more.
template <class Row, class Key>
std::optional<Cursor> next_of(std::vector<Row>& rows, const Call& call, Key&& key) {
    if (rows.size() <= static_cast<std::size_t>(call.limit())) return std::nullopt;
    rows.resize(static_cast<std::size_t>(call.limit()));
    return key(rows.back());
}

// What stands in a body, or nothing.
std::optional<Day> day_in(const json::Value& body, std::string_view name);
std::optional<Id> id_in(const json::Value& body, std::string_view name);
std::optional<std::int64_t> number_in(const json::Value& body, std::string_view name);

// What a body changes: nothing when it does not name the member, emptiness when it says null.
std::optional<std::string> change_of_text(const json::Value& body, std::string_view name);
std::optional<std::optional<Id>> change_of_id(const json::Value& body, std::string_view name);
std::optional<std::optional<std::int64_t>> change_of_number(const json::Value& body,
                                                            std::string_view name);
std::optional<std::optional<Day>> change_of_day(const json::Value& body, std::string_view name);

}  // namespace linli::http
