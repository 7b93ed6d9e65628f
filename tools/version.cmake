# cmake -DINTO=FILE -DVERSION=… -P version.cmake: writes the source that says what the program is. A
# folder without history says nothing of a commit.
execute_process(COMMAND git -C ${CMAKE_CURRENT_LIST_DIR} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT ${INTO} @ONLY CONTENT [[
#include "base/version.h"

namespace linli {
std::string_view version() {
    return "@VERSION@";
}
std::string_view commit() {
    return "@commit@";
}
}  // namespace linli
]])
