#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr store::Sql last_hand{
    "registry.last_hand",
    "select a.name from journal j join accounts a on a.tenant = j.tenant and a.id = j.account "
    "where j.tenant = ? and j.record = ? order by j.seq desc limit 1"};

}  // namespace

Refusal changed_meanwhile(store::Reader& db, store::Tenant tenant, const Id& record) {
    auto rows = db.query(last_hand, tenant, record);
    return {"changed_meanwhile", "edition", rows.next() ? rows.text(0) : ""};
}

journal::Line line_of(const kernel::Asker& asker, const access::Grant* grant, std::string kind,
                      const Id& record, const Id& place, std::string verb) {
    journal::Line line = asker.line(std::move(kind), record, std::move(verb));
    if (grant) line.post = grant->post;
    if (place) line.place = place;
    return line;
}

}  // namespace linli::registry
