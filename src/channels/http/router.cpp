#include "channels/http/router.h"

#include <algorithm>
#include <charconv>
#include <future>

#include "base/log.h"
#include "base/text.h"
#include "channels/http/credentials.h"
#include "kernel/registry/persons.h"

namespace linli::http {
namespace {

constexpr std::size_t body_max = 1 << 20;
constexpr std::size_t upload_max = 64 << 20;
constexpr std::int64_t limit_max = 200;
constexpr std::size_t waiting_max = 4096;
constexpr std::size_t slow_waiting_max = 64;

std::size_t worker_count() {
    return std::max(2u, std::thread::hardware_concurrency()) * 2;
}

Response not_routed(const Routes& routes, const Request& request) {
    const std::string allowed = routes.allowed(request.path);
    Response response = allowed.empty() ? Response::problem(404, "no_such_path")
                                        : Response::problem(405, "no_such_method");
    if (!allowed.empty()) response.set("Allow", allowed);
    response.set("Cache-Control", "no-store");
    response.route = allowed.empty() ? "no_such_path" : "no_such_method";
    return response;
}

// Whether a browser sent this on behalf of another site. Browsers say so themselves (Fetch
// Metadata), older ones name the origin; whoever is no browser carries no cookie of ours by
// accident.
bool from_another_site(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return false;
    const std::size_t scheme = origin.find("://");
    return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

// Whether the page that asks shows somebody else's name, or a name where nobody is signed in any
// more: the cookie is the browser's, and may have run out or changed hands since.
bool for_another_account(const Call& call) {
    const std::string_view believed = call.request.header("linli-account");
    return !believed.empty() && believed != call.who.account.text();
}

// If-Match (RFC 9110 section 13.1.1), of which one strong tag or "*" is understood.
std::optional<Refusal> read_edition(Call& call) {
    const Edition edition = call.endpoint.edition;
    if (edition != Edition::asked && edition != Edition::heeded) return std::nullopt;
    const std::string_view match = call.request.header("if-match");
    if (match.empty() && edition == Edition::heeded) return std::nullopt;
    if (match.empty()) return Refusal{"edition_missing", "If-Match", ""};
    if (match == "*") return std::nullopt;
    if (match.size() > 2 && match.front() == '"' && match.back() == '"') {
        call.edition = text::whole_number(match.substr(1, match.size() - 2));
    }
    if (!call.edition) return Refusal{"edition_bad", "If-Match", ""};
    return std::nullopt;
}

// Ids of version 8 (RFC 9562 section 4.2) are those of what the system does because of an act or a
// clock (cases::derived). Anybody can work them out, and one that was used up would stop the clock.
bool is_of_the_system(const Id& act) {
    return act.bytes[6] >> 4 == 8;
}

std::optional<Refusal> read_act(Call& call) {
    if (!call.endpoint.writes()) return std::nullopt;
    const std::string_view key = call.request.header("idempotency-key");
    if (key.empty()) return Refusal{"act_missing", "Idempotency-Key", ""};
    const auto act = Id::parse(key);
    if (!act || !*act || is_of_the_system(*act)) {
        return Refusal{"act_bad", "Idempotency-Key", ""};
    }
    call.act = *act;
    return std::nullopt;
}

std::optional<Refusal> read_body(Call& call) {
    const Request& request = call.request;
    const std::string type = text::lower(request.header("content-type"));
    if (call.endpoint.uploads) {
        if (!text::starts_with(type, "multipart/form-data")) {
            return Refusal{"bad_media_type", "Content-Type", "multipart/form-data"};
        }
        auto uploads = parse_multipart(request.header("content-type"), request.body);
        if (!uploads) return uploads.refusal();
        call.uploads = std::move(uploads).value();
        return std::nullopt;
    }
    if (call.endpoint.body.kind == Shape::Kind::none) {
        if (!request.body.empty()) return Refusal{"no_body_wanted", "", ""};
        return std::nullopt;
    }
    // A form of another site can post text/plain without asking; it cannot post JSON.
    if (type.substr(0, type.find(';')) != "application/json") {
        return Refusal{"bad_media_type", "Content-Type", "application/json"};
    }
    auto body = json::Value::parse(request.body);
    if (!body) return body.refusal();
    call.body = std::move(body).value();
    const auto fits = check(call.endpoint.body, call.body);
    if (!fits) return fits.refusal();
    return std::nullopt;
}

bool of_kinds(const Cursor& cursor, const std::vector<Shape::Kind>& kinds) {
    if (cursor.size() != kinds.size()) return false;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const bool is_number = std::holds_alternative<std::int64_t>(cursor[i]);
        if (is_number != (kinds[i] == Shape::Kind::number)) return false;
        if (kinds[i] == Shape::Kind::id && !Id::parse(std::get<std::string>(cursor[i])))
            return false;
    }
    return true;
}

std::optional<Refusal> read_query(Call& call, std::string_view cursor_key,
                                  const std::string& question) {
    std::vector<Shape> shapes = call.endpoint.query;
    if (!call.endpoint.page_key.empty()) {
        shapes.push_back(shape::limit(limit_max));
        shapes.push_back(shape::text("cursor"));
    }
    const auto fits = check_query(shapes, call.request.query);
    if (!fits) return fits.refusal();
    if (call.endpoint.page_key.empty()) return std::nullopt;

    const std::string word = call.query("cursor");
    if (word.empty()) return std::nullopt;
    call.cursor = read_cursor(word, cursor_key, question);
    if (!call.cursor || !of_kinds(*call.cursor, call.endpoint.page_key)) {
        return Refusal{"bad_cursor", "cursor", ""};
    }
    return std::nullopt;
}

}  // namespace

int status_of(std::string_view code) {
    static const std::map<std::string_view, int> exact = {
        {"act_bad", 400},
        {"act_missing", 400},
        {"bad_cursor", 400},
        {"bad_json", 400},
        {"bad_multipart", 400},
        {"bad_path", 400},
        {"bad_query", 400},
        {"edition_bad", 400},
        {"no_body_wanted", 400},
        {"login_failed", 401},
        {"login_first", 401},
        {"cross_site", 403},
        {"sign_in_first", 401},
        {"not_yours", 403},
        {"not_yourself", 403},
        {"password_must_change", 403},
        {"second_factor_needed", 401},
        {"second_factor_must_set", 403},
        {"second_factor_off", 409},
        {"second_factor_on", 409},
        {"act_reused", 409},
        {"already_done", 409},
        {"login_taken", 409},
        {"too_late", 409},
        {"wrong_state", 409},
        {"changed_meanwhile", 412},
        {"too_large", 413},
        {"bad_media_type", 415},
        {"no_such_choice", 422},
        {"no_such_code", 422},
        {"no_such_field", 422},
        {"no_such_kind", 422},
        {"no_such_method", 405},
        {"no_such_role", 422},
        {"edition_missing", 428},
        {"login_locked", 429},
        {"slow_down", 429},
        {"strangers_files_full", 429},
        {"broken", 500},
        {"busy", 503},
        {"try_again", 503},
    };
    if (const auto found = exact.find(code); found != exact.end()) return found->second;
    if (text::starts_with(code, "no_such_")) return 404;
    if (text::starts_with(code, "not_your_")) return 403;
    return 422;
}

Router::Router(Services services)
    : services_(std::move(services)),
      workers_(worker_count(), waiting_max),
      slow_workers_(2, slow_waiting_max) {
    cursor_key_ = services_.means.seals->trace(services_.tenant, "cursor", "key");
}

Router::~Router() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return open_calls_ == 0; });
}

