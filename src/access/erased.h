// What stands where the name of somebody stood whose data were erased: in lists, timelines and what
// is printed, in place of the name and not beside it.
#pragma once

#include <string_view>

namespace linli::access {

constexpr std::string_view erased_name = "已删除";

}  // namespace linli::access
