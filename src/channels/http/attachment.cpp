#include "channels/http/attachment.h"

#include "channels/http/url.h"

namespace linli::http {

Response attachment(sheets::Pieces pieces, sheets::Format format, const std::string& name) {
    Response response;
    response.pieces = std::move(pieces);
    response.set("Content-Type", sheets::media_type(format));
    const std::string ending = format == sheets::Format::csv ? ".csv" : ".xlsx";
    response.set("Content-Disposition",
                 "attachment; filename*=UTF-8''" + percent_encoded(name + ending));
    return response;
}

}  // namespace linli::http
