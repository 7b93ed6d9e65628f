// What a stranger writes into the first lines of a request: its target, and the cookies. A path
// that was read is clean, and a text that was encoded is decoded to itself.
#include "channels/http/message.h"
#include "channels/http/url.h"
#include "harness.h"

using namespace linli::http;

FUZZ(bytes) {
    if (const auto target = parse_target(bytes)) {
        const std::string& path = target.value().path;
        CHECK(path.starts_with('/'));
        CHECK((path + '/').find("/../") == path.npos);
    }
    const auto decoded = percent_decoded(percent_encoded(bytes), false);
    CHECK(decoded && *decoded == bytes);

    Request request;
    request.headers = {{"cookie", std::string(bytes)}};
    const std::string_view found = request.cookie(session_cookie(true));
    CHECK(found.find(';') == found.npos);
}
