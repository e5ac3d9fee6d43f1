# Every dependency is a Debian package; packaging/deps/ lists them.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network WebSockets Sql PrintSupport Svg LinguistTools Test)
find_package(QCustomPlotQt6 REQUIRED)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(SQLite3 REQUIRED)
find_package(LibArchive REQUIRED)
