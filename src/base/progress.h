// How long work tells whoever waits how far it is.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace linli {

// Told often: what is being done, how much of it is done, and of how much (0: nobody knows yet).
using Progress = std::function<void(std::string_view what, std::int64_t done, std::int64_t of)>;

}  // namespace linli
