#include "store/lane.h"

#include <algorithm>

#include "base/log.h"

namespace linli::store {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Sql move_head{"lanes.move", "update lanes set seq = ?, hash = ? where tenant = ?"};

// The lane's row, locked until COMMIT.
Writer::Head lock_head(Connection& connection, const Dialect& dialect, Tenant tenant) {
    static const std::string text = "select seq, hash, digest from lanes where tenant = ?";
    static const std::string locking = text + " for update";
    const bool plain = std::string_view(dialect.lock_row).empty();
    Reader db(connection);
    auto rows = db.query(Sql{"lanes.lock", plain ? text.c_str() : locking.c_str()}, tenant);
    if (!rows.next()) throw Fault("no tenant " + std::to_string(tenant.number) + " in this store");
    return {rows.number(0), rows.text(1), *digest_named(rows.view(2))};
}

}  // namespace

Lane::Lane(Engine& engine, const Clock& clock, int batch_max)
    : engine_(engine),
      clock_(clock),
      batch_max_(static_cast<std::size_t>(batch_max)),
      thread_([this] { run(); }) {}

Lane::~Lane() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    waiting_.notify_all();
    thread_.join();
}

void Lane::submit(Tenant tenant, Work work, Told told) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back({tenant, std::move(work), std::move(told), Steady::now()});
    }
    waiting_.notify_one();
}

BatchSizes Lane::batch_sizes() const {
    const std::lock_guard lock(mutex_);
    return sizes_;
}

LaneState Lane::state() const {
    const std::lock_guard lock(mutex_);
    LaneState state = waits_.of_last_minutes(Steady::now());
    state.waiting = static_cast<std::int64_t>(queue_.size() + under_way_);
    return state;
}

void Lane::run() {
    for (Batch batch = next_batch(); !batch.empty(); batch = next_batch()) {
        carry_out(std::move(batch));
    }
}

// Waits for work; the first requests of one tenant, in the order they came. Empty: closing time.
Lane::Batch Lane::next_batch() {
    std::unique_lock lock(mutex_);
    waiting_.wait(lock, [this] { return closing_ || !queue_.empty(); });
    Batch batch;
    if (queue_.empty()) return batch;
    const Tenant tenant = queue_.front().tenant;
    for (auto request = queue_.begin(); request != queue_.end() && batch.size() < batch_max_;) {
        if (request->tenant == tenant) {
            batch.push_back(std::move(*request));
            request = queue_.erase(request);
        } else {
            ++request;
        }
    }
    const auto bound = std::lower_bound(sizes_.bounds.begin(), sizes_.bounds.end(), batch.size());
    ++sizes_.batches[static_cast<std::size_t>(bound - sizes_.bounds.begin())];
    sizes_.requests += batch.size();
    under_way_ = batch.size();
    return batch;
}

// After a fault the whole transaction is gone, so each request is tried once more, alone. One whose
// commit had gone through unheard finds its act id in the journal and does nothing twice.
void Lane::carry_out(Batch batch) {
    std::vector<Verdict> verdicts;
    try {
        verdicts = together(batch);
    } catch (const std::exception& first) {
        log::warning(std::string("lane: transaction lost, each request is tried alone: ") +
                     first.what());
        for (Request& request : batch) {
            try {
                verdicts.push_back(together({request}).front());
            } catch (const std::exception&) {
                verdicts.push_back({.refusal = {}, .fault = std::current_exception()});
            }
        }
    }
    note_waits(batch);
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].told(verdicts[i]);
}

void Lane::note_waits(const Batch& batch) {
    const Waits::Time now = Steady::now();
    const std::lock_guard lock(mutex_);
    for (const Request& request : batch)
        waits_.answered(request.came, now);
    under_way_ = 0;
}

std::vector<Verdict> Lane::together(const Batch& batch) {
    if (auto done = transact(batch, Savepoints::none)) return *std::move(done);
    return transact(batch, Savepoints::each).value();
}

// Nothing when one that runs without a savepoint has to be taken back.
std::optional<std::vector<Verdict>> Lane::transact(const Batch& batch, Savepoints savepoints) {
    if (!connection_ || !connection_->usable()) connection_ = engine_.connect();
    try {
        connection_->directory_changed = false;
        connection_->execute(engine_.dialect().begin_writing);
        const Tenant tenant = batch.front().tenant;
        const Writer::Head before = lock_head(*connection_, engine_.dialect(), tenant);
        Writer::Head head = before;
        std::vector<Verdict> verdicts;
        for (const Request& request : batch) {
            Writer writer(*connection_, tenant, clock_.now());
            writer.head = head;
            std::optional<Verdict> verdict = savepoints == Savepoints::each
                                                 ? writer.in_savepoint(request.work)
                                                 : writer.without_savepoint(request.work);
            if (!verdict) {
                connection_->execute("rollback");
                return std::nullopt;
            }
            verdicts.push_back(*std::move(verdict));
            head = writer.head;
        }
        if (head.seq != before.seq) {
            Writer(*connection_, tenant, Instant{})
                .run(move_head, head.seq, Blob{head.hash}, tenant);
        }
        connection_->execute("commit");
        return verdicts;
    } catch (...) {
        try {
            if (connection_->usable() && connection_->in_transaction()) {
                connection_->execute("rollback");
            }
        } catch (const std::exception& problem) {
            log::error(std::string("lane: rollback: ") + problem.what());
            connection_.reset();
        }
        throw;
    }
}

}  // namespace linli::store
