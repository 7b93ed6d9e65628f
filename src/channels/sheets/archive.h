// The parts of a zip file held in memory, inflated piece by piece under a bound (libzip). It knows
// that archives lie: about sizes, about counts. What the parts mean is not known here.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linli::sheets {

struct InflateLimits {
    std::size_t bytes_max = 0;      // of one part
    std::size_t inflation_max = 0;  // times its packed size, past 32 MiB
};

class Archive {
public:
    // The bytes are borrowed. Refuses sheet_corrupt.
    static Outcome<Archive> open(std::string_view bytes);

    bool has(const std::string& part) const;

    // Pieces of a part until `take` says false. Refuses sheet_corrupt (no such part, broken),
    // sheet_encrypted, sheet_too_large.
    using Take = std::function<bool(std::string_view piece)>;
    Outcome<Done> inflate(const std::string& part, const InflateLimits&, const Take& take) const;

private:
    struct Zip;
    explicit Archive(std::shared_ptr<Zip> zip) : zip_(std::move(zip)) {}
    std::shared_ptr<Zip> zip_;
};

}  // namespace linli::sheets
