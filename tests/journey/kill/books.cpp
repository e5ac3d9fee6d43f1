#include "tests/journey/kill/books.h"

#include "infrastructure/persistence/journal_verifier.h"
#include "infrastructure/persistence/offline_journal.h"

namespace tradecore::test {

namespace {

using Visit = application::EventVisitor;

std::string readAll(const std::string& path, const Visit& visit)
{
    const auto journal = infrastructure::openOffline(path);
    if (!journal)
        return journal.error().text;
    const auto read = (*journal)->readForward(1, 100'000'000, visit);
    return read ? std::string() : read.error().text;
}

void addFill(OrderBooks& books, const std::string& order, const std::string& execution, domain::Quantity before, domain::Quantity after,
             domain::Price price)
{
    const bool isNew = books.fills.emplace(order + ' ' + before.toString() + ".." + after.toString(), price.toString()).second;
    books.doubled += isNew && books.executions.insert(execution).second ? 0 : 1;
}

}  // namespace

OrderBooks readWorkstation(const std::string& journalPath)
{
    OrderBooks books;
    std::map<application::StreamId, domain::OrderState> states;
    books.error = readAll(journalPath, [&](const application::RecordedEvent& event) {
        const auto* family = std::get_if<domain::OrderEvent>(&event.event);
        if (family == nullptr)
            return;
        domain::OrderState& state = states[event.stream];
        state = domain::fold(std::move(state), *family);
        const std::string order = state.clientOrderId.text();
        if (event.version == 1)
            ++books.placed[order];
        books.status[order] = std::string(domain::nameOf(state.status));
        if (const auto* fill = std::get_if<domain::OrderFilled>(family))
            addFill(books, order, fill->executionId.text(), fill->cumulativeBefore, fill->cumulativeAfter, fill->price);
    });
    return books;
}

OrderBooks readVenue(const std::string& storePath)
{
    OrderBooks books;
    std::map<std::string, std::string> names;
    books.error = readAll(storePath, [&](const application::RecordedEvent& event) {
        const auto* family = std::get_if<domain::VenueEvent>(&event.event);
        if (family == nullptr)
            return;
        if (const auto* accepted = std::get_if<domain::VenueOrderAccepted>(family)) {
            ++books.placed[accepted->clientOrderId.text()];
            names[accepted->brokerOrderId.text()] = accepted->clientOrderId.text();
        }
        if (const auto* rejected = std::get_if<domain::VenueOrderRejected>(family))
            ++books.placed[rejected->clientOrderId.text()];
        if (const auto* fill = std::get_if<domain::VenueOrderFilled>(family))
            addFill(books, names[fill->brokerOrderId.text()], fill->executionId.text(), fill->cumulativeBefore, fill->cumulativeAfter,
                    fill->price);
    });
    return books;
}

std::string firstDifference(const OrderBooks& ours, const OrderBooks& venue, const std::set<std::string>& acknowledged)
{
    for (const auto& error : {ours.error, venue.error}) {
        if (!error.empty())
            return error;
    }
    for (const auto& order : acknowledged) {
        if (!ours.placed.contains(order))
            return order + " was acknowledged and is lost.";
    }
    for (const auto& [order, times] : ours.placed) {
        if (times != 1)
            return order + " stands in the journal " + std::to_string(times) + " times.";
        const auto& status = ours.status.at(order);
        if (!venue.placed.contains(order) && status != "denied" && status != "unknown")
            return order + " is " + status + ", and the venue never had it.";
    }
    for (const auto& [order, times] : venue.placed) {
        if (times != 1)
            return "The venue took " + order + ' ' + std::to_string(times) + " times.";
        const auto found = ours.status.find(order);
        if (found == ours.status.end())
            return "The venue has " + order + ", the journal has not.";
        if (found->second == "denied" || found->second == "unknown")
            return "The venue has " + order + ", the journal says " + found->second + '.';
    }
    if (ours.doubled + venue.doubled != 0)
        return "A fill is booked twice.";
    return ours.fills == venue.fills ? std::string() : "The fills differ.";
}

std::string verifyFault(const std::string& journalPath, bool hasProjections)
{
    const auto report = infrastructure::JournalVerifier::verify(
        journalPath, hasProjections ? infrastructure::JournalProjections::Trading : infrastructure::JournalProjections::None);
    if (!report)
        return report.error().text;
    return report->ok ? std::string() : "At event " + std::to_string(report->firstBadPosition) + ": " + report->reason;
}

}  // namespace tradecore::test
