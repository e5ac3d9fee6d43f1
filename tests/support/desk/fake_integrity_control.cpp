#include "tests/support/desk/fake_integrity_control.h"

namespace tradecore::test {

namespace {

template <typename Callback, typename Answer>
void answer(Executor* replyTo, const Callback& callback, const Answer& value)
{
    if (replyTo != nullptr && callback)
        [[maybe_unused]] const bool posted = replyTo->post([callback, value] { callback(value); });
}

}  // namespace

void FakeIntegrityControl::progress(std::int64_t events, std::int64_t ofEvents)
{
    answer(m_rebuildTo, m_onProgress, application::RebuildProgress{"rows", events, ofEvents});
}

void FakeIntegrityControl::finishRebuild(const application::RebuildOutcome& outcome)
{
    answer(m_rebuildTo, m_onRebuilt, outcome);
}

void FakeIntegrityControl::finishBackup(const application::BackupOutcome& outcome)
{
    answer(m_backupTo, m_onBackup, outcome);
}

void FakeIntegrityControl::checkNow(Executor& replyTo, Done onDone)
{
    ++checks;
    answer(&replyTo, onDone, std::string());
}

void FakeIntegrityControl::rebuild(const std::string& name, Executor& replyTo,
                                   std::function<void(const application::RebuildProgress&)> onProgress,
                                   std::function<void(const application::RebuildOutcome&)> onDone)
{
    rebuilt.push_back(name);
    m_rebuildTo = &replyTo;
    m_onProgress = std::move(onProgress);
    m_onRebuilt = std::move(onDone);
}

void FakeIntegrityControl::backup(const std::string& path, Executor& replyTo, std::function<void(const application::BackupOutcome&)> onDone)
{
    backups.push_back(path);
    m_backupTo = &replyTo;
    m_onBackup = std::move(onDone);
}

void FakeIntegrityControl::deadLetters(Executor& replyTo, std::function<void(const application::DeadLettersAnswer&)> onAnswer)
{
    answer(&replyTo, onAnswer, application::DeadLettersAnswer{letters, {}});
}

void FakeIntegrityControl::settle(std::int64_t position, Executor& replyTo, Done onDone)
{
    if (refusal.empty())
        std::erase_if(letters, [position](const auto& letter) { return letter.position == position; });
    answer(&replyTo, onDone, refusal);
}

void FakeIntegrityControl::retryDeadLetter(const std::string&, std::int64_t position, Executor& replyTo, Done onDone)
{
    retried.push_back(position);
    settle(position, replyTo, std::move(onDone));
}

void FakeIntegrityControl::dismissDeadLetter(const std::string&, std::int64_t position, Executor& replyTo, Done onDone)
{
    dismissed.push_back(position);
    settle(position, replyTo, std::move(onDone));
}

void FakeIntegrityControl::activity(Executor& replyTo, std::function<void(const application::ActivityAnswer&)> onAnswer)
{
    answer(&replyTo, onAnswer, application::ActivityAnswer{days, 0, {}});
}

}  // namespace tradecore::test
