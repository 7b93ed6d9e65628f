#include "channels/sheets/territory.h"

#include <algorithm>

#include "base/text.h"

namespace linli::sheets {
namespace {

constexpr std::int64_t page_places = 500;

bool is_community(std::string_view kind) {
    return kind == "community" || kind == "committee" || kind == "village";
}

// Kinds that a part of an address may turn out to be: an estate in a list is a courtyard or a road
// in the registry, and the other way round.
bool may_be(std::string_view part, std::string_view kind) {
    if (part == kind) return true;
    const bool wide_part = part == "estate" || part == "road";
    const bool wide_kind =
        kind == "estate" || kind == "road" || kind == "courtyard" || kind == "group";
    if (wide_part) return wide_kind;
    if (part == "house") return kind == "dormitory" || kind == "shop" || kind == "office";
    return false;
}

// 望潮社区居委会, 望潮社区 and 望潮 are one; so are 第一网格, 1网格 and 望潮社区第1网格.
std::string community_key(std::string_view name) {
    std::string key = name_key("community", name);
    for (const std::string_view ending : {"居民委员会", "居委会", "村委会", "社区", "村"}) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            key.resize(key.size() - ending.size());
        }
    }
    return key;
}

std::string grid_key(std::string_view name) {
    std::string_view own = name;
    for (const std::string_view before : {"社区", "居委会", "第"}) {
        const std::size_t at = own.rfind(before);
        if (at != std::string_view::npos && at + before.size() < own.size()) {
            own.remove_prefix(at + before.size());
        }
    }
    std::string key = name_key("estate", own);
    for (const std::string_view ending : {"号网格", "网格"}) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            key.resize(key.size() - ending.size());
            break;
        }
    }
    // 三 → 3 by the way addresses are read.
    const Address parsed = parse_address(key + "幢");
    const bool number = parsed.parts.size() == 1 && parsed.parts[0].kind == "building";
    return number ? name_key("building", parsed.parts[0].name) : key;
}

std::string key_of(std::string_view kind, std::string_view name) {
    if (is_community(kind)) return community_key(name);
    if (kind == "grid" || kind == "small_grid") return grid_key(name);
    return name_key(kind, name);
}

// Ids of places that a preview has imagined: none that was ever made begins like this.
Id imaginary(std::uint32_t number) {
    Id id;
    id.bytes[0] = id.bytes[1] = 0xff;
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes[12 + i] = static_cast<std::uint8_t>(number >> (8 * (3 - i)));
    }
    return id;
}

}  // namespace

Territory::Territory(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                     registry::Place base)
    : kinds_(registry::place_kinds(means)), tenant_(tenant), base_(std::move(base)) {
    add(base_);
    for (const registry::Kind& kind : kinds_.all()) {
        if (kind.home) continue;
        std::string after;
        for (;;) {
            const auto page =
                registry::places_of_kind(db, tenant_, kind.name, base_.path, after, page_places);
            for (const registry::Place& place : page) {
                if (place.id != base_.id) add(place);
            }
            if (page.size() < static_cast<std::size_t>(page_places)) break;
            after = page.back().path;
        }
    }
    keep();
}

void Territory::add(registry::Place place) {
    const std::size_t index = places_.size();
    keys_.push_back(key_of(place.kind, place.name));
    by_key_.emplace(keys_.back(), index);
    if (is_community(place.kind)) communities_.push_back(index);
    if (place.kind == "grid" || place.kind == "small_grid") grids_.push_back(index);
    if (place.parent) children_[*place.parent].push_back(index);
    places_.push_back(std::move(place));
}

Outcome<registry::Place> Territory::community(std::string_view name) const {
    if (name.empty()) return base_;
    const std::string key = community_key(name);
    for (const std::size_t index : communities_) {
        if (places_[index].code == name || keys_[index] == key) return places_[index];
    }
    // An import into a grid may name the community around it, and nobody can say here.
    if (!is_community(base_.kind) && base_.kind != "street" && base_.kind != "town") return base_;
    return Refusal{"no_such_community", "community", std::string(name)};
}

Outcome<registry::Place> Territory::grid(const registry::Place& within,
                                         std::string_view name) const {
    if (name.empty()) return within;
    const std::string key = grid_key(name);
    for (const std::size_t index : grids_) {
        const registry::Place& place = places_[index];
        if (!access::within(place.path, within.path)) continue;
        if (place.code == name || keys_[index] == key) return place;
    }
    return Refusal{"no_such_grid", "grid", std::string(name)};
}

