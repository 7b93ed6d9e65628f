// How a command comes by a password: a line of standard input, so that it stands in no history and
// in no list of processes.
#pragma once

#include <string>

namespace linli::app {

// Throws Fault when it is not good enough for this login.
std::string read_password(const std::string& login);

}  // namespace linli::app
