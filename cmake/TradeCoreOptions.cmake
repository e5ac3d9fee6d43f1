# Language level, warnings, sanitizers and Qt strictness. Everything is set directory-wide, because the target that
# compiles each header alone (all_verify_interface_header_sets) does not see PRIVATE flags of a target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
# moc 6.4 cannot read libstdc++ 12 headers once it knows that concepts exist.
set(CMAKE_AUTOMOC_COMPILER_PREDEFINES OFF)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_AUTOMOC_PATH_PREFIX ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

option(TRADECORE_BUILD_TESTS "Build the tests" ON)
option(TRADECORE_BUILD_BENCH "Build the benchmarks in tests/bench" OFF)
set(TRADECORE_SANITIZE "" CACHE STRING "address or thread")
option(TRADECORE_WARNINGS_AS_ERRORS "Treat warnings as errors" ON)

find_program(TRADECORE_CCACHE ccache)
if(TRADECORE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${TRADECORE_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum -Wnon-virtual-dtor
                    -Woverloaded-virtual -Wimplicit-fallthrough -fstack-protector-strong
                    -ffile-prefix-map=${CMAKE_SOURCE_DIR}=/source -ffile-prefix-map=${CMAKE_BINARY_DIR}=/build)
if(TRADECORE_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
# What the optimiser guesses from inlined code differs from flag to flag and is wrong at times: shown, never an error.
set(TRADECORE_GUESSES -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow
    -Wno-error=stringop-overread -Wno-error=free-nonheap-object -Wno-error=restrict)
if(TRADECORE_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(${TRADECORE_GUESSES})
endif()
# Presets that check everything compile several files as one (a third of the time). A type of such a file may use its
# anonymous namespace; gcc then takes the joined file for a header and warns.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-subobject-linkage)
endif()
add_compile_definitions($<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
add_link_options(-Wl,-z,relro,-z,now)
# gcc writes a precompiled header that ccache can key only with this.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
endif()

if(TRADECORE_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(TRADECORE_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()

# The strictness set that Qt 6.4.2 knows. QT_NO_CONTEXTLESS_CONNECT came later: clazy's connect-3arg-lambda stands in.
add_compile_definitions(
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
  QT_STRICT_ITERATORS QT_NO_SIGNALS_SLOTS_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
