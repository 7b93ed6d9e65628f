// The request target (RFC 9112 section 3.2) taken apart, and percent-encoding (RFC 3986 section
// 2.1). Strict: what two readers could read differently (an encoded slash, "..", a parameter that
// comes twice, bytes that are not UTF-8) is refused, so that checks and use see the same path.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linli::http {

struct Target {
    std::string path;
    std::map<std::string, std::string> query;
};

// Refuses bad_path and bad_query; `at` names the parameter.
Outcome<Target> parse_target(std::string_view target);

// Nothing when a % is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);
std::string percent_encoded(std::string_view text);  // for a path segment or a query value

}  // namespace linli::http
