#include "infrastructure/broker/faulty/fault_script.h"

#include <array>
#include <charconv>
#include <utility>

namespace tradecore::infrastructure {

namespace {

constexpr std::size_t maximumScriptLength = 4096;

constexpr std::array<FaultKind, 10> allKinds{
    FaultKind::DropSubmit,   FaultKind::DropAnswer, FaultKind::LateAcknowledgement, FaultKind::FillBeforeAcknowledgement,
    FaultKind::DuplicateReports, FaultKind::LoseFill, FaultKind::RejectCancel,      FaultKind::Disconnect,
    FaultKind::Mute,         FaultKind::MuteExceptHeartbeats};

bool isMute(FaultKind kind)
{
    return kind == FaultKind::Mute || kind == FaultKind::MuteExceptHeartbeats;
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
    return isWhole && value <= 1'000'000 ? std::optional(value) : std::nullopt;
}

std::string complaint(std::string_view part, const std::string& why)
{
    return "The fault \"" + std::string(part) + "\" cannot be read: " + why;
}

std::string knownNames()
{
    std::string names;
    for (const FaultKind kind : allKinds)
        names += (names.empty() ? "" : ", ") + std::string(nameOf(kind));
    return names;
}

std::optional<Duration> delayOf(std::string_view text)
{
    Duration unit = std::chrono::seconds(1);
    if (text.ends_with("ms"))
        unit = std::chrono::milliseconds(1);
    else if (!text.ends_with("s"))
        return std::nullopt;
    text.remove_suffix(unit == Duration(std::chrono::seconds(1)) ? 1 : 2);
    const auto amount = number(text);
    return amount ? std::optional(unit * static_cast<std::int64_t>(*amount)) : std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

// False where the target cannot be read.
bool readTarget(std::string_view target, Fault& fault)
{
    if (isMute(fault.kind)) {
        const auto after = target.starts_with("after=") ? number(target.substr(6)) : std::nullopt;
        fault.ordinal = after.value_or(0);
        return after.has_value();
    }
    if (target == "*")
        return true;
    if (const auto ordinal = number(target)) {
        fault.ordinal = *ordinal;
        return *ordinal > 0;
    }
    if (target.starts_with("id="))
        target.remove_prefix(3);
    fault.idPrefix = target;
    return domain::isValidClientOrderId(target);
}

Result<Fault, std::string> parseFault(std::string_view part)
{
    const auto fields = split(part, ':');
    Fault fault;
    bool known = false;
    for (const FaultKind kind : allKinds) {
        if (nameOf(kind) == fields.front()) {
            fault.kind = kind;
            known = true;
        }
    }
    if (!known)
        return failure(complaint(part, "there is no such fault; there are " + knownNames() + "."));
    const bool hasTarget = fields.size() > 1;
    if (isMute(fault.kind) && !hasTarget)
        return fault;
    if (hasTarget && !readTarget(fields[1], fault))
        return failure(complaint(part, isMute(fault.kind)
                                           ? "after the name stands after=N, the number of requests that are still heard."
                                           : "after the name stands an ordinal from 1, *, or the beginning of a client "
                                             "order id."));
    const bool mayDelay = fault.kind == FaultKind::LateAcknowledgement;
    if (fields.size() > (mayDelay ? 3U : 2U))
        return failure(complaint(part, "it has too many parts."));
    if (fields.size() == 3) {
        const auto delay = delayOf(fields[2]);
        if (!delay)
            return failure(complaint(part, "a delay is a whole number with ms or s, as 3s or 250ms."));
        fault.delay = *delay;
    }
    return fault;
}

}  // namespace

std::string_view nameOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::DropSubmit: return "drop-submit";
    case FaultKind::DropAnswer: return "drop-answer";
    case FaultKind::LateAcknowledgement: return "late-ack";
    case FaultKind::FillBeforeAcknowledgement: return "fill-before-ack";
    case FaultKind::DuplicateReports: return "duplicate";
    case FaultKind::LoseFill: return "lose-fill";
    case FaultKind::RejectCancel: return "reject-cancel";
    case FaultKind::Disconnect: return "disconnect";
    case FaultKind::Mute: return "mute";
    case FaultKind::MuteExceptHeartbeats: return "mute-heartbeats-only";
    }
    return {};
}

Result<FaultScript, std::string> FaultScript::parse(std::string_view text)
{
    FaultScript script;
    if (text.empty())
        return script;
    if (text.size() > maximumScriptLength)
        return failure(std::string("The list of faults is longer than 4096 characters."));
    for (const std::string_view part : split(text, ',')) {
        auto fault = parseFault(part);
        if (!fault)
            return failure(fault.error());
        script.faults.push_back(std::move(*fault));
    }
    return script;
}

std::optional<Fault> FaultScript::find(FaultKind kind, const domain::ClientOrderId& order, std::uint64_t ordinal) const
{
    for (const Fault& fault : faults) {
        if (fault.kind != kind)
            continue;
        const bool aims = fault.idPrefix.empty() ? fault.ordinal == 0 || fault.ordinal == ordinal
                                                 : order.text().starts_with(fault.idPrefix);
        if (aims)
            return fault;
    }
    return std::nullopt;
}

}  // namespace tradecore::infrastructure