void Router::add(const std::vector<Endpoint>& declared) {
    for (const Endpoint& endpoint : declared) {
        CHECK(endpoint.handle != nullptr && !endpoint.name.empty() && !endpoint.summary.empty());
        CHECK(std::none_of(endpoints_.begin(), endpoints_.end(),
                           [&](const Endpoint& other) { return other.name == endpoint.name; }));
        routes_.add(endpoint.method, endpoint.path, endpoints_.size());
        endpoints_.push_back(endpoint);
    }
}

std::size_t Router::body_bytes_max(std::string_view method, std::string_view path) const {
    const auto found = routes_.find(method, path);
    return found && endpoints_[found->endpoint].uploads ? upload_max : body_max;
}

void Router::handle(Request request, std::function<void(Response)> reply) {
    auto found = routes_.find(request.method, request.path);
    if (!found) {
        reply(not_routed(routes_, request));
        return;
    }
    const Endpoint& endpoint = endpoints_[found->endpoint];
    const auto call = std::make_shared<Call>(*this, endpoint, std::move(request),
                                             std::move(found->parameters), std::move(reply));
    Workers& workers = endpoint.slow ? slow_workers_ : workers_;
    const bool taken = workers.offer([this, call] { guarded(*call, [&] { run(*call); }); });
    if (!taken) call->refuse({"busy", "", ""});
}

