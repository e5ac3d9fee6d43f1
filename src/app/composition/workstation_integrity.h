// WorkstationIntegrity: IntegrityControl of the running workstation: each call is one post to the engine, a backup one to the projector
// thread. Any thread; lives as long as the Workstation.
#pragma once

#include "application/integrity/integrity_control.h"

namespace tradecore::app {

class EngineIntegrity;
class Workstation;

class WorkstationIntegrity final : public application::IntegrityControl {
public:
    explicit WorkstationIntegrity(Workstation& workstation) : m_workstation(workstation) {}

    void checkNow(Executor& replyTo, Done onDone) override;
    void rebuild(const std::string& name, Executor& replyTo, std::function<void(const application::RebuildProgress&)> onProgress,
                 std::function<void(const application::RebuildOutcome&)> onDone) override;
    void cancelRebuild() override;
    void backup(const std::string& path, Executor& replyTo, std::function<void(const application::BackupOutcome&)> onDone) override;
    void deadLetters(Executor& replyTo, std::function<void(const application::DeadLettersAnswer&)> onAnswer) override;
    void retryDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) override;
    void dismissDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) override;
    void activity(Executor& replyTo, std::function<void(const application::ActivityAnswer&)> onAnswer) override;

private:
    // Runs on the engine thread; the sentence is not empty where there is no self-check.
    void onEngine(std::function<void(EngineIntegrity*, const std::string& sentence)> task);

    Workstation& m_workstation;
};

}  // namespace tradecore::app
