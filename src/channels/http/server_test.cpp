// The server over real sockets on this machine: what goes over the wire, every limit, slow and dead
// peers, exports that wait for their reader, event streams, TLS, and a stop that lets work finish.
#include "channels/http/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <future>

#include "channels/http/testing.h"

namespace linli::http {
namespace {

using namespace std::chrono_literals;

// A peer that sends what it likes. Waits at most ten seconds for anything.
class Peer {
public:
    explicit Peer(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        CHECK(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Peer() { ::close(socket_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    int socket() const { return socket_; }
    // False when the other side has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // Until `end` has come, or the connection has ended; "timeout" when neither happens.
    std::string read_until(std::string_view end) {
        while (end.empty() || received_.find(end) == std::string::npos) {
            char buffer[4096];
            const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
            if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return "timeout";
            if (got <= 0) return std::exchange(received_, {});
            received_.append(buffer, static_cast<std::size_t>(got));
        }
        const std::size_t size = received_.find(end) + end.size();
        const std::string taken = received_.substr(0, size);
        received_.erase(0, size);
        return taken;
    }
    std::string read_all() { return read_until(""); }

private:
    int socket_;
    std::string received_;
};

std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
}

// What the endpoints of this test share with it.
struct Stage {
    std::atomic<int> pieces_made = 0;
    std::promise<void> entered, leave;
};
Stage* watched_stage = nullptr;

const std::vector<Endpoint> acts = {
    {.method = "GET",
     .path = "/api/hello",
     .name = "hello",
     .summary = "Says hello.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             call.answer(Response::json("\"" + call.request.remote +
                                        (call.request.secure ? " secure" : " plain") + "\""));
         }},
    {.method = "GET",
     .path = "/api/export",
     .name = "export",
     .summary = "A long answer.",
     .asker = Asker::anyone,
     .query = {shape::number("pieces").must(), shape::flag("breaks")},
     .handle =
         [](Call& call) {
             Response response;
             response.pieces = [left = call.query_number("pieces", 0),
                                breaks = call.query("breaks") == "true"]() mutable {
                 if (left-- == 0) {
                     if (breaks) throw Fault("the disk is gone");
                     return std::optional<std::string>();
                 }
                 ++watched_stage->pieces_made;
                 return std::optional(std::string(100'000, 'x'));
             };
             call.answer(std::move(response));
         }},
    {.method = "GET",
     .path = "/api/events",
     .name = "events",
     .summary = "Events.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             Response response{.topics = {"case@/0001"}};
             response.set("Content-Type", "text/event-stream");
             call.answer(std::move(response));
         }},
    {.method = "GET",
     .path = "/api/wait",
     .name = "wait",
     .summary = "Takes its time.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             watched_stage->entered.set_value();
             watched_stage->leave.get_future().wait();
             call.answer(Response::json("\"done\""));
         }},
    {.method = "POST",
     .path = "/api/files",
     .name = "file_keep",
     .summary = "Keeps a file.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             call.answer(Response::json(std::to_string(call.uploads.at(0).bytes.size())));
         },
     .uploads = true},
};

class ServerTest : public ::testing::Test {
protected:
    ServerTest() {
        watched_stage = &stage;
        town.router.add(acts);
        listening.port = 0;
        listening.loops = 2;
        listening.sweep_every = 10ms;
    }
    void TearDown() override { server.reset(); }
    std::uint16_t start() {
        server = std::make_unique<Server>(listening, site);
        return server->port();
    }
    std::string exchange(const std::string& request) {
        Peer peer(server->port());
        peer.send(request);
        return peer.read_all();
    }
    std::string upload(std::size_t bytes, const std::string& headers = "") {
        const std::string content(bytes, 'x');
        const Multipart form = multipart({{"file", "a.jpg", "image/jpeg", content}});
        return "POST /api/files HTTP/1.1\r\nHost: here\r\nIdempotency-Key: " +
               town.fresh_id().text() + "\r\nContent-Type: " + form.content_type +
               "\r\nContent-Length: " + std::to_string(form.body.size()) + "\r\n" + headers +
               "\r\n" + form.body;
    }

