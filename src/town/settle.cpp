// People move in: households as they are found in an old quarter and in a new one, some of them
// elsewhere with their 户口, some of them alone.
#include <map>

#include "kernel/registry/households.h"
#include "kernel/registry/residences.h"
#include "town/builder.h"

namespace linli::town {
namespace {

using registry::NewPerson;

constexpr std::size_t houses_per_commit = 40;

// GB/T 4761-2008: what one is to the head of the household.
constexpr const char *spouse = "10", *son = "20", *daughter = "30", *father = "51", *mother = "52",
                     *unrelated = "99";

struct Somebody {
    std::string sex;  // GB/T 2261.1
    Day born;
    std::string relation;  // empty: the head
    std::string surname;   // empty: any
};

// GB 11643-1999: the weights are 2^(18-i) mod 11. The town's first six digits belong to no place.
// `sequence`: of those of one sex who were born on that day, of whom a district numbers 500.
std::string citizen_number(const Somebody& is, std::int64_t sequence) {
    const Day::Date born = is.born.date();
    char digits[48];
    const std::int64_t odd = is.sex == "1" ? 1 : 0;
    std::snprintf(digits, sizeof digits, "9999%02d%04d%02u%02u%03d",
                  static_cast<int>(sequence / 500) + 1, born.year, born.month, born.day,
                  static_cast<int>(sequence % 500 * 2 + odd));
    int sum = 0;
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    for (int i = 0; i < 17; ++i)
        sum += (digits[i] - '0') * weights[i];
    return std::string(digits, 17) + "10X98765432"[sum % 11];
}

class Mover {
public:
    explicit Mover(Builder& town)
        : town_(town), officer_(town.asker_of(town.worker("street_officer").account)) {}

    // Who is going to live in a house: all that chance decides.
    struct Family {
        House* house;
        std::vector<NewPerson> people;  // the head first
    };
    Family family_for(House& house, bool old_quarter) {
        Family family{&house, {}};
        const std::vector<Somebody> members = family_of(old_quarter);
        if (members.empty()) return family;  // stands empty
        const bool renting = old_quarter ? town_.likely(22) : town_.likely(12);
        const Day since = moved_in(members.front().born);
        for (const Somebody& is : members) {
            NewPerson person = values_of(is, renting);
            person.id = town_.new_id();
            person.lives =
                registry::Stay{house.place, std::max(since, is.born), renting ? "rented" : "owned"};
            if (!renting) person.registered = person.lives;
            person.household = registry::Membership{
                std::nullopt, is.relation.empty() ? household_number() : "", is.relation};
            family.people.push_back(std::move(person));
        }
        return family;
    }
    void move_in(store::Writer& db, const Family& family) {
        std::optional<Id> household;
        for (NewPerson person : family.people) {
            if (household) person.household->household = household;
            const auto added = registry::add_person(db, town_.means, town_.again(officer_), person);
            if (!added)
                throw Broken("the town was refused " + added.refusal().code + " at " +
                             added.refusal().at);
            if (!household) {
                household = registry::membership(db, town_.tenant, added.value())->household;
            }
        }
    }
    void note(const Family& family) {
        for (const NewPerson& person : family.people) {
            family.house->people.push_back(
                {*person.id, **person.values.birth, *person.values.text("name")});
            ++town_.people_made;
        }
    }

private:
    Day born(int least, int most) {
        return town_.settings.today.plus(-town_.between(least * 365 + 1, most * 365));
    }
    std::string any_sex() { return town_.likely(50) ? "1" : "2"; }

    Somebody child(int least, int most) {
        const std::string sex = any_sex();
        return {sex, born(least, most), sex == "1" ? son : daughter, surname_};
    }

