// Where chance comes from is an argument, so that a play and the invented town repeat to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace linli {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    std::uint64_t next() {
        std::uint8_t bytes[8];
        fill(bytes);
        std::uint64_t number = 0;
        for (const std::uint8_t byte : bytes)
            number = number << 8 | byte;
        return number;
    }
    // Even over [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t fair = UINT64_MAX - UINT64_MAX % bound;
        std::uint64_t number = next();
        while (number >= fair)
            number = next();
        return number % bound;
    }
};

// The operating system's randomness (libsodium). Safe to share between threads.
class SystemRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

// The same seed gives the same bytes for ever. Not for secrets; not shared between threads.
class SeededRandom : public Random {
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::uint64_t seed_;
    std::uint64_t drawn_ = 0;
};

}  // namespace linli
