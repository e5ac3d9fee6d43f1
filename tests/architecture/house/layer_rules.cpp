#include "tests/architecture/house/rules.h"

namespace tradecore::test {

const std::vector<LayerRule>& layerRules()
{
    const QString posix = QStringLiteral("(sys/\\w+|fcntl|unistd|signal|poll|pwd|pthread)\\.h|errno\\.h");
    const QString linuxOnly = QStringLiteral("linux/\\w+\\.h");
    static const std::vector<LayerRule> rules{
        {QStringLiteral("src/base/"),
         {QStringLiteral("base/")},
         {},
         {QStringLiteral("tl/expected\\.hpp"), QStringLiteral("openssl/\\w+\\.h")}},
        {QStringLiteral("src/domain/"), {QStringLiteral("base/"), QStringLiteral("domain/")}, {}, {}},
        {QStringLiteral("src/application/"),
         {QStringLiteral("base/"), QStringLiteral("domain/"), QStringLiteral("application/")},
         {QStringLiteral("QtCore")},
         {}},
        {QStringLiteral("src/infrastructure/"),
         {QStringLiteral("base/"), QStringLiteral("domain/"), QStringLiteral("application/"),
          QStringLiteral("infrastructure/")},
         {QStringLiteral("QtCore"), QStringLiteral("QtNetwork"), QStringLiteral("QtWebSockets"), QStringLiteral("QtSql")},
         {posix, linuxOnly, QStringLiteral("simdjson\\.h"), QStringLiteral("spdlog/.*"), QStringLiteral("sqlite3\\.h"),
          QStringLiteral("archive(_entry)?\\.h"), QStringLiteral("openssl/\\w+\\.h"), QStringLiteral("sodium\\.h"),
          QStringLiteral("qt6keychain/keychain\\.h")}},
        {QStringLiteral("src/app/"),
         {QStringLiteral("base/"), QStringLiteral("domain/"), QStringLiteral("application/"),
          QStringLiteral("infrastructure/"), QStringLiteral("ui/"), QStringLiteral("app/")},
         {QStringLiteral("*")},
         {posix, linuxOnly}},
        {QStringLiteral("ui/"),
         {QStringLiteral("base/"), QStringLiteral("domain/"), QStringLiteral("application/"), QStringLiteral("ui/")},
         {QStringLiteral("QtCore"), QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtPrintSupport"),
          QStringLiteral("QtSvg"), QStringLiteral("QtSvgWidgets"), QStringLiteral("QtDBus")},
         {QStringLiteral("qcustomplot\\.h")}},
        {QStringLiteral("tests/"),
         {QStringLiteral("base/"), QStringLiteral("domain/"), QStringLiteral("application/"),
          QStringLiteral("infrastructure/"), QStringLiteral("ui/"), QStringLiteral("app/"), QStringLiteral("tests/")},
         {QStringLiteral("*")},
         {QStringLiteral(".*")}},
    };
    return rules;
}

}  // namespace tradecore::test
