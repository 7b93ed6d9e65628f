#include "channels/sheets/xml.h"

#include <expat.h>

#include <utility>

#include "base/check.h"

namespace linli::sheets {
namespace {

constexpr int depth_max = 32;

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XML_Parser handle(void* parser) {
    return static_cast<XML_Parser>(parser);
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2) {
        if (local_name(pair[0]) == name) return pair[1];
    }
    return {};
}

// Exceptions must not cross expat's C frames: they are kept and thrown again behind it.
struct Xml::Hooks {
    template <class Call>
    static void guarded(void* data, Call&& call) {
        Xml& xml = *static_cast<Xml*>(data);
        if (xml.stopped_ || xml.thrown_) return;
        try {
            call(xml);
        } catch (...) {
            xml.thrown_ = std::current_exception();
            XML_StopParser(handle(xml.parser_), XML_FALSE);
        }
    }
    static void open(void* data, const char* name, const char** pairs) {
        guarded(data, [&](Xml& xml) {
            if (++xml.depth_ > depth_max) return fail(xml);
            xml.events_.open(local_name(name), Attributes(pairs));
        });
    }
    static void close(void* data, const char* name) {
        guarded(data, [&](Xml& xml) {
            --xml.depth_;
            xml.events_.close(local_name(name));
        });
    }
    static void text(void* data, const char* text, int length) {
        guarded(data, [&](Xml& xml) {
            xml.events_.text({text, static_cast<std::size_t>(length)});
        });
    }
    static void document_type(void* data, const char*, const char*, const char*, int) {
        guarded(data, [](Xml& xml) { fail(xml); });
    }
    // Unlike a stop that an event asked for, this makes XML_Parse give an error.
    static void fail(Xml& xml) { XML_StopParser(handle(xml.parser_), XML_FALSE); }
};

Xml::Xml(Events events) : events_(std::move(events)), parser_(XML_ParserCreate(nullptr)) {
    CHECK(parser_ != nullptr);
    XML_SetUserData(handle(parser_), this);
    XML_SetElementHandler(handle(parser_), Hooks::open, Hooks::close);
    XML_SetCharacterDataHandler(handle(parser_), Hooks::text);
    XML_SetStartDoctypeDeclHandler(handle(parser_), Hooks::document_type);
}

Xml::~Xml() {
    XML_ParserFree(handle(parser_));
}

bool Xml::feed(std::string_view piece) {
    return parse(piece, false);
}

bool Xml::finish() {
    return parse({}, true);
}

void Xml::stop() {
    stopped_ = true;
    XML_StopParser(handle(parser_), XML_FALSE);
}

bool Xml::parse(std::string_view piece, bool last) {
    const XML_Status status =
        XML_Parse(handle(parser_), piece.data(), static_cast<int>(piece.size()), last);
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    return status == XML_STATUS_OK;
}

}  // namespace linli::sheets
