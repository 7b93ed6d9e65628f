// Reports: drafted from a template, its prose edited by people, every number a figure that opens,
// frozen when issued, and showing afterwards what the records would say today.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "figures/figures.h"

namespace linli::figures {

using catalogue::ReportTemplate;
using catalogue::TemplateBlock;

// Reports follow their place when it is moved.
void listen(kernel::Hooks&);

// Finds a figure by its full name, as a version of its programme declared it; 0 is the newest. Null
// when there is none.
using Lookup = std::function<const Figure*(std::string_view name, std::int64_t version)>;

struct Report {
    Id id;
    std::string programme, name;  // of the template
    std::int64_t version = 0;
    Id place;
    access::Path path;
    Period period;
    std::string title, signed_by;
    std::vector<TemplateBlock> blocks;
    Instant made;
    std::optional<Instant> issued;
    std::optional<Id> issued_by;
    std::int64_t edition = 0;
};

// A piece of a paragraph: words, or a figure with what it says.
struct Segment {
    std::string text;
    std::string figure;  // full name; empty for words
};

// A figure as it stands in a report.
struct Stated {
    std::string figure;
    std::string said;  // "38件", as issued or, in a draft, as of now
    std::int64_t count = 0, among = 0;
    std::string asked;
    std::optional<std::string> differs;  // what the records say today, when that is something else
    std::int64_t added = 0, gone = 0;    // records behind the number since the report was issued
};

// What became of a record behind a number since its report was issued, in the order in which they
// are listed: what differs stands first.
enum class Since { added, gone, same };
struct Behind {
    Since since;
    Id record;
};

struct View {
    Report report;
    struct Block {
        int level = 0;
        std::vector<Segment> segments;
    };
    std::vector<Block> blocks;
    std::vector<Stated> figures;    // in the order in which they first stand in the text
    std::vector<Refusal> warnings;  // period_not_over, zero_unwatched, issued_already
};

constexpr std::int64_t report_characters_max = 20'000;
constexpr std::int64_t report_blocks_max = 200;

// "第一句{opinions.received}。" → words and figures. Refuses no_such_figure, brace_open.
Outcome<std::vector<Segment>> segments_of(std::string_view text, const Lookup&);

// How a figure reads in Chinese: 38件, 95.2%, 环境卫生12件、渗水堵塞9件.
std::string said(const Figure&, const Answer&);

// The right reports.edit over the place drafts and edits, reports.issue issues.
// Refuse no_such_report, not_yours, report_issued, changed_meanwhile (with: who was quicker),
// no_such_figure, brace_open, too_long, field_missing.
Outcome<Id> draft(store::Writer&, const kernel::Means&, const kernel::Asker&, const ReportTemplate&,
                  const Id& place, const Period&);

struct Edits {
    std::string title, signed_by;
    std::vector<TemplateBlock> blocks;
};
Outcome<Id> edit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& report,
                 std::int64_t edition, const Edits&, const Lookup&);
Outcome<Id> issue(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& report,
                  std::int64_t edition, const Lookup&);

// Drafts show to those who may edit them, issued ones to all who may see cases there.
std::optional<Report> report_for(store::Reader&, const kernel::Means&, const access::Who&,
                                 const Id&);
std::vector<Report> reports_for(store::Reader&, const kernel::Means&, const access::Who&);

// The records that an issued report kept behind a figure, in the order of their ids; none behind
// one that it does not state.
std::vector<Id> kept_records(store::Reader&, store::Tenant, const Id& report,
                             const std::string& figure);
// The same beside the records of today, each group in the order of their ids.
std::vector<Behind> behind(store::Reader&, const kernel::Means&, store::Tenant, const Report&,
                           const std::string& figure, const Lookup&);

// The report with its figures, as of now for a draft and as frozen for an issued one.
View view(store::Reader&, const kernel::Means&, store::Tenant, Day today, const Report&,
          const Lookup&);

}  // namespace linli::figures
