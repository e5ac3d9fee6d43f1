#include "tests/fuzz/alpaca_frame/frame_target.h"

#include "infrastructure/broker/alpaca/http_reader.h"
#include "infrastructure/broker/alpaca/market_decoder.h"
#include "infrastructure/broker/alpaca/order_mapping.h"
#include "infrastructure/broker/alpaca/rest_answers.h"
#include "infrastructure/broker/alpaca/trading_messages.h"

#include <cstdlib>
#include <string_view>

namespace tradecore::test {

using namespace infrastructure::alpaca;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkMarket(const Result<MarketMessage, std::string>& message)
{
    if (!message) {
        require(!message.error().empty());
        return;
    }
    if (const auto* trade = std::get_if<TradeMessage>(&*message))
        require(trade->price.value().isPositive() && !trade->symbol.empty());
    if (const auto* quote = std::get_if<QuoteMessage>(&*message))
        require(!quote->bid || !quote->bid->value().isZero());
    if (const auto* bar = std::get_if<BarMessage>(&*message))
        require(bar->high >= bar->low && bar->high >= bar->open && bar->low <= bar->close);
}

void checkUpdate(WireView root)
{
    const auto message = decodeTradingMessage(root);
    if (!message)
        return;
    const auto* update = std::get_if<TradeUpdate>(&*message);
    if (update == nullptr)
        return;
    const auto made = reportOf(*update, domain::Quantity());
    require(!made.report || made.broken.empty());
    if (made.report && made.report->kind == domain::VenueReportKind::Filled)
        require(made.report->cumulativeBefore < made.report->cumulativeAfter);
}

void checkRest(WireView root)
{
    root.forEachOrSelf([](WireView row) {
        (void)readOrder(row);
        (void)readPosition(row);
        (void)readAccount(row);
        (void)readActivity(row);
        if (const auto asset = readAsset(row)) {
            if (const auto instrument = instrumentOf(*asset))
                require(instrument->tickSize.value().isPositive() && instrument->lotSize.isPositive());
        }
    });
    (void)readClock(root);
    (void)readRestError(root);
    if (const auto page = readBars(root, "AAPL")) {
        for (const auto& bar : page->bars)
            require(bar.high >= bar.low);
    }
}

}  // namespace

void feedAlpacaBytes(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    WireTape tape;
    for (const bool isPacked : {false, true}) {
        const auto root = isPacked ? tape.parseMessagePack(text) : tape.parseJson(text);
        if (!root)
            continue;
        decodeMarketFrame(*root, checkMarket);
        checkUpdate(*root);
        checkRest(*root);
    }
    HttpReader reader(1'024);
    (void)reader.take(text);
    require(reader.takeEnd() != HttpReader::State::Reading && reader.body().size() <= 1'024 + size);
    RestOutcome outcome;
    outcome.kind = RestOutcome::Kind::Answered;
    outcome.status = 200;
    outcome.body = std::string(text);
    const auto judgement = judgeSubmit(outcome);
    require(judgement.outcome != SubmitJudgement::Outcome::Refused);
    require(judgement.order.has_value() == (judgement.outcome == SubmitJudgement::Outcome::Acknowledged));
}

}  // namespace tradecore::test
