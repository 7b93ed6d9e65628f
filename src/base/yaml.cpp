#include "base/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "base/text.h"

namespace linli::yaml {
namespace {

constexpr std::size_t levels_max = 16;

struct Wrong {
    int line;  // from 1
    std::string what;
};

// Builds the tree from what the parser meets, and throws Wrong at the first thing that a programme
// may not use. Throwing from here also ends the parser's own recursion.
class Builder : public YAML::EventHandler {
public:
    explicit Builder(std::string file) : file_(std::move(file)) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (root_) throw Wrong{line(mark), "a second document"};
    }
    void OnDocumentEnd() override {}
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw Wrong{line(mark), "an alias"};
    }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        OnScalar(mark, "?", anchor, "");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        Node node = begin(mark, tag, anchor, Kind::scalar);
        node.text = text;
        node.quoted = tag == "!";
        if (!levels_.empty() && levels_.back().node.kind == Kind::map && !levels_.back().key) {
            open_key(node);
        } else {
            put(std::move(node));
        }
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(begin(mark, tag, anchor, Kind::list));
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(begin(mark, tag, anchor, Kind::map));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

    std::optional<Node> take() { return std::move(root_); }

private:
    struct Key {
        std::string name;
        int line;
    };
    struct Level {
        Node node;
        std::optional<Key> key;  // of a map: the key whose value comes next
        std::set<std::string> seen;
    };

    static int line(const YAML::Mark& mark) { return mark.line + 1; }

    Node begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
               Kind kind) const {
        if (anchor != 0) throw Wrong{line(mark), "an anchor"};
        if (!tag.empty() && tag != "?" && tag != "!") throw Wrong{line(mark), "a tag"};
        Node node;
        node.kind = kind;
        node.file = file_;
        node.line = line(mark);
        return node;
    }

    void open_key(const Node& node) {
        Level& level = levels_.back();
        if (node.text.empty()) throw Wrong{node.line, "an empty key"};
        if (!level.seen.insert(node.text).second) {
            throw Wrong{node.line, "the key " + node.text + " a second time"};
        }
        level.key = Key{node.text, node.line};
    }

    void open(Node node) {
        if (levels_.size() == levels_max) {
            throw Wrong{node.line, "more than " + std::to_string(levels_max) + " levels"};
        }
        if (!levels_.empty() && levels_.back().node.kind == Kind::map && !levels_.back().key) {
            throw Wrong{node.line, "a key that is not a word, or an open bracket"};
        }
        levels_.push_back({std::move(node), {}, {}});
    }

    void close() {
        Node node = std::move(levels_.back().node);
        levels_.pop_back();
        put(std::move(node));
    }

    void put(Node node) {
        if (levels_.empty()) {
            root_ = std::move(node);
            return;
        }
        Level& level = levels_.back();
        if (level.node.kind == Kind::list) {
            level.node.items.push_back(std::move(node));
            return;
        }
        node.line = level.key->line;
        level.node.entries.push_back({std::move(level.key->name), std::move(node)});
        level.key.reset();
    }

    std::string file_;
    std::vector<Level> levels_;
    std::optional<Node> root_;
};

// YAML 1.2 section 5.1 lets no control characters in but these; they are also what gives away a
// file that is UTF-16 or no text at all.
bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
           c == 0x7f;
}

Node read(std::string_view source, const std::string& file, std::size_t bytes_max) {
    if (source.size() > bytes_max) {
        throw Wrong{1, "more than " + std::to_string(bytes_max) + " bytes"};
    }
    if (!text::is_utf8(source)) throw Wrong{1, "bytes that are not UTF-8"};
    const auto control = std::find_if(source.begin(), source.end(), is_control);
    if (control != source.end()) {
        const auto line = std::count(source.begin(), control, '\n') + 1;
        throw Wrong{static_cast<int>(line), "a control character"};
    }

    // yaml-cpp takes a quote that is never closed when the file ends in a line break.
    std::istringstream stream(std::string(source) + "\n#");
    YAML::Parser parser(stream);
    Builder builder(file);
    while (parser.HandleNextDocument(builder)) {
    }
    std::optional<Node> root = builder.take();
    if (!root) throw Wrong{1, "nothing at all"};
    return *std::move(root);
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    for (const auto& [name, node] : entries) {
        if (name == key) return &node;
    }
    return nullptr;
}

Outcome<Node> parse(std::string_view source, std::string file, std::size_t bytes_max) {
    const auto refusal = [&file](int line, const std::string& what) {
        return Refusal{"bad_yaml", file + ":" + std::to_string(line), what};
    };
    try {
        return read(source, file, bytes_max);
    } catch (const Wrong& wrong) {
        return refusal(wrong.line, wrong.what);
    } catch (const YAML::Exception& wrong) {
        // An end that came too soon is met behind the last line.
        const auto breaks = std::count(source.begin(), source.end(), '\n');
        const auto lines = breaks + (source.empty() || source.back() != '\n' ? 1 : 0);
        return refusal(std::min(wrong.mark.line + 1, static_cast<int>(lines)), wrong.msg);
    }
}

}  // namespace linli::yaml
