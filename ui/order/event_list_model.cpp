#include "ui/order/event_list_model.h"

#include "ui/common/number_text.h"

#include <QJsonDocument>

namespace tradecore::ui {
namespace {

std::vector<CellColumn> eventColumns()
{
    using M = EventListModel;
    std::vector<CellColumn> columns(M::ColumnCount);
    columns[M::Version] = {u"version"_qs, EventListModel::tr("#"), 32, true};
    columns[M::Event] = {u"event"_qs, EventListModel::tr("Event"), 150};
    columns[M::Actor] = {u"actor"_qs, EventListModel::tr("Actor"), 130};
    columns[M::OccurredAt] = {u"occurredAt"_qs, EventListModel::tr("Occurred"), 110, true, false, true, EventListModel::tr("When it happened, by the venue's clock where there is one")};
    columns[M::RecordedAt] = {u"recordedAt"_qs, EventListModel::tr("Recorded"), 110, true, false, true, EventListModel::tr("When this program wrote it down")};
    columns[M::Cause] = {u"cause"_qs, EventListModel::tr("Cause"), 120, false, false, true, EventListModel::tr("The command or event that caused it")};
    columns[M::Position] = {u"position"_qs, EventListModel::tr("Position"), 74, true};
    return columns;
}

}  // namespace

EventListModel::EventListModel(QObject* parent) : CellTableModel(eventColumns(), parent) {}

void EventListModel::set(const std::vector<application::RecordedEvent>& events)
{
    m_events = events;
    std::vector<KeyedRow> rows;
    for (const auto& event : m_events) {
        Row cells(ColumnCount);
        cells[Version] = numberCell(Decimal::fromInteger(event.version), 0);
        cells[Event] = textCell(toQString(event.typeName));
        cells[Event].toolTip = QString(toQString(event.typeName) % u" v" % QString::number(event.typeVersion));
        cells[Actor] = textCell(toQString(event.command.actor));
        cells[OccurredAt] = timeCell(event.occurredAt);
        cells[RecordedAt] = timeCell(event.recordedAt);
        const bool byItself = event.command.causationId == event.command.commandId;
        cells[Cause] = textCell(byItself ? tr("Command %1").arg(toQString(event.command.commandId.toString()).left(8))
                                         : tr("After %1").arg(toQString(event.command.causationId.toString()).left(8)));
        cells[Cause].toolTip = tr("Command %1\nCaused by %2\nCorrelation %3")
                                   .arg(toQString(event.command.commandId.toString()), toQString(event.command.causationId.toString()),
                                        toQString(event.command.correlationId.toString()));
        cells[Position] = numberCell(Decimal::fromInteger(event.position), 0);
        rows.emplace_back(std::to_string(event.position), std::move(cells));
    }
    applyRows(std::move(rows));
}

QString prettyPayload(const application::RecordedEvent& event)
{
    const auto bytes = QByteArray::fromStdString(event.payload);
    const auto document = QJsonDocument::fromJson(bytes);
    return document.isNull() ? QString::fromUtf8(bytes) : QString::fromUtf8(document.toJson(QJsonDocument::Indented));
}

QString rawReportOf(const application::RecordedEvent& event)
{
    const auto* ofOrder = std::get_if<domain::OrderEvent>(&event.event);
    if (!ofOrder)
        return {};
    return std::visit(
        [](const auto& fact) {
            if constexpr (requires { fact.report.raw; })
                return toQString(fact.report.raw);
            else
                return QString();
        },
        *ofOrder);
}

}  // namespace tradecore::ui
