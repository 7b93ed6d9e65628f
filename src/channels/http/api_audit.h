// What auditors ask besides the journal's pages: who had which right on a day, and the heads of the
// chain. Part of the journal's endpoints.
#pragma once

#include <vector>

#include "channels/http/router.h"

namespace linli::http {

std::vector<Endpoint> audit_endpoints();

// Whether the asker may read the journal of the whole office.
bool reads_whole_journal(const Call&);

}  // namespace linli::http
