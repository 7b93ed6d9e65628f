#include "catalogue/catalogue.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "base/json.h"
#include "base/reading.h"
#include "base/resources.h"
#include "kernel/posts/roles.h"
#include "kernel/registry/places.h"

namespace linli::catalogue {
namespace {

constexpr std::string_view common_file = "programmes/common/cases.yaml";

constexpr store::Sql all_versions{
    "programmes.all",
    "select name, version, source from programmes where tenant = ? order by name, version"};
constexpr store::Sql add_version{
    "programmes.publish",
    "insert into programmes (tenant, name, version, source, published, account) "
    "values (?, ?, ?, ?, ?, ?)"};

struct Published {
    std::string name;
    std::int64_t version;
    std::string source;
};

std::vector<Published> published(store::Reader& db, store::Tenant tenant) {
    std::vector<Published> all;
    for (auto rows = db.query(all_versions, tenant); rows.next();) {
        all.push_back({rows.text(0), rows.number(1), rows.text(2)});
    }
    return all;
}

std::string file_of(const std::string& name) {
    return name + ".yaml";
}

cases::Common carried_common() {
    const auto parsed =
        yaml::parse(catalogue_resources().at(common_file), std::string(common_file));
    CHECK(parsed);  // the suite lints what the binary carries
    auto common = cases::read_common(parsed.value());
    CHECK(common);
    cases::Common words = std::move(common).value();
    for (const posts::Role& role : posts::carried_roles().all()) {
        words.roles.insert(role.name);
        if (role.confidential) words.confidential_roles.insert(role.name);
    }
    return words;
}

// The newest source of each programme, as files.
std::vector<Source> newest_sources(const std::vector<Published>& all) {
    std::map<std::string, std::string> newest;
    for (const Published& one : all)
        newest[one.name] = one.source;
    std::vector<Source> sources;
    for (const auto& [name, source] : newest)
        sources.push_back({file_of(name), source});
    return sources;
}

std::string name_in(const Source& source) {
    const std::size_t slash = source.file.rfind('/');
    const std::string file =
        slash == std::string::npos ? source.file : source.file.substr(slash + 1);
    return file.substr(0, file.find('.'));
}

// The line in which a word stands first.
std::string line_with(const Source& source, const std::string& word) {
    const std::string& text = source.text;
    const auto before =
        text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find(word), text.size()));
    return std::to_string(std::count(text.begin(), before, '\n') + 1);
}

// A figure in a report, and a part that another leads into, may stand in any file of the set.
Outcome<Done> fit_together(const std::vector<Programme>& programmes,
                           const std::vector<Source>& sources) {
    std::vector<std::string> figures;
    std::set<std::string> confidential;
    for (const Programme& programme : programmes) {
        for (const cases::Rules& rules : programme.cases) {
            if (rules.confidential) confidential.insert(rules.name());
        }
        // A report is read by many: what was told in confidence stands in none.
        for (const Figure& figure : programme.figures) {
            if (!confidential.contains(figure.of.part)) figures.push_back(figure.full_name());
        }
    }
    for (std::size_t i = 0; i < programmes.size(); ++i) {
        for (const cases::Rules& rules : programmes[i].cases) {
            if (!confidential.contains(rules.into)) continue;
            return Refusal{"bad_programme",
                           sources[i].file + ":" + line_with(sources[i], rules.into),
                           rules.into + " is told in confidence: no other channel leads into it"};
        }
    }
    for (std::size_t i = 0; i < programmes.size(); ++i) {
        for (const ReportTemplate& report : programmes[i].reports) {
            for (const std::string& figure : report.figures) {
                if (std::find(figures.begin(), figures.end(), figure) != figures.end()) continue;
                return Refusal{"bad_programme",
                               sources[i].file + ":" + line_with(sources[i], figure),
                               yaml::unknown("figure", figure, figures)};
            }
        }
    }
    return Done{};
}

// Names of fields and their kinds, in any version of a part, by part.
using Kinds = std::map<std::string, std::map<std::string, std::string>>;

Outcome<Done> keep_kinds(const Kinds& before, const Programme& programme) {
    for (const cases::Rules& rules : programme.cases) {
        const auto part = before.find(rules.name());
        if (part == before.end()) continue;
        for (const fields::Field& field : rules.fields) {
            const auto was = part->second.find(field.was.empty() ? field.name : field.was);
            if (was == part->second.end() || was->second == field.kind) continue;
            return Refusal{"field_kind_changed", rules.name() + "." + field.name, was->second};
        }
    }
    return Done{};
}

