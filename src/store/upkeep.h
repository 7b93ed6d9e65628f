// What a store knows of its own condition: when it was last backed up and verified, how it grew
// from day to day, and so for how long its disk will do.
#pragma once

#include <optional>
#include <vector>

#include "store/store.h"

namespace linli::store {

enum class Upkeep { backup, verify, bytes };

struct Noted {
    Instant at;
    std::int64_t number = 0;  // bytes; of a verify 1 when all held
};

// Remembers it as of now, for every tenant: of backups and verifies the last, of bytes all.
void note_upkeep(Store&, Upkeep, std::int64_t number);

// What was noted since then, the oldest first.
std::vector<Noted> upkeep_since(Reader&, Tenant, Upkeep, Instant);
std::optional<Noted> last_upkeep(Reader&, Tenant, Upkeep);

// What SQLite's files take on their disk, or the database in PostgreSQL on its own.
std::int64_t bytes_of(Reader&, const Settings&);

// How many bytes a day it grew by; nothing while less than two days are known or it does not grow.
std::optional<std::int64_t> bytes_a_day(const std::vector<Noted>& sizes);
// In how many days `free` bytes will be gone when it goes on like that.
std::optional<std::int64_t> days_left(const std::vector<Noted>& sizes, std::int64_t free);

}  // namespace linli::store
