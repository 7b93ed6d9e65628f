// A row of a list of residents with all that the store knows about it: who it is, and where its
// addresses lie. Nothing is changed here; what becomes of the row is the importer's business.
#pragma once

#include "channels/sheets/imports.h"

namespace linli::sheets {

// Where someone lives, or has 户口: at a place here, or outside with an address in words.
struct Where {
    std::optional<Spot> spot;
    std::string outside;
};

struct Case {
    PersonLine line;
    Where lives, registered;
    std::optional<registry::Person> known;  // who it is
    std::vector<Id> looked_at;              // others of that name, who may not be it
};

// Eight bytes of a digest, for remembering much in little.
std::uint64_t short_digest(std::string_view text);

class Examiner {
public:
    explicit Examiner(const ImportScene& scene) : scene_(scene) {}

    // A row that is past: those below may be about the same person.
    void note(const PersonLine&);
    // For a preview: somebody new in the sheet, whom an earlier row has brought already, is not
    // brought twice.
    void find_twin(const PersonLine&, Fate&);

    // Makes the fate bad, maybe, or fresh; then `known` says whether it is somebody. Whoever
    // decided that it is meant the record that was shown, and nobody else.
    Case examine(store::Reader&, const Row&, const ImportLine& shown, Fate&);

private:
    store::Tenant tenant() const { return scene_.who.tenant; }
    // The row that first had this ID number, or was surely about this person without one; its own
    // when none was before.
    std::int64_t note_number(const PersonLine&);
    std::int64_t note_person(const PersonLine&);
    bool sees(const registry::Person&) const;

    void recognise(store::Reader&, Case&, const ImportLine& shown, Fate&) const;
    void recognised(Case&, const registry::Person& bearer, Fate&) const;
    std::vector<registry::Person> candidates(store::Reader&, const Case&) const;
    bool is_surely(store::Reader&, const Case&, const registry::Person&) const;
    Traits traits_of(store::Reader&, const Id& person) const;

    void settle_places(store::Reader&, Case&, Fate&) const;
    Where where(store::Reader&, const registry::Place& within, const Address&,
                const std::string& text, const std::string& field, Fate&) const;
    Where registered(store::Reader&, const registry::Place& within, const PersonLine&, Fate&) const;

    const ImportScene& scene_;
    std::unordered_map<std::uint64_t, std::int64_t> seen_;  // a digest → the first row with it
};

}  // namespace linli::sheets