// A report that was drafted may name any figure that was ever published.
Outcome<Done> keep_figures(const Published& before, const Programme& programme,
                           const cases::Common& common) {
    const auto was = read_programme(before.source, file_of(before.name), common);
    if (!was) return Done{};  // of a Linli that knew other words; it has not loaded either
    for (const Figure& figure : was.value().figures) {
        const bool stays = std::any_of(programme.figures.begin(), programme.figures.end(),
                                       [&](const Figure& one) { return one.name == figure.name; });
        if (!stays) return Refusal{"figure_gone", figure.full_name(), ""};
    }
    return Done{};
}

// What was published as told in confidence stays so, with the same team: whoever told it was told
// to whom.
Outcome<Done> keep_confidence(const std::vector<Published>& all, const Programme& programme,
                              const cases::Common& common) {
    for (const Published& one : all) {
        if (one.name != programme.name) continue;
        const auto was = read_programme(one.source, file_of(one.name), common);
        if (!was) continue;
        for (const cases::Rules& before : was.value().cases) {
            if (!before.confidential) continue;
            const cases::Rules* now = programme.part(before.part);
            if (!now || !now->confidential || now->seen_by != before.seen_by) {
                return Refusal{"confidence_broken", before.name(), ""};
            }
        }
    }
    return Done{};
}

Kinds kinds_before(const std::vector<Published>& all, const cases::Common& common) {
    Kinds kinds;
    for (const Published& one : all) {
        const auto programme = read_programme(one.source, file_of(one.name), common);
        if (!programme) continue;  // of a Linli that knew other words; its fields are not asked for
        for (const cases::Rules& rules : programme.value().cases) {
            for (const fields::Field& field : rules.fields) {
                kinds[rules.name()][field.name] = field.kind;
            }
        }
    }
    return kinds;
}

}  // namespace

std::vector<Source> carried_programmes() {
    std::vector<Source> sources;
    for (const auto& [path, text] : catalogue_resources()) {
        if (path.starts_with("programmes/common/")) continue;
        sources.push_back({std::string(path), std::string(text)});
    }
    return sources;
}

std::vector<Source> carried_calendars() {
    std::vector<Source> years;
    for (const auto& [path, text] : catalogue_resources()) {
        if (!path.starts_with("programmes/common/calendar/2")) continue;
        years.push_back({std::string(path), std::string(text)});
    }
    return years;
}

cases::Common common_words(const std::vector<Source>& sources) {
    cases::Common common = carried_common();
    for (const Source& source : sources) {
        const Told told = told_by(source.text);
        common.parts.insert(told.parts.begin(), told.parts.end());
        if (told.leads_elsewhere) common.channels[told.programme] = {told.title};
    }
    return common;
}

Outcome<std::vector<Programme>> read_together(const std::vector<Source>& sources) {
    const cases::Common common = common_words(sources);
    std::vector<Programme> programmes;
    for (const Source& source : sources) {
        auto programme = read_programme(source.text, source.file, common);
        if (!programme) return programme.refusal();
        programmes.push_back(std::move(programme).value());
    }
    if (const auto fit = fit_together(programmes, sources); !fit) return fit.refusal();
    return programmes;
}

void Catalogue::load(store::Store& store, store::Tenant tenant) {
    const auto all = store.read([&](store::Reader& db) { return published(db, tenant); });
    std::vector<Source> every;
    for (const Published& one : all)
        every.push_back({file_of(one.name), one.source});
    const cases::Common common = common_words(every);

    const std::unique_lock lock(mutex_);
    // Figures by channel know all there are: with a new one, what was read is read again.
    const bool same_channels = channels_ == common.channels;
    channels_ = common.channels;
    for (const Published& one : all) {
        auto& versions = by_name_[one.name];
        if (same_channels && versions.contains(one.version)) continue;
        auto read = read_programme(one.source, file_of(one.name), common);
        if (!read) {
            throw Fault("programme " + one.name + ", version " + std::to_string(one.version) +
                        ", cannot be read: " + read.refusal().at + ": " + read.refusal().with);
        }
        Programme& programme = all_.emplace_back(std::move(read).value());
        programme.version = one.version;
        for (cases::Rules& rules : programme.cases)
            rules.version = one.version;
        for (Figure& figure : programme.figures)
            figure.version = one.version;
        for (ReportTemplate& report : programme.reports)
            report.version = one.version;
        versions[one.version] = &programme;
    }
}

const Programme* Catalogue::newest_programme(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second.rbegin()->second;
}

std::map<std::string, cases::Channel> Catalogue::channels() const {
    const std::shared_lock lock(mutex_);
    return channels_;
}

