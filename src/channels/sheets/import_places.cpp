// Rows of a list of places: either one place with its kind and what it lies in, or a house with a
// column for each level above it. What is missing on the way is made.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "channels/sheets/imports.h"

namespace linli::sheets {
namespace {

using registry::Place;

constexpr std::int64_t millionths = 1'000'000;

// "121.5487" → 121548700; nothing when it is no number of degrees.
std::optional<std::int64_t> degrees(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string whole(text.substr(0, point));
    std::string parts(point == std::string_view::npos ? "" : text.substr(point + 1));
    const auto digits = [](std::string_view some) {
        return some.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (whole.empty() || whole.size() > 3 || !digits(whole) || !digits(parts)) return std::nullopt;
    parts.resize(6, '0');
    return std::stoll(whole) * millionths + std::stoll(parts);
}

struct Wanted {
    std::vector<AddressPart> way;  // from the base down; the last is what the row is about
    std::string code, note;
    std::optional<std::int64_t> longitude, latitude;
};

class PlacesImporter : public Importer {
public:
    explicit PlacesImporter(ImportScene scene) : scene_(std::move(scene)) {}

    void pass(const Row&) override {}
    void begin() override { scene_.territory.forget(); }
    void committed() override { scene_.territory.keep(); }

    Fate plan(store::Reader& db, const Row& row) override {
        Fate fate;
        const Wanted wanted = read(row, fate);
        // What earlier rows would make is there for later ones.
        const auto spot = spot_of(db, wanted, fate);
        if (!spot) return fate;
        fate.places = static_cast<std::int64_t>(spot->missing.size());
        code_is_good(db, wanted, *spot, fate);
        if (!spot->exact()) {
            fate.verdict = Verdict::fresh;
            scene_.territory.imagine(*spot);
            return fate;
        }
        fate.record = spot->place.id;
        fate.record_name = spot->place.name;
        if (!scene_.territory.is_imagined(spot->place)) {
            fate.fields = differences(spot->place, wanted);
        }
        fate.verdict = fate.fields.empty() ? Verdict::same : Verdict::update;
        return fate;
    }

    Fate carry_out(store::Writer& db, const Row& row, const ImportLine&, Steps steps) override {
        Fate fate;
        const Wanted wanted = read(row, fate);
        const auto spot = spot_of(db, wanted, fate);
        if (!spot) return fate;
        Place place = spot->place;
        fate.verdict = Verdict::fresh;
        for (const AddressPart& part : spot->missing) {
            registry::NewPlace is;
            is.parent = place.id;
            is.kind = part.kind;
            is.name = part.name;
            const auto added = registry::add_place(db, scene_.means, steps.next(), is);
            if (!added) {
                fate.problem("name", added.refusal().code, added.refusal().with, true);
                return fate;
            }
            place = *registry::place(db, db.tenant(), added.value());
            scene_.territory.learn(place);
            fate.made.push_back(place.id);
        }
        edit(db, place, wanted, spot->exact(), steps, fate);
        return fate;
    }

    Fate carry_out_later(store::Writer&, const Row&, const Id&, Steps) override { return {}; }

    Outcome<Done> take_back(store::Writer&, const ImportLine& line, Steps) override {
        // Places that were made are ended with the others that the import made.
        if (line.verdict == word_of(Verdict::fresh)) return Done{};
        return Refusal{"cannot_take_back"};
    }

private:
    std::string text(const Row& row, std::string_view field) const {
        return scene_.header.text(row, field);
    }

    // Where the row belongs; nothing when its problems are too grave to tell.
    std::optional<Spot> spot_of(store::Reader& db, const Wanted& wanted, Fate& fate) const {
        if (fate.grave()) return std::nullopt;
        auto spot = scene_.territory.find_way(db, wanted.way);
        if (spot) return std::move(spot).value();
        fate.problem("parent", spot.refusal().code, spot.refusal().with, true);
        return std::nullopt;
    }

    // The same that carrying it out would say, while the sheet can still be mended.
    void code_is_good(store::Reader& db, const Wanted& wanted, const Spot& spot, Fate& fate) const {
        const registry::Kind* kind =
            registry::place_kinds(scene_.means)
                .find(spot.exact() ? spot.place.kind : wanted.way.back().kind);
        if (!kind) return;
        const Id self = spot.exact() ? spot.place.id : Id{};
        const auto code =
            registry::free_place_code(db, scene_.who.tenant, *kind, wanted.code, self);
        if (!code) fate.problem("code", code.refusal().code, code.refusal().with, false);
    }

    // A kind by its word, its title, or what a column for it may be called.
    const registry::Kind* kind_of(std::string_view word) const {
        const registry::Kinds& kinds = registry::place_kinds(scene_.means);
        for (const registry::Kind& kind : kinds.all()) {
            if (kind.name == word || kind.title.zh == word || text::lower(kind.title.en) == word) {
                return &kind;
            }
        }
        const std::string field = field_of(ImportKind::places, word);
        return text::starts_with(field, "kind:") ? kinds.find(field.substr(5)) : nullptr;
    }

    Wanted read(const Row& row, Fate& fate) const {
        Wanted wanted;
        wanted.code = text(row, "code");
        wanted.note = text(row, "note");
        for (const auto& [field, value] :
             {std::pair{"longitude", &wanted.longitude}, std::pair{"latitude", &wanted.latitude}}) {
            const std::string degree = text(row, field);
            if (degree.empty()) continue;
            *value = degrees(degree);
            if (!*value) fate.problem(field, "degrees_bad", degree, false);
        }
        if (scene_.header.has("name")) {
            one_place(row, wanted, fate);
        } else {
            levels(row, wanted);
        }
        if (wanted.way.empty() && !fate.grave()) fate.problem("name", "field_missing", "", true);
        fate.name = wanted.way.empty() ? text(row, "name") : wanted.way.back().name;
        return wanted;
    }

    // 社区, 网格, 小区, 楼幢 … in columns of their own, whichever way the columns stand.
    void levels(const Row& row, Wanted& wanted) const {
        static constexpr std::array<const char*, 9> widest_first = {
            "street", "community", "area",      "grid", "road",
            "estate", "building",  "stairwell", "house"};
        for (const std::string kind : widest_first) {
            const std::string name = text(row, "kind:" + kind);
            if (!name.empty()) wanted.way.push_back(address_part(kind, name));
        }
    }

    void one_place(const Row& row, Wanted& wanted, Fate& fate) const {
        const std::string name = text(row, "name");
        const std::string word = text(row, "kind");
        const registry::Kind* kind = kind_of(word);
        if (name.empty()) return fate.problem("name", "field_missing", "", true);
        if (!kind) {
            return fate.problem("kind", word.empty() ? "field_missing" : "no_such_kind", word,
                                true);
        }
        levels(row, wanted);
        for (const std::string& step : text::split(way_text(row), '/')) {
            if (!text::trim(step).empty()) wanted.way.push_back({"", text::trim(step)});
        }
        wanted.way.push_back(address_part(kind->name, name));
    }

    // 望潮社区/第一网格, 望潮社区>第一网格 or the name of one place that is unique.
    std::string way_text(const Row& row) const {
        std::string way = text::half_width(text(row, "parent"));
        for (char& c : way) {
            if (c == '>' || c == '\\') c = '/';
        }
        return way;
    }

    std::vector<std::string> differences(const Place& is, const Wanted& wanted) const {
        std::vector<std::string> fields;
        if (!wanted.code.empty() && wanted.code != is.code) fields.emplace_back("code");
        if (!wanted.note.empty() && wanted.note != is.note) fields.emplace_back("note");
        if (wanted.longitude && wanted.longitude != is.longitude) fields.emplace_back("longitude");
        if (wanted.latitude && wanted.latitude != is.latitude) fields.emplace_back("latitude");
        return fields;
    }

    void edit(store::Writer& db, const Place& place, const Wanted& wanted, bool was_there,
              Steps& steps, Fate& fate) {
        fate.record = place.id;
        fate.record_name = place.name;
        fate.edition = place.edition;
        const std::vector<std::string> fields = differences(place, wanted);
        if (was_there) {
            fate.fields = fields;
            fate.verdict = fields.empty() ? Verdict::same : Verdict::update;
        }
        if (fields.empty()) return;
        registry::PlaceChanges changes;
        if (!wanted.code.empty()) changes.code = wanted.code;
        if (!wanted.note.empty()) changes.note = wanted.note;
        if (wanted.longitude) changes.longitude = wanted.longitude;
        if (wanted.latitude) changes.latitude = wanted.latitude;
        const auto edited =
            registry::edit_place(db, scene_.means, steps.next(), place.id, place.edition, changes);
        if (!edited) {
            return fate.problem(edited.refusal().at, edited.refusal().code, edited.refusal().with,
                                was_there);
        }
        fate.edition = registry::place(db, db.tenant(), place.id)->edition;
    }

    const ImportScene scene_;
};

}  // namespace

std::unique_ptr<Importer> places_importer(ImportScene scene) {
    return std::make_unique<PlacesImporter>(std::move(scene));
}

}  // namespace linli::sheets
