#include "ui/risk/limits_dialog.h"

#include "ui/common/desk_answer.h"
#include "ui/common/ink.h"
#include "ui/common/number_text.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace tradecore::ui {

using domain::RiskLimit;

namespace {

constexpr int editWidth = 140;

}  // namespace

QString nameOfLimit(RiskLimit limit)
{
    switch (limit) {
    case RiskLimit::OrderSize:
        return LimitsDialog::tr("R1  Order size");
    case RiskLimit::OrderNotional:
        return LimitsDialog::tr("R2  Order value");
    case RiskLimit::PriceCollar:
        return LimitsDialog::tr("R3  Price collar");
    case RiskLimit::OrderRate:
        return LimitsDialog::tr("R4  Order rate");
    case RiskLimit::DuplicateTime:
        return LimitsDialog::tr("R5  Same order again");
    case RiskLimit::DailyLoss:
        return LimitsDialog::tr("R6  Loss of the day");
    case RiskLimit::PositionSize:
        return LimitsDialog::tr("R7  Position size");
    }
    return {};
}

QString unitOfLimit(RiskLimit limit)
{
    switch (limit) {
    case RiskLimit::OrderSize:
        return LimitsDialog::tr("units in one order");
    case RiskLimit::OrderNotional:
        return LimitsDialog::tr("price × quantity, in the currency of the instrument");
    case RiskLimit::PriceCollar:
        return LimitsDialog::tr("% by which a limit price may be worse than the market");
    case RiskLimit::OrderRate:
        return LimitsDialog::tr("orders in a minute");
    case RiskLimit::DuplicateTime:
        return LimitsDialog::tr("seconds between two equal orders");
    case RiskLimit::DailyLoss:
        return LimitsDialog::tr("in the currency of the account; then only reducing orders pass");
    case RiskLimit::PositionSize:
        return LimitsDialog::tr("units in one position, open orders included");
    }
    return {};
}

LimitsDialog::LimitsDialog(const WindowContext& context, application::TradingControl& control, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_control(control)
{
    setObjectName(u"limitsDialog"_qs);
    setWindowTitle(tr("Risk limits"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto* words = new QLabel(tr("Every order passes these limits before it leaves this machine. An empty field switches a limit off. "
                                "Orders that reduce a position pass R1, R2, R6 and R7."), this);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(words);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    column->addLayout(grid);
    const auto all = domain::allRiskLimits();
    for (std::size_t index = 0; index < all.size(); ++index) {
        m_lines[index].limit = all[index];
        addLine(*grid, index);
    }
    m_error = new QLabel(this);
    m_error->setObjectName(u"limitsError"_qs);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    auto* buttons = new QHBoxLayout;
    m_save = new QPushButton(tr("Save"), this);
    m_save->setObjectName(u"limitsSaveButton"_qs);
    m_save->setAccessibleName(tr("Save the limits"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"limitsCloseButton"_qs);
    close->setAccessibleName(tr("Close the limits"));
    close->setAutoDefault(false);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::hide);
    connect(m_save, &QPushButton::clicked, this, &LimitsDialog::save);
    connect(&m_context.theme, &Theme::changed, this, &LimitsDialog::applyTheme);
    applyTheme();
    refreshButton();
}

void LimitsDialog::addLine(QGridLayout& grid, std::size_t index)
{
    auto& line = m_lines[index];
    const QString key = toQString(std::string(domain::nameOf(line.limit)));
    const int row = static_cast<int>(index) * 2;
    auto* caption = new QLabel(nameOfLimit(line.limit), this);
    line.edit = new QLineEdit(this);
    line.edit->setObjectName(QString(u"limitEdit_" % key));
    line.edit->setAccessibleName(nameOfLimit(line.limit));
    line.edit->setAccessibleDescription(unitOfLimit(line.limit));
    line.edit->setPlaceholderText(tr("off"));
    line.edit->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line.edit->setFixedWidth(editWidth);
    caption->setBuddy(line.edit);
    auto* unit = new QLabel(unitOfLimit(line.limit), this);
    unit->setForegroundRole(QPalette::PlaceholderText);
    line.error = new QLabel(this);
    line.error->setObjectName(QString(u"limitError_" % key));
    line.error->setWordWrap(true);
    line.error->hide();
    grid.addWidget(caption, row, 0);
    grid.addWidget(line.edit, row, 1);
    grid.addWidget(unit, row, 2);
    grid.addWidget(line.error, row + 1, 1, 1, 2);
    connect(line.edit, &QLineEdit::textChanged, this, [this, index] {
        m_lines[index].error->hide();
        refreshButton();
    });
}

void LimitsDialog::applyTheme()
{
    for (const auto& line : m_lines) {
        line.edit->setFont(m_context.theme.numberFont(13));
        setInk(*line.error, m_context.theme.colours().danger);
    }
    setInk(*m_error, m_context.theme.colours().danger);
}

void LimitsDialog::present()
{
    QDialog::show();
    raise();
    activateWindow();
    m_control.limits(std::nullopt, m_context.gui,
                     whileAlive(this, [this](const application::RiskLimitsQuery::Answer& answer) { show(answer); }));
}

void LimitsDialog::show(const application::RiskLimitsQuery::Answer& answer)
{
    m_error->setText(toQString(answer.error));
    m_error->setVisible(!answer.error.empty());
    if (!answer.error.empty())
        return;
    m_known = answer.limits;
    for (const auto& line : m_lines) {
        const auto& value = m_known.at(line.limit);
        line.edit->setText(value ? inputText(*value, 0) : QString());
    }
    refreshButton();
}

void LimitsDialog::refreshButton()
{
    m_save->setEnabled(m_waiting == 0);
    m_save->setText(m_waiting > 0 ? tr("Saving…") : tr("Save"));
}

void LimitsDialog::save()
{
    for (std::size_t index = 0; index < m_lines.size(); ++index)
        saveLine(index);
}

void LimitsDialog::saveLine(std::size_t index)
{
    auto& line = m_lines[index];
    const QString text = line.edit->text().trimmed();
    std::optional<Decimal> value;
    if (!text.isEmpty()) {
        const auto parsed = parseInput(text);
        if (!parsed) {
            line.error->setText(tr("Write a plain number, or nothing to switch the limit off."));
            line.error->show();
            return;
        }
        value = *parsed;
    }
    if (value == m_known.at(line.limit))
        return;
    ++m_waiting;
    refreshButton();
    m_control.changeLimit(std::nullopt, line.limit, value, m_context.gui,
                          whileAlive(this, [this, index, value](const application::Receipt& receipt) {
                              auto& answered = m_lines[index];
                              --m_waiting;
                              refreshButton();
                              const QString sentence = receiptSentence(receipt);
                              answered.error->setText(sentence);
                              answered.error->setVisible(!sentence.isEmpty());
                              if (!sentence.isEmpty())
                                  return;
                              m_known.set(answered.limit, value);
                              Q_EMIT told(value ? tr("Limit changed: %1 is %2.").arg(nameOfLimit(answered.limit), displayText(*value, 0))
                                                : tr("Limit switched off: %1.").arg(nameOfLimit(answered.limit)),
                                          value ? Tone::Normal : Tone::Warning);
                          }));
}

}  // namespace tradecore::ui
