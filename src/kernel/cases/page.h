// How one case is written down for one person: names looked up once, values unsealed where they may
// be seen, acts in words. Used by views.cpp and listing.cpp alone.
#pragma once

#include <map>

#include "kernel/cases/cases.h"
#include "kernel/fields/words.h"
#include "kernel/registry/places.h"

namespace linli::cases::page {

using fields::write_words;
void write_field(json::Writer&, const fields::Field&);

class Show {
public:
    Show(store::Reader&, const Desk&, const access::Who&, Instant now);

    // Members of an open object.
    void row(json::Writer&, const OpenCase&, std::int64_t speakers);
    void page(json::Writer&, const OpenCase&);
    void party(json::Writer&, const OpenCase&, const Party&, bool masked);

    Words kind_title(const OpenCase&) const;
    Words due_title(const OpenCase&) const;  // of the step that it waits for
    std::string place_name(const Case&);     // without the house
    // Where it is: for neighbours the building, and not the house.
    access::Path path_of(const OpenCase&);
    // What was given with the report is for staff and whoever gave it; not for a neighbour, who may
    // speak for the case once the other has withdrawn.
    bool knows_report(const OpenCase&) const;
    Words said(const OpenCase&, const fields::Field&, const json::Value&);  // a value for reading
    void words(json::Writer& writer, std::string_view name, const Words& words) {
        write_words(writer, name, words);
    }

    bool may_read(const OpenCase&, const fields::Field&) const;
    bool may_see_photo(const OpenCase&, const Id& photo) const;

private:
    bool staff(const OpenCase&) const;
    bool waits_for(const std::optional<Id>& seat, std::string_view role) const;
    bool may_hear(const OpenCase&, const journal::Line&, const json::Value& body) const;
    access::Path path_now(const Case&);
    access::Path as_known(const OpenCase&, std::string_view path);
    json::Value shown(const OpenCase&, const fields::Field&);
    std::string title(const OpenCase&);
    std::pair<std::string, Words> turn(const OpenCase&);
    std::string names_of_movers(const OpenCase&);
    void values(json::Writer&, const OpenCase&);
    void hands(json::Writer&, const OpenCase&);
    void deadline(json::Writer&, const OpenCase&);
    void steps(json::Writer&, const OpenCase&, const std::vector<std::string>& can);
    void step(json::Writer&, const OpenCase&, const std::string& name);
    void timeline(json::Writer&, const OpenCase&);
    void line(json::Writer&, const OpenCase&, const journal::Line&, const json::Value& body);
    Words roles(std::string_view names) const;
    Words note(const OpenCase&, const journal::Line&, const json::Value& body);
    std::string opened(const OpenCase&, std::string_view field, const json::Value& sealed);
    Words did(const OpenCase&, const journal::Line&, const json::Value& body) const;
    std::string account_name(const std::optional<Id>&);
    std::string unit_name(const Id&);
    std::string name_of(const OpenCase&, const fields::Field&, const Id&);

    store::Reader& db_;
    const Desk& desk_;
    const access::Who& who_;
    Instant now_;
    std::string today_;
    registry::Addresses addresses_;
    std::map<Id, std::string> names_;
};

}  // namespace linli::cases::page
