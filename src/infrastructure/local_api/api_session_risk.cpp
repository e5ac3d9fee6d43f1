// The limits R1 to R7 through the local socket.
#include "infrastructure/local_api/api_arguments.h"
#include "infrastructure/local_api/api_encoding.h"
#include "infrastructure/local_api/api_session.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace tradecore::infrastructure {

void ApiSession::limits(const QJsonValue& id, const QJsonObject& arguments)
{
    m_ports.trading.limits(accountFrom(arguments), m_ports.io, [self = QPointer(this), id](const application::RiskLimitsQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty())
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
        else
            self->reply(id, encode(answer));
    });
}

void ApiSession::changeLimit(const QJsonValue& id, const QJsonObject& arguments)
{
    const auto limit = domain::parseRiskLimit(arguments.value(QStringLiteral("name")).toString().toStdString());
    const QJsonValue given = arguments.value(QStringLiteral("value"));
    const auto value = Decimal::parse(given.toString().toStdString());
    if (!limit) {
        replyError(id, QStringLiteral("bad_argument"), tr("There is no limit “%1”.").arg(arguments.value(QStringLiteral("name")).toString().left(40)));
        return;
    }
    if (!given.isNull() && !value) {
        replyError(id, QStringLiteral("bad_argument"), tr("A limit is a plain number as text, or null to switch it off."));
        return;
    }
    const auto account = accountFrom(arguments);
    m_ports.trading.changeLimit(account, *limit, given.isNull() ? std::nullopt : std::optional(*value), m_ports.io,
                                [self = QPointer(this), id, arguments](const application::Receipt& receipt) {
                                    if (!self)
                                        return;
                                    if (!receipt.isDone())
                                        self->replyError(id, codeOf(receipt), messageOf(receipt));
                                    else
                                        self->limits(id, arguments);
                                });
}

}  // namespace tradecore::infrastructure
