// Reads .play files: lines into words, words into the parts of a play.
#include <algorithm>
#include <set>

#include "base/reading.h"
#include "base/text.h"
#include "plays/play.h"

namespace linli::plays {
namespace {

// A word of a line. `name` is filled for name=value; an arrow and a comma are words of their own.
struct Word {
    enum class Kind { plain, quoted, given, arrow, comma };
    Kind kind = Kind::plain;
    std::string name, value;
};

struct Line {
    int number = 0;
    bool indented = false;
    std::vector<Word> words;
    std::vector<std::string> rows;
};

struct Wrong {
    int line;
    std::string what;
};

bool is_space(char c) {
    return c == ' ' || c == '\t';
}

bool is_row(std::string_view word) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::size_t dash = word.find('-');
    if (word.empty() || word[0] != 'S' || dash != 4 || word.size() < 7) return false;
    return std::all_of(word.begin() + 1, word.begin() + 4, digit) &&
           std::all_of(word.begin() + 5, word.end(), digit);
}

// Splits one line into words, up to its comment.
class Scanner {
public:
    Scanner(std::string_view text, int line) : text_(text), line_(line) {}

    std::vector<Word> words() {
        std::vector<Word> all;
        for (skip(); at_ < text_.size() && text_[at_] != '#'; skip())
            all.push_back(word());
        return all;
    }

    std::vector<std::string> rows() const {
        std::vector<std::string> cited;
        std::string comment(text_.substr(at_));
        std::replace_if(
            comment.begin(), comment.end(),
            [](char c) { return is_space(c) || c == '#' || c == ','; }, ' ');
        for (const std::string& one : text::split(comment, ' ')) {
            if (is_row(one)) cited.push_back(one);
        }
        return cited;
    }

private:
    void skip() {
        while (at_ < text_.size() && is_space(text_[at_]))
            ++at_;
    }

    Word word() {
        if (text_.substr(at_, 2) == "->") {
            at_ += 2;
            return {Word::Kind::arrow, "", ""};
        }
        if (text_[at_] == ',') {
            ++at_;
            return {Word::Kind::comma, "", ""};
        }
        if (text_[at_] == '"') return {Word::Kind::quoted, "", quoted()};
        std::string value = plain();
        const std::size_t equals = value.find('=');
        if (equals == value.npos) return {Word::Kind::plain, "", std::move(value)};
        std::string name = value.substr(0, equals);
        value.erase(0, equals + 1);
        if (value.empty() && at_ < text_.size() && text_[at_] == '"') value = quoted();
        if (name.empty()) throw Wrong{line_, "a = with no name before it"};
        return {Word::Kind::given, std::move(name), std::move(value)};
    }

    std::string quoted() {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                return value;
            }
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
                ++at_;
                value += text_[at_] == 'n' ? '\n' : text_[at_];
            } else {
                value += text_[at_];
            }
        }
        throw Wrong{line_, "a quote that is not closed"};
    }

    // A value may hold commas (photos=1.jpg,2.jpg), but a comma at its end is the next word.
    std::string plain() {
        const std::size_t from = at_;
        while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '"')
            ++at_;
        while (at_ - 1 > from && text_[at_ - 1] == ',')
            --at_;
        return std::string(text_.substr(from, at_ - from));
    }

    std::string_view text_;
    int line_;
    std::size_t at_ = 0;
};

// Reads the lines of a play, from top to bottom.
class Reader {
public:
    explicit Reader(std::string file) { play_.file = std::move(file); }

    void read(const Line& line) {
        if (line.words.empty()) return;
        if (line.indented) return read_act(line);
        const std::string& first = line.words[0].value;
        if (line.words[0].kind != Word::Kind::plain) throw Wrong{line.number, "a word is needed"};
        if (first == "places") return read_settings(line, play_.places);
        if (first == "units") return read_settings(line, play_.units);
        if (first == "cast") return read_cast(line);
        if (first == "at") return read_scene(line);
        if (first == "figures") return read_figures(line);
        throw Wrong{line.number,
                    yaml::unknown("word", first, {"places", "units", "cast", "at", "figures"})};
    }

