// Walks tests/doors.txt: every route of the router, for ten askers, on records in every situation.
// A route that is not in the table fails, and so does a line whose route is gone. What is compared
// is the answer's status, and what of the record stands in it.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "base/text.h"
#include "channels/http/doors_scene.h"

namespace linli::http {
namespace {

using testing::DoorTown;
using testing::Scene;

const std::vector<std::string> askers = {"stranger", "own",       "neighbour", "near",    "grid",
                                         "window",   "secretary", "officer",   "auditor", "admin"};

struct Line {
    int number = 0;
    std::string situation;
    std::vector<std::string> cells;
};

// POST /api/cases/{case}/steps/{step=add} {"words":"…"}
struct Door {
    int number = 0;
    std::string method, path, target, edition = "*", body;
    std::vector<Line> lines;

    std::string route() const { return method + " " + path; }
    // What only some doors are about would stand in the lists of the others; the journal shows the
    // newest.
    std::string beside() const {
        if (path == "/api/journal") return path;
        for (const char* const one : {"unit", "post", "import", "report", "slip"}) {
            for (const char* const brackets : {"{}", "<>"}) {
                const std::string named = brackets[0] + std::string(one) + brackets[1];
                if ((target + body).find(named) != std::string::npos) return one;
            }
        }
        return "";
    }
};

std::string in_table(const std::string& name) {
    std::filesystem::path folder = std::filesystem::current_path();
    while (!std::filesystem::exists(folder / name) && folder.has_relative_path())
        folder = folder.parent_path();
    return (folder / name).string();
}

// What stands at the head of a door. {step=add} names the parameter and what it is here; ?query
// belongs to the request and not to the route.
Door door_of(const std::string& head, int number) {
    static const std::regex shape(R"((\S+) (\S+)(?: If-Match:(\S+))?(?: (.*))?)");
    static const std::regex given(R"(\{(\w+)=([^}]*)\})");
    std::smatch parts;
    CHECK(std::regex_match(head, parts, shape));
    const std::string where = parts[2];
    Door door;
    door.number = number;
    door.method = parts[1];
    door.path = std::regex_replace(where.substr(0, where.find('?')), given, "{$1}");
    door.target = std::regex_replace(where, given, "$2");
    if (parts[3].matched) door.edition = parts[3];
    door.body = parts[4];
    return door;
}

std::vector<Door> table() {
    std::ifstream file(in_table("tests/doors.txt"));
    CHECK(file.good());
    std::vector<Door> doors;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (text::trim(line).empty() || line.front() == '#') continue;
        if (line.front() != ' ') {
            doors.push_back(door_of(line, number));
            continue;
        }
        std::vector<std::string> words;
        for (const std::string& word : text::split(line, ' ')) {
            if (!word.empty()) words.push_back(word);
        }
        doors.back().lines.push_back({number, words.front(), {words.begin() + 1, words.end()}});
    }
    return doors;
}

// {name} and <name> as the scene has them.
std::string filled(DoorTown& town, Scene& scene, std::string text) {
    for (const auto& [open, close] : {std::pair{'{', '}'}, std::pair{'<', '>'}}) {
        for (std::size_t at = text.find(open); at != text.npos; at = text.find(open, at)) {
            const std::size_t end = text.find(close, at);
            const std::string name = end == text.npos ? "" : text.substr(at + 1, end - at - 1);
            const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
                return c == '_' || (c >= 'a' && c <= 'z');
            });
            if (!is_name) {
                ++at;
                continue;
            }
            town.provide(scene, name);
            text.replace(at, end - at + 1, scene.called[name]);
        }
    }
    return text;
}

// How an answer reads in the table; its key stands there at the top.
std::string cell_of(const Response& response, const Scene& scene) {
    static const std::map<int, std::string> marks = {{400, "?"}, {401, "-"}, {403, "x"},
                                                     {404, "."}, {409, "!"}, {412, "!"},
                                                     {422, "!"}, {428, "?"}, {429, "~"}};
    std::string told;
    for (const char letter : std::string("inamdwt")) {
        const auto words = scene.secrets.find(letter);
        if (words == scene.secrets.end()) continue;
        const bool stands = std::any_of(
            words->second.begin(), words->second.end(),
            [&](const std::string& word) { return response.body.find(word) != std::string::npos; });
        if (stands) told += letter;
    }
    if (response.status < 300) return told.empty() ? "ok" : told;
    const auto mark = marks.find(response.status);
    return (mark == marks.end() ? std::to_string(response.status) : mark->second) + told;
}

class Doors : public ::testing::TestWithParam<std::string> {
protected:
    std::string asked(const Door& door, const std::string& asker, Scene& scene) {
        const std::string target = filled(town, scene, door.target);
        std::string body = filled(town, scene, door.body), type = "application/json";
        if (body == "@photo" || body == "@sheet") {
            const bool photo = body == "@photo";
            const Multipart form = multipart(
                {{"file", photo ? "a.png" : "a.csv", "", photo ? testing::dot : "姓名\n王五\n"}});
            body = form.body;
            type = form.content_type;
        }
        const std::string token = asker == "stranger" ? ""
                                  : asker == "own"    ? scene.own
                                                      : town.session(asker);
        const Response answer =
            town.r.ask(door.method, target, token, body, door.edition, {}, type);
        if (door.method != "GET" && answer.status < 300) {
            scene.used = true;
            if (door.path.starts_with("/api/session") || door.path.starts_with("/api/me/"))
                town.sign_in_again(asker);
        }
        // A wrong password counts.
        scene.used = scene.used || door.route() == "POST /api/session";
        return cell_of(answer, scene);
    }

    void walk(const Door& door) {
        for (const Line& line : door.lines) {
            std::vector<std::string> cells;
            for (const std::string& asker : askers) {
                const std::string key = line.situation + door.beside();
                const auto kept = scenes.find(key);
                if (kept == scenes.end() || kept->second.used)
                    scenes.insert_or_assign(key, town.scene(line.situation));
                cells.push_back(asked(door, asker, scenes.at(key)));
            }
            EXPECT_EQ(text::joined(line.cells, " "), text::joined(cells, " "))
                << "tests/doors.txt:" << line.number << ": " << door.route() << " "
                << line.situation;
        }
    }

    DoorTown town{GetParam()};
    std::map<std::string, Scene> scenes;
};

INSTANTIATE_TEST_SUITE_P(Engines, Doors, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Doors, StandOpenForWhomTheTableSays) {
    const std::vector<Door> doors = table();
    // Reads first: they leave the scenes as they were.
    for (const bool writes : {false, true}) {
        for (const Door& door : doors) {
            if ((door.method != "GET") == writes) walk(door);
        }
    }
}

TEST(TheTableOfDoors, HasEveryRouteAndNoOther) {
    testing::TownRouter r;
    std::set<std::string> routes, written;
    for (const Endpoint& endpoint : r.router.endpoints())
        routes.insert(endpoint.method + " " + endpoint.path);
    for (const Door& door : table()) {
        written.insert(door.route());
        EXPECT_TRUE(routes.contains(door.route()))
            << "tests/doors.txt:" << door.number << ": no such route: " << door.route();
        EXPECT_FALSE(door.lines.empty()) << door.route();
        for (const Line& line : door.lines)
            EXPECT_EQ(line.cells.size(), askers.size()) << "tests/doors.txt:" << line.number;
    }
    for (const std::string& route : routes)
        EXPECT_TRUE(written.contains(route)) << "not in tests/doors.txt: " << route;
}

}  // namespace
}  // namespace linli::http
