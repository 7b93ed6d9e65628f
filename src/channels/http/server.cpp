// The one source that includes Asio and Beast. Concrete executors and a head written by hand make
// it more than twice as quick as the textbook way (see docs/decisions).
#include "channels/http/server.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>
#include <set>

#include "base/log.h"
#include "base/text.h"
#include "channels/http/budget.h"
#include "channels/http/url.h"
#include "channels/http/wire.h"

namespace linli::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using SecureSocket = asio::ssl::stream<Socket>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
using Parser = beast::http::request_parser<beast::http::string_body>;
template <class T>
using Task = asio::awaitable<T, Executor>;

constexpr asio::use_awaitable_t<Executor> awaiting;
constexpr auto outcome_awaiting = asio::as_tuple(awaiting);
constexpr auto never = Steady::time_point::max();

constexpr std::size_t step_bytes = 256 << 10;
constexpr std::size_t linger_bytes_max = 4 << 20;
constexpr auto linger_max = std::chrono::seconds(2);
constexpr auto events_gap = std::chrono::milliseconds(500);

// A connection as its loop sees it.
struct Watched {
    virtual ~Watched() = default;
    virtual void cut() = 0;    // now, whatever it does
    virtual void drain() = 0;  // once it has answered what it was asked

    Steady::time_point deadline = never;
    std::list<Watched*>::iterator place;
};

// One thread, its connections and its acceptor.
struct Loop {
    asio::io_context context{1};
    Acceptor acceptor{context};
    Timer sweeper{context};
    std::list<Watched*> watched;
    bool draining = false;  // answers what was asked, and nothing more
    bool closing = false;   // has no connection left
    DateLine date;
    std::thread thread;
};

// What all connections share.
struct Shared {
    Listening listening;
    Site& site;
    std::atomic<std::int64_t>& connections = site.metrics().connections;
    BodyBudget large_bodies{listening.large_bodies_bytes_max};
};

// g++ 12 copies closures and other temporaries of a co_await expression byte by byte into the
// frame, which breaks short strings (bugs 99576, 100611). So nothing but named values stands in one
// here.

