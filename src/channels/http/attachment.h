// A sheet as an answer: a file to save, under a name in any script.
#pragma once

#include <string>

#include "channels/http/message.h"
#include "channels/sheets/sheet.h"

namespace linli::http {

// `name` without its ending. RFC 6266, RFC 8187.
Response attachment(sheets::Pieces, sheets::Format, const std::string& name);

}  // namespace linli::http
