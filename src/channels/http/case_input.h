// How cases come over the wire: what the endpoints of the desk and of the portal read alike.
#pragma once

#include "catalogue/desk.h"
#include "channels/http/router.h"
#include "kernel/cases/views.h"

namespace linli::http {

inline cases::Desk desk_of(const Call& call) {
    return catalogue::desk_of(*call.services.catalogue, call.services.means);
}

// A step as it was asked for: what the declaration asks stands in `values`, and so may what every
// case asks.
struct StepAsked {
    std::string step;
    std::optional<std::int64_t> edition;
    json::Value body;
    std::optional<std::int64_t> followed;

    std::string text(std::string_view name) const;
    std::vector<Id> ids(std::string_view name) const;
};
StepAsked step_asked(const Call&);
Outcome<Id> take_step(store::Writer&, const cases::Desk&, const kernel::Asker&, const Id& record,
                      const StepAsked&);

cases::Report report_asked(const Call&);

// A case as a row of a list shows it; nothing when it does not exist for the asker.
std::optional<json::Value> case_row(store::Reader&, const Call&, const Id&);
// The case of a number that people say, "2026-0147"; nothing likewise.
std::optional<json::Value> case_numbered(store::Reader&, const Call&, std::string_view number);

Shape step_shape();
Shape report_shape();
Shape receipt_shape();
Shape case_shape();       // a row of a list
Shape alike_shape();      // what neighbours may know of one
Shape lost_shape();       // a row with the party whose number ends so
Shape case_page_shape();  // all that the asker may see of one
Shape part_shape();       // what a part declares
Shape reporter_shape();

}  // namespace linli::http
