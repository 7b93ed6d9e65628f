// One act on one case, on its way into the store: what changes, the journal line that says so, the
// lists and facts that follow, the alarms of the clock, and who is told. Whether it may be done was
// decided before.
#pragma once

#include "kernel/cases/calendars.h"
#include "kernel/cases/lists.h"
#include "kernel/cases/open_case.h"

namespace linli::cases {

class Act {
public:
    // A case that lies open, and whoever acts on it. `verb` goes into the journal.
    Act(store::Writer&, const Desk&, const kernel::Asker&, OpenCase&, std::string verb);
    // A new case: nothing of it is in the store yet.
    static Act of_new(store::Writer&, const Desk&, const kernel::Asker&, OpenCase&);

    OpenCase& open() { return open_; }
    Case& record() { return open_.record; }
    Instant now() const { return db_.now(); }
    const Calendar& calendar();

    // For the journal's body: what the act carried besides.
    void say(std::string_view name, std::string_view value);
    void say(std::string_view name, std::int64_t value);
    void on_behalf() { on_behalf_ = true; }  // of the reporter
    void with_grant(const access::Grant*, std::string_view hat);

    // Fields that came with the act; already checked.
    void fill(const std::vector<std::pair<const fields::Field*, json::Value>>&);
    // A step: its fact, the hands it lets go or calls, and the state it leads to.
    void take(const Step&, const std::vector<Id>& units, const Id& post);
    void enter(const std::string& state);
    void close(const std::string& state);  // withdrawn, merged, or an end

    void release(Hand&);
    void add_party(Party);
    void put_back(Party&);  // as it stands now

    // The deadline of the state, reckoned anew from its events.
    void event(Event::Kind, Limit = {}, std::optional<Instant> at = {});
    void reckon();
    // Whose turn it is, and who decides what was asked, from today's posts.
    void sit();

    // The system takes the next step at once: nobody is told that it is their turn.
    void goes_on() { goes_on_ = true; }
    void tell(const std::vector<Id>& accounts, Words);
    void tell_role(const std::string& role, Words);
    void tell_decider(Words);

    // Writes everything. The last thing that is done with an act.
    void save();
    // The same without a line of its own, when somebody else's line says why.
    void save_quietly();
    // The same when its place has gone to another path.
    void save_elsewhere();

private:
    void count_person(const Party&);
    void follow_place();
    void start_clock();
    void climb_down();
    void sit_for(const Step& awaited);
    void sit_for_decision();
    std::optional<Seat> decider() const;
    void call(const Step&, const std::vector<Id>& units, const Id& post);
    void note_step(const Step&);
    void tell_of_state();
    void write_alarms();
    void write_lists();
    void list_again();
    void write_line();
    void write_notices();

    store::Writer& db_;
    const Desk& desk_;
    const kernel::Asker& asker_;
    OpenCase& open_;
    std::string verb_;
    bool new_ = false;
    bool on_behalf_ = false;
    bool entered_ = false;
    Case before_;
    Waits waited_;
    SharedCalendar calendar_;
    bool goes_on_ = false;
    journal::Line line_;
    std::vector<std::pair<std::string, std::string>> said_;  // name → JSON
    std::vector<std::pair<std::string, json::Value>> filled_;
    std::map<Id, Words> told_;
};

// {number}, {title}, {due} and plain fields filled in; what is sealed stays as {field} until it is
// read.
Words filled_in(const Words&, const Desk&, const OpenCase&);

// A name that follows from another: for what the system does because of an act.
Id derived(const Id& from, std::string_view why);
// Who the system is.
kernel::Asker system_asker(store::Tenant, const Id& act);

}  // namespace linli::cases
