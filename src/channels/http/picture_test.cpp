// What comes out of a photo, what is left behind, and which files are turned away.
#include "channels/http/picture.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace linli::http {
namespace {

std::string four_bytes(std::size_t number) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0})
        bytes += static_cast<char>(number >> shift & 0xff);
    return bytes;
}

std::string png_chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return four_bytes(data.size()) + body + four_bytes(sum);
}

// A PNG (ISO/IEC 15948) of one colour; it may claim another size than it has.
std::string png(std::size_t width, std::size_t height, std::size_t claimed_height = 0) {
    std::string rows;
    for (std::size_t row = 0; row < height; ++row)
        rows += '\0' + std::string(width * 3, '\x60');
    uLongf size = compressBound(rows.size());
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size,
             reinterpret_cast<const Bytef*>(rows.data()), rows.size());
    packed.resize(size);
    const std::size_t claimed = claimed_height > 0 ? claimed_height : height;
    return "\x89PNG\r\n\x1a\n" +
           png_chunk("IHDR",
                     four_bytes(width) + four_bytes(claimed) + std::string("\x8\x2\0\0\0", 5)) +
           png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

// Exif (CIPA DC-008) with one entry: "lie on your side", and the owner's name behind it.
std::string with_exif(const std::string& jpeg) {
    const std::string tiff =
        std::string("MM\0*\0\0\0\x8\0\x1\x1\x12\0\x3\0\0\0\x1\0\x6\0\0\0\0\0\0", 26);
    const std::string exif = std::string("Exif\0\0", 6) + tiff + "owner: nobody at 29.87N 121.54E";
    const std::size_t size = exif.size() + 2;
    return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(size >> 8) +
           static_cast<char>(size & 0xff) + exif + jpeg.substr(2);
}

TEST(Picture, FitsAndNeverGrows) {
    const struct {
        std::size_t width, height;
        std::int64_t want_width, want_height;
    } rows[] = {{100, 50, 100, 50}, {4096, 1024, 2048, 512}, {500, 4000, 256, 2048}};
    for (const auto& row : rows) {
        const auto picture = take_in_picture(png(row.width, row.height));
        ASSERT_TRUE(picture) << picture.refusal().code;
        EXPECT_EQ(picture.value().width, row.want_width);
        EXPECT_EQ(picture.value().height, row.want_height);
        const auto again = take_in_picture(picture.value().small);
        ASSERT_TRUE(again);
        EXPECT_LE(std::max(again.value().width, again.value().height), small_side_max);
    }
}

TEST(Picture, LeavesBehindWhatCannotBeSeen) {
    const std::string plain = take_in_picture(png(64, 32)).value().full;
    const auto picture = take_in_picture(with_exif(plain));
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture.value().width, 32);  // turned the right way up
    EXPECT_EQ(picture.value().height, 64);
    for (const std::string& kept : {picture.value().full, picture.value().small}) {
        EXPECT_EQ(kept.find("Exif"), std::string::npos);
        EXPECT_EQ(kept.find("owner"), std::string::npos);
    }
}

TEST(Picture, TurnsAwayTheRest) {
    const std::string good = png(200, 200);
    const std::string jpeg = take_in_picture(good).value().full;
    const struct {
        std::string bytes, code;
    } rows[] = {
        {"", "picture_unknown"},
        {"hello", "picture_unknown"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", "picture_unknown"},
        {"GIF89a", "picture_unknown"},
        {"%PDF-1.4", "picture_unknown"},
        {good.substr(0, good.size() / 2), "picture_broken"},
        {jpeg.substr(0, jpeg.size() / 2), "picture_broken"},
        {good.substr(0, 20), "picture_broken"},
        {png(20'000, 1, 20'000), "picture_too_many_pixels"},
        {jpeg + std::string(picture_bytes_max, '\0'), "too_large"},
    };
    for (const auto& row : rows) {
        const auto picture = take_in_picture(row.bytes);
        ASSERT_FALSE(picture) << row.code << " " << row.bytes.size();
        EXPECT_EQ(picture.refusal().code, row.code) << row.bytes.substr(0, 20);
    }
}

}  // namespace
}  // namespace linli::http
