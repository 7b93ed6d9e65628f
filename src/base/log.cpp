#include "base/log.h"

// Debian's library is compiled; without this the header would bring its own copy of everything.
#define SPDLOG_COMPILED_LIB
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <string>

namespace linli::log {
namespace {

spdlog::logger& logger() {
    static const auto made = [] {
        auto one = std::make_shared<spdlog::logger>(
            "linli", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        one->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        one->flush_on(spdlog::level::warn);
        return one;
    }();
    return *made;
}

spdlog::level::level_enum level_of(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

std::string printable(std::string_view line) {
    std::string out(line);
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    std::replace_if(out.begin(), out.end(), control, ' ');
    return out;
}

void say(Level level, std::string_view line) {
    logger().log(level_of(level), printable(line));
}

void show_from(Level level) {
    logger().set_level(level_of(level));
}

}  // namespace linli::log
