// Reads `cases:` of a programme into Rules, and refuses what could not be honoured: a loop that
// nobody can close, a role that does not exist, a field that nobody asks for. Every refusal names
// file and line, and the nearest known word. docs/programmes.md lists the words.
#pragma once

#include "kernel/cases/rules.h"

namespace linli::cases {

// The parts of one programme, in the order of the file. Refuses bad_programme with at = file:line
// and with = what is wrong, in English.
Outcome<std::vector<Rules>> declare(const std::string& programme, const Words& title,
                                    const yaml::Node& cases, const Common&);

}  // namespace linli::cases
