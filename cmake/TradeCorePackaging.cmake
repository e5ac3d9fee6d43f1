# What is installed, and the .deb of it: cmake --build --preset release --target package
include(GNUInstallDirs)

set(TRADECORE_APPLICATION_ID io.github.tradecore.TradeCore)
set(resources "${CMAKE_SOURCE_DIR}/resources")
set(documents "${CMAKE_INSTALL_DATAROOTDIR}/doc/tradecore")

foreach(program tradecore tradecorectl tradecore-verify)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
install(FILES "${resources}/desktop/${TRADECORE_APPLICATION_ID}.desktop"
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/applications)
install(FILES "${resources}/desktop/${TRADECORE_APPLICATION_ID}.metainfo.xml"
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/metainfo)
install(FILES "${resources}/recordings/first-light.tcr" DESTINATION ${CMAKE_INSTALL_DATADIR}/tradecore/recordings)
install(FILES "${resources}/icons/tradecore.svg"
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/scalable/apps)
install(FILES "${CMAKE_SOURCE_DIR}/packaging/debian/copyright" DESTINATION ${documents})

# Compressed without name and time, so that the same sources make the same package.
find_program(TRADECORE_GZIP gzip)
function(tradecore_install_compressed source destination name)
  set(compressed "${CMAKE_BINARY_DIR}/packaging/${name}")
  add_custom_command(OUTPUT "${compressed}"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_BINARY_DIR}/packaging"
    COMMAND sh -c "\"$0\" -9nc \"$1\" > \"$2\"" "${TRADECORE_GZIP}" "${source}" "${compressed}"
    DEPENDS "${source}" VERBATIM)
  set_property(GLOBAL APPEND PROPERTY TRADECORE_COMPRESSED "${compressed}")
  install(FILES "${compressed}" DESTINATION ${destination})
endfunction()
if(TRADECORE_GZIP)
  foreach(page tradecore.1 tradecorectl.1)
    tradecore_install_compressed("${CMAKE_SOURCE_DIR}/packaging/man/${page}" ${CMAKE_INSTALL_MANDIR}/man1 ${page}.gz)
  endforeach()
  tradecore_install_compressed("${CMAKE_SOURCE_DIR}/CHANGELOG.md" ${documents} changelog.gz)
  tradecore_install_compressed("${CMAKE_SOURCE_DIR}/packaging/debian/changelog" ${documents} changelog.Debian.gz)
  get_property(compressed GLOBAL PROPERTY TRADECORE_COMPRESSED)
  add_custom_target(tradecore_compressed_documents ALL DEPENDS ${compressed})
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tradecore)
set(CPACK_PACKAGE_VENDOR "The TradeCore developers")
set(CPACK_PACKAGE_CONTACT "The TradeCore developers <maintainers@tradecore.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "desktop trading workstation with a practice account")
set(CPACK_PACKAGE_DESCRIPTION
"TradeCore shows markets, takes orders, and keeps every decision and every
answer of a broker in a journal on the user's own computer. It starts with a
practice account on a simulated market, a recording or live public prices,
without an account anywhere.
.
The same services run without a window, and the console tradecorectl drives
them, reads a journal that nobody has open, and verifies it.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded at run time, where dpkg-shlibdeps cannot see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
