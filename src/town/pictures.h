// What people of the town photograph: simple pictures of invented scenes, drawn in code, before and
// after somebody came. The same scene, look and chance give the same picture to the byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linli::town {

// PNG. Scenes: leak, dirt, blockage, hole, broken, wire, glass, bench.
std::string draw(std::string_view scene, bool after, std::uint64_t look);

}  // namespace linli::town
