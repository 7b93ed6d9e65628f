// Stores for tests: a fresh one on each engine, its files gone when the test ends. PostgreSQL is
// included when LINLI_TEST_DATABASE names one; the schemas stay, and go with ./do test's server.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

namespace linli::store::testing {

constexpr Tenant town{330299001000};

inline std::vector<std::string> engines() {
    if (std::getenv("LINLI_TEST_DATABASE")) return {"sqlite", "postgres"};
    return {"sqlite"};
}

// LINLI_TEST_SEALS=sm: the same tests under the national algorithms.
inline bool under_sm() {
    const char* const seals = std::getenv("LINLI_TEST_SEALS");
    return seals && std::string_view(seals) == "sm";
}

class TestStore {
public:
    explicit TestStore(const std::string& engine, std::string_view start = "2026-03-02T01:00:00Z")
        : clock(*Instant::parse(start)) {
        SystemRandom random;
        std::uint8_t bytes[8];
        random.fill(bytes);
        const std::string name =
            "t_" + text::hex({reinterpret_cast<const char*>(bytes), sizeof bytes});
        settings_.data = (std::filesystem::temp_directory_path() / ("linli_" + name)).string();
        settings_.schema = name;
        settings_.sync = false;
        if (engine == "postgres") {
            settings_.database = std::getenv("LINLI_TEST_DATABASE");
        }
        store = Store::open(settings_, clock);
        store->add_tenant({town, "临里街道", Zone{}, under_sm() ? Digest::sm3 : Digest::sha256});
    }
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;
    ~TestStore() {
        store.reset();
        std::filesystem::remove_all(settings_.data);
    }

    // Opens the same store again, as after a restart.
    void reopen() {
        store.reset();
        store = Store::open(settings_, clock);
    }
    const Settings& settings() const { return settings_; }

    SetClock clock;
    std::unique_ptr<Store> store;

private:
    Settings settings_;
};

}  // namespace linli::store::testing
