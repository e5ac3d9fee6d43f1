// The order state change matrices of FIX 4.4, volume 4, appendix D, as tables: one data row for each row of a matrix. The matrices are
// named by their titles there, and numbered D1 to D35 in the order of this file. Each step says what happens and how the order stands
// afterwards: status, cumulative quantity, leaves quantity (tags 39, 14, 151).
//
// Where this program differs from the specification on purpose, the row says so: it sends one cancel or replace at a time; quantity
// decides, so that a bust never opens an order again that has ended; and an answer that does not come makes an order unknown.
#include <QTest>

#include "tests/domain/order/order_samples.h"

#include <string>
#include <vector>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

struct Step {
    const char* what;      // see Play
    const char* expected;  // "status cumulative leaves", or "refused code"
};
struct Matrix {
    const char* name;
    std::vector<Step> steps;
};

RiskFacts wealthy()
{
    RiskFacts risk = richAccount();
    risk.availableCash = usd("1000000000");
    return risk;
}

Instrument anyQuantity()
{
    Instrument instrument = apple();
    instrument.maximumQuantity = Quantity();
    return instrument;
}

// Plays the steps of one matrix. Words: new Q · resend Q · accept · reject · fill FROM TO [PRICE] · dup-fill FROM TO ID · cancel · canceled · cancel-refused ·
// replace Q · replace-limit P · replaced Q · replaced-limit P · replace-refused · restated Q · expired · suspended · done · lost · not-found ·
// bust ID · correct ID Q PRICE. Fills are named E1, E2, … in the order in which they come.
class Play {
public:
    std::string play(const std::string& text)
    {
        m_words = QString::fromStdString(text).split(QLatin1Char(' '));
        m_refusal.clear();
        const QString verb = m_words.takeFirst();
        if (!request(verb) && !report(verb))
            return "no such step: " + text;
        if (!m_refusal.empty())
            return "refused " + m_refusal;
        return std::string(nameOf(m_state.status)) + ' ' + m_state.cumulative.toString() + ' ' + m_state.leaves().toString();
    }

private:
    std::string word(int index) const { return m_words.value(index).toStdString(); }
    void take(const Result<OrderEvents, OrderReason>& events)
    {
        if (events)
            m_state = foldAll(m_state, *events);
        else
            m_refusal = std::string(nameOf(events.error().code));
    }
    bool request(const QString& verb)
    {
        if (verb == QStringLiteral("new") || verb == QStringLiteral("resend")) {
            PlaceOrderFacts facts = placing(limitBuy(word(0)));
            facts.instrument = anyQuantity();
            facts.risk = wealthy();
            take(decidePlace(m_state, facts));
            if (verb == QStringLiteral("new"))
                take(decideSend(m_state, RequestId("submit-1"), wealthy()));
        } else if (verb == QStringLiteral("cancel")) {
            take(decideCancel(m_state, RequestId("cancel-" + std::to_string(++m_cancels))));
        } else if (verb == QStringLiteral("replace") || verb == QStringLiteral("replace-limit")) {
            take(decideReplace(m_state, {RequestId("replace-" + std::to_string(++m_replaces)), change(verb.endsWith(QStringLiteral("limit"))),
                                         anyQuantity(), wealthy()}));
        } else if (verb == QStringLiteral("lost")) {
            m_state = foldAll(m_state, decideSubmitUnknown(m_state, RequestId("submit-1"), "no answer"));
        } else if (verb == QStringLiteral("not-found")) {
            m_state = foldAll(m_state, decideNotFound(m_state, "unknown there", {}));
        } else {
            return false;
        }
        return true;
    }
    OrderChange change(bool isLimit) const
    {
        return isLimit ? OrderChange{{}, price(word(0)), {}} : OrderChange{quantity(word(0)), {}, {}};
    }
    bool report(const QString& verb)
    {
        static const std::map<QString, VenueReportKind> kinds{
            {QStringLiteral("accept"), VenueReportKind::Accepted},         {QStringLiteral("reject"), VenueReportKind::Rejected},
            {QStringLiteral("fill"), VenueReportKind::Filled},             {QStringLiteral("dup-fill"), VenueReportKind::Filled},
            {QStringLiteral("canceled"), VenueReportKind::Canceled},       {QStringLiteral("expired"), VenueReportKind::Expired},
            {QStringLiteral("suspended"), VenueReportKind::Suspended},     {QStringLiteral("done"), VenueReportKind::DoneForDay},
            {QStringLiteral("cancel-refused"), VenueReportKind::CancelRefused}, {QStringLiteral("replaced"), VenueReportKind::Replaced},
            {QStringLiteral("replaced-limit"), VenueReportKind::Replaced}, {QStringLiteral("restated"), VenueReportKind::Replaced},
            {QStringLiteral("replace-refused"), VenueReportKind::ReplaceRefused}, {QStringLiteral("bust"), VenueReportKind::FillBusted},
            {QStringLiteral("correct"), VenueReportKind::FillCorrected}};
        const auto kind = kinds.find(verb);
        if (kind == kinds.end())
            return false;
        VenueReport out = reportOf(kind->second);
        if (verb == QStringLiteral("fill"))
            out = fillOf(word(0), word(1), "E" + std::to_string(++m_fills), m_words.size() > 2 ? word(2) : "187.20");
        if (verb == QStringLiteral("dup-fill"))
            out = fillOf(word(0), word(1), word(2));
        if (kind->second == VenueReportKind::Replaced) {
            out.change = change(verb.endsWith(QStringLiteral("limit")));
            out.request = verb == QStringLiteral("restated") ? RequestId() : RequestId("replace-" + std::to_string(++m_answers));
        }
        if (verb == QStringLiteral("replace-refused"))
            out.request = RequestId("replace-" + std::to_string(++m_answers));
        if (verb == QStringLiteral("bust") || verb == QStringLiteral("correct"))
            out.executionId = ExecutionId(word(0));
        if (verb == QStringLiteral("correct")) {
            out.correctedQuantity = quantity(word(1));
            out.price = price(word(2));
        }
        m_state = after(m_state, out);
        return true;
    }