    Play take(int last_line) {
        if (play_.cast.empty()) throw Wrong{last_line, "a play needs a cast"};
        if (play_.scenes.empty()) throw Wrong{last_line, "a play needs a scene: at DAY TIME"};
        return std::move(play_);
    }

private:
    // NAME: KIND [of|at WHERE] ["title"], again and again.
    void read_settings(const Line& line, std::vector<Setting>& into) {
        for (std::size_t at = 1; at < line.words.size();) {
            Setting setting{line.number, named(line, at), "", "", ""};
            setting.kind = plain(line, at++);
            setting.within = where(line, at);
            if (at < line.words.size() && line.words[at].kind == Word::Kind::quoted) {
                setting.title = line.words[at++].value;
            }
            know(line, setting.name);
            into.push_back(std::move(setting));
        }
    }

    void read_cast(const Line& line) {
        for (std::size_t at = 1; at < line.words.size();) {
            Member member{line.number, named(line, at), "", ""};
            member.role = plain(line, at++);
            member.where = where(line, at);
            if (member.where.empty()) {
                throw Wrong{line.number, member.name + " needs a place: ROLE of PLACE"};
            }
            play_.cast.push_back(std::move(member));
        }
    }

    void read_scene(const Line& line) {
        const auto day = line.words.size() == 3 ? Day::parse(line.words[1].value) : std::nullopt;
        const auto minute = day ? minute_of(line.words[2].value) : std::nullopt;
        if (!minute) throw Wrong{line.number, "a scene begins with at 2026-03-02 09:00"};
        Scene scene{line.number, *day, *minute, {}};
        if (!play_.scenes.empty()) {
            const Scene& last = play_.scenes.back();
            if (std::pair(last.day, last.minute) > std::pair(scene.day, scene.minute)) {
                throw Wrong{line.number, "time does not go back"};
            }
        }
        play_.scenes.push_back(std::move(scene));
    }

    void read_figures(const Line& line) {
        Figures figures{line.number, "", {}, line.rows};
        std::size_t at = 1;
        if (at < line.words.size() && line.words[at].value[0] >= '0' &&
            line.words[at].value[0] <= '9') {
            figures.period = line.words[at++].value;
        }
        while (at + 1 < line.words.size()) {
            figures.counts.push_back({plain(line, at), line.words[at + 1].value});
            at += 2;
        }
        if (figures.counts.empty() || at < line.words.size()) {
            throw Wrong{line.number, "figures are pairs of a name and a value"};
        }
        scene(line).items.push_back({std::nullopt, std::move(figures)});
    }

    void read_act(const Line& line) {
        Act act;
        act.line = line.number;
        act.rows = line.rows;
        act.who = plain(line, 0);
        act.verb = plain(line, 1);
        check_actor(line, act);
        std::size_t at = 2;
        for (; at < line.words.size() && line.words[at].kind != Word::Kind::arrow; ++at) {
            const Word& word = line.words[at];
            if (word.kind == Word::Kind::given) {
                if (act.find(word.name)) throw Wrong{line.number, word.name + " is given twice"};
                act.given.emplace_back(word.name, word.value);
            } else if (word.kind == Word::Kind::comma) {
                throw Wrong{line.number, "a comma before the arrow"};
            } else {
                act.objects.push_back(word.value);
            }
        }
        act.expects = at < line.words.size();
        if (act.expects) act.expected = expected(line, at + 1);
        scene(line).items.push_back({std::move(act), std::nullopt});
    }

    static std::vector<Expected> expected(const Line& line, std::size_t at) {
        std::vector<Expected> all(1);
        for (; at < line.words.size(); ++at) {
            const Word& word = line.words[at];
            if (word.kind == Word::Kind::comma) {
                all.emplace_back();
            } else if (word.kind == Word::Kind::arrow) {
                throw Wrong{line.number, "a second arrow"};
            } else if (word.kind == Word::Kind::given) {
                all.back().push_back(word.name + "=" + word.value);
            } else {
                all.back().push_back(word.value);
            }
        }
        for (const Expected& one : all) {
            if (one.empty()) throw Wrong{line.number, "nothing stands behind the arrow"};
        }
        return all;
    }

