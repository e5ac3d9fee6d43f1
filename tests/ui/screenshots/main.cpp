// tradecore-screenshots OUTDIR: renders the screens that nobody should have to provoke by hand (empty, busy, stale, refused,
// disconnected, recovery, inspector; dark and light; 1× and 2×; one in German) to PNG files, from a scripted desk.
#include "tests/ui/window_fixture.h"
#include "ui/order/order_ticket.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QTextStream>
#include <QTranslator>

using namespace tradecore;
using test::WindowFixture;

namespace {

struct Shot {
    QString folder;
    QString suffix;
};

void save(const Shot& shot, const QString& scene, QWidget& widget)
{
    const auto image = widget.grab();
    image.save(QString(shot.folder % u'/' % scene % shot.suffix % u".png"));
}

void shootKillSwitch(const Shot& shot, WindowFixture& fixture)
{
    fixture.window->openKillSwitch();
    auto* dialog = fixture.window->findChild<QDialog*>(u"killSwitchDialog"_qs);
    fixture.settle();
    save(shot, u"kill-switch"_qs, *dialog);
    dialog->findChild<QPushButton*>(u"flattenButton"_qs)->click();
    fixture.settle();
    save(shot, u"kill-switch-question"_qs, *dialog);
    dialog->findChild<QPushButton*>(u"killSwitchConfirmButton"_qs)->click();
    fixture.setTradingState(domain::TradingState::Reducing, "flatten");
    save(shot, u"kill-switch-flattening"_qs, *dialog);
    fixture.control.finishFlatten({5, 0, 1, "The venue does not answer."});
    fixture.setTradingState(domain::TradingState::Halted, "kill switch");
    save(shot, u"kill-switch-halted"_qs, *dialog);
    dialog->hide();
    save(shot, u"halted"_qs, *fixture.window);
    fixture.setTradingState(domain::TradingState::Active, {});
}

void shootSelfCheck(const Shot& shot, WindowFixture& fixture)
{
    using namespace application;
    fixture.setIntegrity();
    fixture.window->openSelfCheck();
    fixture.settle();
    auto* dialog = fixture.window->findChild<QDialog*>(u"selfCheckDialog"_qs);
    save(shot, u"self-check"_qs, *dialog);
    fixture.integrity.letters = {{"activity", 812, "order-7f1c0d3a-9b7e-4a55-8f0a-31c2b7e4d6aa", 3, "failed", "The day cannot be counted: the disk is full."},
                                 {"activity", 815, "order-7f1c0d3a-9b7e-4a55-8f0a-31c2b7e4d6aa", 0, "waiting", "An earlier event of the order could not be applied."}};
    fixture.setIntegrity({{IntegrityCheckName::Orders, IntegrityVerdict::Repaired, 0, 9'014, {}, "The row of order-3a51 is not what its events say."},
                          {IntegrityCheckName::CashSums, IntegrityVerdict::Bad, 0, 12'388, {},
                           "The account practice-sim has 71848.50 USD, but its postings come to 71849.50."},
                          {IntegrityCheckName::Views, IntegrityVerdict::Notice, 0, 812, {}, "Events could not be applied and wait for you below."}});
    dialog->findChild<QPushButton*>(u"rebuildButton"_qs)->click();
    fixture.integrity.progress(7'200, 12'403);
    fixture.settle();
    save(shot, u"self-check-found"_qs, *dialog);
    save(shot, u"self-check-notice"_qs, *fixture.window);
    fixture.integrity.finishRebuild({{{"orders", 12'403, 1'904, std::chrono::milliseconds(840)}}, {}});
    fixture.settle();
    fixture.desk.statusAnswer.stoppedReason = "The journal cannot be trusted, so no order leaves this machine until it is restored from a backup. "
                                              "Cancels still go through. Event 9014: the event does not match its hash in the chain.";
    fixture.setIntegrity({{IntegrityCheckName::Chain, IntegrityVerdict::Bad, 0, 9'014, {}, "Event 9014: the event does not match its hash in the chain."}}, true);
    save(shot, u"self-check-stopped"_qs, *dialog);
    save(shot, u"journal-stopped"_qs, *fixture.window);
    dialog->close();
    fixture.desk.statusAnswer.stoppedReason.clear();
    fixture.desk.statusAnswer.blockedReason = "The disk is full, so new orders are blocked. Cancels and fills are still recorded, from space kept for "
                                              "this. Make room on the disk; orders are taken again by themselves.";
    fixture.integrity.letters.clear();
    fixture.setIntegrity();
    save(shot, u"disk-full"_qs, *fixture.window);
    fixture.desk.statusAnswer.blockedReason.clear();
    fixture.setIntegrity();
}

void shoot(const Shot& shot, bool dark)
{
    const auto dialogShot = [&](WindowFixture& fixture, const QString& scene, const QString& name) {
        if (auto* dialog = fixture.window->findChild<QDialog*>(name)) {
            fixture.settle();
            save(shot, scene, *dialog);
            dialog->close();
        }
    };
    {
        WindowFixture fixture({}, dark);
        fixture.window->show();
        fixture.start();
        save(shot, u"empty"_qs, *fixture.window);
        fixture.window->openSourceChoice();
        dialogShot(fixture, u"first-start"_qs, u"firstStartDialog"_qs);
        fixture.window->openSettings();
        dialogShot(fixture, u"settings"_qs, u"settingsDialog"_qs);
    }
    WindowFixture fixture({}, dark);
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.window->ticket().findChild<QLineEdit*>(u"quantityEdit"_qs)->setText(u"100"_qs);
    fixture.window->ticket().refreshPreview();
    fixture.settle();
    save(shot, u"busy"_qs, *fixture.window);
    fixture.window->inspectOrder(fixture.order("3a51", fixture.terms("AAPL", domain::Side::Buy, 150, 18'722), domain::OrderStatus::Filled, 150));
    dialogShot(fixture, u"inspector"_qs, u"eventInspector"_qs);
    shootKillSwitch(shot, fixture);
    shootSelfCheck(shot, fixture);
    auto* limit = fixture.window->ticket().findChild<QLineEdit*>(u"limitEdit"_qs);
    limit->setText(ui::inputText(Decimal::fromScaled(187'203, 3), 2));
    fixture.window->ticket().refreshPreview();
    fixture.settle();
    save(shot, u"refused"_qs, *fixture.window);
    fixture.goStale();
    fixture.window->askStatus();
    fixture.settle();
    save(shot, u"stale"_qs, *fixture.window);
    fixture.addRecovered();
    dialogShot(fixture, u"recovery"_qs, u"recoverySheet"_qs);
    fixture.disconnect();
    save(shot, u"disconnected"_qs, *fixture.window);
    fixture.window->close();
    dialogShot(fixture, u"closing"_qs, u"closeDialog"_qs);
}

int runScaled(const QString& folder, const QString& scale, const QString& language)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_qs, u"offscreen"_qs);
    environment.insert(u"QT_SCALE_FACTOR"_qs, scale);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), {folder, scale, language});
    return process.waitForFinished(120'000) ? process.exitCode() : 1;
}

}  // namespace

int main(int argumentCount, char** arguments)
{
    if (argumentCount < 3) {
        const QCoreApplication application(argumentCount, arguments);
        if (argumentCount != 2) {
            QTextStream(stderr) << "usage: tradecore-screenshots OUTDIR\n";
            return 2;
        }
        const auto folder = QString::fromLocal8Bit(arguments[1]);
        QDir().mkpath(folder);
        return runScaled(folder, u"1"_qs, u"en"_qs) + runScaled(folder, u"2"_qs, u"en"_qs) + runScaled(folder, u"1"_qs, u"de"_qs);
    }
    const auto folder = QString::fromLocal8Bit(arguments[1]);
    const auto scale = QString::fromLocal8Bit(arguments[2]);
    const auto language = argumentCount > 3 ? QString::fromLocal8Bit(arguments[3]) : u"en"_qs;
    QLocale::setDefault(QLocale(language));
    const QApplication application(argumentCount, arguments);
    QTranslator translator;
    if (translator.load(QString(u":/i18n/tradecore_" % language % u".qm")))
        QCoreApplication::installTranslator(&translator);
    const auto suffix = QString((language == u"en" ? QString() : QString(u"-" % language)) % (scale == u"1" ? QString() : QString(u"@" % scale % u"x")));
    shoot({folder, QString(u"-dark" % suffix)}, true);
    shoot({folder, QString(u"-light" % suffix)}, false);
    return 0;
}
