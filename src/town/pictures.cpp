#include "town/pictures.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include "base/check.h"
#include "base/random.h"

namespace linli::town {
namespace {

constexpr int width = 640, height = 480;

struct Colour {
    int red, green, blue;
};

class Canvas {
public:
    explicit Canvas(std::uint64_t look) : chance_(look), pixels_(width * height) {}

    int between(int least, int most) {
        const auto span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
        return least + static_cast<int>(chance_.below(span));
    }

    // From one colour at the top to another at the bottom.
    void shade(int top, int bottom, Colour from, Colour to) {
        for (int y = std::max(top, 0); y < std::min(bottom, height); ++y) {
            const double share = double(y - top) / std::max(1, bottom - top);
            for (int x = 0; x < width; ++x)
                at(x, y) = mixed(from, to, share);
        }
    }
    void box(int left, int top, int right, int bottom, Colour colour, double strength = 1) {
        for (int y = std::max(top, 0); y < std::min(bottom, height); ++y) {
            for (int x = std::max(left, 0); x < std::min(right, width); ++x)
                blend(x, y, colour, strength);
        }
    }
    // `edge`: how much of the radius fades out.
    void blot(int x, int y, int across, int down, Colour colour, double strength, double edge) {
        for (int row = std::max(0, y - down); row < std::min(height, y + down); ++row) {
            for (int column = std::max(0, x - across); column < std::min(width, x + across);
                 ++column) {
                const double far = std::hypot(double(column - x) / across, double(row - y) / down);
                if (far >= 1) continue;
                const double fade = edge <= 0 ? 1 : std::min(1.0, (1 - far) / edge);
                blend(column, row, colour, strength * fade);
            }
        }
    }
    void line(int from_x, int from_y, int to_x, int to_y, int thick, Colour colour) {
        const int steps = std::max({std::abs(to_x - from_x), std::abs(to_y - from_y), 1});
        for (int i = 0; i <= steps; ++i) {
            blot(from_x + (to_x - from_x) * i / steps, from_y + (to_y - from_y) * i / steps, thick,
                 thick, colour, 1, 0.3);
        }
    }
    // Grain, as a phone in poor light sees it, and darker corners.
    void expose() {
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                grain_ = grain_ * 1103515245U + 12345U;
                const int noise = static_cast<int>((grain_ >> 16) % 13) - 6;
                const double far = std::hypot(x - width / 2, y - height / 2) / width;
                const double light = 1 - 0.35 * far * far;
                for (int* part : {&at(x, y).red, &at(x, y).green, &at(x, y).blue}) {
                    *part = std::clamp(static_cast<int>((*part + noise) * light), 0, 255);
                }
            }
        }
    }

    std::string png() const;

private:
    Colour& at(int x, int y) {
        return pixels_[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)];
    }
    static Colour mixed(Colour one, Colour other, double share) {
        const auto part = [share](int from, int to) {
            return static_cast<int>(from + (to - from) * share);
        };
        return {part(one.red, other.red), part(one.green, other.green), part(one.blue, other.blue)};
    }
    void blend(int x, int y, Colour colour, double strength) {
        at(x, y) = mixed(at(x, y), colour, strength);
    }

    SeededRandom chance_;
    std::vector<Colour> pixels_;
    std::uint32_t grain_ = 1;
};

std::string number(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
            static_cast<char>(value >> 8), static_cast<char>(value)};
}

// RFC 2083: length, name, bytes, and the CRC of name and bytes.
std::string chunk(const std::string& name, const std::string& bytes) {
    const std::string both = name + bytes;
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(both.data()), static_cast<uInt>(both.size()));
    return number(static_cast<std::uint32_t>(bytes.size())) + both +
           number(static_cast<std::uint32_t>(sum));
}

std::string Canvas::png() const {
    std::string rows;
    rows.reserve(pixels_.size() * 3 + height);
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        if (i % width == 0) rows += '\0';  // no filter
        for (const int part : {pixels_[i].red, pixels_[i].green, pixels_[i].blue})
            rows += static_cast<char>(part);
    }
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    std::string packed(size, '\0');
    const int made =
        compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                  reinterpret_cast<const Bytef*>(rows.data()), static_cast<uLong>(rows.size()), 1);
    CHECK(made == Z_OK);
    packed.resize(size);
    const std::string head = number(width) + number(height) + std::string("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", head) + chunk("IDAT", packed) + chunk("IEND", "");
}

