// Plays a play: asks what each act says as whoever it says, and compares what follows. The first
// thing that goes otherwise ends it, with its line.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plays/stage.h"

namespace linli::plays {

struct Ended {
    std::string file;
    std::optional<Failed> failed;
    std::vector<std::pair<std::string, int>>
        cited;  // row of the requirements, line; when it passed

    // "programmes/homes/repairs.play:19: expected …", or nothing.
    std::string complaint() const;
};

// A play that cannot be read has failed as well.
Ended run(std::string_view source, const std::string& file, const Settings&);

}  // namespace linli::plays
