// Webhooks on either engine: who may keep them, what they are told and in which order, what happens
// when nobody answers, and that one process tells. And where they may never go.
#include "channels/webhooks/webhooks.h"

#include <gtest/gtest.h>
#include <netinet/in.h>

#include "base/json.h"
#include "channels/webhooks/address.h"
#include "channels/webhooks/sender.h"
#include "channels/webhooks/sign.h"
#include "kernel/posts/fixture.h"

namespace linli::webhooks {
namespace {

using store::testing::town;

// The example of Standard Webhooks.
TEST(Signature, IsThatOfTheStandard) {
    const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const std::string made = signature({secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                                       R"({"test": 2432232314})");
    EXPECT_EQ(made, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    const std::string both = signature({secret, secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                       "1614265330", R"({"test": 2432232314})");
    EXPECT_EQ(both, made + " " + made);
}

TEST(Addresses, AreOutOnTheInternetOrInside) {
    for (const char* host : {"127.0.0.1",
                             "10.1.2.3",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "0.0.0.0",
                             "192.0.2.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::1",
                             "::",
                             "fe80::1",
                             "fd00::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "64:ff9b::a00:1",
                             "2002:a00:1::",
                             "2001:db8::1",
                             "2001::1"}) {
        EXPECT_TRUE(is_inside(std::string(host))) << host;
    }
    for (const char* host : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "1.1.1.1", "2606:4700::1111",
                             "::ffff:8.8.8.8", "2001:4860:4860::8888"}) {
        EXPECT_FALSE(is_inside(std::string(host))) << host;
    }
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(0x7F000001);
    EXPECT_TRUE(is_inside(reinterpret_cast<const sockaddr&>(v4)));
    v4.sin_addr.s_addr = htonl(0x08080808);
    EXPECT_FALSE(is_inside(reinterpret_cast<const sockaddr&>(v4)));
    sockaddr other{};
    other.sa_family = AF_UNIX;
    EXPECT_TRUE(is_inside(other));
}

TEST(Addresses, HaveAForm) {
    for (const char* good :
         {"https://example.org/in", "https://example.org:8443", "https://[::1]/",
          "http://127.0.0.1:9000/x", "http://localhost/", "http://[fd00::1]:80/"})
        EXPECT_TRUE(is_address(good)) << good;
    for (const char* bad :
         {"", "example.org", "ftp://example.org/", "http://example.org/", "https://",
          "https:///path", "https://user:word@example.org/", "https://example.org:0/",
          "https://example.org:99999/", "https://example.org/ x", "https://example.org\\@x/",
          "https://[::1/", "https://例子.cn/", "file:///etc/passwd"})
        EXPECT_FALSE(is_address(bad)) << bad;
    EXPECT_FALSE(is_address("https://example.org/" + std::string(address_characters_max, 'x')));
}

class WebhooksOn : public posts::testing::PostTest {
protected:
    Outcome<Id> add_as(const kernel::Asker& asker, const std::string& address = "https://a.example",
                       const std::vector<std::string>& kinds = {"place"}) {
        return t.write([&](store::Writer& db) { return add(db, t.means, asker, address, kinds); });
    }
    template <class Act>
    Outcome<Id> act(Act&& act, const Id& id) {
        return t.write([&](store::Writer& db) { return act(db, t.means, t.admin(), id); });
    }
    Webhook webhook(const Id& id) {
        return t.read([&](store::Reader& db) { return find(db, town, id).value(); });
    }
    std::vector<std::string> secrets(const Id& id) {
        return t.read([&](store::Reader& db) {
            return secrets_of(db, t.means, town, *find(db, town, id), t.inside.clock.now());
        });
    }
    Sender sender() {
        return Sender(
            *t.inside.store, town, t.means, t.inside.clock,
            [this](const Message& message) {
                sent.push_back(message);
                return answer;
            },
            [this](store::Reader&, const journal::Line& line) { return line.record != hidden; });
    }
    void seconds_pass(std::int64_t seconds) {
        t.inside.clock.set({t.inside.clock.now().micros + seconds * micros_per_second});
    }
    // What the messages were about, in their order.
    std::vector<std::string> told() {
        std::vector<std::string> all;
        for (const Message& message : sent) {
            const auto event = json::Value::parse(message.body).value();
            all.push_back(event["data"]["record"].text());
        }
        return all;
    }

    std::vector<Message> sent;
    std::string answer = "200";
    std::optional<Id> hidden = Id{};
};

INSTANTIATE_TEST_SUITE_P(Engines, WebhooksOn, ::testing::ValuesIn(store::testing::engines()));

TEST_P(WebhooksOn, AreKeptByWhoMay) {
    EXPECT_EQ(add_as(t.officer()).refusal().code, "not_yours");
    EXPECT_EQ(add_as(t.as("administrator", t.north)).refusal().code, "not_yours");
    EXPECT_EQ(add_as(t.admin(), "nonsense").refusal().code, "webhook_address_bad");
    EXPECT_EQ(add_as(t.admin(), "https://a.example", {}).refusal().code, "field_missing");
    EXPECT_EQ(add_as(t.admin(), "https://a.example", {"account"}).refusal().code, "no_such_choice");
    const Id id = add_as(t.admin()).value();
    EXPECT_EQ(act(&switch_on, id).refusal().code, "wrong_state");
    EXPECT_EQ(act(&remove, t.fresh()).refusal().code, "no_such_webhook");
    const auto not_theirs =
        t.write([&](store::Writer& db) { return webhooks::remove(db, t.means, t.officer(), id); });
    EXPECT_EQ(not_theirs.refusal().code, "not_yours");
    EXPECT_TRUE(act(&remove, id));
    for (std::int64_t count = 0; count < webhooks_max; ++count)
        ASSERT_TRUE(add_as(t.admin()));
    EXPECT_EQ(add_as(t.admin()).refusal().code, "webhooks_too_many");
}

TEST_P(WebhooksOn, AreToldInOrderAndOnlyWhatTheyMay) {
    const Id id = add_as(t.admin()).value();
    const Id one = t.place_of("estate", "一村", t.grid), two = t.place_of("estate", "二村", t.grid);
    t.person_at(t.house, "夏知秋");  // a kind that it is not told of
    hidden = two;
    const Id three = t.place_of("estate", "三村", t.grid);
    Sender telling = sender();
    telling.round();
    EXPECT_EQ(told(), (std::vector<std::string>{one.text(), three.text()}));
    telling.round();
    EXPECT_EQ(sent.size(), 2u);
    EXPECT_EQ(webhook(id).answer, "200");

    const Message& first = sent.front();
    EXPECT_EQ(first.address, "https://a.example");
    EXPECT_EQ(first.signature, signature(secrets(id), first.id, first.timestamp, first.body));
    const auto event = json::Value::parse(first.body).value();
    EXPECT_EQ(event["specversion"].text(), "1.0");
    EXPECT_EQ(event["id"].text(), first.id);
    EXPECT_EQ(event["type"].text(), "linli.place.add");
    EXPECT_EQ(event["subject"].text(), one.text());
    EXPECT_EQ(event["datacontenttype"].text(), "application/json");
    EXPECT_TRUE(Instant::parse(event["time"].text()));
    EXPECT_EQ(first.body.find("一村"), std::string::npos);
}

TEST_P(WebhooksOn, AreToldAgainAfterLongerAndLongerWaits) {
    const Id id = add_as(t.admin()).value();
    const Id one = t.place_of("estate", "一村", t.grid), two = t.place_of("estate", "二村", t.grid);
    Sender telling = sender();
    answer = "500";
    for (int failures = 1; failures <= 4; ++failures) {
        telling.round();
        telling.round();  // not yet
        EXPECT_EQ(sent.size(), static_cast<std::size_t>(failures));
        EXPECT_EQ(webhook(id).failures, failures);
        seconds_pass(wait_seconds(failures));
    }
    EXPECT_EQ(sent.front().id, sent.back().id);
    EXPECT_EQ(webhook(id).answer, "500");
    answer = "204";
    telling.round();
    EXPECT_EQ(told().back(), two.text());
    EXPECT_EQ(webhook(id).failures, 0);
    EXPECT_FALSE(webhook(id).failing);
    EXPECT_LT(wait_seconds(1), wait_seconds(5));
    EXPECT_EQ(wait_seconds(9), wait_seconds(1000));
    EXPECT_EQ(told().front(), one.text());
}

TEST_P(WebhooksOn, AreSwitchedOffAfterDaysAndPeopleAreTold) {
    appointed("administrator", t.street, zhao);
    const Id id = add_as(t.admin()).value();
    const Id place = t.place_of("estate", "一村", t.grid);
    Sender telling = sender();
    answer = "unreachable";
    telling.round();
    EXPECT_FALSE(webhook(id).switched_off);
    seconds_pass(failing_hours_max * 3600);
    telling.round();
    ASSERT_TRUE(webhook(id).switched_off);
    const store::Sql notices{"test.notices",
                             "select count(*) from notices where tenant = ? and account = ? and "
                             "kind = 'webhook' and record = ?"};
    t.read([&](store::Reader& db) {
        auto rows = db.query(notices, town, zhao, id);
        rows.next();
        EXPECT_EQ(rows.number(0), 1);
    });
    const std::size_t before = sent.size();
    seconds_pass(30 * 86'400);
    telling.round();
    EXPECT_EQ(sent.size(), before);

    // Switched on again it is told what it missed.
    answer = "200";
    ASSERT_TRUE(act(&switch_on, id));
    telling.round();
    EXPECT_EQ(told().back(), place.text());
    t.read([&](store::Reader& db) { EXPECT_EQ(journal::verify(db, town), std::nullopt); });
}

TEST_P(WebhooksOn, ThatAreGoneAreSwitchedOffAtOnce) {
    const Id id = add_as(t.admin()).value();
    t.place_of("estate", "一村", t.grid);
    answer = "410";
    sender().round();
    EXPECT_TRUE(webhook(id).switched_off);
}

TEST_P(WebhooksOn, AreToldByOneProcessOfTwo) {
    add_as(t.admin()).value();
    Sender one = sender(), other = sender();
    t.place_of("estate", "一村", t.grid);
    one.round();
    EXPECT_EQ(sent.size(), 1u);
    t.place_of("estate", "二村", t.grid);
    other.round();
    EXPECT_EQ(sent.size(), 1u) << "the lease is the first one's";
    seconds_pass(lease_seconds);  // which is no more
    other.round();
    EXPECT_EQ(sent.size(), 2u);
    t.place_of("estate", "三村", t.grid);
    one.round();
    EXPECT_EQ(sent.size(), 2u) << "it has lost it";
    EXPECT_EQ(sent.front().id == sent.back().id, false);
}

TEST_P(WebhooksOn, ANewSecretSignsBesideTheOldForADay) {
    const Id id = add_as(t.admin()).value();
    const std::string old = secrets(id).front();
    ASSERT_TRUE(act(&rotate, id));
    ASSERT_EQ(secrets(id).size(), 2u);
    EXPECT_NE(secrets(id).front(), old);
    EXPECT_EQ(secrets(id).back(), old);
    t.place_of("estate", "一村", t.grid);
    sender().round();
    EXPECT_NE(sent.front().signature.find(" v1,"), std::string::npos);
    seconds_pass(former_hours * 3600);
    EXPECT_EQ(secrets(id), (std::vector<std::string>{secrets(id).front()}));
    EXPECT_NE(secrets(id).front(), old);
}

}  // namespace
}  // namespace linli::webhooks
