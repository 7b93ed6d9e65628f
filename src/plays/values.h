// Between the words of a play and the values of the API: names of the stage and of cases become
// ids, words become what a field of its kind takes, and ids in an answer become names again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plays/stage.h"

namespace linli::plays {

class Values {
public:
    explicit Values(Stage& stage) : stage_(stage) {}

    // Cases get their names from the play. Fails when the name is taken.
    void name(const Act&, const std::string& name, const Id& record);
    std::optional<Id> record(std::string_view name) const;
    bool known(const Id& record) const;
    // "R1"; of an id that has no name, the id.
    std::string name_of(const std::string& id) const;

    // Codes to follow a case by.
    void name_code(const Act&, const std::string& name, const std::string& code, const Id& record);
    std::optional<std::string> code(std::string_view name) const;
    Id coded(std::string_view name) const;

    // What the word stands for; fails when there is no such thing.
    Id place(const Act&, const std::string& word) const;
    Id person(const Act&, const std::string& word) const;
    // As the field takes it; without a field (one the part does not have) as it stands.
    json::Value field(const Act&, const fields::Field*, const std::string& word);

    // A value in an answer: "reporter.phone", "timeline.0.verb"; "" when there is none. Words for
    // people are given in Chinese, references by their name, lists with commas between.
    std::string at(const json::Value& answer, std::string_view path) const;

private:
    std::string word_of(const json::Value&) const;
    std::string upload(const Act&, const std::string& name);

    struct Code {
        std::string code;
        Id record;
    };
    Stage& stage_;
    std::map<std::string, Id, std::less<>> records_;
    std::map<std::string, Code, std::less<>> codes_;
};

}  // namespace linli::plays
