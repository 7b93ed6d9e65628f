#include "channels/http/picture.h"

#include <vips/vips.h>

#include <memory>
#include <set>

#include "base/fault.h"
#include "base/log.h"

namespace linli::http {
namespace {

constexpr int quality = 82;

// One thread each and no cache: pictures are decoded once, two at a time, and memory is bounded.
void begin() {
    static const bool begun = [] {
        if (VIPS_INIT("linli") != 0) return false;
        // What is wrong with a file is told by the answer, not by GLib on the terminal.
        g_log_set_handler(
            "VIPS", G_LOG_LEVEL_MASK, [](const char*, GLogLevelFlags, const char*, void*) {},
            nullptr);
        vips_block_untrusted_set(TRUE);  // loaders that are not meant for what strangers send
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        return true;
    }();
    if (!begun) throw Fault("libvips could not be started");
}

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

bool is_known(std::string_view bytes) {
    static const std::set<std::string_view> known = {
        "VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer",
        "VipsForeignLoadHeifBuffer"};
    const char* loader = vips_foreign_find_load_buffer(bytes.data(), bytes.size());
    return loader && known.contains(loader);
}

// Whether a photo was cut off on its way: decoders would make up the rest in grey. The end of a
// JPEG never comes after its last scan (ITU-T T.81 B.2.1), a PNG has no IEND, a WebP is shorter
// than it says (RFC 9649 2.4); HEIC is noticed by its decoder.
bool is_cut(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8")) {
        const std::size_t end = bytes.rfind("\xff\xd9");
        const std::size_t scan = bytes.rfind("\xff\xda");
        return end == std::string_view::npos || (scan != std::string_view::npos && end < scan);
    }
    if (bytes.starts_with("\x89PNG")) return bytes.rfind("IEND") == std::string_view::npos;
    if (!bytes.starts_with("RIFF") || bytes.size() < 8) return false;
    std::size_t said = 0;
    for (std::size_t i = 7; i >= 4; --i)
        said = said << 8 | static_cast<unsigned char>(bytes[i]);
    return said + 8 > bytes.size();
}

// Upright, in sRGB, no larger than the side; nothing when the file is broken.
Image shrunk(std::string_view bytes, int side) {
    VipsImage* made = nullptr;
    const int failed =
        vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &made, side, "height",
                              side, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", nullptr);
    return Image(failed == 0 ? made : nullptr);
}

std::string as_jpeg(VipsImage* image) {
    void* bytes = nullptr;
    std::size_t size = 0;
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
        vips_array_double_newv(3, 255.0, 255.0, 255.0),
        [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
    const int failed = vips_jpegsave_buffer(image, &bytes, &size, "Q", quality, "strip", TRUE,
                                            "background", white.get(), nullptr);
    if (failed != 0) return "";
    std::string jpeg(static_cast<const char*>(bytes), size);
    g_free(bytes);
    return jpeg;
}

Refusal broken() {
    log::info(std::string("picture refused: ") + vips_error_buffer());
    vips_error_clear();
    return {"picture_broken", "file", ""};
}

}  // namespace

Outcome<Picture> take_in_picture(std::string_view bytes) {
    begin();
    if (bytes.size() > picture_bytes_max) {
        return Refusal{"too_large", "file", std::to_string(picture_bytes_max >> 20)};
    }
    if (!is_known(bytes)) {
        vips_error_clear();
        return Refusal{"picture_unknown", "file", ""};
    }
    {
        // Only the head is read here: a small file can claim to be a very large picture.
        const Image head(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr));
        if (!head || is_cut(bytes)) return broken();
        const std::int64_t pixels =
            std::int64_t{vips_image_get_width(head.get())} * vips_image_get_page_height(head.get());
        if (pixels > picture_pixels_max) {
            return Refusal{"picture_too_many_pixels", "file",
                           std::to_string(picture_pixels_max / 1'000'000)};
        }
    }
    const Image full = shrunk(bytes, picture_side_max);
    if (!full) return broken();
    Picture picture;
    picture.full = as_jpeg(full.get());
    if (picture.full.empty()) return broken();
    const Image small = shrunk(picture.full, small_side_max);
    if (!small) return broken();
    picture.small = as_jpeg(small.get());
    if (picture.small.empty()) return broken();
    picture.width = vips_image_get_width(full.get());
    picture.height = vips_image_get_height(full.get());
    return picture;
}

}  // namespace linli::http
