#include "app/progress.h"

#include <unistd.h>

#include <memory>
#include <string>

#include "app/office.h"

namespace linli::app {
namespace {

constexpr std::int64_t between_drawings = micros_per_second / 10;
constexpr std::int64_t between_lines = 5 * micros_per_second;

std::string sentence(std::string_view what, std::int64_t done, std::int64_t of) {
    std::string said = std::string(what) + ": " + std::to_string(done);
    if (of > 0) {
        said += " / " + std::to_string(of) + " (" + std::to_string(done * 100 / of) + " %)";
    }
    return said;
}

class Screen {
public:
    Screen(std::FILE* out, bool terminal, const Clock& clock)
        : out_(out), terminal_(terminal), clock_(clock), last_(clock.now()) {}
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    ~Screen() {
        if (terminal_) std::fputs("\r\033[K", out_);
    }

    void show(std::string_view what, std::int64_t done, std::int64_t of) {
        const Instant now = clock_.now();
        if (now.micros - last_.micros < (terminal_ ? between_drawings : between_lines)) return;
        last_ = now;
        std::fprintf(out_, terminal_ ? "\r\033[K%s" : "%s\n", sentence(what, done, of).c_str());
        std::fflush(out_);
    }

private:
    std::FILE* out_;
    const bool terminal_;
    const Clock& clock_;
    Instant last_;
};

}  // namespace

Progress shown(std::FILE* out, bool terminal, const Clock& clock) {
    return [screen = std::make_shared<Screen>(out, terminal, clock)](
               std::string_view what, std::int64_t done, std::int64_t of) {
        screen->show(what, done, of);
    };
}

Progress shown() {
    static const WallClock clock;
    return shown(stderr, ::isatty(STDERR_FILENO) != 0, clock);
}

}  // namespace linli::app
