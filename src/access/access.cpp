#include "access/access.h"

#include <algorithm>

namespace linli::access {
namespace {

constexpr store::Sql grants_on_day{
    "grants.on_day",
    "select post, role, place, path, unit, stand_in from grants where tenant = ? and account = ? "
    "and from_day <= ? and (to_day is null or to_day > ?) and not exists "
    "(select 1 from admissions w where w.tenant = grants.tenant and w.post = grants.post "
    "and w.admitted = 0) order by path, post"};

bool has_right(const Roles& roles, const std::string& role, std::string_view right) {
    const auto found = roles.find(role);
    return found != roles.end() && found->second.contains(std::string(right));
}

}  // namespace

bool within(std::string_view path, std::string_view ancestor) {
    if (!path.starts_with(ancestor)) return false;
    return path.size() == ancestor.size() || ancestor.empty() || path[ancestor.size()] == '/';
}

const Grant* may(const Who& who, const Roles& roles, std::string_view right,
                 std::string_view path) {
    for (const Grant& grant : who.grants) {
        if (has_right(roles, grant.role, right) && within(path, grant.path)) return &grant;
    }
    return nullptr;
}

std::vector<Grant> reach(const Who& who, const Roles& roles, std::string_view right) {
    std::vector<Grant> outermost;
    for (const Grant& grant : who.grants) {
        if (!has_right(roles, grant.role, right)) continue;
        const auto covers = [&](const Grant& other) { return within(grant.path, other.path); };
        if (std::any_of(outermost.begin(), outermost.end(), covers)) continue;
        std::erase_if(outermost,
                      [&](const Grant& other) { return within(other.path, grant.path); });
        outermost.push_back(grant);
    }
    return outermost;
}

const Grant* holds(const Who& who, std::string_view role, const Id& place) {
    for (const Grant& grant : who.grants) {
        const bool there = grant.unit ? *grant.unit == place : grant.place == place;
        if (grant.role == role && there) return &grant;
    }
    return nullptr;
}

std::vector<Grant> grants_of(store::Reader& db, store::Tenant tenant, const Id& account, Day day) {
    std::vector<Grant> grants;
    for (auto rows = db.query(grants_on_day, tenant, account, day, day); rows.next();) {
        grants.push_back({rows.id(0), rows.text(1), rows.id(2), rows.text(3), rows.maybe_id(4),
                          rows.number(5) == 1});
    }
    return grants;
}

}  // namespace linli::access
