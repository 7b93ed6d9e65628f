// The signature of Standard Webhooks: HMAC-SHA256 over "{id}.{timestamp}.{body}" under the secret's
// bytes, as "v1,<base64>", one for each secret that is good, with spaces between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linli::webhooks {

// "whsec_" and the bytes in base64.
std::string secret_of(std::string_view bytes);

std::string signature(const std::vector<std::string>& secrets, std::string_view id,
                      std::string_view timestamp, std::string_view body);

}  // namespace linli::webhooks
