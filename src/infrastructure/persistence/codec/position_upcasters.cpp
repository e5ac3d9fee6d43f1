#include "infrastructure/persistence/codec/position_upcasters.h"

#include "infrastructure/persistence/codec/field_reader.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

namespace {

struct FillAppliedOne {
    domain::Quantity quantity;
    domain::Price price;
    domain::Money commission;
};

struct FillAppliedTwo {
    std::optional<domain::Money> gross;
    domain::Quantity baseFee;
};

}  // namespace

template <typename Archive, Of<FillAppliedOne> Value>
static void fields(Archive& archive, Value& value)
{
    archive("quantity", value.quantity);
    archive("price", value.price);
    archive("commission", value.commission);
}

template <typename Archive, Of<FillAppliedTwo> Value>
static void fields(Archive& archive, Value& value)
{
    archive("gross", value.gross);
    archive("base_fee", value.baseFee);
}

bool raisePositionFillAppliedOne(std::string_view payload, std::string& raised)
{
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(payload);
    simdjson::dom::object object;
    if (parser.parse(padded).get(object) != simdjson::SUCCESS)
        return false;
    FieldReader reader(object);
    FillAppliedOne one;
    fields(reader, one);
    const auto end = payload.rfind('}');
    if (reader.failed() || end == std::string_view::npos)
        return false;
    FillAppliedTwo two;
    if (const auto gross = domain::notional(one.price, one.quantity, one.commission.currency()))
        two.gross = gross->postable();
    std::string added;
    FieldWriter(added).object(two);
    raised = payload.substr(0, end);
    raised += ',';
    raised += std::string_view(added).substr(1);
    return true;
}

}  // namespace tradecore::infrastructure
