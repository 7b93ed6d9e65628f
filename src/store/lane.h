// The writer lane: requests wait here, up to sixty of one tenant share a transaction, and nobody is
// answered before COMMIT has returned. The tenant's row in `lanes` is locked throughout, so the
// order of the journal is the order of commit on every engine.
//
// Nearly every request looks first and then succeeds, so they run without savepoints. When one has
// to be taken back after it touched something, the transaction is rolled back and all run again,
// each inside a savepoint of its own.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "store/engine.h"
#include "store/waits.h"

namespace linli::store {

class Lane {
public:
    Lane(Engine&, const Clock&, int batch_max);
    ~Lane();  // finishes what waits
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    void submit(Tenant, Work, Told);
    BatchSizes batch_sizes() const;
    LaneState state() const;

private:
    struct Request {
        Tenant tenant;
        Work work;
        Told told;
        Waits::Time came;
    };
    using Batch = std::vector<Request>;

    void run();
    Batch next_batch();
    void carry_out(Batch);
    void note_waits(const Batch&);
    std::vector<Verdict> together(const Batch&);
    enum class Savepoints { none, each };
    std::optional<std::vector<Verdict>> transact(const Batch&, Savepoints);

    Engine& engine_;
    const Clock& clock_;
    const std::size_t batch_max_;
    std::unique_ptr<Connection> connection_;
    mutable std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Request> queue_;
    BatchSizes sizes_;
    Waits waits_;
    std::size_t under_way_ = 0;  // of the requests that wait: taken out of the queue
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace linli::store
