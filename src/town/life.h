// The life of the town as an agenda: what happens at which instant, in the order of time. Every act
// is taken by somebody whose turn it is, through the same doors as in life.
#pragma once

#include <functional>
#include <map>

#include "channels/http/picture.h"
#include "figures/reports.h"
#include "kernel/cases/cases.h"
#include "town/builder.h"
#include "town/pace.h"
#include "town/stories.h"

namespace linli::town {

// A case on its way.
struct Matter {
    Id record;
    const Story* story = nullptr;
    bool came_back = false;    // was reopened
    bool misdirected = false;  // went to the wrong unit once
    bool is_there = false;     // and is still there
    int moves = 0;
};

// Who tells of a matter, and from where.
struct Told {
    cases::Report report;
    kernel::Asker asker;
    Id place;
};

class Life {
public:
    Life(Builder&, const cases::Desk&);
    std::int64_t run();  // gives how many cases there were

private:
    // ---- live.cpp: days and reports ----
    void plan_days();
    void plan_confirmations();
    void confirm_month(const Community&, Day first);
    void plan_summaries();
    void summarise(const Community&, const Period&, bool issued);
    void pass(Instant until);  // with all that the clock of cases does meanwhile
    void tell(const Story&, Instant);
    std::pair<const Community*, const Grid*> somewhere(const Story&);
    Told told_by_resident(const Story&, const Community&, const Grid&);
    Told told_to_staff(const Story&, const Community&, const Grid&, const std::string& channel);
    void name_somebody(cases::For&);
    kernel::Asker holder(const std::string& role, const access::Path&);
    kernel::Asker stranger();
    void read_notices();

    // ---- moves.cpp: what becomes of them ----
    void plan_next(Matter);
    void take(Matter, const std::string& step);
    Instant when(const cases::OpenCase&, const cases::Step&, const Matter&);
    const cases::Step* chosen(const cases::OpenCase&, const Matter&);
    std::vector<Id> accounts_for(const cases::OpenCase&, const cases::Step&);
    Id unit_for(const Matter&, std::string_view path);

    // ---- words.cpp: what is written ----
    struct Writing {
        const Story* story;
        Id place;
        Id account;
        bool came_back = false, after = false, is_there = false, by_staff = false;
        std::string unit;  // whose business it is
    };
    json::Value values(const cases::Rules&, const std::vector<std::string>& wanted, const Writing&);
    std::optional<json::Value> written(const fields::Field&, const Writing&);
    std::string words(const std::string& field, const Writing&);
    json::Value photos(const std::string& scene, const Writing&);
    const http::Picture& picture(const std::string& scene, bool after, std::uint64_t look);

    // ---- last_days.cpp: what waits for whoever opens the demo ----
    void plan_last_days();
    struct Line;
    void plan_stand_in();
    void do_line(const Line&);
    void report_line(const Line&);

    Builder& town_;
    const cases::Desk& desk_;
    Pace pace_;
    Stories stories_;
    std::multimap<Instant, std::function<void()>> agenda_;
    std::map<std::string, http::Picture> pictures_;
    std::map<std::string, Id> named_;  // cases of the last days
    std::int64_t reported_ = 0;
};

}  // namespace linli::town
