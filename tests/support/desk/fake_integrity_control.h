// FakeIntegrityControl: a scripted self-check for the window's and the socket's tests. It remembers what was asked; answers come through
// the executor that the caller names, those of a rebuild and a backup when the test finishes them.
#pragma once

#include "application/integrity/integrity_control.h"

#include <string>
#include <utility>
#include <vector>

namespace tradecore::test {

class FakeIntegrityControl : public application::IntegrityControl {
public:
    // What the test decides.
    std::vector<application::DeadLetterRow> letters;
    std::vector<application::ActivityRow> days;
    std::string refusal;               // of a retry or a dismissal; empty: done

    // What was asked.
    int checks = 0;
    int canceled = 0;
    std::vector<std::string> rebuilt;
    std::vector<std::string> backups;
    std::vector<std::int64_t> retried;
    std::vector<std::int64_t> dismissed;

    void progress(std::int64_t events, std::int64_t ofEvents);
    void finishRebuild(const application::RebuildOutcome& outcome);
    void finishBackup(const application::BackupOutcome& outcome);

    void checkNow(Executor& replyTo, Done onDone) override;
    void rebuild(const std::string& name, Executor& replyTo, std::function<void(const application::RebuildProgress&)> onProgress,
                 std::function<void(const application::RebuildOutcome&)> onDone) override;
    void cancelRebuild() override { ++canceled; }
    void backup(const std::string& path, Executor& replyTo, std::function<void(const application::BackupOutcome&)> onDone) override;
    void deadLetters(Executor& replyTo, std::function<void(const application::DeadLettersAnswer&)> onAnswer) override;
    void retryDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) override;
    void dismissDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) override;
    void activity(Executor& replyTo, std::function<void(const application::ActivityAnswer&)> onAnswer) override;

private:
    void settle(std::int64_t position, Executor& replyTo, Done onDone);

    Executor* m_rebuildTo = nullptr;
    std::function<void(const application::RebuildProgress&)> m_onProgress;
    std::function<void(const application::RebuildOutcome&)> m_onRebuilt;
    Executor* m_backupTo = nullptr;
    std::function<void(const application::BackupOutcome&)> m_onBackup;
};

}  // namespace tradecore::test
