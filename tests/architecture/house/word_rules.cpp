#include "tests/architecture/house/rules.h"

namespace tradecore::test {

namespace {

constexpr auto code = WordRule::Where::Code;
constexpr auto codeAndComments = WordRule::Where::CodeAndComments;

// The floors that run on virtual time: nothing there may read a clock, sleep, or make chance or ids of its own.
const QString virtualFloors = QStringLiteral("^src/(base|domain|application)/");
// Above them, in infrastructure, only an adapter that owns a real socket may have a timer of Qt's.
const QString withoutSocket =
    QStringLiteral("^src/(base|domain|application)/|^src/infrastructure/(persistence|setting|logging|secret|broker/(virtual|simulated|replay))/");

}  // namespace

const std::vector<WordRule>& wordRules()
{
    static const std::vector<WordRule> rules{
        {QStringLiteral("domain-floating-point"), QStringLiteral("^src/domain/"), code, QStringLiteral("\\b(double|float)\\b"),
         QStringLiteral("Lossy"), QStringLiteral("Price, Quantity, Money or Decimal; a drawing exit carries the word Lossy")},
        {QStringLiteral("wall-clock"), virtualFloors, code,
         QStringLiteral("_clock::now\\b|\\bQDateTime::current|\\bQTime::current|\\bQDate::current|\\bQElapsedTimer\\b|"
                        "\\b(gettimeofday|clock_gettime)\\b|\\btime\\((nullptr|NULL|0)\\)"),
         {}, QStringLiteral("a Clock from the constructor (base/clock.h), or the time as a fact of the command")},
        {QStringLiteral("own-timer"), withoutSocket, code,
         QStringLiteral("\\bQ(Basic|Chrono)?Timer\\b|\\bstartTimer\\s*\\("), {},
         QStringLiteral("a Scheduler from the constructor (base/scheduler.h)")},
        {QStringLiteral("own-thread-hop"), withoutSocket, code,
         QStringLiteral("\\bQThread\\b|\\bstd::j?thread\\b|\\binvokeMethod\\b|\\bQueuedConnection\\b|\\bQFuture\\b|\\bQtConcurrent\\b|\\bstd::async\\b"),
         {}, QStringLiteral("Executor::post (base/executor.h)")},
        {QStringLiteral("own-chance"), virtualFloors, code,
         QStringLiteral("\\bs?rand\\s*\\(|\\brandom_device\\b|\\bmt19937|\\bQRandomGenerator\\b|\\barc4random"), {},
         QStringLiteral("Random with a seed that comes in (base/random.h)")},
        {QStringLiteral("own-id"), virtualFloors, code, QStringLiteral("\\bcreateUuid\\b|\\buuid_generate"), {},
         QStringLiteral("an IdentitySource from the constructor (base/identity_source.h), or the id as a fact")},
        {QStringLiteral("domain-default-case"), QStringLiteral("^src/domain/"), code, QStringLiteral("\\bdefault\\s*:"), {},
         QStringLiteral("a case for each enumerator, so that a new one finds all its readers")},
        {QStringLiteral("unfinished"), QStringLiteral("^(src|ui|tests)/"), codeAndComments,
         QStringLiteral("(?i)\\b(todo|fixme|hack|xxx|stub|not implemented|placeholder|for now)\\b"), {},
         QStringLiteral("the finished thing, or an issue that says what is missing")},
        {QStringLiteral("sleep"), QStringLiteral("^(src|ui|tests)/"), code,
         QStringLiteral("\\bqSleep\\b|\\bqWait\\s*\\(|\\bthis_thread::sleep|\\bQThread::(m|u)?sleep\\b|\\b(u|nano)?sleep\\s*\\(|\\bprocessEvents\\s*\\("),
         {}, QStringLiteral("QTRY_… or QSignalSpy::wait on a real socket, VirtualWorld::advance for all else")},
        {QStringLiteral("blocking-wait"), QStringLiteral("^(ui|src/(application|infrastructure))/"), code,
         QStringLiteral("\\bwaitFor(ReadyRead|Connected|Disconnected|BytesWritten|Encrypted|NewConnection|Finished|Started)\\b"), {},
         QStringLiteral("the signal that says it happened; no thread ever blocks on another")},
        {QStringLiteral("string-connect"), QStringLiteral("^(src|ui|tests)/"), code,
         QStringLiteral("\\b(SIGNAL|SLOT)\\s*\\(|\\bsender\\s*\\(\\s*\\)"), {},
         QStringLiteral("connect() by pointer to member with a context object")},
        {QStringLiteral("connect-without-context"), QStringLiteral("^(src|ui|tests)/"), code,
         QStringLiteral("\\bconnect\\s*\\(\\s*[^,;()]+(\\([^()]*\\))?[^,;()]*,\\s*&[\\w:<>]+\\s*,\\s*\\["), {},
         QStringLiteral("a context object before the lambda, so that the connection ends with it")},
        {QStringLiteral("singleton"), QStringLiteral("^(src|ui)/"), code,
         QStringLiteral("\\bstatic\\s+\\w[\\w:<>]*\\s*[&*]\\s*instance\\s*\\(|\\bQ_GLOBAL_STATIC\\b"), {},
         QStringLiteral("an argument of the constructor; src/app/composition builds the graph")},
        {QStringLiteral("own-workplace"), QStringLiteral("^(src|ui|tests)/"), codeAndComments,
         QStringLiteral("(^|[\\s\"'=(])/(work|home|root|Users)/"), {},
         QStringLiteral("a path that comes in; TRADECORE_SOURCE_DIR and TRADECORE_TEST_DATA for tests")},
    };
    return rules;
}

}  // namespace tradecore::test