    OrderState m_state;
    QStringList m_words;
    std::string m_refusal;
    int m_fills = 0, m_cancels = 0, m_replaces = 0, m_answers = 0;
};

// A: vanilla; B: cancels.
std::vector<Matrix> fillsAndCancels()
{
    return {
        {"D1 filled order",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 2000", "partially_filled 2000 8000"},
          {"fill 2000 3000", "partially_filled 3000 7000"}, {"fill 3000 10000", "filled 10000 0"}}},
        {"D2 part-filled day order, done for day",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 2000", "partially_filled 2000 8000"},
          {"done", "done_for_day 2000 8000"}, {"expired", "expired 2000 0"}}},
        {"D3 cancel request for a zero-filled order",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"cancel", "pending_cancel 0 10000"}, {"canceled", "canceled 0 0"}}},
        {"D4 cancel request for a part-filled order, executions while it is active",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 2000", "partially_filled 2000 8000"},
          {"cancel", "pending_cancel 2000 8000"}, {"fill 2000 5000", "pending_cancel 5000 5000"}, {"canceled", "canceled 5000 0"}}},
        {"D5 cancel request for an order that becomes filled before it is accepted",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 2000", "partially_filled 2000 8000"},
          {"cancel", "pending_cancel 2000 8000"}, {"fill 2000 5000", "pending_cancel 5000 5000"}, {"fill 5000 10000", "filled 10000 0"},
          {"cancel-refused", "filled 10000 0"}}},
        {"D6 cancel request for an order that has not been acknowledged",
         {{"new 10000", "pending_new 0 10000"}, {"cancel", "pending_cancel 0 10000"}, {"canceled", "canceled 0 0"}}},
        {"D7 cancel request for an order that has not been acknowledged: the acknowledgement crosses it",
         {{"new 10000", "pending_new 0 10000"}, {"cancel", "pending_cancel 0 10000"}, {"accept", "pending_cancel 0 10000"},
          {"canceled", "canceled 0 0"}}},
        {"D8 cancel request for an order that the venue does not know",
         {{"new 10000", "pending_new 0 10000"}, {"lost", "unknown 0 10000"}, {"cancel", "unknown 0 10000"}, {"cancel-refused", "unknown 0 10000"},
          {"not-found", "unknown 0 10000"}}},
        {"D9 cancel request that is refused, and the order works on",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"cancel", "pending_cancel 0 10000"}, {"cancel-refused", "new 0 10000"},
          {"fill 0 10000", "filled 10000 0"}}},
    };
}