// Waits, without holding the loop, for something that calls back from any thread.
template <class Result, class Start>
Task<Result> called_back(Start& start) {
    const Executor executor = co_await asio::this_coro::executor;
    auto initiate = [executor](auto handler, Start* begin) {
        const auto held = std::make_shared<decltype(handler)>(std::move(handler));
        (*begin)([held, executor](Result result) {
            asio::post(executor, [held, result = std::move(result)]() mutable {
                std::move (*held)(std::move(result));
            });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Result)>(
        initiate, awaiting, &start);
}

// A request that is refused before the site sees it.
struct Trouble {
    int status;
    const char* code;
};

std::optional<Trouble> trouble_of(const error_code& error) {
    namespace http = beast::http;
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return Trouble{431, "head_too_large"};
    }
    if (error == http::error::body_limit) return Trouble{413, "too_large"};
    if (error == http::error::bad_version) return Trouble{505, "bad_version"};
    const bool malformed =
        error.category() == make_error_code(http::error::bad_line_ending).category();
    if (malformed && error != http::error::end_of_stream && error != http::error::partial_message) {
        return Trouble{400, "bad_request"};
    }
    return std::nullopt;  // the peer is gone or was cut: nobody to answer
}

template <class Stream>
class Connection final : public Watched, public std::enable_shared_from_this<Connection<Stream>> {
public:
    template <class... Args>
    Connection(Loop& loop, Shared& shared, Args&&... args)
        : loop_(loop), shared_(shared), stream_(std::forward<Args>(args)...), wake_(loop.context) {
        place = loop_.watched.insert(loop_.watched.end(), this);
    }
    ~Connection() override { loop_.watched.erase(place); }

    void cut() override {
        error_code ignored;
        stream_.lowest_layer().close(ignored);
        wake_.cancel();
    }
    void drain() override {
        if (idle_) cut();
        wake_.cancel();
    }

    Task<void> run() {
        const auto self = this->shared_from_this();
        try {
            error_code ignored;
            const auto peer = stream_.lowest_layer().remote_endpoint(ignored);
            if (!ignored) peer_ = peer.address().to_string();
            stream_.lowest_layer().set_option(tcp::no_delay(true), ignored);
            if (co_await shake_hands()) {
                while (co_await serve_one()) {
                }
                co_await part();
            }
        } catch (const std::exception& problem) {
            log::error(std::string("http: connection: ") + problem.what());
        }
    }

private:
    void allow(std::chrono::milliseconds time) { deadline = Steady::now() + time; }

    static constexpr bool is_secure = std::is_same_v<Stream, SecureSocket>;

    Task<bool> shake_hands() {
        if constexpr (is_secure) {
            allow(shared_.listening.step_max);
            const auto [error] =
                co_await stream_.async_handshake(asio::ssl::stream_base::server, outcome_awaiting);
            co_return !error;
        } else {
            co_return true;
        }
    }

    Task<void> part() {
        if constexpr (is_secure) {
            allow(linger_max);
            co_await stream_.async_shutdown(outcome_awaiting);
        }
        cut();
    }

    // Reads a request and answers it; whether another may follow.
    Task<bool> serve_one() {
        if (loop_.draining) co_return false;
        Request request;
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(shared_.listening.head_bytes_max));
        parser.body_limit(boost::none);  // known once the head has said where it goes

        idle_ = true;
        allow(shared_.listening.idle_max);
        const auto [error, ignored] =
            co_await beast::http::async_read_header(stream_, buffer_, parser, outcome_awaiting);
        idle_ = false;
        if (error) {
            if (const auto trouble = trouble_of(error)) co_await turn_away(request, *trouble);
            co_return false;
        }
        request.secure = is_secure;
        std::optional<Trouble> trouble = read_head(parser, request);
        if (trouble) {
            co_await turn_away(request, *trouble);
            co_return false;
        }
        const LargeBody large(shared_.large_bodies, body_bytes(parser));
        if (!large.fits()) trouble = Trouble{503, "busy"};
        if (!trouble) trouble = co_await read_body(parser);
        if (trouble) {
            if (trouble->status > 0) co_await turn_away(request, *trouble);
            co_return false;
        }
        request.body = std::move(parser.get().body());
        co_return co_await answer(request, parser.keep_alive(), parser.get().version() >= 11);
    }

    // How much of a body is announced; of one that does not say, as much as it may be.
    std::size_t body_bytes(const Parser& parser) const {
        if (const auto length = parser.content_length()) return static_cast<std::size_t>(*length);
        return parser.chunked() ? body_bytes_max_ : 0;
    }

    std::optional<Trouble> read_head(Parser& parser, Request& request) {
        const auto& head = parser.get();
        request.method = std::string(head.method_string());
        request.remote = peer_;
        request.headers.reserve(16);
        for (const auto& field : head) {
            request.headers.emplace_back(text::lower(std::string_view(field.name_string())),
                                         std::string_view(field.value()));
        }
        // RFC 9112 section 3.2: exactly one Host in an HTTP/1.1 request.
        const auto hosts = head.count(beast::http::field::host);
        if (hosts > 1 || (hosts == 0 && head.version() >= 11)) return Trouble{400, "bad_request"};
        const std::string& proxy = shared_.listening.proxy;
        if (!proxy.empty() && proxy == peer_) believe_proxy(request);

        auto target = parse_target(std::string_view(head.target()));
        if (!target)
            return Trouble{400, target.refusal().code == "bad_path" ? "bad_path" : "bad_query"};
        Target parts = std::move(target).value();
        request.path = std::move(parts.path);
        request.query = std::move(parts.query);

        body_bytes_max_ = shared_.site.body_bytes_max(request.method, request.path);
        parser.body_limit(body_bytes_max_);
        // Refused by what it announces, before a byte of it is read.
        if (parser.content_length().value_or(0) > body_bytes_max_) return Trouble{413, "too_large"};
        return std::nullopt;
    }

    // Status 0: the peer is gone.
    Task<std::optional<Trouble>> read_body(Parser& parser) {
        if (parser.is_done()) co_return std::nullopt;
        const auto expect = parser.get()[beast::http::field::expect];
        if (!expect.empty()) {
            if (text::lower(std::string_view(expect)) != "100-continue") {
                co_return Trouble{417, "bad_request"};
            }
            if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n")) co_return Trouble{0, ""};
        }
        // At once, for a string that grows holds its bytes twice; what is not used costs nothing.
        parser.get().body().reserve(body_bytes(parser));
        for (std::size_t received = step_bytes; !parser.is_done();) {
            if (received >= step_bytes) {
                received = 0;
                allow(shared_.listening.step_max);
            }
            const auto [error, bytes] =
                co_await beast::http::async_read_some(stream_, buffer_, parser, outcome_awaiting);
            if (error) co_return trouble_of(error).value_or(Trouble{0, ""});
            received += bytes;
        }
        co_return std::nullopt;
    }

    Task<bool> answer(Request& request, bool keep_alive, bool is_http11) {
        const bool wants_head_only = request.method == "HEAD";
        deadline = never;  // the site has its own patience
        auto ask = [this, &request](std::function<void(Response)> reply) {
            shared_.site.handle(std::move(request), std::move(reply));
        };
        Response response = co_await called_back<Response>(ask);

        const bool unbounded = response.pieces || !response.topics.empty();
        Framing framing{.keep_alive = keep_alive && !loop_.draining};
        framing.chunked = unbounded && is_http11;
        framing.endless = unbounded && !is_http11;
        if (framing.endless) framing.keep_alive = false;

        const std::string head = head_of(response, framing, loop_.date.now());
        const bool bodiless = wants_head_only || !has_body(response.status);
        const std::string_view body =
            bodiless || unbounded ? std::string_view() : body_of(response);
        if (!co_await send(head, body)) co_return false;
        if (unbounded && !bodiless) {
            const bool whole = response.pieces ? co_await send_pieces(response, framing)
                                               : co_await send_events(response, framing);
            if (!whole) co_return false;
        }
        co_return framing.keep_alive;
    }

    Task<void> turn_away(const Request& request, Trouble trouble) {
        const Response response = shared_.site.refused(request, trouble.status, trouble.code);
        const std::string head = head_of(response, {.keep_alive = false}, loop_.date.now());
        const std::string_view body = request.method == "HEAD" ? std::string_view() : response.body;
        if (co_await send(head, body)) co_await linger();
    }

    // Closing while the peer still sends would take the answer from under its eyes (RFC 9112 9.6):
    // says that this is all, and reads on for a little while.
    Task<void> linger() {
        allow(linger_max);
        if constexpr (!is_secure) {
            error_code ignored;
            stream_.shutdown(tcp::socket::shutdown_send, ignored);
        }
        std::array<char, 16 << 10> nowhere;
        for (std::size_t read = 0; read < linger_bytes_max;) {
            const auto [error, bytes] =
                co_await stream_.async_read_some(asio::buffer(nowhere), outcome_awaiting);
            if (error) co_return;
            read += bytes;
        }
    }

    // Each step has its own deadline, so that a slow reader is served and a dead one is not.
    Task<bool> send(std::string_view first, std::string_view rest = {}) {
        while (!first.empty() || !rest.empty()) {
            const std::size_t from_first = std::min(first.size(), step_bytes);
            const std::size_t from_rest = std::min(rest.size(), step_bytes - from_first);
            const std::array<asio::const_buffer, 2> step = {
                asio::const_buffer(first.data(), from_first),
                asio::const_buffer(rest.data(), from_rest)};
            allow(shared_.listening.step_max);
            const auto [error, ignored] =
                co_await asio::async_write(stream_, step, outcome_awaiting);
            if (error) co_return false;
            first.remove_prefix(from_first);
            rest.remove_prefix(from_rest);
        }
        deadline = never;
        co_return true;
    }

    struct Piece {
        std::optional<std::string> bytes;
        bool failed = false;
    };

    // The next piece is made when the one before has been taken: an export never grows in memory.
    Task<bool> send_pieces(Response& response, Framing framing) {
        auto make = [this, &response](std::function<void(Piece)> reply) {
            shared_.site.workers().post([&response, reply = std::move(reply)] {
                Piece made;
                try {
                    made.bytes = response.pieces();
                } catch (const std::exception& problem) {
                    log::error("http: " + response.route + ": " + problem.what());
                    made.failed = true;
                }
                reply(std::move(made));
            });
        };
        while (true) {
            const Piece piece = co_await called_back<Piece>(make);
            // Cut without the last chunk, so that the peer does not take it for the whole.
            if (piece.failed) co_return false;
            if (!piece.bytes) break;
            if (piece.bytes->empty()) continue;
            const std::string bytes = framing.chunked ? chunk_of(*piece.bytes) : *piece.bytes;
            if (!co_await send(bytes)) co_return false;
        }
        if (framing.chunked) co_return co_await send(last_chunk);
        co_return true;
    }

    std::unique_ptr<Events::Subscription> listen(const std::vector<std::string>& topics,
                                                 const std::shared_ptr<Inbox>& inbox) {
        const std::weak_ptr<Connection> weak = this->weak_from_this();
        return shared_.site.events().subscribe(
            topics,
            [inbox, weak, executor = loop_.context.get_executor()](const std::string& topic) {
                if (!inbox->put(topic)) return;
                asio::post(executor, [weak] {
                    if (const auto self = weak.lock()) self->wake_.cancel();
                });
            });
    }

    Task<bool> send_events(const Response& response, Framing framing) {
        const Counted counted(shared_.site.metrics().event_streams);
        const auto inbox = std::make_shared<Inbox>();
        const auto subscription = listen(response.topics, inbox);
        const auto ends = Steady::now() + shared_.listening.stream_max;
        auto earliest =
            Steady::now();  // a busy list is told of twice a second, not a thousand times
        auto heartbeat_due = Steady::now() + shared_.listening.heartbeat_every;
        std::string lines = "retry: 3000\n\n";
        while (true) {
            if (!lines.empty()) {
                const std::string bytes = framing.chunked ? chunk_of(lines) : lines;
                if (!co_await send(bytes)) co_return false;
                lines.clear();
            }
            if (loop_.draining || Steady::now() >= ends) break;
            wake_.expires_at(std::min(ends, inbox->any() ? earliest : heartbeat_due));
            co_await wake_.async_wait(outcome_awaiting);
            if (!stream_.lowest_layer().is_open()) co_return false;

            if (Steady::now() >= earliest) {
                const std::set<std::string> topics = inbox->take();
                if (ends_stream(topics)) break;
                lines += changes_of(topics);
                if (!lines.empty()) earliest = Steady::now() + events_gap;
            }
            if (lines.empty() && Steady::now() >= heartbeat_due) lines = heartbeat;
            if (!lines.empty()) heartbeat_due = Steady::now() + shared_.listening.heartbeat_every;
        }
        if (framing.chunked) co_return co_await send(last_chunk);
        co_return true;
    }

    Loop& loop_;
    Shared& shared_;
    const Counted counted_{shared_.connections};
    Stream stream_;
    Timer wake_;
    beast::flat_buffer buffer_{64 << 10};
    std::string peer_;
    std::size_t body_bytes_max_ = 0;
    bool idle_ = false;
};

