// Supervisor: trades through the real program on one data folder, kills it at random moments and starts it again, while the practice
// venue stands in a process of its own. It knows what the program told it over its socket, and nothing else. A supervisor waits on
// processes and sockets without an event loop; all of it on one thread, which may be any.
#pragma once

#include <QByteArray>
#include <QLocalSocket>
#include <QProcess>
#include <QString>

#include <chrono>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace tradecore::test {

class Supervisor {
public:
    // Makes "desk" and "venue" in the folder, which exists.
    Supervisor(QString folder, unsigned seed);
    ~Supervisor();

    // Starts the venue and kills the program so many times; then lets it come to rest and end in order, ends the venue, and compares.
    // A sentence about the first thing that went wrong, or nothing.
    [[nodiscard]] std::string run(int kills);

    [[nodiscard]] const std::set<std::string>& acknowledged() const { return m_acknowledged; }
    [[nodiscard]] const std::vector<std::chrono::milliseconds>& startTimes() const { return m_startTimes; }   // exec to reconciled
    [[nodiscard]] int killedWhileStarting() const { return m_killedWhileStarting; }
    [[nodiscard]] std::size_t fills() const { return m_fills; }

private:
    [[nodiscard]] std::string startVenue();
    [[nodiscard]] std::string startDesk();
    // Waits for "ready"; false when the time has passed.
    [[nodiscard]] bool waitReady(int milliseconds);
    [[nodiscard]] std::string round(int number);
    [[nodiscard]] std::string trade(int number);
    [[nodiscard]] std::string connectToDesk();
    void kill();
    void ask(const QByteArray& line);
    void place(const QByteArray& side, const QByteArray& type, const QByteArray& limit);
    // Reads what has come within the time; true while the socket lives.
    bool readReceipts(int milliseconds);
    void onLine(const QByteArray& line);
    [[nodiscard]] std::string rest();
    [[nodiscard]] std::string compare();
    [[nodiscard]] std::string checkKilled();
    [[nodiscard]] int draw(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }

    const QString m_folder;
    std::mt19937 m_random;
    std::unique_ptr<QProcess> m_venue;
    std::unique_ptr<QProcess> m_desk;
    std::unique_ptr<QLocalSocket> m_socket;
    QByteArray m_incoming;
    std::chrono::steady_clock::time_point m_startedAt;
    std::vector<QByteArray> m_asked;              // by request number: the order that it places, empty for others
    std::vector<QByteArray> m_resting;
    std::vector<QByteArray> m_unanswered;         // placed, no receipt
    int m_orders = 0;
    int m_receipts = 0;
    bool m_isIdle = false;
    bool m_isInSync = false;
    std::set<std::string> m_acknowledged;
    std::vector<std::chrono::milliseconds> m_startTimes;
    int m_killedWhileStarting = 0;
    std::size_t m_fills = 0;
};

}  // namespace tradecore::test