// C: cancel/replace for quantity and price.
std::vector<Matrix> replaces()
{
    return {
        {"D10 zero-filled order, replaced to increase the quantity",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace 11000", "pending_replace 0 10000"},
          {"replaced 11000", "new 0 11000"}, {"fill 0 1000", "partially_filled 1000 10000"}, {"fill 1000 11000", "filled 11000 0"}}},
        {"D11 part-filled order, replaced to increase the quantity, execution while it is pending",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 12000", "pending_replace 1000 9000"}, {"fill 1000 1100", "pending_replace 1100 8900"},
          {"replaced 12000", "partially_filled 1100 10900"}, {"fill 1100 12000", "filled 12000 0"}}},
        {"D12 filled order, replaced to increase the quantity",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace 12000", "pending_replace 0 10000"},
          {"fill 0 10000", "filled 10000 0"}, {"replaced 12000", "partially_filled 10000 2000"}, {"fill 10000 12000", "filled 12000 0"}}},
        {"D13 replace of the price is refused because a fill has occurred",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace-limit 187.10", "pending_replace 0 10000"},
          {"fill 0 10000", "filled 10000 0"}, {"replace-refused", "filled 10000 0"}}},
        {"D14 replace while an execution is reported: the quantity exceeds what is filled; replaced, then filled",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 8000", "pending_replace 1000 9000"}, {"fill 1000 1500", "pending_replace 1500 8500"},
          {"replaced 8000", "partially_filled 1500 6500"}, {"fill 1500 8000", "filled 8000 0"}}},
        {"D15 replace while an execution is reported: the quantity equals what is filled",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 7000", "pending_replace 1000 9000"}, {"fill 1000 7000", "pending_replace 7000 3000"}, {"replaced 7000", "filled 7000 0"}}},
        {"D16 replace while an execution is reported: the quantity is below what is filled, and is amended to it",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 7000", "pending_replace 1000 9000"}, {"fill 1000 8000", "pending_replace 8000 2000"}, {"replaced 8000", "filled 8000 0"}}},
        {"D17 replace below what is filled does not leave this machine",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 8000", "partially_filled 8000 2000"},
          {"replace 7000", "refused quantity_below_filled"}}},
        {"D18 replace of an order that is pending new",
         {{"new 10000", "pending_new 0 10000"}, {"replace 11000", "refused request_pending"}, {"accept", "new 0 10000"}}},
    };
}

// D: sequencing and chaining.
std::vector<Matrix> chains()
{
    return {
        {"D19 two replaces one after the other, both accepted",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace 8000", "pending_replace 0 10000"},
          {"fill 0 1000", "pending_replace 1000 9000"}, {"replaced 8000", "partially_filled 1000 7000"},
          {"replace 6000", "pending_replace 1000 7000"}, {"fill 1000 2000", "pending_replace 2000 6000"},
          {"replaced 6000", "partially_filled 2000 4000"}, {"fill 2000 6000", "filled 6000 0"}}},
        {"D20 a replace that is refused, then one that is accepted",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 8000", "pending_replace 1000 9000"}, {"replace-refused", "partially_filled 1000 9000"},
          {"replace 6000", "pending_replace 1000 9000"}, {"replaced 6000", "partially_filled 1000 5000"}, {"fill 1000 6000", "filled 6000 0"}}},
        {"D21 a second replace while the first is pending waits here: one is on its way at a time",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace 8000", "pending_replace 0 10000"},
          {"replace 6000", "refused request_pending"}, {"replaced 8000", "new 0 8000"}}},
        {"D22 a cancel overtakes a pending replace; the replace is answered first",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"replace 8000", "pending_replace 0 10000"},
          {"cancel", "pending_cancel 0 10000"}, {"replaced 8000", "pending_cancel 0 8000"}, {"canceled", "canceled 0 0"}}},
        {"D23 a cancel overtakes a pending replace, and both are refused",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"replace 8000", "pending_replace 1000 9000"}, {"cancel", "pending_cancel 1000 9000"}, {"replace-refused", "pending_cancel 1000 9000"},
          {"cancel-refused", "partially_filled 1000 9000"}}},
        {"D24 a replace while a cancel is pending waits here",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"cancel", "pending_cancel 0 10000"},
          {"replace 8000", "refused request_pending"}, {"canceled", "canceled 0 0"}}},
    };
}

