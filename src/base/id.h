// An Id names a record: a UUIDv7 (RFC 9562), made by the server or by a phone that was offline. It
// is a name and never an order: lists sort by what people mean, and use the id only to break ties.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/random.h"

namespace linli {

struct Id {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const Id&, const Id&) = default;
    explicit operator bool() const { return *this != Id{}; }

    std::string text() const;  // "0190b2c4-…", 36 characters, lower case
    static std::optional<Id> parse(std::string_view);
    static Id make(Instant, Random&);
};

}  // namespace linli

template <>
struct std::hash<linli::Id> {
    std::size_t operator()(const linli::Id& id) const noexcept {
        std::size_t mixed = 0;
        for (const std::uint8_t byte : id.bytes)
            mixed = mixed * 1099511628211u ^ byte;
        return mixed;
    }
};