Response Router::ask(Request request) {
    std::promise<Response> answer;
    handle(std::move(request), [&](Response response) { answer.set_value(std::move(response)); });
    return answer.get_future().get();
}

void Router::run(Call& call) {
    if (const auto refusal = admit(call)) {
        call.refuse(*refusal);
    } else if (const auto wrong = read_input(call)) {
        call.refuse(*wrong);
    } else {
        call.endpoint.handle(call);
    }
}

// A stranger's writes, of which one address has so many, and all of them together. Signing in is
// held by the locks of accounts instead: a whole office comes at eight.
std::optional<Refusal> Router::slowed_down(const Call& call) {
    if (!call.endpoint.writes() || !call.who.stranger()) return std::nullopt;
    const std::string& remote = call.request.remote;
    const bool signs_in = call.endpoint.name == "log_in";
    const auto early_by = signs_in
                              ? attempts_.early_by(call.endpoint.name, remote, call.now())
                              : attempts_.stranger_early_by(call.endpoint.name, remote, call.now());
    if (early_by == 0) return std::nullopt;
    return Refusal{"slow_down", "", std::to_string(early_by)};
}

access::Present Router::who_asks(const Call& call, store::Reader& db, Instant now) const {
    const std::string_view token = call.request.cookie(session_cookie(call.request.secure));
    access::Present found = access::who_is(db, call.tenant, token, now, services_.means.zone);
    // An account keeps the record it was made for; when that was merged, it is a pointer.
    const auto self =
        found.who.person ? registry::survivor(db, call.tenant, found.who.person) : std::nullopt;
    if (self) found.who.person = self->id;
    return found;
}

std::optional<Refusal> Router::admit_again(Call& call, store::Reader& db, Instant now) {
    const access::Present present = who_asks(call, db, now);
    if (present.who.account != call.who.account) return Refusal{"login_first", "", ""};
    call.who = present.who;
    if (call.who.must_change_password && call.endpoint.asker == Asker::session) {
        return Refusal{"password_must_change", "", ""};
    }
    return std::nullopt;
}

// Who asks, and whether they may ask at all.
std::optional<Refusal> Router::admit(Call& call) {
    if (call.endpoint.writes() && from_another_site(call.request)) {
        return Refusal{"cross_site", "Origin", ""};
    }
    bool sets_up_first = false;
    const access::Present present = services_.store.read([&](store::Reader& db) {
        access::Present found = who_asks(call, db, call.now());
        sets_up_first = call.endpoint.asker == Asker::session &&
                        must_set_second_factor(db, services_, found.who);
        return found;
    });
    call.who = present.who;
    call.session = present.session;
    if (for_another_account(call)) return Refusal{"login_first", "", ""};
    if (call.endpoint.asker == Asker::anyone) return slowed_down(call);
    if (call.who.stranger()) return Refusal{"login_first", "", ""};
    if (call.who.must_change_password && call.endpoint.asker == Asker::session) {
        return Refusal{"password_must_change", "", ""};
    }
    if (sets_up_first) return Refusal{"second_factor_must_set", "", ""};
    return std::nullopt;
}

std::optional<Refusal> Router::read_input(Call& call) {
    if (const auto refusal = read_act(call)) return refusal;
    if (const auto refusal = read_edition(call)) return refusal;
    if (const auto refusal = read_query(call, cursor_key_, call.question())) return refusal;
    return read_body(call);
}

void Router::guarded(Call& call, const std::function<void()>& what) {
    try {
        what();
    } catch (const Fault& fault) {
        log::error("http: " + call.endpoint.name + ": " + fault.what());
        if (!call.answered_) call.refuse({"try_again", "", ""});
    } catch (const std::exception& problem) {
        log::error("http: " + call.endpoint.name + ": " + problem.what());
        if (!call.answered_) call.refuse({"broken", "", ""});
    }
}

}  // namespace linli::http