void ceiling(Canvas& canvas, bool after) {
    canvas.shade(0, 330, {214, 208, 194}, {228, 222, 208});
    canvas.shade(330, height, {150, 146, 138}, {120, 117, 110});
    canvas.box(0, 322, width, 334, {196, 190, 176});
    const int x = canvas.between(220, 420), y = canvas.between(90, 150);
    if (after) return canvas.box(x - 130, y - 70, x + 130, y + 80, {240, 237, 229}, 0.8);
    for (int i = 0; i < 9; ++i) {
        const int across = canvas.between(40, 110), down = canvas.between(25, 60);
        const int at_x = x + canvas.between(-90, 90), at_y = y + canvas.between(-40, 40);
        canvas.blot(at_x, at_y, across, down, {150, 118, 70}, 0.28, 0.25);
        canvas.blot(at_x, at_y, across - 8, down - 6, {186, 164, 122}, 0.2, 0.5);
    }
    for (int i = 0; i < 7; ++i)
        canvas.blot(x + canvas.between(-60, 60), canvas.between(180, 380), 3, 9, {120, 140, 158},
                    0.8, 0.4);
    canvas.blot(x, 420, 150, 28, {84, 92, 98}, 0.7, 0.3);
    canvas.blot(x - 30, 416, 60, 8, {170, 180, 186}, 0.6, 0.6);
}

void corner(Canvas& canvas, bool after) {
    canvas.shade(0, 260, {168, 122, 96}, {150, 106, 84});
    for (int row = 0; row < 260; row += 22) {
        canvas.box(0, row, width, row + 2, {196, 184, 170}, 0.7);
        for (int x = row % 44 == 0 ? 0 : 30; x < width; x += 60)
            canvas.box(x, row, x + 2, row + 22, {196, 184, 170}, 0.7);
    }
    canvas.shade(260, height, {128, 128, 124}, {104, 104, 100});
    if (after) {
        canvas.box(430, 150, 540, 320, {42, 104, 66});
        canvas.box(420, 136, 550, 160, {34, 88, 56});
        return canvas.blot(470, 322, 110, 14, {60, 60, 58}, 0.5, 0.6);
    }
    for (int i = 0; i < 26; ++i) {
        const int x = canvas.between(150, 500), y = canvas.between(250, 400);
        if (i % 3 == 0) {
            canvas.box(x, y, x + canvas.between(30, 90), y + canvas.between(20, 60),
                       {150, 116, 74});
        } else {
            const Colour bag = i % 3 == 1 ? Colour{38, 40, 44} : Colour{206, 204, 200};
            canvas.blot(x, y, canvas.between(24, 62), canvas.between(20, 48), bag, 0.95, 0.15);
            canvas.blot(x - 8, y - 10, 12, 6, {240, 240, 240}, 0.35, 0.8);
        }
    }
}

void manhole(Canvas& canvas, bool after) {
    canvas.shade(0, height, {98, 100, 102}, {122, 124, 124});
    const int x = canvas.between(270, 370), y = canvas.between(220, 280);
    if (!after) canvas.blot(x, y + 10, 300, 190, {86, 70, 44}, 0.85, 0.2);
    canvas.blot(x, y, 118, 84, {70, 68, 66}, 1, 0.05);
    canvas.blot(x, y, 104, 72, {92, 88, 84}, 1, 0.05);
    for (int i = -4; i <= 4; ++i) {
        canvas.line(x + i * 20, y - 50 + i * i, x + i * 20, y + 50 - i * i, 2, {64, 62, 60});
        canvas.line(x - 80 + i * i * 2, y + i * 14, x + 80 - i * i * 2, y + i * 14, 2,
                    {64, 62, 60});
    }
    if (after) return;
    for (int i = 0; i < 14; ++i) {
        canvas.blot(x + canvas.between(-220, 220), y + canvas.between(-90, 140),
                    canvas.between(16, 60), canvas.between(4, 12), {142, 124, 88}, 0.6, 0.6);
    }
}

void pavement(Canvas& canvas, bool after) {
    canvas.shade(0, height, {164, 158, 148}, {184, 178, 168});
    for (int i = 0; i < 12; ++i) {
        canvas.box(0, i * 48, width, i * 48 + 3, {120, 116, 110});
        canvas.box(i * 64 + (i % 2) * 6, 0, i * 64 + (i % 2) * 6 + 3, height, {120, 116, 110});
    }
    const int x = canvas.between(250, 380), y = canvas.between(210, 290);
    if (after) {
        canvas.box(x - 94, y - 66, x + 94, y + 66, {198, 192, 182});
        canvas.box(x - 2, y - 66, x + 1, y + 66, {120, 116, 110});
        return canvas.box(x - 94, y - 2, x + 94, y + 1, {120, 116, 110});
    }
    for (int i = 0; i < 12; ++i) {
        canvas.blot(x + canvas.between(-60, 60), y + canvas.between(-34, 34),
                    canvas.between(34, 70), canvas.between(22, 46), {56, 48, 40}, 0.9, 0.1);
    }
    for (int i = 0; i < 20; ++i) {
        canvas.blot(x + canvas.between(-130, 130), y + canvas.between(-90, 90),
                    canvas.between(4, 14), canvas.between(3, 10), {132, 124, 112}, 1, 0.2);
    }
    for (int i = 0; i < 70; ++i)  // a traffic cone
        canvas.box(510 - i / 3, 90 + i, 512 + i / 3, 91 + i,
                   i / 18 % 2 == 0 ? Colour{226, 92, 32} : Colour{238, 236, 232});
}

