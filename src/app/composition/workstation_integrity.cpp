#include "app/composition/workstation_integrity.h"

#include "app/composition/workstation.h"
#include "infrastructure/persistence/journal_backup.h"

#include <QCoreApplication>

#include <utility>

namespace tradecore::app {

namespace {

template <typename Answer, typename Callback>
void reply(Executor& replyTo, Callback callback, Answer answer)
{
    // A caller whose thread has ended needs no answer.
    [[maybe_unused]] const bool posted = replyTo.post([callback = std::move(callback), answer = std::move(answer)] { callback(answer); });
}

std::string endingSentence()
{
    return QCoreApplication::translate("Integrity", "The program is busy or ends. Nothing was done.").toStdString();
}

}  // namespace

void WorkstationIntegrity::onEngine(std::function<void(EngineIntegrity*, const std::string&)> task)
{
    const bool posted = m_workstation.m_engineThread->post([this, task] {
        auto* integrity = m_workstation.m_engine ? m_workstation.m_engine->integrity.get() : nullptr;
        task(integrity, integrity != nullptr ? std::string() : m_workstation.m_readOnlyReason);
    });
    if (!posted)
        task(nullptr, endingSentence());
}

void WorkstationIntegrity::checkNow(Executor& replyTo, Done onDone)
{
    onEngine([&replyTo, onDone = std::move(onDone)](EngineIntegrity* integrity, const std::string& sentence) {
        if (integrity == nullptr) {
            reply(replyTo, onDone, sentence);
            return;
        }
        integrity->checkNow([&replyTo, onDone](const std::string& error) { reply(replyTo, onDone, error); });
    });
}

void WorkstationIntegrity::rebuild(const std::string& name, Executor& replyTo,
                                   std::function<void(const application::RebuildProgress&)> onProgress,
                                   std::function<void(const application::RebuildOutcome&)> onDone)
{
    onEngine([name, &replyTo, onProgress = std::move(onProgress), onDone = std::move(onDone)](EngineIntegrity* integrity,
                                                                                              const std::string& sentence) {
        if (integrity == nullptr) {
            reply(replyTo, onDone, application::RebuildOutcome{{}, sentence});
            return;
        }
        integrity->rebuild(
            name, [&replyTo, onProgress](const application::RebuildProgress& progress) { reply(replyTo, onProgress, progress); },
            [&replyTo, onDone](const application::RebuildOutcome& outcome) { reply(replyTo, onDone, outcome); });
    });
}

void WorkstationIntegrity::cancelRebuild()
{
    onEngine([](EngineIntegrity* integrity, const std::string&) {
        if (integrity != nullptr)
            integrity->cancelRebuild();
    });
}

void WorkstationIntegrity::backup(const std::string& path, Executor& replyTo, std::function<void(const application::BackupOutcome&)> onDone)
{
    const std::string journal = m_workstation.m_options.dataDirectory + "/journal.db";
    const bool posted = m_workstation.m_projectorThread->post([journal, path, key = m_workstation.m_anchorKey, &replyTo, onDone] {
        const auto made = infrastructure::JournalBackup::make(journal, path, infrastructure::JournalProjections::Trading, key);
        if (!made) {
            reply(replyTo, onDone, application::BackupOutcome{path, 0, 0, {}, made.error().text});
            return;
        }
        reply(replyTo, onDone,
              application::BackupOutcome{made->path, made->verified.events, made->bytes, toHex(made->verified.headHash), {}});
    });
    if (!posted)
        reply(replyTo, onDone, application::BackupOutcome{path, 0, 0, {}, endingSentence()});
}

void WorkstationIntegrity::deadLetters(Executor& replyTo, std::function<void(const application::DeadLettersAnswer&)> onAnswer)
{
    onEngine([&replyTo, onAnswer = std::move(onAnswer)](EngineIntegrity* integrity, const std::string& sentence) {
        reply(replyTo, onAnswer, integrity != nullptr ? integrity->views()->deadLetters() : application::DeadLettersAnswer{{}, sentence});
    });
}

void WorkstationIntegrity::retryDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone)
{
    onEngine([view, position, &replyTo, onDone = std::move(onDone)](EngineIntegrity* integrity, const std::string& sentence) {
        reply(replyTo, onDone, integrity != nullptr ? integrity->views()->retry(view, position) : sentence);
    });
}

void WorkstationIntegrity::dismissDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone)
{
    onEngine([view, position, &replyTo, onDone = std::move(onDone)](EngineIntegrity* integrity, const std::string& sentence) {
        reply(replyTo, onDone, integrity != nullptr ? integrity->views()->dismiss(view, position) : sentence);
    });
}

void WorkstationIntegrity::activity(Executor& replyTo, std::function<void(const application::ActivityAnswer&)> onAnswer)
{
    onEngine([&replyTo, onAnswer = std::move(onAnswer)](EngineIntegrity* integrity, const std::string& sentence) {
        reply(replyTo, onAnswer, integrity != nullptr ? integrity->views()->activity() : application::ActivityAnswer{{}, 0, sentence});
    });
}

}  // namespace tradecore::app
