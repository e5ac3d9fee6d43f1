// ReplaySource: the market-data source "replay", venue REPLAY: recorded markets, played again. Several files are merged by
// time. Events come at their own distances divided by the speed, or as fast as the consumers take them; the values are the
// same either way. A silence of more than skippedSilence (a night, a weekend) is jumped over. History holds the bars of Lean
// bar files and of what has been replayed, never of what is still to come.
//
// Owned by the composition, used on the io thread alone. Files are opened by the first connectNow() or requestInstruments().
// Market time is the position in the recording; it stands while not connected or paused, and never goes back: connecting again
// goes on where it stopped. At the end the stream finishes with the reason finishedReason, and so does each later attempt; a
// damaged file ends the replay with a sentence that names file and line.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/frame_decoder.h"
#include "infrastructure/broker/replay/replay_book.h"
#include "infrastructure/broker/replay/replay_merge.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct ReplayOptions {
    std::vector<std::string> files;
    // How many times faster than it was, 0.1 … 1000 (cut to that); 0: as fast as possible.
    double speed = 1;
};

class ReplaySource : public application::MarketDataSource {
public:
    static constexpr const char* finishedReason = "replay finished";
    static constexpr Duration skippedSilence = std::chrono::minutes(15);

    // scheduler: of the io thread. decoders may be empty: then captures cannot be replayed. The references outlive the source.
    ReplaySource(Scheduler& scheduler, const Clock& clock, application::MarketDataSink& sink,
                 application::StreamObserver& observer, ReplayOptions options, FrameDecoderFactory decoders);
    ~ReplaySource() override;

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    // After connecting, the recording begins to move with the first call (the set may be empty): at full speed it would be over
    // before anybody had subscribed.
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override { return m_marketTime; }
    // Takes effect before the next event; nothing is lost.
    void setPaused(bool paused) override;

private:
    void post(std::function<void()> task);
    void prepare();
    void openStream();
    void endStream(const std::string& reason);
    void applySubscriptions();
    void pump();
    void moveOn();
    void deliverDue();
    void deliver(ReplayMerge::Taken taken);
    void reachTime(Timestamp time);
    void arm();
    void heartbeat();
    void tellProblems();
    [[nodiscard]] std::string endReason() const;
    void tellEnd(const std::string& reason);
    [[nodiscard]] bool isAtMaximum() const { return m_speed == 0; }

    Scheduler& m_scheduler;
    const Clock& m_clock;
    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    std::vector<std::string> m_files;
    double m_speed;
    FrameDecoderFactory m_decoders;
    application::SourceTraits m_traits;
    ReplayBook m_book;
    ReplayMerge m_merge;
    bool m_isPrepared = false;
    bool m_hasEvents = false;
    std::optional<std::string> m_openError;
    std::optional<std::set<domain::InstrumentId>> m_asked;
    bool m_connecting = false;
    bool m_connected = false;
    bool m_isAwaited = false;  // subscriptions have been asked for since connecting
    bool m_paused = false;
    Timestamp m_marketTime;   // of what has been delivered
    Timestamp m_position;     // where the clock stands in the recording; events up to it are due
    Timestamp m_toldSecond;
    SteadyTime m_pumpedAt;
    TimerId m_timer = 0;
    TimerId m_heartbeat = 0;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace tradecore::infrastructure
