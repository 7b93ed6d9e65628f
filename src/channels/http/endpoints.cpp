#include "channels/http/endpoints.h"

namespace linli::http {
namespace {

void give_document(Call& call) {
    call.answer(Response::json(openapi(call.endpoints())).set("Cache-Control", "no-cache"));
}

}  // namespace

std::vector<Endpoint> document_endpoints() {
    return {{.method = "GET",
             .path = "/api/openapi.json",
             .name = "openapi",
             .summary = "This document.",
             .asker = Asker::anyone,
             .answer = shape::anything(""),
             .handle = give_document}};
}

void add_all(Router& router) {
    router.add(document_endpoints());
    router.add(account_endpoints());
    router.add(second_factor_endpoints());
    router.add(event_endpoints());
    router.add(file_endpoints());
    router.add(journal_endpoints());
    router.add(programme_endpoints());
    router.add(place_endpoints());
    router.add(people_endpoints());
    router.add(household_endpoints());
    router.add(unit_endpoints());
    router.add(search_endpoints());
    router.add(own_record_endpoints());
    router.add(consent_endpoints());
    router.add(retention_endpoints());
    router.add(post_endpoints());
    router.add(team_endpoints());
    router.add(staff_endpoints());
    router.add(case_endpoints());
    router.add(public_endpoints());
    router.add(calendar_endpoints());
    router.add(route_endpoints());
    router.add(figure_endpoints());
    router.add(report_endpoints());
    router.add(import_endpoints());
    router.add(export_endpoints());
    router.add(webhook_endpoints());
    router.add(upkeep_endpoints());
}

}  // namespace linli::http
