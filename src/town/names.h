// Names of people who do not exist: weighted surnames, and given names as they were in fashion when
// the person was born. The same chance gives the same people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/random.h"

namespace linli::town {

class Names {
public:
    Names();  // from the lists that the binary carries

    // sex after GB/T 2261.1: "1" male, "2" female.
    std::string full(Day born, std::string_view sex, Random&) const;
    std::string surname(Random&) const;
    std::string given(Day born, std::string_view sex, Random&) const;

private:
    struct Weighted {
        std::string surname;
        std::uint64_t up_to;  // the sum of weights up to and with this one
    };
    struct Fashion {
        int year_max;
        std::string sex;
        std::vector<std::string> names;
    };
    std::vector<Weighted> surnames_;
    std::vector<Fashion> fashions_;
};

}  // namespace linli::town
