// ShadowBooks: a second fold of the journal, beside the states that commands run on and the rows that the screen shows. It keeps
// independent sums too: fills per position and postings per account, so that a mistake in a fold does not hide itself.
// Plain values; one thread.
#pragma once

#include "application/bus/aggregate_states.h"
#include "application/port/read_models.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::application {

struct IntegrityFinding {
    std::string domain;            // "chain", "orders", "fills", "positions", "cash", "clock", "journal"
    std::int64_t position = 0;     // 0 where none is known
    std::string text;              // for people
    bool isOfProjection = false;   // rows that can be made anew from the events
    friend bool operator==(const IntegrityFinding&, const IntegrityFinding&) = default;
};

struct ShadowCounts {
    std::int64_t orders = 0;
    std::int64_t fills = 0;
    std::int64_t positions = 0;
    std::int64_t accounts = 0;
    std::int64_t postings = 0;     // of cash
};

class ShadowBooks {
public:
    void apply(const RecordedEvent& event);

    // Rows of the read models that changed since the last comparison, all of them: wrong ones, those that are missing and those
    // that nothing stands behind. Afterwards nothing counts as changed.
    [[nodiscard]] std::vector<IntegrityFinding> compare(const std::vector<OrderRow>& orders, const std::vector<FillRow>& fills,
                                                        const std::vector<PositionRow>& positions,
                                                        const std::vector<AccountRow>& accounts);
    // Everything counts as changed again, for a comparison with all rows.
    void expectAll();
    // Positions are the sums of fills after fees and splits, cash the sum of postings.
    [[nodiscard]] std::vector<IntegrityFinding> judgeSums() const;

    [[nodiscard]] ShadowCounts counts() const { return m_counts; }
    [[nodiscard]] std::int64_t position() const { return m_position; }
    [[nodiscard]] Timestamp newestRecordedAt() const { return m_newestRecordedAt; }

private:
    struct Shadow {
        AggregateState state;
        std::int64_t changedAt = 0;
    };
    using HoldingKey = std::pair<domain::AccountId, std::string>;   // account, instrument

    void countNew(const StreamId& stream);
    void addFill(const domain::OrderState& order, const domain::OrderFilled& fill, std::int64_t position);
    // Fees in the base asset, splits, busts and corrections; the fills themselves are counted from the orders.
    void addToHolding(const domain::PositionEvent& event, std::int64_t position);
    void addToCash(const StreamId& stream, const domain::AccountEvent& event);
    void addPosting(const StreamId& stream, const domain::Money& amount);
    template <typename State, typename Row, typename Agrees>
    void compareRows(const char* domain, const std::vector<Row>& rows, std::vector<IntegrityFinding>& findings, Agrees agrees);
    void compareFills(const std::vector<FillRow>& fills, std::vector<IntegrityFinding>& findings);

    std::map<StreamId, Shadow> m_streams;
    std::map<StreamId, std::int64_t> m_changed;                    // not compared yet
    std::map<std::int64_t, domain::ExecutionId> m_fills;           // by position
    std::map<std::int64_t, domain::ExecutionId> m_changedFills;
    std::map<HoldingKey, Decimal> m_filled;
    std::map<HoldingKey, std::map<std::int64_t, domain::PositionSplit>> m_splits;   // by position
    std::map<std::pair<StreamId, std::string>, Decimal> m_posted;  // account stream, currency
    ShadowCounts m_counts;
    std::int64_t m_position = 0;
    Timestamp m_newestRecordedAt;
};

}  // namespace tradecore::application