// E: unsolicited; F: rejects; G: status requests; H and I: times in force; K: halts.
std::vector<Matrix> unsolicited()
{
    return {
        {"D25 unsolicited cancel of a part-filled order",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"}, {"canceled", "canceled 1000 0"}}},
        {"D26 unsolicited replacement of a part-filled order",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"restated 9000", "partially_filled 1000 8000"}, {"fill 1000 9000", "filled 9000 0"}}},
        {"D27 unsolicited reduction to what is filled",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 5000", "partially_filled 5000 5000"}, {"restated 5000", "filled 5000 0"}}},
        {"D28 order rejected",
         {{"new 10000", "pending_new 0 10000"}, {"reject", "rejected 0 0"}, {"cancel", "refused order_not_open"}}},
        {"D29 the same order twice under one id is one order; another under that id is refused",
         {{"new 10000", "pending_new 0 10000"}, {"resend 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"},
          {"resend 10000", "new 0 10000"}, {"resend 5000", "refused venue_duplicate_client_order_id"}}},
        {"D30 status of an order that the venue does not know: evidence, not an end; its report wins",
         {{"new 10000", "pending_new 0 10000"}, {"lost", "unknown 0 10000"}, {"not-found", "unknown 0 10000"}, {"accept", "new 0 10000"},
          {"fill 0 10000", "filled 10000 0"}}},
        {"D31 good-till-canceled order: part-filled, done for the day, worked on the next and canceled",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 2000", "partially_filled 2000 8000"},
          {"done", "done_for_day 2000 8000"}, {"accept", "partially_filled 2000 8000"}, {"fill 2000 3000", "partially_filled 3000 7000"},
          {"cancel", "pending_cancel 3000 7000"}, {"canceled", "canceled 3000 0"}}},
        {"D32 fill or kill that cannot be filled; immediate or cancel that fills a part",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"}, {"canceled", "canceled 1000 0"},
          {"accept", "canceled 1000 0"}}},
        {"D33 trading halt: suspended, reinstated, filled",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"suspended", "suspended 0 10000"}, {"accept", "new 0 10000"},
          {"fill 0 10000", "filled 10000 0"}}},
    };
}

// J: cancels and corrections of executions.
std::vector<Matrix> busts()
{
    return {
        {"D34 filled order, then corrections and cancellations of executions: it does not open again",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000 187.10", "partially_filled 1000 9000"},
          {"fill 1000 10000 187.20", "filled 10000 0"}, {"bust E1", "filled 9000 0"}, {"bust E1", "filled 9000 0"},
          {"correct E2 9000 187.15", "filled 9000 0"}, {"correct E2 8000 187.15", "filled 8000 0"}, {"bust E2", "filled 0 0"},
          {"fill 0 1000", "filled 1000 0"}}},
        {"D34 part-filled order, then a bust: the venue works on",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"}, {"bust E1", "new 0 10000"},
          {"dup-fill 0 1000 E1", "new 0 10000"}, {"fill 0 4000", "partially_filled 4000 6000"}, {"correct E2 3000 187.20", "partially_filled 3000 7000"},
          {"fill 3000 10000", "filled 10000 0"}}},
        {"D34 a correction fills the order",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 9000", "partially_filled 9000 1000"},
          {"correct E1 10000 187.20", "filled 10000 0"}}},
        {"D34 a bust while a cancel is pending",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 1000", "partially_filled 1000 9000"},
          {"cancel", "pending_cancel 1000 9000"}, {"bust E1", "pending_cancel 0 10000"}, {"canceled", "canceled 0 0"}}},
        {"D35 canceled order, then executions, corrections and cancellations: it stays canceled until it is full",
         {{"new 10000", "pending_new 0 10000"}, {"accept", "new 0 10000"}, {"fill 0 5000", "partially_filled 5000 5000"},
          {"cancel", "pending_cancel 5000 5000"}, {"canceled", "canceled 5000 0"}, {"fill 5000 6000", "canceled 6000 0"},
          {"correct E1 4000 187.00", "canceled 5000 0"}, {"bust E2", "canceled 4000 0"}, {"accept", "canceled 4000 0"}}},
    };
}

std::vector<Matrix> allMatrices()
{
    std::vector<Matrix> all;
    for (const auto& part : {fillsAndCancels(), replaces(), chains(), unsolicited(), busts()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace

class FixMatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowStandsAsWritten_data();
    void rowStandsAsWritten();
};

void FixMatrixTest::rowStandsAsWritten_data()
{
    QTest::addColumn<int>("matrix");
    QTest::addColumn<int>("row");
    const auto all = allMatrices();
    for (int matrix = 0; matrix < static_cast<int>(all.size()); ++matrix) {
        const auto& [name, steps] = all[static_cast<std::size_t>(matrix)];
        for (int row = 0; row < static_cast<int>(steps.size()); ++row)
            QTest::addRow("%s: %d %s", name, row + 1, steps[static_cast<std::size_t>(row)].what) << matrix << row;
    }
}

void FixMatrixTest::rowStandsAsWritten()
{
    QFETCH(const int, matrix);
    QFETCH(const int, row);
    const auto steps = allMatrices()[static_cast<std::size_t>(matrix)].steps;
    Play play;
    std::string stands;
    for (int step = 0; step <= row; ++step)
        stands = play.play(steps[static_cast<std::size_t>(step)].what);
    QCOMPARE(QString::fromStdString(stands), QString::fromLatin1(steps[static_cast<std::size_t>(row)].expected));
}

QTEST_GUILESS_MAIN(FixMatrixTest)
#include "fix_matrix_test.moc"
