// A play that was read has its acts in order: lines count upwards, and the clock never goes back.
#include "harness.h"
#include "plays/play.h"

using namespace linli::plays;

FUZZ(bytes) {
    const auto read = parse(bytes, "fuzz.play");
    if (!read) {
        CHECK(read.refusal().code == "bad_play");
        return;
    }
    const Scene* before = nullptr;
    for (const Scene& scene : read.value().scenes) {
        CHECK(scene.minute >= 0 && scene.minute < 24 * 60);
        if (before) CHECK(before->line < scene.line);
        before = &scene;
    }
}
