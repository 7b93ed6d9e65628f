// Preloaded before a program: its wall clock shows LINLI_CLOCK, in seconds since 1970, when it
// starts, and goes on from there; the clock that only goes on stays. It asks the kernel itself and
// prepares nothing, so that it also stands behind the sanitizers, which read clocks before anything
// else runs.
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#include <cstdlib>
#include <ctime>

namespace {
time_t ahead = 0;

timespec read(clockid_t clock) {
    timespec now{};
    syscall(SYS_clock_gettime, clock, &now);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now.tv_sec += ahead;
    return now;
}

[[gnu::constructor]] void begin() {
    if (const char* begins = getenv("LINLI_CLOCK"))
        ahead = atoll(begins) - read(CLOCK_REALTIME).tv_sec;
}
}  // namespace

extern "C" {
int clock_gettime(clockid_t clock, timespec* now) noexcept {
    *now = read(clock);
    return 0;
}

int gettimeofday(timeval* __restrict now, void* __restrict) noexcept {
    const timespec read_now = read(CLOCK_REALTIME);
    *now = {read_now.tv_sec, read_now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t* now) noexcept {
    const time_t seconds = read(CLOCK_REALTIME).tv_sec;
    if (now) *now = seconds;
    return seconds;
}
}
