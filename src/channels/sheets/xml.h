// XML as events, fed piece by piece (expat). Document types are refused, so that there are no
// entities to expand and nothing outside to fetch; so is deep nesting. Namespaces are looked past:
// names come without their prefix.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string_view>

namespace linli::sheets {

class Attributes {
public:
    explicit Attributes(const char** pairs) : pairs_(pairs) {}
    std::string_view operator[](std::string_view name) const;  // "" when there is none

private:
    const char** pairs_;
};

class Xml {
public:
    struct Events {
        std::function<void(std::string_view name, const Attributes&)> open;
        std::function<void(std::string_view name)> close;
        std::function<void(std::string_view text)> text;
    };

    explicit Xml(Events);
    ~Xml();
    Xml(const Xml&) = delete;
    Xml& operator=(const Xml&) = delete;

    // False when it is no XML, or `stop` was called. What an event throws comes out here.
    bool feed(std::string_view piece);
    bool finish();

    void stop();  // from within an event
    bool stopped() const { return stopped_; }

private:
    struct Hooks;
    bool parse(std::string_view piece, bool last);

    Events events_;
    void* parser_;
    int depth_ = 0;
    bool stopped_ = false;
    std::exception_ptr thrown_;
};

}  // namespace linli::sheets
