// Photos as they come from phones, taken in: decoded and written anew, so that nothing of the file
// that was sent survives but what can be seen. Place and owner of the camera (EXIF) are gone, the
// right way up is kept. libvips is behind it; what a picture is for is not known here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linli::http {

constexpr std::size_t picture_bytes_max = 32 << 20;
constexpr std::int64_t picture_pixels_max = 120'000'000;  // the largest sensors of today's phones
constexpr int picture_side_max = 2048;
constexpr int small_side_max = 320;

// JPEG (ITU-T T.81) both; fits into a square of that side, never larger than it came.
struct Picture {
    std::string full, small;
    std::int64_t width = 0, height = 0;  // of `full`
};

// Refuses too_large (with = MiB), picture_unknown (not JPEG, PNG, WebP or HEIC), picture_broken,
// picture_too_many_pixels (with = millions).
Outcome<Picture> take_in_picture(std::string_view bytes);

}  // namespace linli::http