const registry::Place* Territory::below(const registry::Place& parent,
                                        const AddressPart& part) const {
    const auto children = children_.find(parent.id);
    if (children == children_.end()) return nullptr;
    const std::string key = key_of(part.kind, part.name);
    for (const std::size_t index : children->second) {
        if (keys_[index] == key && may_be(part.kind, places_[index].kind)) return &places_[index];
    }
    return nullptr;
}

std::vector<const registry::Place*> Territory::named(std::string_view within,
                                                     const AddressPart& part) const {
    std::vector<const registry::Place*> found;
    const auto [begin, end] = by_key_.equal_range(key_of(part.kind, part.name));
    for (auto one = begin; one != end; ++one) {
        const registry::Place& place = places_[one->second];
        if (may_be(part.kind, place.kind) && access::within(place.path, within)) {
            found.push_back(&place);
        }
    }
    return found;
}

std::optional<registry::Place> Territory::house(store::Reader& db, const registry::Place& parent,
                                                std::string_view name) const {
    for (const std::string& spelling : {std::string(name), std::string(name) + "室"}) {
        if (auto found = registry::child_named(db, tenant_, parent.id, spelling)) return found;
    }
    // A list that leaves out the stairwells still means the house in one of them.
    std::optional<registry::Place> only;
    const auto children = children_.find(parent.id);
    if (parent.kind != "building" || children == children_.end()) return std::nullopt;
    for (const std::size_t index : children->second) {
        if (places_[index].kind != "stairwell") continue;
        auto found = registry::child_named(db, tenant_, places_[index].id, name);
        if (found && only) return std::nullopt;
        if (found) only = std::move(found);
    }
    return only;
}

bool Territory::can_make(const registry::Place& parent,
                         const std::vector<AddressPart>& parts) const {
    std::string above = parent.kind;
    for (const AddressPart& part : parts) {
        const registry::Kind* kind = kinds_.find(part.kind);
        const bool named =
            !part.name.empty() && text::length(part.name) <= registry::place_name_characters_max;
        if (!kind || !named || !kind->within.contains(above)) return false;
        above = part.kind;
    }
    return true;
}

Outcome<Spot> Territory::find(store::Reader& db, const registry::Place& within,
                              const Address& address) const {
    registry::Place scope = within;
    for (const std::string& region : address.regions) {
        if (!region.ends_with("社区") && !region.ends_with("委会")) continue;
        const auto own = community(region);
        if (!own) return Refusal{"elsewhere", "", region};
        if (access::within(own.value().path, scope.path)) scope = own.value();
    }
    const bool only_regions = address.parts.empty() && !address.regions.empty();
    if (only_regions && scope.id == within.id && address.regions.back() != base_.name) {
        return Refusal{"elsewhere", "", address.regions.back()};
    }
    Spot spot{scope, {}};
    std::size_t next = 0;
    if (!address.parts.empty() && address.parts[0].kind != "house") {
        auto found = named(scope.path, address.parts[0]);
        // A grid narrows the search; an address that lies in another grid is still that address.
        if (found.empty() && scope.kind != base_.kind) found = named(base_.path, address.parts[0]);
        if (found.size() > 1) return Refusal{"place_ambiguous", "", address.parts[0].name};
        if (found.size() == 1) {
            spot.place = *found[0];
            next = 1;
        } else if (!address.regions.empty() && scope.id == within.id) {
            return Refusal{"elsewhere", "", address.regions.back()};
        }
    }
    for (; next < address.parts.size(); ++next) {
        const AddressPart& part = address.parts[next];
        if (part.kind == "house") {
            auto found = house(db, spot.place, part.name);
            if (!found) break;
            spot.place = *std::move(found);
        } else {
            const registry::Place* child = below(spot.place, part);
            if (!child) break;
            spot.place = *child;
        }
    }
    spot.missing.assign(address.parts.begin() + static_cast<std::ptrdiff_t>(next),
                        address.parts.end());
    if (!can_make(spot.place, spot.missing)) {
        return Refusal{"place_unclear", "", spot.missing.front().name};
    }
    return spot;
}

