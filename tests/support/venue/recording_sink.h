// RecordingSink: keeps what a venue says, in order, for a test to look at.
#pragma once

#include "application/port/trading_venue.h"

#include <string>
#include <vector>

namespace tradecore::test {

class RecordingSink : public application::TradingReportSink {
public:
    struct Report {
        domain::ClientOrderId order;
        domain::VenueReport report;
    };
    struct Unanswered {
        domain::ClientOrderId order;
        domain::RequestId request;
        std::string evidence;
    };

    std::vector<Report> reports;
    std::vector<Unanswered> unanswered;
    std::vector<std::string> downs;
    int ups = 0;
    int activity = 0;
    int malformed = 0;

    [[nodiscard]] std::vector<domain::VenueReportKind> kindsOf(const domain::ClientOrderId& order) const
    {
        std::vector<domain::VenueReportKind> kinds;
        for (const auto& entry : reports) {
            if (entry.order == order)
                kinds.push_back(entry.report.kind);
        }
        return kinds;
    }

    void onReport(const domain::AccountId&, const domain::ClientOrderId& order, const domain::VenueReport& report) override
    {
        reports.push_back({order, report});
    }
    void onUnanswered(const domain::AccountId&, const domain::ClientOrderId& order, const domain::RequestId& request,
                      const std::string& evidence) override
    {
        unanswered.push_back({order, request, evidence});
    }
    void onOrderStreamUp(const domain::AccountId&) override { ++ups; }
    void onOrderStreamDown(const domain::AccountId&, const std::string& reason) override { downs.push_back(reason); }
    void onOrderStreamActivity(const domain::AccountId&) override { ++activity; }
    void onMalformedReport(const domain::AccountId&, const std::string&, const std::string&) override { ++malformed; }
};

}  // namespace tradecore::test
