// multipart/form-data (RFC 7578) over a body that is already in memory and already bounded. The
// parts are views into it. What a browser does not send is refused, never guessed at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linli::http {

// One part. A part without a filename is a plain field.
struct Upload {
    std::string name, filename, media_type;
    std::string_view bytes;  // of the body it was read from
};

constexpr std::size_t parts_max = 32;

// Refuses bad_multipart, with = what is wrong.
Outcome<std::vector<Upload>> parse_multipart(std::string_view content_type, std::string_view body);

// The other way round, for tests, plays and whoever has no browser: the body, and its Content-Type.
struct Multipart {
    std::string content_type, body;
};
Multipart multipart(const std::vector<Upload>& parts);

}  // namespace linli::http
