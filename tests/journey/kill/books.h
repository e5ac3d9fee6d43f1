// What two stores say of the same orders, read from their files alone: the journal of a workstation that may lie there as it was
// killed, and the books of the practice venue. Pure readings; any thread, one at a time.
#pragma once

#include <map>
#include <set>
#include <string>

namespace tradecore::test {

struct OrderBooks {
    std::string error;                           // empty where the file was read to its end
    std::map<std::string, int> placed;           // client order id → times that it began
    std::map<std::string, std::string> status;   // of the workstation only: its own name for it
    std::map<std::string, std::string> fills;    // order and piece of its quantity → price
    std::set<std::string> executions;
    int doubled = 0;                             // pieces that stand twice
};

[[nodiscard]] OrderBooks readWorkstation(const std::string& journalPath);
[[nodiscard]] OrderBooks readVenue(const std::string& storePath);

// A sentence about the first thing that is wrong, empty where nothing is: an acknowledged order that is lost, one that the venue
// took twice or that nobody knows, one that is said not to be there though the venue has it, and fills that differ.
[[nodiscard]] std::string firstDifference(const OrderBooks& ours, const OrderBooks& venue, const std::set<std::string>& acknowledged);

// Chain, anchors, projections; a sentence or nothing.
[[nodiscard]] std::string verifyFault(const std::string& journalPath, bool hasProjections);

}  // namespace tradecore::test