    // Who lives in one house. Old quarters have more old people and more tenants.
    std::vector<Somebody> family_of(bool old_quarter) {
        surname_ = town_.names.surname(town_.chance);
        const std::int64_t kind = town_.between(1, 100);
        const int old = old_quarter ? 34 : 14;  // percent of houses with only old people
        if (kind <= 7) return {};
        if (kind <= 7 + old / 2) return {{any_sex(), born(66, 93), "", surname_}};
        if (kind <= 7 + old) {
            return {{"1", born(64, 88), "", surname_}, {"2", born(61, 85), spouse, ""}};
        }
        if (kind <= 60) {
            return {
                {"1", born(31, 55), "", surname_}, {"2", born(29, 53), spouse, ""}, child(1, 22)};
        }
        if (kind <= 74) {
            return {{"1", born(34, 48), "", surname_},
                    {"2", born(32, 46), spouse, ""},
                    child(1, 12),
                    {"2", born(60, 76), mother, ""}};
        }
        if (kind <= 78) {
            return {{"1", born(34, 46), "", surname_},
                    {"2", born(32, 44), spouse, ""},
                    child(6, 14),
                    child(1, 5),
                    {"1", born(62, 76), father, surname_}};
        }
        if (kind <= 92) {
            return {{"1", born(24, 58), "", surname_}, {"2", born(23, 56), spouse, ""}};
        }
        return {{any_sex(), born(20, 45), "", surname_}, {any_sex(), born(20, 45), unrelated, ""}};
    }

    Day moved_in(Day head_born) {
        const Day grown = head_born.plus(20 * 365);
        const Day latest = town_.settings.today.plus(-500);
        if (grown >= latest) return latest;
        return grown.plus(town_.between(0, latest.number - grown.number));
    }

    std::string household_number() { return "9" + std::to_string(10'000'000 + ++households_); }

    NewPerson values_of(const Somebody& is, bool renting) {
        NewPerson person;
        const std::string given = town_.names.given(is.born, is.sex, town_.chance);
        const std::string surname =
            is.surname.empty() ? town_.names.surname(town_.chance) : is.surname;
        person.values.set("name", surname + given);
        person.values.set("sex", is.sex);
        person.values.set("ethnic", town_.likely(97) ? "01" : "11");
        person.values.birth = std::optional(is.born);
        const std::int64_t age = (town_.settings.today.number - is.born.number) / 365;
        // Newborn children have no number yet, and nobody is turned away for that.
        if (age >= 1) {
            person.values.document =
                registry::Document{"111", citizen_number(is, born_[{is.born, is.sex}]++)};
        }
        if (age >= 14 && (age < 70 || town_.likely(80))) {
            person.values.phones = std::vector{town_.next_phone()};
        }
        if (age >= 60) person.values.set("employment", "80");
        if (age >= 7 && age < 18) person.values.set("employment", "31");
        if (age >= 18) person.values.set("political", town_.likely(11) ? "01" : "13");
        if (renting) {
            person.values.set("registered_address",
                              town_.one_of(std::vector<std::string>{
                                  "安溪县白沙镇上塘村", "清河县柳林镇东街", "平阳县麻步镇溪心村",
                                  "永宁县望洪镇北渠村", "石门县夹山镇桃花村"}));
        }
        return person;
    }

    Builder& town_;
    kernel::Asker officer_;
    std::string surname_;
    std::int64_t households_ = 0;
    std::map<std::pair<Day, std::string>, std::int64_t> born_;  // how many so far
};

}  // namespace

std::string Builder::next_phone() {
    // 199 0000 xxxx: a range that the demo keeps to itself.
    return std::to_string(19'900'000'000 + ++phones_given);
}

void settle_people(Builder& town) {
    town.set_time(town.settings.today.plus(-340), 9 * 60);  // everyone is older than that
    Mover mover(town);
    struct Door {
        House* house;
        bool old_quarter;
    };
    std::vector<Door> doors;
    for (Community& community : town.communities) {
        for (Grid& grid : community.grids) {
            for (House& house : grid.houses)
                doors.push_back({&house, grid.old_quarter});
        }
    }
    for (std::size_t at = 0; at < doors.size(); at += houses_per_commit) {
        const std::size_t end = std::min(at + houses_per_commit, doors.size());
        std::vector<Mover::Family> families;
        for (std::size_t i = at; i < end; ++i) {
            families.push_back(mover.family_for(*doors[i].house, doors[i].old_quarter));
        }
        town.must([&](store::Writer& db) -> Outcome<Done> {
            for (const Mover::Family& family : families)
                mover.move_in(db, family);
            return Done{};
        });
        for (const Mover::Family& family : families)
            mover.note(family);
        town.progress("houses moved into", static_cast<std::int64_t>(at),
                      static_cast<std::int64_t>(doors.size()));
    }
}

}  // namespace linli::town