void railing(Canvas& canvas, bool after) {
    canvas.shade(0, height, {206, 204, 196}, {176, 172, 164});
    for (int step = 0; step < 7; ++step)
        canvas.box(step * 100 - 20, 430 - step * 38, width, 470 - step * 38, {150, 146, 138}, 0.6);
    canvas.line(10, 300, 630, 60, 7, {92, 60, 44});
    const int missing = canvas.between(3, 6);
    for (int bar = 0; bar < 9; ++bar) {
        const int x = 50 + bar * 66, top = 284 - bar * 26;
        if (bar == missing && !after) {
            canvas.line(x, top + 8, x - 54, top + 120, 4, {120, 62, 40});
        } else {
            canvas.line(x, top, x, top + 150, 4, after ? Colour{70, 76, 80} : Colour{86, 84, 82});
        }
    }
}

void facade(Canvas& canvas, bool after) {
    canvas.shade(0, height, {188, 196, 204}, {208, 206, 200});
    canvas.box(60, 60, 580, height, {206, 190, 164});
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 5; ++column) {
            const int x = 90 + column * 98, y = 84 + row * 96;
            canvas.box(x, y, x + 64, y + 58, {88, 104, 118});
            canvas.box(x + 30, y, x + 33, y + 58, {230, 228, 222});
        }
    }
    canvas.line(0, 70, width, 96, 3, {36, 36, 38});
    if (after) return canvas.line(0, 84, width, 112, 3, {36, 36, 38});
    const int x = canvas.between(230, 400);
    for (int i = 0; i < 60; ++i)
        canvas.line(i * x / 60, 84 + i * i / 12, (i + 1) * x / 60, 84 + (i + 1) * (i + 1) / 12, 3,
                    {30, 30, 32});
}

void pane(Canvas& canvas, bool after) {
    canvas.shade(0, height, {196, 192, 182}, {176, 172, 162});
    canvas.box(120, 40, 520, 440, {74, 84, 92});
    canvas.box(140, 60, 500, 420, {166, 190, 200});
    for (int i = 0; i < 5; ++i)  // what shines through
        canvas.line(160 + i * 14, 250 - i * 6, 260 + i * 14, 90 - i * 6, 5, {196, 214, 222});
    if (after) return;
    const int x = canvas.between(250, 390), y = canvas.between(180, 300);
    canvas.blot(x, y, 46, 38, {58, 62, 66}, 1, 0.05);
    for (int i = 0; i < 11; ++i) {
        const double way = i * 0.571 + canvas.between(0, 40) / 100.0;
        const int far = canvas.between(90, 170);
        const int to_x = std::clamp(x + static_cast<int>(far * std::cos(way)), 142, 498);
        const int to_y = std::clamp(y + static_cast<int>(far * std::sin(way)), 62, 418);
        canvas.line(x, y, to_x, to_y, 2, {234, 240, 242});
    }
}

void seat(Canvas& canvas, bool after) {
    canvas.shade(0, 300, {118, 140, 104}, {134, 150, 116});
    canvas.shade(300, height, {156, 150, 138}, {136, 130, 120});
    canvas.box(110, 280, 132, 420, {70, 72, 74});
    canvas.box(508, 280, 530, 420, {70, 72, 74});
    const int first = canvas.between(1, 3);
    for (int plank = 0; plank < 6; ++plank) {
        const int top = 150 + plank * 26;
        const Colour wood = after && (plank == first || plank == first + 1) ? Colour{178, 128, 76}
                                                                            : Colour{134, 98, 64};
        if (!after && (plank == first || plank == first + 1)) {
            canvas.box(80, top, 80 + canvas.between(110, 170), top + 20, wood);
            canvas.box(560 - canvas.between(90, 150), top + 6, 560, top + 24, wood);
        } else {
            canvas.box(80, top, 560, top + 20, wood);
        }
    }
}

}  // namespace

std::string draw(std::string_view scene, bool after, std::uint64_t look) {
    static const std::map<std::string_view, void (*)(Canvas&, bool)> scenes = {
        {"leak", ceiling},   {"dirt", corner}, {"blockage", manhole}, {"hole", pavement},
        {"broken", railing}, {"wire", facade}, {"glass", pane},       {"bench", seat}};
    CHECK(scenes.contains(scene));
    Canvas canvas(look);
    scenes.at(scene)(canvas, after);
    canvas.expose();
    return canvas.png();
}

}  // namespace linli::town
