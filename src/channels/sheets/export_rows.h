// A person as a row of a sheet, under the headings that an import of people knows.
#pragma once

#include "channels/sheets/sheet.h"
#include "kernel/registry/persons.h"

namespace linli::sheets {

// The headings, in a language (zh, en).
std::vector<Column> people_columns(std::string_view language);

class PeopleRows {
public:
    PeopleRows(store::Reader&, const kernel::Means&, store::Tenant, std::string_view language,
               bool whole);

    std::vector<Cell> row(const registry::Person&);

private:
    std::string value(const registry::Person&, std::string_view field, const registry::Secrets&);
    std::string household(const registry::Person&, std::string_view field);
    std::string coded(std::string_view table, std::string_view code) const;
    std::string masked(std::string_view kind, const std::string& value) const;

    store::Reader& db_;
    const kernel::Means& means_;
    const store::Tenant tenant_;
    const std::string language_;
    const bool whole_;
    registry::Addresses addresses_;
};

}  // namespace linli::sheets
