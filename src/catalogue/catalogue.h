// Every published version of every programme of a tenant. The store holds their sources; the binary
// and a folder are only where `init` and `publish` copy from. What was read stays where it is for
// the life of the process, so that pointers to it stay good while a newer version is published.
#pragma once

#include <deque>
#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/programme.h"
#include "kernel/means.h"
#include "store/store.h"

namespace linli::catalogue {

// A programme's file: its name and what stands in it.
struct Source {
    std::string file, text;
};

// The programmes that the binary carries.
std::vector<Source> carried_programmes();
// The working calendars that the binary carries, a year to a file.
std::vector<Source> carried_calendars();
// What all programmes share, as the binary carries it, with the parts that `sources` declare.
cases::Common common_words(const std::vector<Source>& sources);

// Reads them as one set: besides each file's own mistakes, refuses a report that names a figure
// that nobody declares, and a part that leads into none.
Outcome<std::vector<Programme>> read_together(const std::vector<Source>&);

class Catalogue {
public:
    // Reads what the store holds for the tenant; again after somebody else published.
    void load(store::Store&, store::Tenant);

    // A record keeps to the version it was opened under; null when there is none.
    const cases::Rules* rules(std::string_view programme, std::string_view part,
                              std::int64_t version) const;
    // The newest version of "opinions.matter".
    const cases::Rules* newest(std::string_view part) const;
    // As the newest version declares it, or as one version did.
    const Figure* figure(std::string_view full_name, std::int64_t version = 0) const;
    const ReportTemplate* report(std::string_view programme, std::string_view name) const;

    // The ways by which a matter comes in: those of all, and the programmes that are one.
    std::map<std::string, cases::Channel> channels() const;
    // The parts that the newest version declares: "opinions" → "opinions.matter"; of a part itself;
    // of "" all.
    std::vector<std::string> parts(std::string_view name) const;

    // The newest version of each, by name.
    std::vector<const Programme*> programmes() const;
    std::vector<const Programme*> versions(std::string_view name) const;  // newest first

private:
    const Programme* newest_programme(std::string_view name) const;

    mutable std::shared_mutex mutex_;
    std::map<std::string, cases::Channel> channels_;
    std::deque<Programme> all_;
    std::map<std::string, std::map<std::int64_t, const Programme*>, std::less<>> by_name_;
};

// Publishes what differs from the newest published version, as one act; the caller loads the
// catalogue after commit. Needs the right programmes.publish over the root place. Refuses
// not_yours, bad_yaml, bad_programme (at = file:line), nothing_new, field_kind_changed (at =
// programme.field: a published field keeps its kind for ever; a rename says was), figure_gone (at =
// programme.figure: reports may name it), confidence_broken (at = programme.part: what was
// published as told in confidence stays so, and with the same team).
Outcome<Done> publish(store::Writer&, const kernel::Means&, const kernel::Asker&,
                      const std::vector<Source>&);

}  // namespace linli::catalogue
