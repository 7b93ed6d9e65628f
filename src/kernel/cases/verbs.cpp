#include "kernel/cases/verbs.h"

#include <algorithm>

namespace linli::cases {

const std::vector<Verb>& verbs() {
    constexpr bool step = true, noted = false, inside = true, danger = true;
    static const std::vector<Verb> all = {
        {"report", {"反映", "Reported"}, noted},
        {"join", {"加入反映", "Joined"}, noted},
        {"answer", {"协办答复", "Joint answer"}, step, inside},
        {"approve", {"同意延期", "Approve more time"}, step, inside},
        {"decline", {"不同意延期", "Decline more time"}, step, inside},
        {"add", {"补充", "Add"}, step},
        {"withdraw", {"撤回", "Withdraw"}, step, !inside, danger},
        {"merge", {"并案", "Merge"}, step, !inside, danger},
        {"pause", {"暂停计时", "Pause"}, step},
        {"resume", {"恢复计时", "Resume"}, step},
        {"extend", {"申请延期", "Ask for more time"}, step, inside},
        {"recover", {"补发查询码", "New query code"}, step, inside},
        {"reveal", {"查看联系方式", "Reveal contact"}, step, inside},
        {"late", {"超期提醒", "Late"}, noted, inside},
        {"warn", {"多发预警", "Early warning"}, noted, inside},
        {"move", {"期限调整", "Deadline moved"}, noted, inside},
    };
    return all;
}

const Verb* verb(std::string_view name) {
    const auto found = std::find_if(verbs().begin(), verbs().end(),
                                    [&](const Verb& one) { return one.name == name; });
    return found == verbs().end() ? nullptr : &*found;
}

Words verb_title(const Rules& rules, const std::string& name) {
    if (const Verb* known = verb(name)) return known->title;
    const auto declared = rules.steps.find(name);
    return declared == rules.steps.end() ? Words{name, name} : declared->second;
}

const std::vector<std::string>& built_in_states() {
    static const std::vector<std::string> names = {"withdrawn", "merged"};
    return names;
}

}  // namespace linli::cases
