// All endpoints, one area to a file api_<area>.cpp. Who adds an area adds its line here and in
// endpoints.cpp, and nowhere else.
#pragma once

#include <vector>

#include "channels/http/router.h"

namespace linli::http {

std::vector<Endpoint> account_endpoints();  // logging in and out, one's own account
std::vector<Endpoint> second_factor_endpoints();
std::vector<Endpoint> event_endpoints();  // streams of what changed
std::vector<Endpoint> file_endpoints();   // photos
std::vector<Endpoint> journal_endpoints();
std::vector<Endpoint> place_endpoints();  // the tree, houses
std::vector<Endpoint> people_endpoints();
std::vector<Endpoint> household_endpoints();
std::vector<Endpoint> unit_endpoints();
std::vector<Endpoint> search_endpoints();      // the search box, code tables, what touched a record
std::vector<Endpoint> own_record_endpoints();  // one's own record, and proposals to it
std::vector<Endpoint> consent_endpoints();     // what people agreed to
std::vector<Endpoint> retention_endpoints();   // what is kept longer than it should be
std::vector<Endpoint> team_endpoints();        // who may be told in confidence
std::vector<Endpoint> post_endpoints();        // posts and roles
std::vector<Endpoint> staff_endpoints();       // accounts as the office keeps them, slips
std::vector<Endpoint> case_endpoints();        // cases: reporting, moving, lists, pages
std::vector<Endpoint> public_endpoints();      // the portal: following by code, what was done
std::vector<Endpoint> route_endpoints();       // who is responsible, and what was watched
std::vector<Endpoint> calendar_endpoints();    // the working calendar, routes, watches, notices
std::vector<Endpoint> programme_endpoints();   // what is declared, and publishing it
std::vector<Endpoint> figure_endpoints();      // figures and their records
std::vector<Endpoint> report_endpoints();      // reports and what they are drafted from
std::vector<Endpoint> import_endpoints();      // sheets: preview, decisions, running, undoing
std::vector<Endpoint> export_endpoints();      // lists of people as sheets
std::vector<Endpoint> webhook_endpoints();     // who outside is told
std::vector<Endpoint> upkeep_endpoints();      // how the office itself is
std::vector<Endpoint> document_endpoints();    // /api/openapi.json

void add_all(Router&);

// Forgets photos that were sent before then and that no act has named.
void sweep_files(const Services&, Instant before);

}  // namespace linli::http
