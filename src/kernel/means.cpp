#include "kernel/means.h"

namespace linli::kernel {

journal::Line Asker::line(std::string kind, const Id& record, std::string verb) const {
    journal::Line line;
    line.act = act;
    line.account = who.stranger() ? std::nullopt : std::optional(who.account);
    line.kind = std::move(kind);
    line.record = record;
    line.verb = std::move(verb);
    line.asked = asked;
    return line;
}

}  // namespace linli::kernel
