// The work behind imports: reading, taking over, undoing. Rows go in chunks of five hundred, each
// one transaction of the tenant's lane with the place it has come to, so that a program that is
// killed goes on where it was, and nothing is done twice. What people may do to an import is not
// known here.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "channels/sheets/imports.h"

namespace linli::sheets {

constexpr std::size_t chunk_rows = 500;

class ImportRunner {
public:
    // `moved` is told of an import that has come further; from the runner's thread.
    using Moved = std::function<void(store::Tenant, const Id& import)>;

    ImportRunner(store::Store&, const kernel::Means&, const Clock&, Moved moved = {});
    ~ImportRunner();

    // A thread that works whenever there is something to do, until the end.
    void start();
    void wake();

    // Everything there is to do now, on this thread. False, and nothing done, when another process
    // is at it. Throws Fault when the store does. An import on which the program itself breaks is
    // stopped, and those behind it go on.
    bool work_off();

private:
    void work_off(store::Tenant);
    void work_on(store::Tenant, const Import&);
    void give_up(store::Tenant, const Id& import);
    void put_away(store::Tenant, const Import&);
    void read(store::Tenant, Import);
    void run(store::Tenant, Import);
    void undo(store::Tenant, Import);
    void end_places(store::Tenant, const Import&);
    void tell(store::Tenant tenant, const Id& import) const {
        if (moved_) moved_(tenant, import);
    }
    access::Who who_for(store::Tenant, const Import&) const;

    store::Store& store_;
    const kernel::Means& means_;
    const Clock& clock_;
    const Moved moved_;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool awake_ = false;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

// Whoever runs the program: may do what the role may that has all rights an import needs.
access::Who operator_of(store::Reader&, const kernel::Means&, store::Tenant);

// The rows that were not taken over, with what is wrong with each in words of `language` (zh, en),
// as a file that can be mended and handed in again.
Pieces file_to_mend(store::Store&, const kernel::Means&, store::Tenant, const Import&, Format,
                    std::string_view language);
// An empty sheet with the headings of a kind.
Pieces empty_sheet(ImportKind, Format, std::string_view language, const std::string& folder);

// What is wrong, in a sentence: programmes/common/imports/problems.csv.
std::string sentence(const Problem&, std::string_view language);
std::string sentence(const Import&, const Refusal&, std::string_view language);

}  // namespace linli::sheets
