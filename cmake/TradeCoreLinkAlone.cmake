# tradecore_link_alone(<library>)
#   A program of the whole library and nothing but what the library itself links. A static archive hides a call that
#   goes up: its object is left out until somebody above asks for it. Here every object is in, so that the linker names
#   the symbol that no floor below has. The program also runs, so that its statics are made once without the rest.
set(TRADECORE_LINK_ALONE_MAIN "${CMAKE_CURRENT_LIST_DIR}/../tests/architecture/link/main.cpp")

function(tradecore_link_alone library)
  set(program "link_alone_${library}")
  add_executable(${program} "${TRADECORE_LINK_ALONE_MAIN}")
  target_link_libraries(${program} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${library}>")
  set_target_properties(${program} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF
                        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${program} COMMAND ${program})
  set_tests_properties(${program} PROPERTIES LABELS architecture TIMEOUT 60)
endfunction()
