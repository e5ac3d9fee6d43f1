// The stores of the workstation: the journal with its reserve and its anchors' key, the views that lag, the practice store. A journal
// that must not be written any more is opened to be looked at: orders are blocked, and everything can be read and exported.
#include "app/composition/workstation.h"

#include "infrastructure/persistence/journal_anchors.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>

namespace tradecore::app {

using application::StoreErrorKind;
using infrastructure::Journal;
using infrastructure::JournalOptions;

namespace {

Q_LOGGING_CATEGORY(logStores, "tradecore.stores")

constexpr std::int64_t reserveBytes = std::int64_t{64} << 20;

// What can be read without being believed. A file of a newer program is left alone, and one that another process holds too.
bool canBeLookedAt(StoreErrorKind kind)
{
    switch (kind) {
    case StoreErrorKind::Corrupt:
    case StoreErrorKind::UnknownEvent:
    case StoreErrorKind::ReadOnly: return true;
    case StoreErrorKind::Conflict:
    case StoreErrorKind::DuplicateCommand:
    case StoreErrorKind::Full:
    case StoreErrorKind::Broken:
    case StoreErrorKind::Locked:
    case StoreErrorKind::Newer: return false;
    }
    return false;
}

std::string readOnlySentence(const application::StoreError& error)
{
    return QCoreApplication::translate("Integrity", "The journal is open for reading only, and no order is taken: %1 Its file was not changed. "
                                                    "Restore a backup, or export what is in it.")
        .arg(QString::fromStdString(error.text))
        .toStdString();
}

}  // namespace

// An unsigned line behind signed ones counts as forged for ever: a journal that was signed is not written without its key.
Result<void, std::string> Workstation::loadKey()
{
    const std::string path = infrastructure::defaultAnchorKeyPath();
    const QFileInfo folder(QFileInfo(QString::fromStdString(path)).absolutePath());
    if (!folder.exists() && QDir().mkpath(folder.absoluteFilePath()))
        QFile::setPermissions(folder.absoluteFilePath(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    if (auto key = infrastructure::loadAnchorKey(path)) {
        m_anchorKey = *key;
        return {};
    } else {
        for (const char* name : {"/journal.db", "/practice.db"}) {
            const auto known = infrastructure::readAnchors({infrastructure::anchorsPathOf(m_options.dataDirectory + name)});
            if (std::ranges::any_of(known.anchors, &infrastructure::JournalAnchor::isSigned))
                return failure(key.error().text);
        }
        qCWarning(logStores, "Anchors are not signed. %s", key.error().text.c_str());
    }
    return {};
}

std::string Workstation::openJournal()
{
    JournalOptions options{m_options.dataDirectory + "/journal.db"};
    options.anchorKey = m_anchorKey;
    options.reserveBytes = reserveBytes;
    auto journal = Journal::open(options);
    if (journal) {
        m_journal = *std::move(journal);
        m_views = std::make_unique<DeskViews>(m_options.dataDirectory + "/views.db", *m_journal);
        return {};
    }
    const std::string error = "The journal cannot be opened: " + journal.error().text;
    if (!canBeLookedAt(journal.error().kind))
        return error;
    auto looked = infrastructure::openOffline(options.path);
    if (!looked)
        return error;
    m_lookedAt = *std::move(looked);
    m_readOnlyReason = readOnlySentence(journal.error());
    m_options.safeMode = true;
    qCCritical(logStores, "%s", m_readOnlyReason.c_str());
    return {};
}

Result<void, std::string> Workstation::openStores()
{
    if (auto loaded = loadKey(); !loaded)
        return loaded;
    std::string error;
    m_engineThread->runAndWait([this, &error] { error = openJournal(); });
    if (!error.empty())
        return failure(error);
    if (!m_options.venueSocket.empty())
        return {};
    m_practiceThread->runAndWait([this, &error] {
        JournalOptions options{m_options.dataDirectory + "/practice.db"};
        options.projections = infrastructure::JournalProjections::None;
        options.anchorKey = m_anchorKey;
        auto journal = Journal::open(options);
        if (journal)
            m_practiceJournal = std::move(*journal);
        else
            error = "The practice account's store cannot be opened: " + journal.error().text;
    });
    if (!error.empty())
        return failure(error);
    return {};
}

application::EventStore& Workstation::store() const
{
    return m_journal ? static_cast<application::EventStore&>(*m_journal) : *m_lookedAt;
}

application::ReadModels& Workstation::models() const
{
    return m_journal ? static_cast<application::ReadModels&>(*m_journal) : *m_lookedAt;
}

IntegrityPort Workstation::integrityPort()
{
    if (!m_journal)
        return {};
    return {m_journal.get(), m_journal.get(), m_views.get(), [this] {
                return application::JournalHealth{m_journal->isSpaceShort(), m_journal->anchorFailures(), m_journal->forgedAnchors(),
                                                  m_anchorKey.has_value(), m_journal->anchoredPosition()};
            }};
}

}  // namespace tradecore::app
