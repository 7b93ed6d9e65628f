#include "base/random.h"

#include <sodium.h>

#include <array>
#include <cstring>

#include "base/check.h"

namespace linli {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    static const int ready = sodium_init();
    CHECK(ready >= 0);
    randombytes_buf(bytes.data(), bytes.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) : seed_(seed) {}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    std::array<unsigned char, randombytes_SEEDBYTES> seed{};
    std::memcpy(seed.data(), &seed_, sizeof seed_);
    std::memcpy(seed.data() + sizeof seed_, &drawn_, sizeof drawn_);
    ++drawn_;
    randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
}

}  // namespace linli
