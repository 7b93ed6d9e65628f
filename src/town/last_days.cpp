// What waits for whoever opens the demo: matters of the last workdays, told line by line in
// last_days.yaml, so that every desk has something of each kind to do.
#include <algorithm>

#include "base/resources.h"
#include "kernel/cases/seats.h"
#include "kernel/registry/units.h"
#include "town/life.h"

namespace linli::town {

// One thing that somebody does.
struct Life::Line {
    std::string scene;  // the case it is about
    std::string who, verb;
    Story story;  // what the line itself says
};

namespace {

const Neighbour& neighbour_at(const Builder& town, const std::string& who) {
    if (who == "resident") return town.neighbours.front();
    return town.neighbours.at(who == "neighbour" ? 1 : 2);
}

// Staff by their logins or by their unit, residents by what they are here.
Id account_of(const Builder& town, const std::string& who) {
    for (const Worker& one : town.workers) {
        if (one.login == who || (!one.unit.empty() && one.unit == who)) return one.account;
    }
    return neighbour_at(town, who).account;
}

}  // namespace

void Life::plan_last_days() {
    plan_stand_in();
    constexpr std::string_view file = "src/town/data/last_days.yaml";
    const yaml::Node root = yaml::parse(town_resources().at(file), std::string(file)).value();
    for (const yaml::Entry& scene : root.find("scenes")->entries) {
        for (const yaml::Node& node : scene.value.items) {
            Line line;
            line.scene = scene.key;
            line.story = story_of(node);
            line.who = line.story.said("who");
            line.verb = line.story.said("do");
            const std::string at = line.story.said("at");
            // "-3 09:12": so many workdays before the last day; that day itself may be none.
            const std::int64_t before = -std::stoll(at.substr(0, at.find(' ')));
            const Day day = before == 0 ? town_.settings.today
                                        : pace_.workday(town_.settings.today.plus(-1), before - 1);
            const std::string time = at.substr(at.find(' ') + 1);
            const std::int64_t minute =
                std::stoll(time.substr(0, 2)) * 60 + std::stoll(time.substr(3));
            agenda_.emplace(town_.means.zone.at(day, minute), [this, line] { do_line(line); });
        }
    }
}

// The worker of the second grid is away, and names who stands in.
void Life::plan_stand_in() {
    const Day day = pace_.workday(town_.settings.today.plus(-1), 0);
    agenda_.emplace(town_.means.zone.at(day, 8 * 60 + 35), [this, day] {
        const Grid& grid = town_.communities.front().grids.at(1);
        const auto posts = town_.store.read([&](store::Reader& db) {
            return posts::posts_at(db, town_.tenant, grid.path, town_.today());
        });
        for (const posts::Post& post : posts) {
            if (post.role != "grid_worker") continue;
            const kernel::Asker holder = town_.asker_of(*post.account);
            town_.must([&](store::Writer& db) {
                return posts::stand_in(db, town_.means, holder, post.id, account_of(town_, "grid"),
                                       day, day.plus(9));
            });
        }
    });
}

void Life::report_line(const Line& line) {
    const Story& story = line.story;
    Told told;
    told.report.part = story.part;
    told.report.channel = story.said("channel").empty() ? "web" : story.said("channel");
    told.asker = line.who == "stranger" ? stranger() : town_.asker_of(account_of(town_, line.who));
    told.report.whom.name = story.said("name");
    if (!told.report.whom.name.empty()) told.report.whom.phone = town_.next_phone();
    const std::string person = story.said("person");
    if (!person.empty()) told.report.whom.person = neighbour_at(town_, person).person;
    const std::string where = story.said("place");
    const Grid& first = town_.communities.front().grids.front();
    told.place = where == "home"     ? neighbour_at(town_, person.empty() ? line.who : person).house
                 : where == "estate" ? first.estate
                                     : town_.place_named("望潮社区/" + where);
    const cases::Rules& rules = *town_.catalogue.newest(story.part);
    std::vector<std::string> wanted;
    for (const std::string& name : rules.asked) {
        const fields::Field& field = *rules.field(name);
        const bool given = field.kind == "place" || !story.said(name).empty() ||
                           (field.kind == "photo" && !story.said("photo").empty());
        if (given) wanted.push_back(name);
    }
    told.report.fields = values(
        rules, wanted, {.story = &story, .place = told.place, .account = told.asker.who.account});
    named_[line.scene] = town_.must(
        [&](store::Writer& db) { return cases::report(db, desk_, told.asker, told.report); });
    ++reported_;
}

void Life::do_line(const Line& line) {
    if (line.verb == "report") return report_line(line);
    const Story& story = line.story;
    const Id record = named_.at(line.scene);
    const kernel::Asker asker = town_.asker_of(account_of(town_, line.who));
    const cases::OpenCase open = town_.store.read(
        [&](store::Reader& db) { return cases::open_for_system(db, desk_, town_.tenant, record); });
    cases::Doing doing;
    if (const cases::Step* step = open.flow().step(line.verb)) {
        std::vector<std::string> wanted(step->needs.begin(), step->needs.end());
        for (const std::string& name : step->asks) {
            if (!story.said(name).empty()) wanted.push_back(name);
        }
        doing.step = line.verb;
        doing.fields = values(*open.rules, wanted,
                              {.story = &story,
                               .place = open.record.place,
                               .account = asker.who.account,
                               .after = true});
        if (step->assigns == cases::Step::Assigns::units) {
            doing.units = {town_.unit(story.said("unit"), open.record.path)};
        }
    }
    town_.must([&](store::Writer& db) {
        if (!doing.step.empty()) return cases::act(db, desk_, asker, record, doing);
        if (line.verb == "join") {
            return cases::join(db, desk_, asker, record, story.said("words"), {});
        }
        if (line.verb == "add")
            return cases::add(db, desk_, asker, record, {story.said("words"), {}});
        if (line.verb == "pause") {
            return cases::pause(db, desk_, asker, record, story.said("reason"));
        }
        if (line.verb == "extend") {
            return cases::extend(db, desk_, asker, record, story.said("limit"),
                                 story.said("reason"));
        }
        if (line.verb == "approve") {
            return cases::decide(db, desk_, asker, record, true, story.said("reason"));
        }
        return Outcome<Id>(Refusal{"no_such_deed", line.verb, line.scene});
    });
}

}  // namespace linli::town
