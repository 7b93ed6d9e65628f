#include "plays/stage.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "access/accounts.h"
#include "base/log.h"
#include "base/text.h"
#include "catalogue/desk.h"
#include "channels/http/endpoints.h"
#include "kernel/cases/cases.h"
#include "kernel/posts/posts.h"
#include "kernel/posts/teams.h"
#include "kernel/registry/persons.h"
#include "store/remove.h"

namespace linli::plays {
namespace {

constexpr store::Tenant town{990000000000};  // a code that no division has
constexpr const char* password = "the same for all of the cast";

const std::vector<Setting>& usual_places() {
    static const std::vector<Setting> all = {
        {0, "S", "street", "", "柳浦街道"},      {0, "C1", "community", "S", "澄浪社区"},
        {0, "C2", "community", "S", "南埠社区"}, {0, "G07", "grid", "C1", "第七网格"},
        {0, "G12", "grid", "C1", "第十二网格"},  {0, "G21", "grid", "C2", "第二十一网格"},
        {0, "B1", "building", "G12", "1幢"},     {0, "B2", "building", "G12", "2幢"},
        {0, "B3", "building", "G12", "3幢"},     {0, "B7", "building", "G07", "7幢"},
        {0, "B9", "building", "G21", "9幢"}};
    return all;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// The programmes that the binary carries; the file beside the play instead of the one of its name.
std::vector<catalogue::Source> sources_for(const std::string& play) {
    std::vector<catalogue::Source> sources = catalogue::carried_programmes();
    const std::filesystem::path beside = std::filesystem::path(play).replace_extension(".yaml");
    if (!std::filesystem::exists(beside)) return sources;
    const auto same_name = [&](const catalogue::Source& source) {
        return std::filesystem::path(source.file).filename() == beside.filename();
    };
    std::erase_if(sources, same_name);
    sources.push_back({beside.string(), text_of(beside)});
    return sources;
}

// Hashed once for all plays of a run: it costs as long as a hundred requests.
const std::string& hashed_password() {
    static const std::string hashed = access::hash_password(password);
    return hashed;
}

}  // namespace

Stage::Stage(const Play& play, const Settings& settings)
    : clock_(Zone{}.at(play.scenes.front().day, 0)), roles_(posts::carried_roles().rights()) {
    open_store(settings);
    build(play);
    publish(play);
}

Stage::Place::~Place() {
    try {
        if (!data.empty()) store::remove(*this);
    } catch (const Fault& fault) {
        log::warning("what a play left behind is still there: " + std::string(fault.what()));
    }
}

void Stage::open_store(const Settings& settings) {
    const std::string name = "play_" + text::hex(access::make_token(random_).substr(0, 8));
    settings_.data = (std::filesystem::temp_directory_path() / ("linli_" + name)).string();
    settings_.database = settings.database;
    settings_.schema = name;
    settings_.sync = false;  // nobody will miss it
    store_ = store::Store::open(settings_, clock_);
    store_->add_tenant({town, "柳浦街道", Zone{}, access::digest_of(settings.cipher)});
    seals_ = access::Seals::open(settings_.data + "/key", true, random_, settings.cipher);
    desk_.means = {&*seals_, &random_, &roles_, Zone{}};
    desk_.means.hooks = &hooks_;
    desk_.means.directory = &directory_;
}

store::Tenant Stage::tenant() const {
    return town;
}

Id Stage::fresh() const {
    return Id::make(clock_.now(), random_);
}

kernel::Asker Stage::hand() const {
    kernel::Asker asker;
    asker.who.tenant = town;
    asker.act = fresh();
    if (!root_) return asker;
    asker.who.account = fresh();
    for (const char* role : {"administrator", "street_officer"}) {
        asker.who.grants.push_back({fresh(), role, root_, root_path_, std::nullopt, false});
    }
    return asker;
}

// Runs `decide(writer, asker)` in the lane, and fails the line when it refuses.
template <class Decide>
Id Stage::write(int line, Decide&& decide) {
    Id made;
    const kernel::Asker asker = hand();
    const auto ended = store_->write(town, [&](store::Writer& db) -> Outcome<Done> {
        const Outcome<Id> outcome = decide(db, asker);
        if (!outcome) return outcome.refusal();
        made = outcome.value();
        return Done{};
    });
    if (ended) return made;
    const Refusal& refusal = ended.refusal();
    throw Failed{line,
                 "the stage refuses it: " + refusal.code + " " + refusal.at + " " + refusal.with};
}

void Stage::publish(const Play& play) {
    const auto sources = sources_for(play.file);
    const kernel::Asker asker = hand();
    const auto published = store_->write(town, [&](store::Writer& db) {
        return catalogue::publish(db, desk_.means, asker, sources);
    });
    if (!published) {
        throw Failed{1, published.refusal().at + ": " + published.refusal().with};
    }
    catalogue_.load(*store_, town);
    open_desk();
    router_ = std::make_unique<http::Router>(http::Services{.store = *store_,
                                                            .catalogue = &catalogue_,
                                                            .clock = clock_,
                                                            .means = desk_.means,
                                                            .tenant = town,
                                                            .office = "柳浦街道",
                                                            .events = events_});
    http::add_all(*router_);
}

void Stage::open_desk() {
    desk_ = catalogue::desk_of(catalogue_, desk_.means);
    cases::listen(hooks_, desk_);
}

void Stage::build(const Play& play) {
    const auto is_root = [](const Setting& place) { return place.within.empty(); };
    const bool another = std::any_of(play.places.begin(), play.places.end(), is_root);
    if (!another) {
        for (const Setting& place : usual_places())
            add_place(place);
    }
    for (const Setting& place : play.places)
        add_place(place);
    for (const Setting& unit : play.units)
        add_unit(unit);
    std::size_t number = 0;
    cast_ = play.cast;
    for (const Member& member : cast_)
        add_member(member, number++);
    add_member({1, std::string(auditor), "auditor", name_of(root_.text())}, number);
}

void Stage::add_place(const Setting& setting) {
    registry::NewPlace is;
    is.kind = setting.kind;
    is.name = setting.title.empty() ? setting.name : setting.title;
    if (!setting.within.empty()) {
        const auto parent = place(setting.within);
        if (!parent) throw Failed{setting.line, "there is no place " + setting.within};
        is.parent = *parent;
    }
    const Id id = write(setting.line, [&](store::Writer& db, const kernel::Asker& asker) {
        return is.parent ? registry::add_place(db, desk_.means, asker, is)
                         : registry::found(db, desk_.means, asker, is);
    });
    places_[setting.name] = id;
    if (!is.parent) {
        root_ = id;
        root_path_ =
            store_->read([&](store::Reader& db) { return registry::place(db, town, id)->path; });
    }
    if (setting.kind == "building") add_houses(setting.name);
}

void Stage::add_houses(const std::string& building) {
    for (const char* number : {"101", "102"}) {
        add_place({0, building + "-" + number, "house", building, number});
    }
}

void Stage::add_unit(const Setting& setting) {
    const auto at = setting.within.empty() ? std::optional(root_) : place(setting.within);
    if (!at) throw Failed{setting.line, "there is no place " + setting.within};
    registry::NewUnit is;
    is.values.kind = setting.kind;
    is.values.name = setting.title.empty() ? setting.name : setting.title;
    is.values.place = *at;
    units_[setting.name] = write(setting.line, [&](store::Writer& db, const kernel::Asker& asker) {
        return registry::add_unit(db, desk_.means, asker, is);
    });
}

Id Stage::house_of(const Member& member) const {
    const auto house = place(member.where + "-101");
    const auto itself = place(member.where);
    if (!itself) throw Failed{member.line, "there is no place " + member.where};
    return house ? *house : *itself;
}

void Stage::add_member(const Member& member, std::size_t number) {
    Player& player = players_[member.name];
    if (member.role == "resident") {
        registry::NewPerson is;
        is.values.set("name", member.name);
        is.values.phones = {std::to_string(19'900'000'000 + static_cast<std::int64_t>(number))};
        is.lives = registry::Stay{house_of(member), {}, ""};
        player.person = write(member.line, [&](store::Writer& db, const kernel::Asker& asker) {
            return registry::add_person(db, desk_.means, asker, is);
        });
    }
    if (!player.account) {
        const access::Account account{.id = fresh(),
                                      .login = "cast." + std::to_string(number),
                                      .name = member.name,
                                      .person = player.person,
                                      .password = hashed_password()};
        player.account = write(member.line, [&](store::Writer& db, const kernel::Asker& asker) {
            const auto line = asker.line("account", account.id, "add");
            const auto added = access::add_account(db, account, line);
            return added ? Outcome<Id>(account.id) : added.refusal();
        });
        player.login = account.login;
    }
    if (member.role == "resident") return;
    posts::NewPost post;
    post.role = member.role;
    post.account = player.account;
    post.unit = unit(member.where);
    if (!post.unit) {
        const auto at = place(member.where);
        if (!at) throw Failed{member.line, "there is no place or unit " + member.where};
        post.place = *at;
    }
    write(member.line, [&](store::Writer& db, const kernel::Asker& asker) {
        return posts::appoint(db, desk_.means, asker, post);
    });
    let_in_first(member, post.place);
}

// The first of a team that is told in confidence comes in by the machine.
void Stage::let_in_first(const Member& member, const Id& place) {
    if (!posts::role_book(desk_.means).confidential(member.role)) return;
    write(member.line, [&](store::Writer& db, const kernel::Asker& asker) -> Outcome<Id> {
        const auto at = registry::place(db, db.tenant(), place);
        const Id account = *players_.at(member.name).account;
        if (posts::team_at(db, db.tenant(), member.role, at->path).size() > 1) return account;
        return posts::admit_at_machine(db, desk_.means, asker, account);
    });
}

void Stage::set_clock(Day day, std::int64_t minute) {
    clock_.set(Zone{}.at(day, minute));
}

namespace {

template <class Map>
auto found(const Map& map, std::string_view name) -> std::optional<Id> {
    const auto at = map.find(name);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

std::optional<Id> Stage::place(std::string_view name) const {
    return found(places_, name);
}
std::optional<Id> Stage::unit(std::string_view name) const {
    return found(units_, name);
}

std::string Stage::name_of(std::string_view id) const {
    for (const auto* map : {&places_, &units_}) {
        for (const auto& [name, known] : *map) {
            if (known.text() == id) return name;
        }
    }
    for (const auto& [name, player] : players_) {
        for (const auto& known : {player.account, player.person}) {
            if (known && known->text() == id) return name;
        }
    }
    return "";
}

std::optional<Id> Stage::person(std::string_view name) const {
    const auto at = players_.find(name);
    return at == players_.end() ? std::nullopt : at->second.person;
}

std::optional<Id> Stage::account(std::string_view name) const {
    const auto at = players_.find(name);
    return at == players_.end() ? std::nullopt : at->second.account;
}

http::Request Stage::request(std::string_view who, std::string_view method, std::string_view path) {
    http::Request request;
    request.method = method;
    const std::size_t question = path.find('?');
    request.path = path.substr(0, question);
    if (question != path.npos) {
        for (const std::string& pair : text::split(path.substr(question + 1), '&')) {
            const std::size_t equals = pair.find('=');
            request.query[pair.substr(0, equals)] = pair.substr(equals + 1);
        }
    }
    if (method != "GET") request.headers.emplace_back("idempotency-key", fresh().text());
    const auto player = players_.find(who);
    if (player != players_.end()) request.headers.emplace_back("cookie", player->second.cookie);
    return request;
}

std::string_view Stage::who_counts(const catalogue::Figure& figure) const {
    const cases::Rules* rules = figure.of.of_registry() ? nullptr : desk_.rules(figure.of.part, 0);
    if (!rules || rules->seen_by.empty()) return auditor;
    for (const Member& member : cast_) {
        if (rules->seen_by.contains(member.role) && place(member.where) == root_) {
            return member.name;
        }
    }
    return auditor;
}

void Stage::call_in(std::string_view who) {
    const auto player = players_.find(who);
    if (player == players_.end() || clock_.now() < player->second.signed_in_until) return;
    sign_in(player->second);
}

// Once for as long as a session lasts: the next day begins with a new one, as it does for people.
void Stage::sign_in(Player& player) {
    json::Writer body;
    body.open_object().field("login", player.login).field("password", password).close_object();
    const http::Response response = ask("someone", "POST", "/api/session", body.take());
    for (const auto& [name, value] : response.headers) {
        if (text::lower(name) == "set-cookie") player.cookie = value.substr(0, value.find(';'));
    }
    CHECK(response.status == 201 && !player.cookie.empty());
    player.signed_in_until = {clock_.now().micros + access::session_hours_max * micros_per_hour};
}

http::Response Stage::ask(std::string_view who, std::string_view method, std::string_view path,
                          const std::string& body) {
    http::Request asked = request(who, method, path);
    if (!body.empty()) asked.headers.emplace_back("content-type", "application/json");
    asked.body = body;
    return router_->ask(std::move(asked));
}

http::Response Stage::upload(std::string_view who, std::string_view name,
                             const std::string& bytes) {
    const std::string boundary = "linli-play";
    http::Request asked = request(who, "POST", "/api/files");
    asked.headers.emplace_back("content-type", "multipart/form-data; boundary=" + boundary);
    asked.body = "--" + boundary +
                 "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
                 std::string(name) + "\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes + "\r\n--" +
                 boundary + "--\r\n";
    return router_->ask(std::move(asked));
}

}  // namespace linli::plays