    void check_actor(const Line& line, const Act& act) const {
        if (act.who == "someone") return;
        if (act.who == "the") {
            if (act.verb != "clock") throw Wrong{line.number, "only the clock acts by itself"};
            return;
        }
        std::vector<std::string> names = {"someone", "the"};
        for (const Member& member : play_.cast)
            names.push_back(member.name);
        if (std::find(names.begin(), names.end(), act.who) == names.end()) {
            throw Wrong{line.number, yaml::unknown("member of the cast", act.who, names)};
        }
    }

    Scene& scene(const Line& line) {
        if (play_.scenes.empty()) throw Wrong{line.number, "a scene begins with at DAY TIME"};
        return play_.scenes.back();
    }

    static std::string plain(const Line& line, std::size_t at) {
        if (at >= line.words.size()) throw Wrong{line.number, "a word is missing at the end"};
        if (line.words[at].kind != Word::Kind::plain) {
            throw Wrong{line.number, "a plain word is needed, not " + line.words[at].value};
        }
        return line.words[at].value;
    }

    // "Wang:".
    static std::string named(const Line& line, std::size_t& at) {
        std::string name = plain(line, at++);
        if (name.size() < 2 || name.back() != ':') {
            throw Wrong{line.number, "a name and a colon are needed, not " + name};
        }
        name.pop_back();
        return name;
    }

    // "of G12", "at B3", or nothing.
    static std::string where(const Line& line, std::size_t& at) {
        if (at >= line.words.size()) return "";
        if (line.words[at].value != "of" && line.words[at].value != "at") return "";
        ++at;
        return plain(line, at++);
    }

    void know(const Line& line, const std::string& name) {
        if (!known_.insert(name).second) throw Wrong{line.number, name + " stands twice"};
    }

    static std::optional<std::int64_t> minute_of(const std::string& time) {
        const auto instant = Instant::parse("1970-01-01T" + time + ":00Z");
        if (time.size() != 5 || !instant) return std::nullopt;
        return instant->micros / micros_per_minute;
    }

    Play play_;
    std::set<std::string> known_;
};

Play read(std::string_view source, const std::string& file) {
    Reader reader(file);
    int number = 0;
    for (std::string& text : text::split(source, '\n')) {
        if (!text.empty() && text.back() == '\r') text.pop_back();
        Line line{++number, !text.empty() && is_space(text[0]), {}, {}};
        Scanner scanner(text, number);
        line.words = scanner.words();
        line.rows = scanner.rows();
        reader.read(line);
    }
    return reader.take(number);
}

}  // namespace

const std::string* Act::find(std::string_view name) const {
    for (const auto& [key, value] : given) {
        if (key == name) return &value;
    }
    return nullptr;
}

std::vector<std::pair<std::string, int>> Play::cited() const {
    std::vector<std::pair<std::string, int>> all;
    for (const Scene& scene : scenes) {
        for (const Scene::Item& item : scene.items) {
            const int line = item.act ? item.act->line : item.figures->line;
            for (const std::string& row : item.act ? item.act->rows : item.figures->rows) {
                all.emplace_back(row, line);
            }
        }
    }
    return all;
}

Outcome<Play> parse(std::string_view source, std::string file, std::size_t bytes_max) {
    const auto refusal = [&file](int line, const std::string& what) {
        return Refusal{"bad_play", file + ":" + std::to_string(line), what};
    };
    if (source.size() > bytes_max)
        return refusal(1, "more than " + std::to_string(bytes_max) + " bytes");
    if (!text::is_utf8(source)) return refusal(1, "bytes that are not UTF-8");
    try {
        return read(source, file);
    } catch (const Wrong& wrong) {
        return refusal(wrong.line, wrong.what);
    }
}

}  // namespace linli::plays
