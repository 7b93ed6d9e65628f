// The two readers behind sheet.h; each keeps its heavy headers to itself.
#pragma once

#include "channels/sheets/sheet.h"

namespace linli::sheets {

Outcome<Done> read_xlsx(std::string_view bytes, const ReadOptions&, const TakeRow& take);
Outcome<Done> read_csv(std::string_view bytes, const ReadOptions&, const TakeRow& take);

// Drops empty cells at the end; false when none is left.
bool tidy(Row&);

// Without control characters but for line ends, and without spaces around it.
std::string clean(std::string_view text);

}  // namespace linli::sheets
