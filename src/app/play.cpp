// play: runs plays one after the other, and says of each that failed where and why.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "app/commands.h"
#include "app/progress.h"
#include "plays/interpreter.h"

namespace linli::app {

int play(const PlayOptions& options) {
    int failed = 0;
    std::int64_t begun = 0;
    const access::Cipher cipher = access::cipher_named(options.seals).value();
    const Progress progress = shown();
    for (const std::string& name : options.files) {
        progress(name, ++begun, static_cast<std::int64_t>(options.files.size()));
        std::ifstream file(name, std::ios::binary);
        if (!file) throw Fault("cannot read " + name);
        std::ostringstream text;
        text << file.rdbuf();
        const plays::Ended ended = plays::run(text.str(), name, {options.database, cipher});
        if (ended.failed) {
            ++failed;
            std::fprintf(stderr, "%s\n", ended.complaint().c_str());
        }
        if (!options.rows) continue;
        for (const auto& [row, line] : ended.cited) {
            std::printf("%s\t%s:%d\n", row.c_str(), name.c_str(), line);
        }
    }
    const int passed = static_cast<int>(options.files.size()) - failed;
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

}  // namespace linli::app
