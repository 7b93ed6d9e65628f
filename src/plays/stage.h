// What a play is set on: a store of its own, a small town in it, the cast with their posts and
// accounts, and the router that they ask. It is gone when the play ends. What the play says is the
// interpreter's business.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/seals.h"
#include "base/clock.h"
#include "catalogue/catalogue.h"
#include "channels/http/router.h"
#include "kernel/cases/desk.h"
#include "kernel/registry/directory.h"
#include "plays/play.h"

namespace linli::plays {

// Where plays keep their stores, and where the programmes they name are looked for.
struct Settings {
    std::string database;  // "" for SQLite in a folder of its own, else postgres://…
    access::Cipher cipher = access::Cipher::standard;
};

// Who asks for figures: in nobody's cast, with the role auditor over the whole town.
constexpr std::string_view auditor = "the auditor";

// Thrown when the play does not go on: the line, and what is wrong.
struct Failed {
    int line = 0;
    std::string what;
};

class Stage {
public:
    Stage(const Play&, const Settings&);  // throws Failed
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void set_clock(Day, std::int64_t minute);
    Instant now() const { return clock_.now(); }

    // What the name stands for; nothing when there is no such thing.
    std::optional<Id> place(std::string_view name) const;
    std::optional<Id> unit(std::string_view name) const;
    std::optional<Id> person(std::string_view name) const;
    std::optional<Id> account(std::string_view name) const;

    // Signs in, unless the session of before still lasts; a stranger and the clock need not.
    void call_in(std::string_view who);
    // Asks as that member of the cast; "someone" is a stranger.
    http::Response ask(std::string_view who, std::string_view method, std::string_view path,
                       const std::string& body = "");
    http::Response upload(std::string_view who, std::string_view name, const std::string& bytes);

    // The name of a place, a unit or a member of the cast; "" of anything else.
    std::string name_of(std::string_view id) const;
    // The auditor; of cases that only some may see, who in the cast may for the whole town.
    std::string_view who_counts(const catalogue::Figure&) const;
    const Id& root() const { return root_; }
    store::Store& store() { return *store_; }
    store::Tenant tenant() const;
    const catalogue::Catalogue& catalogue() const { return catalogue_; }
    const cases::Desk& desk() const { return desk_; }

private:
    struct Player {
        std::optional<Id> account, person;
        std::string login, cookie;
        Instant signed_in_until{};
    };

    void open_store(const Settings&);
    void publish(const Play&);
    void open_desk();
    void build(const Play&);
    void add_place(const Setting&);
    void add_houses(const std::string& building);
    void add_unit(const Setting&);
    void add_member(const Member&, std::size_t number);
    void let_in_first(const Member&, const Id& place);
    Id house_of(const Member&) const;
    kernel::Asker hand() const;  // who builds the stage: may do everything
    Id fresh() const;
    http::Request request(std::string_view who, std::string_view method, std::string_view path);
    void sign_in(Player&);
    template <class Decide>
    Id write(int line, Decide&&);

    SetClock clock_;
    mutable SystemRandom random_;
    // Gone with the stage, also when building it failed half-way.
    struct Place : store::Settings {
        ~Place();
    };
    Place settings_;
    std::unique_ptr<store::Store> store_;
    std::optional<access::Seals> seals_;
    access::Roles roles_;
    kernel::Hooks hooks_;
    registry::Directory directory_;
    catalogue::Catalogue catalogue_;
    cases::Desk desk_;
    http::Events events_;
    std::unique_ptr<http::Router> router_;
    std::map<std::string, Id, std::less<>> places_, units_;
    std::map<std::string, Player, std::less<>> players_;
    std::vector<Member> cast_;
    Id root_;
    access::Path root_path_;
};

}  // namespace linli::plays
