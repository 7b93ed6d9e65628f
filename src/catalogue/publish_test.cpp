// Publishing: versions follow each other, records keep to theirs, and only those who may do it.
#include <gtest/gtest.h>

#include "catalogue/catalogue.h"
#include "kernel/posts/roles.h"
#include "kernel/registry/places.h"
#include "store/testing.h"

namespace linli::catalogue {
namespace {

using store::testing::town;

std::string taps(const std::string& kind, const std::string& title,
                 const std::string& figures = "") {
    return "programme: taps\ntitle: { zh: \"" + title + "\", en: \"Taps\" }\n" +
           "cases:\n  drip:\n    channels: [window]\n    fields:\n"
           "      story: { kind: " +
           kind +
           ", title: { zh: \"情况\", en: \"Story\" } }\n"
           "      where: { kind: place, required: true }\n"
           "    start: reported\n    ends: [closed]\n    steps:\n"
           "      close: { from: reported, to: closed, by: window, within: 1 workday }\n" +
           figures;
}

class PublishOn : public ::testing::TestWithParam<std::string> {
protected:
    PublishOn() {
        roles = posts::carried_roles().rights();
        means.roles = &roles;
        means.random = &random;
        const auto made = write([&](store::Writer& db) -> Outcome<Done> {
            registry::NewPlace street;
            street.kind = "street";
            street.name = "柳浦街道";
            const auto root = registry::found(db, means, asker(), street);
            if (!root) return root.refusal();
            path = registry::place(db, town, root.value())->path;
            return Done{};
        });
        CHECK(made);
    }

    kernel::Asker asker(const std::string& role = "administrator") {
        kernel::Asker one;
        one.who.tenant = town;
        one.who.account = Id::make(test.clock.now(), random);
        access::Grant grant;
        grant.role = role;
        grant.path = path;
        one.who.grants = {grant};
        one.act = Id::make(test.clock.now(), random);
        return one;
    }
    Outcome<Done> write(const store::Work& work) { return test.store->write(town, work); }
    Outcome<Done> publish_as(const std::string& role, const std::string& text) {
        const auto outcome = write([&](store::Writer& db) {
            return publish(db, means, asker(role), {{"programmes/water/taps.yaml", text}});
        });
        catalogue.load(*test.store, town);
        return outcome;
    }

    store::testing::TestStore test{GetParam()};
    SeededRandom random{17};
    access::Roles roles;
    kernel::Means means{};
    access::Path path;
    Catalogue catalogue;
};

INSTANTIATE_TEST_SUITE_P(Engines, PublishOn, ::testing::ValuesIn(store::testing::engines()));

TEST_P(PublishOn, VersionsFollowEachOtherAndStay) {
    ASSERT_TRUE(publish_as("administrator", taps("text", "水龙头")));
    const cases::Rules* first = catalogue.newest("taps.drip");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->version, 1);

    EXPECT_EQ(publish_as("administrator", taps("text", "水龙头")).refusal().code, "nothing_new");
    ASSERT_TRUE(publish_as("administrator", taps("text", "漏水的龙头")));
    EXPECT_EQ(catalogue.newest("taps.drip")->version, 2);
    EXPECT_EQ(catalogue.rules("taps", "drip", 1), first) << "what was read stays where it is";
    EXPECT_EQ(first->title.zh, "水龙头");
    EXPECT_EQ(catalogue.versions("taps").size(), 2u);
    EXPECT_EQ(catalogue.versions("taps").front()->version, 2);
    EXPECT_EQ(catalogue.rules("taps", "drip", 3), nullptr);
    EXPECT_EQ(catalogue.newest("taps.drop"), nullptr);

    Catalogue afresh;
    afresh.load(*test.store, town);
    EXPECT_EQ(afresh.newest("taps.drip")->title.zh, "漏水的龙头");
}

TEST_P(PublishOn, RefusesStrangersMistakesAndKindsThatChange) {
    EXPECT_EQ(publish_as("secretary", taps("text", "水龙头")).refusal().code, "not_yours");
    const auto mistake = publish_as("administrator", taps("txet", "水龙头"));
    EXPECT_EQ(mistake.refusal().code, "bad_programme");
    EXPECT_EQ(mistake.refusal().at, "programmes/water/taps.yaml:7");
    ASSERT_TRUE(publish_as("administrator", taps("text", "水龙头")));
    const auto changed = publish_as("administrator", taps("number", "水龙头"));
    EXPECT_EQ(changed.refusal().code, "field_kind_changed");
    EXPECT_EQ(changed.refusal().at, "taps.drip.story");
    EXPECT_EQ(changed.refusal().with, "text");
    EXPECT_EQ(catalogue.newest("taps.drip")->version, 1);
}

// A report may name it, whether it is issued or not.
TEST_P(PublishOn, AFigureStaysAndIsKnownAsEachVersionAskedForIt) {
    const auto counting = [](const std::string& name, const std::string& title) {
        return "figures:\n  " + name + ": { count: drip, title: { zh: \"" + title +
               "\", en: \"Drips\" } }\n";
    };
    ASSERT_TRUE(publish_as("administrator", taps("text", "水龙头", counting("all", "滴水"))));
    for (const std::string& without : {std::string(), counting("drips", "滴水")}) {
        const auto gone = publish_as("administrator", taps("text", "水龙头", without));
        EXPECT_EQ(gone.refusal(), (Refusal{"figure_gone", "taps.all", ""}));
    }
    ASSERT_TRUE(publish_as("administrator", taps("text", "水龙头", counting("all", "漏水"))));
    EXPECT_EQ(catalogue.figure("taps.all")->title.zh, "漏水");
    EXPECT_EQ(catalogue.figure("taps.all")->version, 2);
    EXPECT_EQ(catalogue.figure("taps.all", 1)->title.zh, "滴水");
    EXPECT_EQ(catalogue.figure("taps.all", 3), nullptr);
}

}  // namespace
}  // namespace linli::catalogue
