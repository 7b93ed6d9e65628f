// Endpoints are declared as values: what they are called, who may ask, what goes in and what comes
// out. From the one declaration requests are routed and checked and /api/openapi.json is written.
// An endpoint's function translates and never decides: it asks the kernel and renders the answer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "access/access.h"
#include "access/accounts.h"
#include "base/json.h"
#include "base/random.h"
#include "channels/http/attempts.h"
#include "channels/http/cursor.h"
#include "channels/http/events.h"
#include "channels/http/message.h"
#include "channels/http/multipart.h"
#include "channels/http/routes.h"
#include "channels/http/shape.h"
#include "channels/http/workers.h"
#include "kernel/means.h"
#include "store/store.h"

namespace linli::catalogue {
class Catalogue;
}
namespace linli::cases {
struct Desk;
}
namespace linli::sheets {
class Exporter;
class ImportRunner;
}  // namespace linli::sheets

namespace linli::http {

enum class Asker {
    anyone,
    newcomer,  // a session will do, even one that must set a password or a second factor first
    session,
};

// Whether the record has an edition that its ETag shows, and whether a write may or must name it
// (If-Match).
enum class Edition { none, shown, heeded, asked };

class Call;

struct Endpoint {
    std::string method;   // "POST"
    std::string path;     // "/api/cases/{case}/steps/{step}"; a parameter fills one segment
    std::string name;     // operationId, "case_step"
    std::string summary;  // one sentence
    Asker asker = Asker::session;
    std::vector<Shape> query;
    Shape body;    // kind none: no body
    Shape answer;  // kind none: no content, or not JSON
    void (*handle)(Call&) = nullptr;
    bool uploads = false;  // takes multipart/form-data up to the upload limit instead of `body`
    bool slow = false;     // hashes a password or decodes a picture: waits its turn with its like
    Edition edition = Edition::none;
    // Of a list read page by page: the kinds of its sort key (number, text, id). Adds ?limit= and
    // ?cursor=, and a Link rel="next".
    std::vector<Shape::Kind> page_key;

    bool writes() const { return method != "GET"; }
};

// What endpoints work with. One for the life of the process.
struct Services {
    store::Store& store;
    catalogue::Catalogue* catalogue;  // null only where there are no programmes at all
    const Clock& clock;
    kernel::Means means;
    store::Tenant tenant;
    std::string office;  // what the tenant is called
    Events& events;
    sheets::ImportRunner* imports = nullptr;         // null where nobody imports
    sheets::Exporter* exports = nullptr;             // null where nobody exports
    std::set<std::string> second_factor_roles = {};  // whoever holds one needs a second factor
    std::int64_t strangers_bytes_per_day = std::int64_t{2} << 30;  // of photos, all together
};

class Router;

// One request on its way. Shared, because a write outlives the function that started it.
class Call : public std::enable_shared_from_this<Call> {
public:
    Call(Router&, const Endpoint&, Request, std::map<std::string, std::string> parameters,
         std::function<void(Response)> reply);
    ~Call();

    Services& services;
    const Endpoint& endpoint;
    const Request request;
    store::Tenant tenant;
    access::Who who;
    Id session;                                     // the one the asker came with
    std::map<std::string, std::string> parameters;  // of the path
    json::Value body;                               // parsed, and of the declared shape
    std::vector<Upload> uploads;                    // views into request.body
    Id act;                                         // Idempotency-Key; nil on reads
    std::optional<std::int64_t> edition;            // If-Match; none when "*", or not given
    std::optional<Cursor> cursor;                   // of the declared kinds; none on the first page

    Id id(std::string_view parameter) const;  // of the path; nil when it is no id: "not found"
    std::string query(std::string_view name) const;  // "" when not given
    std::int64_t query_number(std::string_view name, std::int64_t otherwise) const;
    std::int64_t limit() const;  // ?limit=, 1 … 200, 50 when not given
    Instant now() const { return services.clock.now(); }
    Attempts& attempts();
    const std::deque<Endpoint>& endpoints() const;

    // Ends the call. Exactly once.
    void answer(Response);
    void refuse(const Refusal&);  // the status is the code's: see status_of
    // Ends it with a page: a JSON array, and where the next page begins.
    // `also` writes further members.
    void answer_page(const std::string& items, const std::optional<Cursor>& next,
                     const std::function<void(json::Writer&)>& also = {});

    // Hands `decide` to the tenant's lane. It gives the id of the record it touched, and must
    // append a journal line with `act`. It finds in `who` the grants of the moment it runs. When
    // `act` was done before, it is not run again: an act of another asker or of another request is
    // refused act_reused, and the record comes from the journal. In either case `render` answers
    // anew, on a worker thread, after COMMIT.
    void write(std::function<Outcome<Id>(store::Writer&)> decide,
               std::function<void(Call&, const Id& record)> render);

    // What every journal line of this call begins with.
    kernel::Asker asker() const;

private:
    friend class Router;
    std::string question() const;  // what a cursor is bound to

    Router& router_;
    std::function<void(Response)> reply_;
    std::atomic<bool> answered_ = false;
};

std::string etag(std::int64_t edition);

// The HTTP status of a refusal: 404 for no_such_*, 403 for not_yours and not_your_*, 409 for
// wrong_state and too_late, 412 for changed_meanwhile, 429 for slow_down, 413 for too_large,
// else 422.
int status_of(std::string_view code);

class Router {
public:
    explicit Router(Services);
    ~Router();  // waits for the calls that have begun
    void add(const std::vector<Endpoint>&);

    // Routes, checks, runs, and calls `reply` once, from any thread.
    void handle(Request, std::function<void(Response)> reply);
    // The same and waits; for plays and tests.
    Response ask(Request);

    // How many bytes of body a request may have.
    std::size_t body_bytes_max(std::string_view method, std::string_view path) const;
    const std::deque<Endpoint>& endpoints() const { return endpoints_; }
    Workers& workers() { return workers_; }

private:
    friend class Call;
    void run(Call&);
    std::optional<Refusal> admit(Call&);
    // Asks once more, under the lock, who it is and what they may: while an act waited, a post may
    // have ended, or the session.
    std::optional<Refusal> admit_again(Call&, store::Reader&, Instant now);
    access::Present who_asks(const Call&, store::Reader&, Instant now) const;
    std::optional<Refusal> slowed_down(const Call&);
    std::optional<Refusal> read_input(Call&);
    // Runs what may throw, and answers for it when it does.
    static void guarded(Call&, const std::function<void()>&);

    Services services_;
    Attempts attempts_;
    std::string cursor_key_;
    Routes routes_;
    std::deque<Endpoint> endpoints_;  // calls keep references into it
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t open_calls_ = 0;
    Workers workers_;
    Workers slow_workers_;
};

// The OpenAPI 3.1 document of these endpoints.
std::string openapi(const std::deque<Endpoint>&);

}  // namespace linli::http