asio::ssl::context secure_context(const Listening& listening) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use);
    std::string file = listening.certificate;
    try {
        context.use_certificate_chain_file(file);
        file = listening.key;
        context.use_private_key_file(file, asio::ssl::context::pem);
    } catch (const boost::system::system_error& error) {
        throw Fault("cannot use the certificate or key " + file + ": " + error.code().message());
    }
    return context;
}

}  // namespace

struct Server::Inside {
    Inside(const Listening& listening, Site& site) : shared{.listening = listening, .site = site} {
        if (!listening.certificate.empty()) tls.emplace(secure_context(listening));
    }

    void listen_on(Loop& loop, tcp::endpoint endpoint);
    Task<void> accept(Loop&);
    Task<void> sweep(Loop&);
    template <class Connected>
    void begin(Loop& loop, Connected connection) {
        asio::co_spawn(
            loop.context, [connection] { return connection->run(); }, asio::detached);
    }

    Shared shared;
    std::optional<asio::ssl::context> tls;
    std::vector<std::unique_ptr<Loop>> loops;
    std::uint16_t port = 0;
    bool stopped = false;
};

void Server::Inside::listen_on(Loop& loop, tcp::endpoint endpoint) {
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    const auto open = [&endpoint](Acceptor& acceptor, bool share) {
        error_code error;
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
        if (!error && share) acceptor.set_option(ReusePort(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) {
            throw Fault("cannot listen on " + endpoint.address().to_string() + ":" +
                        std::to_string(endpoint.port()) + ": " + error.message());
        }
    };
    if (loops.empty() || &loop == loops.front().get()) {
        // Loops share their port; another program must not, so the first looks whether it is free.
        Acceptor probe(loop.context);
        open(probe, false);
        port = probe.local_endpoint().port();
    }
    endpoint.port(port);
    open(loop.acceptor, true);
}

Task<void> Server::Inside::accept(Loop& loop) {
    while (loop.acceptor.is_open()) {
        auto [error, socket] = co_await loop.acceptor.async_accept(loop.context, outcome_awaiting);
        if (!loop.acceptor.is_open()) co_return;
        if (error) {
            // Out of descriptors, as a rule: wait for some to come free.
            Timer pause(loop.context, std::chrono::milliseconds(100));
            co_await pause.async_wait(outcome_awaiting);
            continue;
        }
        if (shared.connections >= shared.listening.connections_max) continue;  // closes it
        Socket mine(std::move(socket));
        if (tls) {
            begin(loop,
                  std::make_shared<Connection<SecureSocket>>(loop, shared, std::move(mine), *tls));
        } else {
            begin(loop, std::make_shared<Connection<Socket>>(loop, shared, std::move(mine)));
        }
    }
}

Task<void> Server::Inside::sweep(Loop& loop) {
    while (!loop.closing) {
        loop.sweeper.expires_after(shared.listening.sweep_every);
        co_await loop.sweeper.async_wait(outcome_awaiting);
        const auto now = Steady::now();
        for (Watched* connection : loop.watched) {
            if (connection->deadline < now) connection->cut();
            if (loop.draining) connection->drain();
        }
    }
}

Server::Server(const Listening& listening, Site& site)
    : inside_(std::make_unique<Inside>(listening, site)) {
    error_code error;
    const auto address = asio::ip::make_address(listening.address, error);
    if (error) throw Fault("not an address to listen on: " + listening.address);

    const int count = listening.loops > 0
                          ? listening.loops
                          : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    for (int i = 0; i < count; ++i) {
        inside_->loops.push_back(std::make_unique<Loop>());
        inside_->listen_on(*inside_->loops.back(), {address, listening.port});
    }
    for (const auto& loop : inside_->loops) {
        Loop& one = *loop;
        asio::co_spawn(one.context, inside_->accept(one), asio::detached);
        asio::co_spawn(one.context, inside_->sweep(one), asio::detached);
        one.thread = std::thread([&one] { one.context.run(); });
    }
}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

std::uint16_t Server::port() const {
    return inside_->port;
}

void Server::stop(std::chrono::milliseconds grace) {
    if (std::exchange(inside_->stopped, true)) return;
    inside_->shared.site.close();
    const auto everywhere = [this](auto what) {
        for (const auto& loop : inside_->loops) {
            asio::post(loop->context, [&one = *loop, what] { what(one); });
        }
    };
    everywhere([](Loop& loop) {
        error_code ignored;
        loop.acceptor.close(ignored);
        loop.draining = true;
        for (Watched* connection : loop.watched)
            connection->drain();
    });
    const auto wait_until = [this](Steady::time_point end) {
        while (inside_->shared.connections > 0 && Steady::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    };
    wait_until(Steady::now() + grace);
    everywhere([](Loop& loop) {
        for (Watched* connection : loop.watched)
            connection->cut();
    });
    // What the site still works on comes back to its connection, which finds itself cut and ends.
    wait_until(never);
    everywhere([](Loop& loop) {
        loop.closing = true;
        loop.sweeper.cancel();
    });
    for (const auto& loop : inside_->loops)
        loop->thread.join();
}

}  // namespace linli::http