    Stage stage;
    testing::TestRouter town;
    const Resources pages = {{"web/dist/index.html", "portal"}};
    Site site{town.router, town.events, *town.inside.store, pages, Instant{}, ""};
    Listening listening;
    std::unique_ptr<Server> server;
};

std::string status_line(const std::string& answer) {
    return answer.substr(0, answer.find("\r\n"));
}

TEST_F(ServerTest, AnswersOnOneConnectionAgainAndAgain) {
    Peer peer(start());
    for (int round = 0; round < 3; ++round) {
        peer.send(get("/api/hello"));
        const std::string answer = peer.read_until("plain\"");
        EXPECT_EQ(status_line(answer), "HTTP/1.1 200 OK");
        EXPECT_NE(answer.find("\"127.0.0.1 plain\""), std::string::npos);
    }
    // Sent without waiting, answered in order.
    peer.send(get("/api/hello") + get("/") + get("/healthz", "Connection: close\r\n"));
    const std::string all = peer.read_all();
    EXPECT_LT(all.find("plain\""), all.find("portal"));
    EXPECT_LT(all.find("portal"), all.find("alive\n"));
    server->stop(10s);
    EXPECT_EQ(site.metrics().connections, 0);
}

TEST_F(ServerTest, SendsOnlyTheHeadForHead) {
    start();
    const std::string answer =
        exchange("HEAD / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    EXPECT_NE(answer.find("Content-Length: 6\r\n"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
    const std::string pieces =
        exchange("HEAD /api/export?pieces=1 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(pieces.ends_with("\r\n\r\n"));
    EXPECT_EQ(stage.pieces_made, 0);
}

TEST_F(ServerTest, SpeaksToOldClients) {
    start();
    EXPECT_TRUE(exchange("GET / HTTP/1.0\r\n\r\n").ends_with("Connection: close\r\n\r\nportal"));
    const std::string pieces = exchange("GET /api/export?pieces=2 HTTP/1.0\r\n\r\n");
    EXPECT_EQ(pieces.find("chunked"), std::string::npos);
    EXPECT_EQ(pieces.size() - pieces.find("\r\n\r\n") - 4, 200'000U);
}

TEST_F(ServerTest, RefusesWhatIsNotARequest) {
    start();
    const struct {
        std::string request, status;
    } rows[] = {
        {"nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"GET / HTTP/2.0\r\nHost: here\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
        {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {get("/../etc/passwd"), "HTTP/1.1 400 Bad Request"},
        {get("/%ff"), "HTTP/1.1 400 Bad Request"},
        {get("/?a=1&a=2"), "HTTP/1.1 400 Bad Request"},
        {get("/", "X: " + std::string(20'000, 'x') + "\r\n"),
         "HTTP/1.1 431 Request Header Fields Too Large"},
        {"POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
         "HTTP/1.1 400 Bad Request"},
        {"POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
         "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "HTTP/1.1 400 Bad Request"},
        {"POST /api/files HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
         "HTTP/1.1 400 Bad Request"},
        {"POST /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: more\r\n\r\n",
         "HTTP/1.1 417 Expectation Failed"},
    };
    for (const auto& row : rows) {
        const std::string answer = exchange(row.request);
        EXPECT_EQ(status_line(answer), row.status) << row.request.substr(0, 80);
        EXPECT_NE(answer.find("nosniff"), std::string::npos);
    }
}

TEST_F(ServerTest, RefusesAGigabyteBeforeReadingIt) {
    start();
    const std::string head = "POST /api/files HTTP/1.1\r\nHost: here\r\nContent-Length: ";
    EXPECT_EQ(status_line(exchange(head + "1073741824\r\n\r\n")), "HTTP/1.1 413 Content Too Large");
    EXPECT_EQ(status_line(exchange(head + "1073741824\r\nExpect: 100-continue\r\n\r\n")),
              "HTTP/1.1 413 Content Too Large");
    EXPECT_EQ(status_line(exchange("POST /api/hello HTTP/1.1\r\nHost: here\r\n"
                                   "Content-Length: 1048577\r\n\r\n")),
              "HTTP/1.1 413 Content Too Large");

    // One that does not say how long it is gets as far as the limit.
    Peer peer(server->port());
    peer.send("POST /api/hello HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    for (int i = 0; i < 40 && peer.send(chunk); ++i) {
    }
    EXPECT_EQ(status_line(peer.read_until("\r\n")), "HTTP/1.1 413 Content Too Large");
}

TEST_F(ServerTest, TakesUploadsAndBoundsThemTogether) {
    listening.large_bodies_bytes_max = 3 << 20;
    start();
    EXPECT_TRUE(exchange(upload(2 << 20, "Connection: close\r\n")).ends_with("2097152"));
    EXPECT_EQ(status_line(exchange(upload(4 << 20))), "HTTP/1.1 503 Service Unavailable");
    EXPECT_TRUE(exchange(upload(2 << 20, "Connection: close\r\n")).ends_with("2097152"));

    Peer careful(server->port());
    const std::string whole = upload(5, "Expect: 100-continue\r\nConnection: close\r\n");
    const std::size_t head_end = whole.find("\r\n\r\n") + 4;
    careful.send(whole.substr(0, head_end));
    EXPECT_EQ(careful.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    careful.send(whole.substr(head_end));
    EXPECT_TRUE(careful.read_all().ends_with("\r\n\r\n5"));
}

TEST_F(ServerTest, EndsWhoIsIdleOrTooSlow) {
    listening.idle_max = 50ms;
    listening.step_max = 50ms;
    start();
    const std::string whole = upload(5);
    for (const std::string& begun :
         {std::string(), std::string("GET / HT"), whole.substr(0, whole.size() - 9)}) {
        EXPECT_EQ(exchange(begun), "") << begun;
    }
    EXPECT_EQ(status_line(exchange(get("/"))), "HTTP/1.1 200 OK");
}

TEST_F(ServerTest, MakesAnExportAtTheSpeedOfItsReader) {
    Peer peer(start());
    peer.send(get("/api/export?pieces=400", "Connection: close\r\n"));
    EXPECT_NE(peer.read_until("\r\n\r\n").find("Transfer-Encoding: chunked"), std::string::npos);
    // Nothing is read: what the two kernels hold for us is all that is made.
    int before = -1;
    while (before != stage.pieces_made) {
        before = stage.pieces_made;
        EXPECT_EQ(status_line(exchange(get("/healthz", "Connection: close\r\n"))),
                  "HTTP/1.1 200 OK");
        std::this_thread::yield();
    }
    EXPECT_LT(stage.pieces_made, 400);
    const std::string all = peer.read_all();
    EXPECT_EQ(std::count(all.begin(), all.end(), 'x'), 40'000'000);
    EXPECT_TRUE(all.ends_with("\r\n0\r\n\r\n"));
    EXPECT_EQ(stage.pieces_made, 400);
}

TEST_F(ServerTest, DoesNotPassOffAPartForTheWhole) {
    start();
    const std::string broken = exchange(get("/api/export?pieces=1&breaks=true"));
    EXPECT_EQ(std::count(broken.begin(), broken.end(), 'x'), 100'000);
    EXPECT_FALSE(broken.ends_with("0\r\n\r\n"));
}

TEST_F(ServerTest, StreamsEvents) {
    listening.heartbeat_every = 100ms;
    Peer peer(start());
    peer.send(get("/api/events"));
    peer.read_until("retry: 3000\n\n");
    EXPECT_EQ(site.metrics().event_streams, 1);
    peer.read_until(": alive\n\n");
    town.events.publish_within("case", "/0002");
    town.events.publish_within("case", "/0001/000a");
    EXPECT_NE(peer.read_until("data: case@/0001\n\n").find("event: changed\n"), std::string::npos);

    server->stop(10s);
    EXPECT_TRUE(peer.read_all().ends_with("0\r\n\r\n"));
    EXPECT_EQ(town.events.count(), 0U);
    EXPECT_EQ(site.metrics().event_streams, 0);
}

TEST_F(ServerTest, EndsAStreamAfterAWhile) {
    listening.stream_max = 50ms;
    Peer peer(start());
    peer.send(get("/api/events", "Connection: close\r\n"));
    EXPECT_TRUE(peer.read_all().ends_with("\r\n0\r\n\r\n"));
}

TEST_F(ServerTest, LetsWhatHasBegunFinish) {
    Peer working(start());
    Peer idle(server->port());
    idle.send(get("/"));
    idle.read_until("portal");
    working.send(get("/api/wait"));
    stage.entered.get_future().wait();
    auto stopping = std::async(std::launch::async, [&] { server->stop(60s); });
    EXPECT_EQ(idle.read_all(), "");
    stage.leave.set_value();
    EXPECT_TRUE(working.read_all().ends_with("\"done\""));
    stopping.get();
}

TEST_F(ServerTest, BelievesOnlyItsProxy) {
    const std::string request = get("/api/hello",
                                    "X-Forwarded-For: 1.2.3.4, 10.1.1.1\r\n"
                                    "X-Forwarded-Proto: https\r\nConnection: close\r\n");
    start();
    EXPECT_TRUE(exchange(request).ends_with("\"127.0.0.1 plain\""));
    server.reset();
    listening.proxy = "127.0.0.1";
    start();
    EXPECT_TRUE(exchange(request).ends_with("\"10.1.1.1 secure\""));
    EXPECT_TRUE(
        exchange(get("/api/hello", "Connection: close\r\n")).ends_with("\"127.0.0.1 plain\""));
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
    listening.port = start();
    const auto why = [&] {
        try {
            Server(listening, site);
        } catch (const Fault& fault) {
            return std::string(fault.what());
        }
        return std::string();
    };
    EXPECT_EQ(why(), "cannot listen on 127.0.0.1:" + std::to_string(listening.port) +
                         ": Address already in use");
    listening.address = "here";
    EXPECT_EQ(why(), "not an address to listen on: here");
    listening.certificate = "/nowhere.pem";
    EXPECT_EQ(why().find("cannot use the certificate or key /nowhere.pem"), 0U);
}

TEST_F(ServerTest, TurnsAwayMoreConnectionsThanItHolds) {
    listening.connections_max = 1;
    Peer first(start());
    first.send(get("/"));
    first.read_until("portal");
    EXPECT_EQ(exchange(get("/")), "");
}

// A certificate of its own for the test: key and self-signed certificate in two PEM files.
void make_certificate(const std::string& certificate, const std::string& key) {
    EVP_PKEY* pair = EVP_EC_gen("P-256");
    X509* made = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), 0);
    X509_gmtime_adj(X509_getm_notAfter(made), 3600);
    X509_set_pubkey(made, pair);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("here"), -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(made));
    CHECK(X509_sign(made, pair, EVP_sha256()) > 0);
    std::FILE* file = std::fopen(certificate.c_str(), "w");
    PEM_write_X509(file, made);
    std::fclose(file);
    file = std::fopen(key.c_str(), "w");
    PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(made);
    EVP_PKEY_free(pair);
}

TEST_F(ServerTest, SpeaksTls) {
    listening.certificate = town.inside.settings().data + "/certificate.pem";
    listening.key = town.inside.settings().data + "/key.pem";
    make_certificate(listening.certificate, listening.key);
    Peer peer(start());
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL* tls = SSL_new(context);
    SSL_set_fd(tls, peer.socket());
    ASSERT_EQ(SSL_connect(tls), 1);
    const std::string request = get("/api/hello", "Connection: close\r\n");
    ASSERT_GT(SSL_write(tls, request.data(), static_cast<int>(request.size())), 0);
    std::string answer;
    char buffer[4096];
    for (int got = 0; (got = SSL_read(tls, buffer, sizeof buffer)) > 0;) {
        answer.append(buffer, static_cast<std::size_t>(got));
    }
    SSL_free(tls);
    SSL_CTX_free(context);
    EXPECT_TRUE(answer.ends_with("\"127.0.0.1 secure\""));
    EXPECT_NE(answer.find("Strict-Transport-Security"), std::string::npos);
    EXPECT_EQ(exchange(get("/")), "");  // plain HTTP is no handshake
}

}  // namespace
}  // namespace linli::http
