// The program's own log: what operators read. Never personal data, never a secret. spdlog behind it.
#pragma once

#include <string_view>

namespace linli::log {

enum class Level { debug, info, warning, error };

void say(Level, std::string_view line);
inline void info(std::string_view line) { say(Level::info, line); }
inline void warning(std::string_view line) { say(Level::warning, line); }
inline void error(std::string_view line) { say(Level::error, line); }

}  // namespace linli::log
