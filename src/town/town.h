// The invented town of `linli demo`: a street office with its communities, people, units and posts,
// and some months of what happens there. It is made by the same acts as life makes it, with a clock
// of its own; the same seed and day give the same town, to the id.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "catalogue/catalogue.h"
#include "kernel/means.h"
#include "store/store.h"

namespace linli::town {

struct Settings {
    std::int64_t people = 2'400;
    std::uint64_t seed = 1;
    Day today;
};

constexpr const char* demo_password = "柳浦街道演示2026";

// Who may sign in, for the screen that greets: one login for each role.
struct Login {
    std::string login, name, role, at;
    std::string see;  // what is worth a look
};

struct Made {
    store::Tenant tenant;
    std::string name;
    std::int64_t people = 0, houses = 0, cases = 0;
    std::vector<Login> logins;
};

// Makes the town in an empty store whose clock it sets. CHECKs what an act refuses: the town is
// ours, and a refusal is a mistake in it.
Made make(store::Store&, SetClock&, kernel::Means, catalogue::Catalogue&, const Settings&,
          const Progress&);

}  // namespace linli::town
