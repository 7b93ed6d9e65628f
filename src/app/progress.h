// What a command shows of its progress.
#pragma once

#include <cstdio>

#include "base/clock.h"
#include "base/progress.h"

namespace linli::app {

// Shows to `out`: on a terminal in one line that is written over and goes at the end, elsewhere (in
// the log of a nightly backup) in a new line every five seconds. Quick work says nothing there.
Progress shown(std::FILE* out, bool terminal, const Clock&);

// The same to standard error, as this process was started.
Progress shown();

}  // namespace linli::app
