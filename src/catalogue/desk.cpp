#include "catalogue/desk.h"

namespace linli::catalogue {

cases::Desk desk_of(const Catalogue& catalogue, const kernel::Means& means) {
    cases::Desk desk;
    desk.means = means;
    desk.channels = catalogue.channels();
    desk.parts = [&catalogue](const std::string& name) { return catalogue.parts(name); };
    desk.rules = [&catalogue](const std::string& name,
                              std::int64_t version) -> const cases::Rules* {
        if (version == 0) return catalogue.newest(name);
        const std::size_t dot = name.find('.');
        if (dot == std::string::npos) return nullptr;
        return catalogue.rules(name.substr(0, dot), name.substr(dot + 1), version);
    };
    return desk;
}

}  // namespace linli::catalogue
