// One message on its way, by HTTP: no redirect is followed, no proxy asked, and the address is
// looked at when the name has become numbers, right before the connection. libcurl stays behind it.
#pragma once

#include <functional>
#include <string>

namespace linli::webhooks {

struct Message {
    std::string address;
    std::string id;         // the same each time it is tried
    std::string timestamp;  // seconds since 1970
    std::string signature;
    std::string body;
};

// "200" and the like; or why there was no answer: "unreachable", "too_slow", "inside".
using Post = std::function<std::string(const Message&)>;

// `inside_too`: also to addresses that are not out on the internet, and without TLS. `stopped` ends
// one that is under way.
Post post_by_http(bool inside_too, std::function<bool()> stopped);

}  // namespace linli::webhooks
