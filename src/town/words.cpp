// What people of the town write and photograph: the words of the story, and plain words where it
// has none.
#include <algorithm>

#include "channels/http/photos.h"
#include "town/life.h"
#include "town/pictures.h"

namespace linli::town {

using fields::Field;

namespace {

constexpr std::uint64_t looks = 3;  // of one scene

// Where an act needs words that the story does not have.
const std::map<std::string, std::string>& plain_words() {
    static const std::map<std::string, std::string> words = {
        {"reply", "您反映的事项已办理完毕，感谢您的支持。"},
        {"result", "已到现场核实并处理，当事人在场确认。"},
        {"process", "三次上门，分别听取双方意见，第三次当面调解。"},
        {"agreement", "双方自愿达成协议，当场签字。"},
        {"advice", "已告知可向人民法院起诉，并提供法律援助中心电话。"},
        {"answer", "已当场解答。"},
    };
    return words;
}

}  // namespace

json::Value Life::values(const cases::Rules& rules, const std::vector<std::string>& wanted,
                         const Writing& writing) {
    std::vector<std::pair<std::string, json::Value>> members;
    for (const std::string& name : wanted) {
        const Field* field = rules.field(name);
        CHECK(field != nullptr);
        if (auto value = written(*field, writing)) members.emplace_back(name, std::move(*value));
    }
    return json::Value::of_object(std::move(members));
}

std::optional<json::Value> Life::written(const Field& field, const Writing& writing) {
    const Story& story = *writing.story;
    const std::string said = story.said(field.name);
    if (field.kind == "place") return json::Value::of_text(writing.place.text());
    if (field.kind == "photo") {
        const std::string scene = story.said("photo");
        if (scene.empty() || field.name == "signed") return std::nullopt;
        if (!writing.after && writing.account == Id{} && town_.likely(50)) return std::nullopt;
        return photos(scene, writing);
    }
    if (field.name == "satisfaction") {
        if (!said.empty()) return json::Value::of_text(said);
        if (story.angry) return json::Value::of_text(town_.likely(65) ? "mostly" : "unsatisfied");
        return json::Value::of_text(town_.likely(75) ? "satisfied" : "mostly");
    }
    if (field.kind == "yes_no") {
        if (!writing.after) return std::nullopt;
        return json::Value::of_flag(said != "no");
    }
    if (field.kind == "number") {
        if (said.empty()) return std::nullopt;
        return json::Value::of_number(std::stoll(said));
    }
    if (field.name == "urgency" && said.empty() && writing.after) {
        return json::Value::of_text("ordinary");
    }
    const std::string text = words(field.name, writing);
    if (text.empty()) return std::nullopt;
    return json::Value::of_text(text);
}

std::string Life::words(const std::string& field, const Writing& writing) {
    const Story& story = *writing.story;
    if (field == "reason" && story.said(field).empty()) {
        if (writing.is_there) return "经核实，此事属" + writing.unit + "职责范围，请改派。";
        if (!writing.came_back && story.angry) {
            if (writing.by_staff) return "复查时发现问题又出现了，重新交办。";
            const std::string again = story.said("again");
            return again.empty() ? "才过两天又是老样子，请再来看看。" : again;
        }
        return "经电话核实，双方已自行协商解决，反映人同意不再受理。";
    }
    if (writing.came_back && field == "result") {
        return "再次核实处理，复查没有问题。";
    }
    if (writing.came_back && field == "reply") {
        return "上次没有办到位，给您添麻烦了。这次已返工完成，两周内我们会再来看一次。";
    }
    const std::string said = story.said(field);
    if (!said.empty()) return said;
    const auto plain = plain_words().find(field);
    return plain == plain_words().end() ? "" : plain->second;
}

const http::Picture& Life::picture(const std::string& scene, bool after, std::uint64_t look) {
    const std::string name = scene + (after ? "+" : "-") + std::to_string(look);
    const auto found = pictures_.find(name);
    if (found != pictures_.end()) return found->second;
    return pictures_.emplace(name, http::take_in_picture(draw(scene, after, look)).value())
        .first->second;
}

json::Value Life::photos(const std::string& scene, const Writing& writing) {
    const http::Picture& taken = picture(scene, writing.after, town_.chance.below(looks));
    kernel::Asker asker = stranger();
    asker.who.account = writing.account;
    const Id photo = town_.must([&](store::Writer& db) -> Outcome<Id> {
        return http::note_photo(db, town_.means, asker, taken);
    });
    http::keep_photo(town_.store, *town_.means.seals, town_.tenant, photo, taken);
    return json::Value::of_array({json::Value::of_text(photo.text())});
}

}  // namespace linli::town
