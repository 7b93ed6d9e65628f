// What happens in the town: residents report, three posts move each matter on, some are late and
// some come back. Every act is taken by somebody whose turn it is, through the same doors as in
// life.
#include <algorithm>
#include <queue>

#include "base/resources.h"
#include "base/yaml.h"
#include "catalogue/desk.h"
#include "kernel/cases/cases.h"
#include "kernel/posts/posts.h"
#include "town/builder.h"

namespace linli::town {
namespace {

using cases::Desk;
using fields::Field;

constexpr std::int64_t days_of_life = 230;
constexpr std::int64_t morning = 8 * 60 + 30, evening = 20 * 60;

// One entry of stories.yaml: what is told, and what those who deal with it will write.
struct Story {
    std::string part;
    std::map<std::string, std::string> fields;
    std::vector<unsigned> months;  // none: all year
    bool angry = false;

    bool happens_in(unsigned month) const {
        return months.empty() || std::find(months.begin(), months.end(), month) != months.end();
    }
    std::string said(const std::string& field) const {
        const auto found = fields.find(field);
        return found == fields.end() ? std::string() : found->second;
    }
};

std::vector<Story> stories() {
    constexpr std::string_view file = "src/town/data/stories.yaml";
    const yaml::Node root = yaml::parse(town_resources().at(file), std::string(file)).value();
    std::vector<Story> all;
    for (const yaml::Node& node : root.find("stories")->items) {
        Story story;
        for (const yaml::Entry& entry : node.entries) {
            if (entry.key == "of") {
                story.part = entry.value.text;
            } else if (entry.key == "angry") {
                story.angry = true;
            } else if (entry.key == "months") {
                for (const yaml::Node& month : entry.value.items) {
                    story.months.push_back(static_cast<unsigned>(std::stoi(month.text)));
                }
            } else {
                story.fields[entry.key] = entry.value.text;
            }
        }
        all.push_back(std::move(story));
    }
    return all;
}

// A case on its way: when somebody next looks at it.
struct Next {
    Instant at;
    Id record;
    const Story* story;
    int moves = 0;
    friend bool operator>(const Next& one, const Next& other) {
        return one.at != other.at ? one.at > other.at : one.record > other.record;
    }
};

class Life {
public:
    Life(Builder& town, const Desk& desk) : town_(town), desk_(desk), stories_(stories()) {
        for (const Worker& one : town.workers)
            workers_[one.account] = &one;
    }

    std::int64_t run() {
        const Day today = town_.settings.today;
        const std::int64_t a_day = std::max<std::int64_t>(1, town_.people_made / 1700);
        for (Day day = today.plus(-days_of_life); day <= today; day = day.plus(1)) {
            const std::int64_t wanted =
                day.weekday() <= 5 ? town_.between(0, 2 * a_day) : town_.between(0, a_day);
            std::vector<std::int64_t> minutes;
            for (std::int64_t i = 0; i < wanted; ++i) {
                minutes.push_back(town_.between(morning, day == today ? morning + 60 : evening));
            }
            std::sort(minutes.begin(), minutes.end());
            for (const std::int64_t minute : minutes) {
                const Instant at = town_.means.zone.at(day, minute);
                move_until(at);
                report_at(at);
            }
            if (day.number % 10 == 0) {
                const std::int64_t gone = days_of_life - (today.number - day.number);
                town_.progress("life", static_cast<int>(gone * 100 / days_of_life));
            }
        }
        // The demo opens in the forenoon, with a full desk.
        move_until(town_.means.zone.at(today, morning + 60));
        return reported_;
    }

private:
    // ---- reporting ----

    void report_at(Instant at) {
        const unsigned month = town_.means.zone.day_of(at).date().month;
        const Story* story = nullptr;
        do {
            story = &town_.one_of(stories_);
        } while (!story->happens_in(month));
        town_.clock.set(at);
        Community& community = town_.communities[town_.chance.below(town_.communities.size())];
        Grid& grid = community.grids[town_.chance.below(community.grids.size())];
        const House& house = town_.one_of(grid.houses);
        const cases::Rules* rules = town_.catalogue.newest(story->part);
        CHECK(rules != nullptr);
        cases::Report report;
        report.part = story->part;
        report.channel = town_.one_of(rules->channels);
        const Worker* clerk = nullptr;
        if (desk_.channels.at(report.channel).staff) {
            clerk = worker_near(story->part.starts_with("disputes") ? "mediator" : "window",
                                community.path);
            if (!house.people.empty() && town_.likely(80)) {
                report.whom.person = town_.one_of(house.people);
            }
        } else {
            report.whom.name = town_.likely(60) ? town_.names.surname(town_.chance) + "先生" : "";
            if (!report.whom.name.empty()) report.whom.phone = town_.next_phone();
        }
        const cases::Rules* asked =
            rules->into.empty() ? rules : town_.catalogue.newest(rules->into);
        // Which homes there are is nothing for strangers: they name the stairwell.
        report.fields = values(*asked, *story, asked->asked, clerk ? house.place : house.stairwell);
        kernel::Asker asker = clerk ? town_.again(clerk->asker) : stranger();
        const Id record =
            town_.must([&](store::Writer& db) { return cases::report(db, desk_, asker, report); });
        ++reported_;
        waiting_.push({later(at, story->angry), record, story});
    }

