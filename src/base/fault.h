// A Fault is trouble that nobody asked for and nobody can be refused for: a full disk, a lost
// database, a torn file. It is thrown where it is met and caught once, at the edge.
#pragma once

#include <stdexcept>
#include <string>

namespace linli {

struct Fault : std::runtime_error {
    using runtime_error::runtime_error;
};

}  // namespace linli
