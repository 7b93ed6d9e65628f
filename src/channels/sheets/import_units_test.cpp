// Units whose write the lane has undone, and does again.
#include <gtest/gtest.h>

#include "channels/sheets/imports.h"
#include "channels/sheets/sheet.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/units.h"

namespace linli::sheets {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class ImportUnits : public ::testing::TestWithParam<std::string> {
protected:
    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, ImportUnits, ::testing::ValuesIn(store::testing::engines()));

TEST_P(ImportUnits, AWriteThatIsDoneAgainForgetsWhatWasUndone) {
    std::vector<Row> rows;
    ASSERT_TRUE(read("单位名称,上级单位\n临里商会,\n北苑分会,临里商会\n", {}, [&](const Row& row) {
        rows.push_back(row);
        return true;
    }));
    const access::Who who = t.officer().who;
    const ImportOptions options;
    const Id id = t.fresh();
    const registry::Place base = t.place(t.street);
    std::unique_ptr<Territory> territory;
    std::unique_ptr<Importer> importer;
    t.read([&](store::Reader& db) {
        territory = std::make_unique<Territory>(db, t.means, town, base);
        importer = units_importer({t.means, who, *territory, options,
                                   find_header(ImportKind::units, rows, {}).value(), t.today()},
                                  db);
        return 0;
    });
    std::vector<Fate> fates;
    const auto chunk = [&](bool undone) {
        return t.write([&](store::Writer& db) -> Outcome<Done> {
            fates.clear();
            importer->begin();
            for (const Row& row : {rows.at(1), rows.at(2)}) {
                fates.push_back(
                    importer->carry_out(db, row, {}, Steps(who, id, row.number, "run")));
            }
            if (undone) return Refusal{"undone"};
            return Done{};
        });
    };
    EXPECT_FALSE(chunk(true));
    ASSERT_TRUE(chunk(false));
    EXPECT_TRUE(fates.at(1).problems.empty());
    EXPECT_EQ(t.read([&](store::Reader& db) {
        return registry::unit(db, town, *fates.at(1).record)->parent;
    }),
              fates.at(0).record);
}

}  // namespace
}  // namespace linli::sheets
