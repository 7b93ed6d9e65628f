// The program's own log: what operators read. Never personal data, never a secret. spdlog behind
// it.
#pragma once

#include <string>
#include <string_view>

namespace linli::log {

enum class Level { debug, info, warning, error };

void show_from(Level);  // what is less is dropped; from info until told otherwise

void say(Level, std::string_view line);
inline void info(std::string_view line) {
    say(Level::info, line);
}
inline void warning(std::string_view line) {
    say(Level::warning, line);
}
inline void error(std::string_view line) {
    say(Level::error, line);
}

// The line without control characters, so that what someone sent cannot forge lines of its own.
std::string printable(std::string_view line);

}  // namespace linli::log
