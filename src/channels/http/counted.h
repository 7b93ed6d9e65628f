// Which numbers somebody may know. Of cases that only some may see a figure, a report and the
// journal say as little as the cases do.
#pragma once

#include "channels/http/router.h"
#include "figures/reports.h"

namespace linli::http {

figures::Lookup lookup_of(const Call&);

bool may_count(const Call&, const figures::Figure&, std::string_view path);
// Refuses not_yours (at: blocks, with: the figure) when the report states a figure that the asker
// may not count there.
Outcome<Done> may_state(const Call&, const figures::Report&);
// Of such a figure a report says what it said when it was issued, and nothing of today.
void leave_out_uncounted(const Call&, figures::View&);
// Whether a line of the journal that carries numbers may be read: a report that was issued, a
// register that was confirmed.
bool may_read_numbers(const Call&, const journal::Line&, std::string_view path);

}  // namespace linli::http
