// What this program is: its version, and the commit that it was built from.
#pragma once

#include <string_view>

namespace linli {

std::string_view version();  // "0.1.0"
std::string_view commit();   // "1f0c2a9be4d1"; "" where it was built from sources without history

}  // namespace linli