std::vector<std::string> Catalogue::parts(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    std::vector<std::string> names;
    if (name.empty()) {
        for (const auto& [programme, versions] : by_name_) {
            for (const cases::Rules& rules : versions.rbegin()->second->cases)
                names.push_back(rules.name());
        }
        return names;
    }
    const Programme* programme = newest_programme(name.substr(0, name.find('.')));
    for (const cases::Rules& rules : programme ? programme->cases : std::vector<cases::Rules>{}) {
        if (name == programme->name || name == rules.name()) names.push_back(rules.name());
    }
    return names;
}

const cases::Rules* Catalogue::rules(std::string_view programme, std::string_view part,
                                     std::int64_t version) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_name_.find(programme);
    if (found == by_name_.end()) return nullptr;
    const auto at = found->second.find(version);
    return at == found->second.end() ? nullptr : at->second->part(part);
}

const cases::Rules* Catalogue::newest(std::string_view part) const {
    const std::shared_lock lock(mutex_);
    const std::size_t dot = part.find('.');
    if (dot == part.npos) return nullptr;
    const Programme* programme = newest_programme(part.substr(0, dot));
    return programme ? programme->part(part.substr(dot + 1)) : nullptr;
}

const Figure* Catalogue::figure(std::string_view full_name, std::int64_t version) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_name_.find(full_name.substr(0, full_name.find('.')));
    if (found == by_name_.end()) return nullptr;
    const auto at = version == 0 ? std::prev(found->second.end()) : found->second.find(version);
    if (at == found->second.end()) return nullptr;
    const Programme* programme = at->second;
    for (const Figure& figure : programme->figures) {
        if (figure.full_name() == full_name) return &figure;
    }
    return nullptr;
}

const ReportTemplate* Catalogue::report(std::string_view programme, std::string_view name) const {
    const std::shared_lock lock(mutex_);
    const Programme* found = newest_programme(programme);
    if (!found) return nullptr;
    for (const ReportTemplate& report : found->reports) {
        if (report.name == name) return &report;
    }
    return nullptr;
}

std::vector<const Programme*> Catalogue::programmes() const {
    const std::shared_lock lock(mutex_);
    std::vector<const Programme*> all;
    for (const auto& [name, versions] : by_name_)
        all.push_back(versions.rbegin()->second);
    return all;
}

std::vector<const Programme*> Catalogue::versions(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    std::vector<const Programme*> all;
    if (const auto found = by_name_.find(name); found != by_name_.end()) {
        for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
            all.push_back(at->second);
        }
    }
    return all;
}

Outcome<Done> publish(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const std::vector<Source>& sources) {
    // Programmes are the tenant's: the right must reach its whole territory.
    const auto root = registry::root_place(db, db.tenant());
    if (!root || !access::may(asker.who, *means.roles, "programmes.publish", root->path)) {
        return Refusal{"not_yours", "", ""};
    }
    const std::vector<Published> before = published(db, db.tenant());
    std::map<std::string, Published> newest;
    for (const Published& one : before)
        newest[one.name] = one;

    std::vector<Source> set = sources;
    std::set<std::string> given;
    for (const Source& source : sources)
        given.insert(name_in(source));
    for (const Source& source : newest_sources(before)) {
        if (!given.contains(name_in(source))) set.push_back(source);
    }
    const auto read = read_together(set);
    if (!read) return read.refusal();
    const cases::Common common = common_words(set);
    const Kinds kinds = kinds_before(before, common);

    json::Writer body;
    body.open_object().key("published").open_object();
    bool any = false;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Programme& programme = read.value()[i];
        const auto last = newest.find(programme.name);
        if (last != newest.end() && last->second.source == sources[i].text) continue;
        if (const auto kept = keep_kinds(kinds, programme); !kept) return kept.refusal();
        if (const auto kept = keep_confidence(before, programme, common); !kept) {
            return kept.refusal();
        }
        if (last != newest.end()) {
            const auto kept = keep_figures(last->second, programme, common);
            if (!kept) return kept.refusal();
        }
        const std::int64_t version = last == newest.end() ? 1 : last->second.version + 1;
        db.run(add_version, db.tenant(), programme.name, version, sources[i].text, db.now(),
               asker.who.stranger() ? std::nullopt : std::optional(asker.who.account));
        body.field(programme.name, version);
        any = true;
    }
    if (!any) return Refusal{"nothing_new", "", ""};
    body.close_object().close_object();
    journal::Line line = asker.line("programme", asker.act, "publish");
    line.body = body.take();
    journal::append(db, std::move(line));
    return Done{};
}

}  // namespace linli::catalogue
