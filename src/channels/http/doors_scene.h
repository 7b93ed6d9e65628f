// What tests/doors.txt is played on: ten askers, and somebody with a home, a household, a house of
// their own, an account, a matter and a correction that waits, in the situation that a line names.
// Everything that could give them away is a word of its own, so that it can be looked for in
// answers. Included by the test of the doors only.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "channels/http/multipart.h"
#include "channels/http/photos.h"
#include "channels/http/town_testing.h"
#include "channels/sheets/imports.h"
#include "kernel/posts/slips.h"
#include "kernel/registry/households.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/proposals.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/units.h"

namespace linli::http::testing {

// The smallest PNG: one grey pixel.
inline const std::string dot(
    "\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\001\000\000\000\001\010\000"
    "\000\000\000\072\176\233U\000\000\000\012IDATx\234ch\000\000\000\202\000\201w\315r"
    "\266\000\000\000\000IEND\256B\140\202",
    67);

struct Scene {
    std::string situation;
    std::map<std::string, std::string> called;  // what a placeholder stands for
    // What would give them away: of each letter its words.
    std::map<char, std::vector<std::string>> secrets;
    std::string own;    // the session of whom it is about
    bool used = false;  // something was done to it
};

class DoorTown {
public:
    explicit DoorTown(const std::string& engine) : r(engine) {
        r.publish();
        for (const auto& [name, role, place] : std::vector<std::array<std::string, 3>>{
                 {"near", "grid_worker", near_.text()},
                 {"grid", "grid_worker", t.grid.text()},
                 {"window", "window", t.north.text()},
                 {"secretary", "secretary", t.north.text()},
                 {"officer", "street_officer", t.street.text()},
                 {"auditor", "auditor", t.north.text()},
                 {"admin", "administrator", t.street.text()},
                 {"south_window", "window", t.south.text()},
                 {"south_secretary", "secretary", t.south.text()}}) {
            sessions_[name] = r.as(role, Id::parse(place).value());
        }
        sessions_["neighbour"] = r.resident(neighbour_);
        r.as_first("counsellor", t.street);
        for (const auto& [name, token] : sessions_)
            accounts_[name] = r.account(token);
        other_case_ = done(r.ask(
            "POST", "/api/cases", sessions_["neighbour"],
            "{\"part\":\"opinions.matter\",\"values\":{\"where\":" + quoted(t.other_house.text()) +
                ",\"kind\":\"leak\",\"story\":\"渗水\"}}"));
    }

    const std::string& session(const std::string& asker) { return sessions_[asker]; }
    void sign_in_again(const std::string& asker) {
        if (accounts_.contains(asker)) sessions_[asker] = r.session(accounts_[asker]);
    }

    // Somebody new in that situation.
    Scene scene(const std::string& situation) {
        Scene scene;
        scene.situation = situation;
        const bool there = situation == "there";
        const int number = ++count_;
        const std::string digits = std::to_string(1000 + number);
        const Id home = t.place_of("house", digits, there ? south_estate_ : t.building);
        const std::string name = "欧阳" + letter(number);
        const std::string phone = "1390" + std::string(3, '0') + digits;
        const std::string document = citizen(
            "110105"
            "19491231" +
            digits.substr(1));
        const Id person = someone(home, name, document, phone);
        const Id account = t.account_of("door." + digits, person);
        scene.own = r.session(account);
        scene.called = {{"person", person.text()},
                        {"house", home.text()},
                        {"account", account.text()},
                        {"login", "door." + digits},
                        {"place", (there ? t.south : t.north).text()},
                        {"north", t.north.text()},
                        {"south", t.south.text()},
                        {"grid", t.grid.text()},
                        {"street", t.street.text()},
                        {"building", t.building.text()},
                        {"estate", t.estate.text()},
                        {"south_house", t.south_house.text()},
                        {"neighbour", accounts_["neighbour"].text()},
                        {"name", name},
                        {"initial", digits},
                        {"tail", digits},
                        {"k", digits},
                        {"document", document},
                        {"grid_house", t.house.text()},
                        {"other_house", t.other_house.text()},

                        {"other_case", other_case_},
                        {"nil", "019cac0f-2680-7db3-b840-771fa2ae8d76"}};
        scene.secrets = {
            {'i', {person.text(), account.text()}},
            {'n', {name}},
            {'a',
             {(there ? "南苑里" : "和风新村3幢") + digits, (there ? "南苑里-" : "幢-") + digits}},
            {'m', {"139****" + digits, "1101**********" + document.substr(14)}},
            {'d', {phone, document}},
            {'w', {"堵塞" + digits, "代管" + digits}}};
        live(scene, person, home);
        happen(scene, person, number);
        return scene;
    }

