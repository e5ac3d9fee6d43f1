# tradecore_library(<name> [PRECOMPILE header…])
#   A static library of one layer or one slice of it. Sources and headers are added by its folders, one a line, with
#   tradecore_sources(). Links are written beside it, and name only what the layer may know.
function(tradecore_library name)
  cmake_parse_arguments(ARG "" "" "PRECOMPILE" ${ARGN})
  add_library(${name} STATIC)
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
  if(ARG_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${ARG_PRECOMPILE})
  endif()
  set_property(GLOBAL APPEND PROPERTY TRADECORE_LIBRARIES ${name})
endfunction()

# tradecore_sources(<target> HEADERS a.h … SOURCES a.cpp …): files of the calling folder.
function(tradecore_sources target)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES" ${ARGN})
  if(ARG_HEADERS)
    list(TRANSFORM ARG_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${CMAKE_SOURCE_DIR}"
                   FILES ${ARG_HEADERS})
  endif()
  if(ARG_SOURCES)
    list(TRANSFORM ARG_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(${target} PRIVATE ${ARG_SOURCES})
  endif()
endfunction()

# tradecore_compile_alone(<target> a.cpp …): files of the calling folder whose anonymous names meet those of a neighbour, where
# a preset compiles several files as one.
function(tradecore_compile_alone target)
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# tradecore_test(<name> SOURCES … LIBRARIES … [LABELS …] [TIMEOUT seconds] [ENVIRONMENT …])
#   One Qt Test executable, registered with ctest; it runs offscreen, and any of its functions may skip with a reason.
#   The label "release" says that only the optimised build runs it (test.sh).
function(tradecore_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE Qt6::Test ${ARG_LIBRARIES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${name} COMMAND ${name})
  if("release" IN_LIST ARG_LABELS)
    if(NOT TARGET tradecore_release_tests)
      add_custom_target(tradecore_release_tests)
    endif()
    add_dependencies(tradecore_release_tests ${name})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 400)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TRADECORE_SOURCE_DIR=${CMAKE_SOURCE_DIR};TRADECORE_BINARY_DIR=${CMAKE_BINARY_DIR};${ARG_ENVIRONMENT}")
endfunction()

# tradecore_bench(<name> SOURCES … LIBRARIES …)
#   One benchmark program in build/<preset>/bench/, built by the target tradecore_benches. It prints subject, limit and
#   ratio; below its floor it prints MISSED, and with --enforce it then ends with an exit code that is not 0.
function(tradecore_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
  if(NOT TARGET tradecore_benches)
    add_custom_target(tradecore_benches)
  endif()
  add_dependencies(tradecore_benches ${name})
endfunction()