// One part further down a list's way: right below, or, for what is wider than a building, anywhere
// below when there is only one of that name.
std::optional<registry::Place> Territory::step(store::Reader& db, const registry::Place& from,
                                               const AddressPart& part) const {
    const registry::Kind* kind = kinds_.find(part.kind);
    if (kind && kind->home) {
        if (auto there = house(db, from, part.name)) return there;
        if (!imagined_houses_.contains(from.id.text() + name_key(part.kind, part.name))) {
            return std::nullopt;
        }
        registry::Place imagined;
        imagined.id = imaginary(0);
        return imagined;
    }
    const std::string key = key_of(part.kind, part.name);
    const auto fits = [&](const registry::Place& place) {
        return part.kind.empty() || place.kind == part.kind;
    };
    if (from.id == base_.id && fits(base_) && keys_[0] == key_of(base_.kind, part.name)) {
        return base_;  // a list may name what it is imported into
    }
    if (const auto children = children_.find(from.id); children != children_.end()) {
        for (const std::size_t index : children->second) {
            const registry::Place& child = places_[index];
            const bool same = part.kind.empty() ? child.name == part.name : keys_[index] == key;
            if (same && fits(child)) return child;
        }
    }
    if (part.kind == "building" || part.kind == "stairwell") return std::nullopt;
    const registry::Place* only = nullptr;
    if (part.kind.empty()) {
        for (const registry::Place& place : places_) {
            if (place.name != part.name || !access::within(place.path, from.path)) continue;
            if (only) return std::nullopt;
            only = &place;
        }
        return only ? std::optional(*only) : std::nullopt;
    }
    const auto [begin, end] = by_key_.equal_range(key);
    for (auto one = begin; one != end; ++one) {
        const registry::Place& place = places_[one->second];
        if (!fits(place) || !access::within(place.path, from.path)) continue;
        if (only) return std::nullopt;
        only = &place;
    }
    return only ? std::optional(*only) : std::nullopt;
}

Outcome<Spot> Territory::find_way(store::Reader& db, const std::vector<AddressPart>& way) const {
    Spot spot{base_, {}};
    std::size_t next = 0;
    for (; next < way.size(); ++next) {
        auto there = step(db, spot.place, way[next]);
        if (!there) break;
        spot.place = *std::move(there);
    }
    spot.missing.assign(way.begin() + static_cast<std::ptrdiff_t>(next), way.end());
    for (const AddressPart& part : spot.missing) {
        if (part.kind.empty()) return Refusal{"no_such_place", "parent", part.name};
    }
    if (!can_make(spot.place, spot.missing)) {
        return Refusal{"kind_not_within", "kind", spot.place.name};
    }
    return spot;
}

void Territory::imagine(const Spot& spot) {
    registry::Place above = spot.place;
    for (const AddressPart& part : spot.missing) {
        if (kinds_.find(part.kind)->home) {
            imagined_houses_.insert(above.id.text() + name_key(part.kind, part.name));
            return;
        }
        registry::Place place;
        place.id = imaginary(++imagined_);
        place.parent = above.id;
        place.path = above.path + "/" + std::to_string(imagined_);
        place.kind = part.kind;
        place.name = part.name;
        add(place);
        above = std::move(place);
    }
}

bool Territory::is_imagined(const registry::Place& place) {
    return place.id.bytes[0] == 0xff && place.id.bytes[1] == 0xff;
}

registry::Place Territory::make(store::Writer& db, const kernel::Means& means, const Spot& spot,
                                std::vector<registry::Place>& made) {
    registry::Place place = spot.place;
    for (const AddressPart& part : spot.missing) {
        if (const registry::Place* known = below(place, part)) {
            place = *known;
            continue;
        }
        const bool there = registry::child_named(db, tenant_, place.id, part.name).has_value();
        // As it stands now: it may have been moved since it was read.
        place = *registry::place(db, tenant_, place.id);
        place = registry::place_named(db, means, place, part.kind, part.name);
        if (there) continue;
        made.push_back(place);
        if (!kinds_.find(place.kind)->home) add(place);
    }
    return place;
}

void Territory::forget() {
    while (places_.size() > kept_) {
        const std::size_t index = places_.size() - 1;
        const auto [begin, end] = by_key_.equal_range(keys_.back());
        const auto entry =
            std::find_if(begin, end, [&](const auto& one) { return one.second == index; });
        CHECK(entry != end);
        by_key_.erase(entry);
        std::erase(communities_, index);
        std::erase(grids_, index);
        if (places_.back().parent) std::erase(children_[*places_.back().parent], index);
        places_.pop_back();
        keys_.pop_back();
    }
}

}  // namespace linli::sheets
