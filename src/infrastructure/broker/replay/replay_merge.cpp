#include "infrastructure/broker/replay/replay_merge.h"

#include <algorithm>

namespace tradecore::infrastructure {

void ReplayMerge::add(std::unique_ptr<ReplayReader> reader)
{
    m_heads.push_back({std::move(reader), std::nullopt, false});
}

void ReplayMerge::prime(Head& head)
{
    while (!head.isRead && !m_fatal) {
        auto next = head.reader->next();
        if (next) {
            head.event = std::move(*next);
            head.isRead = true;
        } else if (next.error().isFatal) {
            m_problems.push_back(next.error().text);
            m_fatal = next.error().text;
        } else {
            m_problems.push_back(next.error().text);
        }
    }
}

std::optional<Timestamp> ReplayMerge::nextTime()
{
    std::optional<Timestamp> out;
    for (auto& head : m_heads) {
        prime(head);
        if (head.event && (!out || head.event->time < *out))
            out = head.event->time;
    }
    return m_fatal ? std::nullopt : out;
}

ReplayMerge::Taken ReplayMerge::take()
{
    Head* earliest = nullptr;
    for (auto& head : m_heads) {
        if (head.event && (earliest == nullptr || head.event->time < earliest->event->time))
            earliest = &head;
    }
    earliest->isRead = false;
    return {*std::exchange(earliest->event, std::nullopt), earliest->reader->decoder()};
}

std::vector<domain::Instrument> ReplayMerge::instruments() const
{
    std::vector<domain::Instrument> out;
    for (const auto& head : m_heads) {
        for (const auto& instrument : head.reader->instruments()) {
            if (std::ranges::find(out, instrument.id, &domain::Instrument::id) == out.end())
                out.push_back(instrument);
        }
    }
    return out;
}

}  // namespace tradecore::infrastructure
