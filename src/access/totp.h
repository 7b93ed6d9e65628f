// Codes by time, as the apps on telephones make them: RFC 6238 with HMAC-SHA-1, 30 seconds and six
// digits. It knows secrets and instants, and not whose they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/random.h"

namespace linli::access {

constexpr std::int64_t totp_seconds = 30;
constexpr std::size_t totp_digits = 6;
// RFC 6238 section 5.2: "We RECOMMEND that at most one time step is allowed as the network delay."
constexpr std::int64_t totp_drift_steps = 1;
constexpr std::size_t totp_secret_bytes = 20;

std::string totp_secret(Random&);
// As apps take it by hand: RFC 4648 section 6.
std::string base32(std::string_view bytes);

// Which step a code is of, when it is of one close enough to now.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now);
std::string totp_code(std::string_view secret, std::int64_t step);

}  // namespace linli::access
