#include "kernel/registry/search.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/find.h"
#include "kernel/registry/households.h"

namespace linli::registry {
namespace {

constexpr std::int64_t candidates_max = 400;
constexpr Day far_away{1'000'000};           // any birth day may be asked for
constexpr std::size_t homes_opened_max = 3;  // whose residents are shown with them

bool all_of(std::string_view text, bool (*is)(char)) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is);
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_code(char c) {
    return is_digit(c) || is_letter(c);
}

// One search: what was typed in the ways it may be meant, and what was found so far.
class Search {
public:
    Search(store::Reader& db, const kernel::Means& means, const access::Who& who,
           const Question& question)
        : db_(db),
          means_(means),
          who_(who),
          question_(question),
          addresses_(db, means, who.tenant) {
        typed_ = text::lower(text::trim(text::half_width(question.text)));
        for (const char c : typed_) {
            if (c != ' ' && c != '-') joined_ += c;
        }
    }

    std::vector<Hit> run() {
        if (joined_.empty()) return {};
        if (wants("person")) by_numbers();
        if (wants("person")) by_name();
        if (wants("unit")) units();
        if (wants("household")) households();
        if (wants("place") || wants("person")) by_address();
        return std::move(hits_);
    }

private:
    bool wants(std::string_view kind) const {
        return (question_.kind.empty() || question_.kind == kind) &&
               hits_.size() < static_cast<std::size_t>(question_.most);
    }

    // The paths to look in: what the right reaches, no further than was asked.
    std::vector<access::Path> scope(std::string_view right) const {
        std::vector<access::Path> paths;
        for (const access::Grant& grant : access::reach(who_, *means_.roles, right)) {
            if (access::within(question_.within, grant.path)) {
                paths.push_back(question_.within);
            } else if (access::within(grant.path, question_.within)) {
                paths.push_back(grant.path);
            }
        }
        std::sort(paths.begin(), paths.end());
        return paths;
    }

    bool asked_for(const access::Path& path) const {
        return question_.within.empty() || access::within(path, question_.within);
    }

    void add(Hit hit) {
        if (hits_.size() >= static_cast<std::size_t>(question_.most)) return;
        if (seen_.insert(hit.id).second) hits_.push_back(std::move(hit));
    }

    void add_person(std::optional<Person> found, const std::string& why) {
        if (found && found->merged_into) found = survivor(db_, who_.tenant, found->id);
        if (!found || found->erased || !may(means_, who_, "people.see", *found)) return;
        const bool there = asked_for(found->path) ||
                           (found->registered_path && asked_for(*found->registered_path));
        if (there) add({"person", found->id, found->name, addresses_.of(found->path), why});
    }

    // Whole numbers and last fours. A tail has few bearers anywhere, so scope is asked of each.
    void by_numbers() {
        const auto bearers = [&](std::string_view field, std::string_view value, const char* why) {
            std::map<std::string, Person> in_order;
            for (const Id& id :
                 with_trace(db_, means_, who_.tenant, field, value, candidates_max)) {
                const auto bearer = person(db_, who_.tenant, id);
                if (bearer) in_order.emplace(bearer->path + id.text(), *bearer);
            }
            for (auto& [place, bearer] : in_order)
                add_person(std::move(bearer), why);
        };
        std::string upper = joined_;
        if (!upper.empty() && upper.back() == 'x') upper.back() = 'X';
        const std::string_view digits = std::string_view(upper).substr(
            0, upper.back() == 'X' ? upper.size() - 1 : upper.size());
        if (!all_of(digits, is_digit)) return;
        if (upper.size() == 4) {
            if (typed_ != joined_) return;  // 3-101 is an address
            bearers("id_tail", upper, "id_number");
            bearers("phone_tail", upper, "phone");
        } else if (upper.size() == 15 || upper.size() == 18) {
            const auto number = citizen_number(upper, far_away);
            bearers("id_number", number ? number.value().text : upper, "id_number");
        } else if (upper.size() >= 7) {
            const auto number = phone(typed_);
            bearers("phone", number ? number.value().text : upper, "phone");
        }
    }

    // The pieces that narrow most: a name's first pair, its last, and one between.
    static std::vector<std::string> pieces(std::string_view name) {
        const std::vector<std::string> all = text::characters(name);
        if (all.size() < 2) return all;
        std::vector<std::string> found = {all[0] + all[1]};
        if (all.size() > 2) found.push_back(all[all.size() - 2] + all.back());
        if (all.size() > 3) found.push_back(all[1] + all[2]);
        return found;
    }

    // How many to look at for as many as are wanted: what one or two characters find is what was
    // asked for, and the pieces of a long name may stand in another order.
    std::int64_t candidates(const std::vector<std::string>& grams) const {
        return grams.size() == 1 ? question_.most + 4 : candidates_max;
    }

    void named(std::string_view name, const std::vector<access::Path>& paths) {
        const bool initials = all_of(name, is_letter);
        const std::vector<std::string> grams =
            initials ? std::vector<std::string>{std::string(name.substr(0, 8))} : pieces(name);
        const auto has = [&](const std::string& own) {
            return text::lower(own).find(name) != std::string::npos;
        };
        for (const access::Path& path : paths) {
            for (const Id& id :
                 with_grams(db_, who_.tenant, "person", grams, path, candidates(grams))) {
                if (!wants("person")) return;
                auto found = person(db_, who_.tenant, id);
                if (!found) continue;
                const bool fits = initials || has(found->name) || has(found->former_name) ||
                                  has(found->foreign_name);
                if (fits) add_person(std::move(found), "");
            }
        }
    }