    // What only some doors are about, made when a door asks for it.
    void provide(Scene& scene, const std::string& name) {
        if (scene.called.contains(name)) return;
        if (name == "other_person") {
            scene.called[name] =
                someone(t.other_house, "诸葛" + letter(std::stoi(scene.called["k"]))).text();
        }
        if (name == "unit") add_unit(scene);
        if (name == "post") add_post(scene);
        if (name == "import") add_import(scene);
        if (name == "report") add_report(scene);
        if (name == "slip") add_slip(scene);
        if (name == "session") scene.called[name] = sessions_of(accounts_["neighbour"]);
        if (!scene.called.contains(name)) throw Broken("no {" + name + "} in a scene");
    }

    TownRouter r;
    posts::testing::TestTown& t = r.t;

private:
    static std::string quoted(const std::string& text) { return '"' + text + '"'; }
    // 㐀, 㐁 …: a sign that stands nowhere else.
    static std::string letter(int number) {
        const int sign = 0x3400 + number;
        return {static_cast<char>(0xE0 | (sign >> 12)),
                static_cast<char>(0x80 | ((sign >> 6) & 63)),
                static_cast<char>(0x80 | (sign & 63))};
    }
    // With its check digit (GB 11643).
    static std::string citizen(const std::string& first) {
        constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (std::size_t i = 0; i < 17; ++i)
            sum += weights[i] * (first[i] - '0');
        return first + "10X98765432"[sum % 11];
    }
    // Lives there since a month ago.
    Id someone(const Id& home, const std::string& name, const std::string& document = "",
               const std::string& phone = "") {
        registry::NewPerson is;
        is.values.set("name", name);
        if (!document.empty()) is.values.document = registry::Document{"", document};
        if (!phone.empty()) is.values.phones = std::vector<std::string>{phone};
        is.lives = registry::Stay{home, t.day(30), ""};
        return t
            .write([&](store::Writer& db) {
                return registry::add_person(db, t.means, t.officer(), is);
            })
            .value();
    }
    static std::string done(const Response& response) {
        if (response.status >= 400) throw Broken("the scene is not set: " + response.body);
        return TownRouter::body_of(response)["id"].text();
    }
    std::string keeper(const Scene& scene, const std::string& role) {
        return sessions_[scene.situation == "there" ? "south_" + role : role];
    }
    void knows(Scene& scene, char letter, const std::string& word) {
        scene.secrets[letter].push_back(word);
    }

    // A household, a house they own, a photo, a matter, and a correction.
    void live(Scene& scene, const Id& person, const Id& home) {
        const std::string of_person = quoted(person.text()), of_home = quoted(home.text());
        const std::string& officer = sessions_["officer"];
        const std::string household =
            done(r.ask("POST", "/api/households", officer,
                       "{\"number\":\"" + scene.called["k"] + "\",\"place\":" + of_home +
                           ",\"from\":\"2026-02-01\",\"head\":" + of_person + "}"));
        scene.called["household"] = household;
        knows(scene, 'i', household);
        const Response owned = r.ask("PATCH", "/api/houses/" + home.text(), officer,
                                     "{\"owner_person\":" + of_person +
                                         ",\"owner_phone\":" + quoted(scene.secrets['d'][0]) +
                                         ",\"note\":" + quoted(scene.secrets['w'][1]) + "}",
                                     "\"0\"");
        CHECK(owned.status == 200);
        const std::string photo = keep_photo_of(scene);
        const std::string matter =
            "\"where\":" + of_home + ",\"story\":" + quoted(scene.secrets['w'][0]);
        const Response made =
            scene.situation == "sealed"
                ? r.ask("POST", "/api/cases", scene.own,
                        "{\"part\":\"counselling.talk\",\"values\":{\"about\":\"mood\"," + matter +
                            "}}")
            : scene.situation == "secret"
                ? r.ask("POST", "/api/cases", sessions_["window"],
                        "{\"part\":\"petitions.petition\",\"channel\":\"visit\",\"reporter\":{"
                        "\"person\":" +
                            of_person +
                            "},\"values\":{\"level\":\"community\",\"form\":\"single\",\"people\":"
                            "1," +
                            matter + "}}")
                : r.ask("POST", "/api/cases", scene.own,
                        "{\"part\":\"opinions.matter\",\"values\":{\"kind\":\"leak\",\"photos\":[" +
                            quoted(photo) + "]," + matter + "}}");
        scene.called["case"] = done(made);
        scene.called["code"] = TownRouter::body_of(made)["code"].text();
        scene.called["number"] = TownRouter::body_of(made)["number"].text();
        knows(scene, 'i', scene.called["case"]);
        knows(scene, 'i', scene.called["number"]);
        const std::string proposal =
            done(r.ask("POST", "/api/me/proposals", scene.own,
                       "{\"values\":{\"workplace\":" + quoted("代管" + scene.called["k"]) + "}}"));
        scene.called["proposal"] = proposal;
        knows(scene, 'i', proposal);
    }

