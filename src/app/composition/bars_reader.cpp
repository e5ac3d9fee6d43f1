#include "app/composition/bars_reader.h"

#include <map>
#include <utility>

namespace tradecore::app {

using application::BarsAnswer;
using application::BarsRequest;

namespace {

BarsAnswer cut(std::map<Timestamp, domain::Bar> bars, const BarsRequest& request)
{
    BarsAnswer answer;
    for (auto& [start, bar] : bars) {
        if ((!request.from || start >= *request.from) && (!request.to || start < *request.to))
            answer.bars.push_back(bar);
    }
    if (answer.bars.size() > request.count)
        answer.bars.erase(answer.bars.begin(), answer.bars.end() - static_cast<std::ptrdiff_t>(request.count));
    return answer;
}

}  // namespace

void readBars(IoGraph& io, const BarsRequest& request, std::function<void(const BarsAnswer&)> onAnswer)
{
    std::map<Timestamp, domain::Bar> known;
    for (const auto& bar : io.market.bars(request.key))
        known.insert_or_assign(bar.start, bar);
    auto* source = io.adapters.activeSource();
    if (source == nullptr || !source->traits().history.contains(request.key.timeframe)) {
        onAnswer(cut(std::move(known), request));
        return;
    }
    const Duration length = domain::lengthOf(request.key.timeframe);
    const Timestamp to = request.to.value_or(source->marketTime() + length);
    // Many seconds pass without a trade and have no bar: for as many bars as are wanted the source is asked further back.
    const std::int64_t reach = request.key.timeframe == domain::Timeframe::OneSecond ? 10 : 1;
    const Timestamp from = request.from.value_or(to - length * (reach * static_cast<std::int64_t>(request.count + 1)));
    source->requestHistory({request.key.instrument, request.key.timeframe, from, to},
                           [known = std::move(known), request, onAnswer = std::move(onAnswer)](const auto& history) mutable {
                               if (!history) {
                                   BarsAnswer failed;
                                   failed.error = history.error().text;
                                   onAnswer(failed);
                                   return;
                               }
                               for (const auto& bar : *history)
                                   known.try_emplace(bar.start, bar);
                               onAnswer(cut(std::move(known), request));
                           });
}

}  // namespace tradecore::app