    // A name; or a name and, behind a space, where: 王小明 3幢.
    void by_name() {
        if (all_of(joined_, is_digit)) return;
        const std::vector<access::Path> paths = scope("people.see");
        const std::size_t space = typed_.find(' ');
        if (space != std::string::npos) {
            const std::string name = typed_.substr(0, space);
            for (const access::Path& path : paths) {
                std::vector<access::Path> spots;
                for (const Place& place :
                     places_called(db_, who_.tenant, typed_.substr(space + 1), path, 20)) {
                    spots.push_back(place.path);
                }
                named(name, spots);
            }
        }
        if (!std::any_of(joined_.begin(), joined_.end(), is_digit)) named(joined_, paths);
    }

    void units() {
        if (joined_.size() == 18 && all_of(joined_, is_code)) {
            const auto code = credit_code(joined_);
            const auto found =
                code ? unit_by_code(db_, who_.tenant, code.value().text) : std::nullopt;
            if (found && sees_unit(means_, who_, *found) && asked_for(found->path)) {
                add({"unit", found->id, found->name, addresses_.of(found->path), "code"});
            }
            return;
        }
        const bool digits = all_of(joined_, is_digit);
        const std::vector<std::string> grams = all_of(joined_, is_letter)
                                                   ? std::vector<std::string>{joined_.substr(0, 8)}
                                                   : pieces(joined_);
        // Nearest first: one's own, then those that stand at the places around.
        std::vector<access::Path> paths;
        for (const access::Path& own : scope("units.see")) {
            const std::vector<std::string> way = way_to(own);
            paths.insert(paths.end(), way.rbegin(), way.rend());
        }
        for (const access::Path& path : paths) {
            if (digits) break;
            for (const Id& id :
                 with_grams(db_, who_.tenant, "unit", grams, path, candidates(grams))) {
                if (!wants("unit")) return;
                const auto found = unit(db_, who_.tenant, id);
                if (!found || !sees_unit(means_, who_, *found) || !asked_for(found->path)) continue;
                add({"unit", id, found->name, addresses_.of(found->path), ""});
            }
        }
        if (!digits || joined_.size() < 7) return;
        const auto number = phone(typed_);
        if (!number) return;
        for (const Id& id : with_trace(db_, means_, who_.tenant, "unit_phone", number.value().text,
                                       candidates_max)) {
            const auto found = unit(db_, who_.tenant, id);
            if (found && sees_unit(means_, who_, *found) && asked_for(found->path)) {
                add({"unit", id, found->name, addresses_.of(found->path), "phone"});
            }
        }
    }

    void households() {
        if (!all_of(joined_, is_code)) return;
        for (const access::Path& path : scope("people.see")) {
            const auto found =
                household_numbered(db_, who_.tenant, text::trim(question_.text), path);
            if (found) {
                add({"household", found->id, found->number, addresses_.of(found->path), "number"});
            }
        }
    }

    void by_address() {
        std::vector<Place> places;
        const access::Path root = child_path("", 1);
        const access::Path within = question_.within.empty() ? root : question_.within;
        if (all_of(joined_, is_letter)) {
            for (const Id& id : with_grams(db_, who_.tenant, "place", {joined_.substr(0, 8)},
                                           within, question_.most)) {
                places.push_back(place(db_, who_.tenant, id).value());
            }
        } else {
            places = places_called(db_, who_.tenant, typed_, within, candidates_max);
        }
        std::size_t homes = 0;
        for (const Place& place : places) {
            if (wants("place") && sees_place(db_, means_, who_, place)) {
                add({"place", place.id, place.name, where_is(place), ""});
            }
            const Kind* kind = place_kinds(means_).find(place.kind);
            if (!kind || !kind->home || homes++ >= homes_opened_max) continue;
            if (wants("person")) residents(place.path);
        }
    }

    // Its address; where that says no more than its name, what it lies in: every community has a
    // 第一网格.
    std::string where_is(const Place& place) {
        const std::string address = addresses_.of(place.path);
        const std::vector<std::string> way = way_to(place.path);
        if (address != place.name || way.size() == 1) return address;
        std::string above;
        for (std::size_t i = std::min<std::size_t>(1, way.size() - 2); i + 1 < way.size(); ++i)
            above += (above.empty() ? "" : " ") + addresses_.at(way[i]).name;
        return above;
    }

    void residents(const access::Path& path) {
        for (Person& person : persons(db_, who_.tenant, {.within = path, .most = question_.most})) {
            add_person(std::move(person), "address");
        }
    }

    store::Reader& db_;
    const kernel::Means& means_;
    const access::Who& who_;
    const Question& question_;
    Addresses addresses_;
    std::string typed_;   // lower case, half width
    std::string joined_;  // without spaces and dashes
    std::vector<Hit> hits_;
    std::set<Id> seen_;
};

}  // namespace

std::vector<Hit> search(store::Reader& db, const kernel::Means& means, const access::Who& who,
                        const Question& question) {
    return Search(db, means, who, question).run();
}

}  // namespace linli::registry