    std::string keep_photo_of(Scene& scene) {
        const Multipart form = multipart({{"file", "a.png", "image/png", dot}});
        const std::string photo =
            done(r.ask("POST", "/api/files", scene.own, form.body, "", {}, form.content_type));
        scene.called["file"] = photo;
        knows(scene, 'i', photo);
        return photo;
    }

    // What has become of them since is told by another letter.
    void happen(Scene& scene, const Id& person, int number) {
        const std::string& how = scene.situation;
        const std::string path = "/api/people/" + person.text();
        const auto officer_does = [&](const std::string& act, const std::string& body) {
            const Response did = r.ask("POST", path + act, sessions_["officer"], body, "*");
            if (did.status >= 300) throw Broken("the scene is not set: " + did.body);
        };
        if (how == "gone" || how == "erased") {
            officer_does("/moves", "{\"kind\":\"lives\",\"address\":\"杭州\"}");
        }
        if (how == "erased") officer_does("/erase", "{\"reason\":\"本人要求\"}");
        if (how != "moved" && how != "merged") return;

        const std::string digits = std::to_string(5000 + number);
        const Id away = t.place_of("house", digits, south_estate_);
        scene.secrets['t'] = {"南苑里" + digits, away.text()};
        if (how == "moved") {
            officer_does("/moves", "{\"kind\":\"lives\",\"to\":" + quoted(away.text()) + "}");
            return;
        }
        const std::string name = "司徒" + letter(number);
        const Id stays = someone(away, name);
        CHECK(r.ask("POST", "/api/people/" + stays.text() + "/merge", sessions_["officer"],
                    "{\"goes\":" + quoted(person.text()) + ",\"reason\":\"重复登记\"}")
                  .status == 200);
        knows(scene, 't', name);
        knows(scene, 't', stays.text());
    }

    void add_unit(Scene& scene) {
        const std::string name = "和顺" + letter(std::stoi(scene.called["k"]));
        const std::string phone = "137" + std::string(4, '0') + scene.called["k"];
        scene.called["unit"] = done(r.ask("POST", "/api/units", keeper(scene, "window"),
                                          "{\"kind\":\"property\",\"name\":" + quoted(name) +
                                              ",\"place\":" + quoted(scene.called["place"]) +
                                              ",\"phone\":" + quoted(phone) + "}"));
        knows(scene, 'i', scene.called["unit"]);
        knows(scene, 'n', name);
        knows(scene, 'm', "137****" + scene.called["k"]);
        knows(scene, 'd', phone);
    }
    void add_post(Scene& scene) {
        const std::string holder = "司空" + letter(std::stoi(scene.called["k"]));
        scene.called["post"] =
            done(r.ask("POST", "/api/posts", sessions_["admin"],
                       "{\"role\":\"mediator\",\"place\":" + quoted(scene.called["place"]) +
                           ",\"name\":" + quoted(holder) + "}"));
        knows(scene, 'i', scene.called["post"]);
        knows(scene, 'n', holder);
    }
    void add_import(Scene& scene) {
        const std::string file = "名册" + scene.called["k"] + ".csv";
        scene.called["import"] =
            t.write([&](store::Writer& db) {
                 kernel::Asker asker;
                 asker.who = access::who_of(
                     db, db.tenant(),
                     accounts_[scene.situation == "there" ? "south_window" : "window"], t.today());
                 asker.act = t.fresh();
                 sheets::NewImport is;
                 is.name = file;
                 is.place = Id::parse(scene.called["place"]).value();
                 return sheets::begin_import(db, t.means, asker, is);
             })
                .value()
                .text();
        knows(scene, 'i', scene.called["import"]);
        knows(scene, 'n', file);
    }
    void add_report(Scene& scene) {
        scene.called["report"] = done(
            r.ask("POST", "/api/reports", keeper(scene, "secretary"),
                  "{\"template\":\"summaries.quarter\",\"place\":" + quoted(scene.called["place"]) +
                      ",\"period\":\"2026Q1\"}"));
        knows(scene, 'i', scene.called["report"]);
        knows(scene, 'n', "社情民意工作小结");
    }
    void add_slip(Scene& scene) {
        scene.called["slip"] = TownRouter::body_of(r.ask(
            "POST", "/api/slips", sessions_["officer"],
            "{\"person\":" + quoted(scene.called["person"]) + "}"))["code"]
                                   .text();
    }
    std::string sessions_of(const Id& account) {
        return t.read([&](store::Reader& db) {
            return access::sessions_of(db, db_tenant(), account, t.inside.clock.now())
                .front()
                .id.text();
        });
    }
    static store::Tenant db_tenant() { return store::testing::town; }

    int count_ = 0;
    std::string other_case_;
    Id neighbour_ = t.person_at(t.other_house, "邻人");
    std::map<std::string, std::string> sessions_;
    std::map<std::string, Id> accounts_;
    Id near_ = t.place_of("grid", "第二网格", t.north);
    Id south_estate_ = t.place_of("estate", "南苑里", t.south);
};

}  // namespace linli::http::testing
