// OrderStreamObserver: what TradingDataHandler tells of an account's order stream (implemented by
// StreamingLifecycleManager, which never sees a report). io thread.
#pragma once

#include "domain/account/account.h"

#include <string>

namespace tradecore::application {

class OrderStreamObserver {
public:
    virtual ~OrderStreamObserver() = default;
    virtual void onOrderStreamUp(const domain::AccountId& account) = 0;
    virtual void onOrderStreamDown(const domain::AccountId& account, const std::string& reason) = 0;
    virtual void onOrderStreamActivity(const domain::AccountId& account) = 0;
    // A report could not be booked (the engine was full or the journal failed): the connection is dropped, never the fill.
    // Reconciliation after the reconnect fetches what was missed.
    virtual void onReportNotTaken(const domain::AccountId& account, const std::string& reason) = 0;
    // Something was reported that could not be read or did not fit: the connection stays, the venue has to be asked.
    virtual void onReconcileNeeded(const domain::AccountId& account, const std::string& reason) = 0;
};

}  // namespace tradecore::application