    kernel::Asker stranger() {
        kernel::Asker asker;
        asker.who.tenant = town_.tenant;
        asker.act = town_.new_id();
        return asker;
    }

    const Worker* worker_near(std::string_view role, const access::Path& path) {
        for (const Worker& one : town_.workers) {
            if (one.role == role && !one.asker.who.grants.empty() &&
                access::within(path, one.asker.who.grants.front().path)) {
                return &one;
            }
        }
        return &town_.worker("street_officer");
    }

    // ---- moving on ----

    // People look at a case after some hours, in the time they work; angry matters lie longer.
    Instant later(Instant from, bool slow) {
        const std::int64_t minutes =
            slow && town_.likely(40) ? town_.between(2'000, 14'000) : town_.between(20, 1'500);
        Instant at{from.micros + minutes * micros_per_minute};
        const std::int64_t minute = town_.means.zone.minute_of(at);
        if (minute < morning || minute > 17 * 60) {
            const Day day = town_.means.zone.day_of(at).plus(minute > 17 * 60 ? 1 : 0);
            at = town_.means.zone.at(day, morning + town_.between(5, 180));
        }
        return at;
    }

    void move_until(Instant until) {
        while (!waiting_.empty() && waiting_.top().at <= until) {
            Next next = waiting_.top();
            waiting_.pop();
            town_.clock.set(next.at);
            let_time_pass();
            if (move(next) && ++next.moves < 12) {
                next.at = later(next.at, next.story->angry);
                waiting_.push(next);
            }
        }
        town_.clock.set(until);
        let_time_pass();
    }

    void let_time_pass() {
        for (;;) {
            const bool due = town_.store.read([&](store::Reader& db) {
                return cases::due_now(db, town_.tenant, town_.clock.now());
            });
            if (!due) return;
            town_.must(
                [&](store::Writer& db) -> Outcome<std::int64_t> { return cases::tick(db, desk_); });
        }
    }

    // Takes one step; false when there is nothing left to do.
    bool move(const Next& next) {
        cases::OpenCase open;
        const cases::Step* step = nullptr;
        const Worker* worker = nullptr;
        town_.store.read([&](store::Reader& db) {
            open = cases::open_for_system(db, desk_, town_.tenant, next.record);
            if (open.record.closed) return;
            step = chosen(open, *next.story);
            if (!step) return;
            for (const std::string& hat : {step->by, step->or_by}) {
                if (hat.empty() || worker) continue;
                for (const Id& account :
                     cases::movers(db, town_.tenant, desk_, hat, open.record, open.parties,
                                   open.hands, town_.clock.now())) {
                    if (workers_.contains(account)) worker = workers_.at(account);
                }
            }
        });
        if (!step || !worker) return false;
        cases::Doing doing;
        doing.step = step->name;
        std::vector<std::string> wanted(step->needs.begin(), step->needs.end());
        for (const std::string& asked : step->asks) {
            if (town_.likely(70)) wanted.push_back(asked);
        }
        for (const std::string& field : step->needs) {
            if (open.rules->field(field)->kind == "photo") return false;
        }
        doing.fields = values(*open.rules, *next.story, wanted, open.record.place);
        if (step->assigns == cases::Step::Assigns::units) {
            doing.units = {unit_for(*next.story, open.record.path)};
        }
        kernel::Asker asker = town_.again(worker->asker);
        const auto done = town_.store.write(town_.tenant, [&](store::Writer& db) -> Outcome<Done> {
            const auto acted = cases::act(db, desk_, asker, next.record, doing);
            if (!acted) return acted.refusal();
            return Done{};
        });
        if (!done) {
            throw Broken("the town was refused " + done.refusal().code + " at " +
                         done.refusal().at + " for " + step->name + " of " + next.story->part);
        }
        return true;
    }

    // The step that people would take: the awaited one, seldom a refusal, sometimes what comes
    // back.
    const cases::Step* chosen(const cases::OpenCase& open, const Story& story) {
        const cases::Step* awaited = open.awaited();
        if (!awaited) return nullptr;
        const auto named = [&](const char* name) -> const cases::Step* {
            for (const cases::Step* step : open.flow().from(open.record.state)) {
                if (step->name == name) return step;
            }
            return nullptr;
        };
        if (open.record.state == "reported" && town_.likely(3)) {
            if (const auto* refuse = named("refuse")) return refuse;
        }
        if (story.angry && open.record.state == "fed_back" && open.record.edition < 9) {
            if (const auto* again = named("reopen")) return again;
        }
        if (const auto* fail = named("fail"); fail && story.angry) return fail;
        if (const auto* explain = named("explain")) {
            return story.said("answer").empty() ? named("take_up") : explain;
        }
        return awaited;
    }

    Id unit_for(const Story& story, const access::Path& path) {
        const std::string kind = story.said("kind");
        if (kind == "environment") return town_.units.at("sanitation");
        if (kind == "safety" || kind == "neighbours") return town_.units.at("police");
        if (kind == "suggestion" || kind == "criticism") return town_.units.at("municipal");
        if (story.part == "petitions.petition") return town_.units.at("justice");
        if (kind == "leak" || story.part == "defects.defect") return property_of(path);
        return town_.units.at("municipal");
    }

    Id property_of(const access::Path& path) {
        static const std::vector<std::string> keys = {"property_east", "property_bridge",
                                                      "property_osmanthus", "property_ferry"};
        for (std::size_t i = 0; i < town_.communities.size(); ++i) {
            if (access::within(path, town_.communities[i].path)) return town_.units.at(keys.at(i));
        }
        return town_.units.at("municipal");
    }

    // ---- what is written ----

    json::Value values(const cases::Rules& rules, const Story& story,
                       const std::vector<std::string>& wanted, const Id& place) {
        std::vector<std::pair<std::string, json::Value>> members;
        for (const std::string& name : wanted) {
            const Field* field = rules.field(name);
            CHECK(field != nullptr);
            if (auto value = written(*field, story, place)) {
                members.emplace_back(name, std::move(*value));
            }
        }
        return json::Value::of_object(std::move(members));
    }

    std::optional<json::Value> written(const Field& field, const Story& story, const Id& place) {
        const std::string said = story.said(field.name);
        if (field.kind == "place") return json::Value::of_text(place.text());
        if (field.kind == "photo") return std::nullopt;
        if (field.name == "satisfaction") {
            return json::Value::of_text(story.angry        ? "unsatisfied"
                                        : town_.likely(70) ? "satisfied"
                                                           : "mostly");
        }
        if (field.kind == "yes_no") return json::Value::of_flag(!story.angry || town_.likely(60));
        if (field.kind == "number") {
            return json::Value::of_number(said.empty() ? town_.between(1, 3) : std::stoll(said));
        }
        if (!said.empty()) return json::Value::of_text(said);
        if (field.kind == "choice") {
            if (!field.required) return std::nullopt;
            return json::Value::of_text(field.of.front().value);
        }
        if (field.kind == "text") return json::Value::of_text(plain_words(field.name, story));
        return std::nullopt;
    }

    // What people write where the story has no words of its own.
    std::string plain_words(const std::string& field, const Story& story) {
        if (field == "reason") {
            return story.angry ? "问题还在，请再来看看。"
                               : "经核实，所反映的情况不属于受理范围，已当面说明。";
        }
        if (field == "reply") return "您反映的事项已办理完毕，感谢您的支持。";
        if (field == "result") return "已到现场核实并处理，当事人在场确认。";
        if (field == "process") return "三次上门，分别听取双方意见，第三次当面调解。";
        if (field == "agreement") return "双方自愿达成协议，当场签字。";
        if (field == "advice") return "已告知可向人民法院起诉，并提供法律援助电话。";
        if (field == "answer") return "已当场解答。";
        return "详见登记。";
    }

    Builder& town_;
    const Desk& desk_;
    const std::vector<Story> stories_;
    std::map<Id, const Worker*> workers_;
    std::priority_queue<Next, std::vector<Next>, std::greater<>> waiting_;
    std::int64_t reported_ = 0;
};

}  // namespace

std::int64_t live(Builder& town) {
    const Desk desk = catalogue::desk_of(town.catalogue, town.means);
    return Life(town, desk).run();
}

}  // namespace linli::town
