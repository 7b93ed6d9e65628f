// The writer behind sheet.h that has a heavy header to keep to itself.
#pragma once

#include "channels/sheets/sheet.h"

namespace linli::sheets {

Pieces write_xlsx(const Table&, NextRow next, const std::string& folder);

}  // namespace linli::sheets
