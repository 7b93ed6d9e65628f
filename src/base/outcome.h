// An Outcome is the answer of a function that is allowed to say no: a value, or a refusal someone
// can act on. Each kind of trouble has one road: a refusal is returned, a fault (disk, network,
// database) is thrown, and a broken promise between our own functions ends in CHECK.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace linli {

struct Refusal {
    std::string code;  // "wrong_state": programs compare it, web/words turns it into a sentence
    std::string at;    // "photo_after": what it is about; empty when it is the whole request
    std::string with;  // a value for the sentence: who was quicker, how many are allowed

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};

template <class T>
class [[nodiscard]] Outcome {
public:
    Outcome(T value) : held_(std::move(value)) {}
    Outcome(Refusal refusal) : held_(std::move(refusal)) {}

    explicit operator bool() const { return std::holds_alternative<T>(held_); }

    const T& value() const& {
        CHECK(*this);
        return std::get<T>(held_);
    }
    T value() && {
        CHECK(*this);
        return std::get<T>(std::move(held_));
    }
    const Refusal& refusal() const {
        CHECK(!*this);
        return std::get<Refusal>(held_);
    }

private:
    std::variant<T, Refusal> held_;
};

}  // namespace linli
