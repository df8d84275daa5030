# What is installed, and the Debian package made of it by `./dev package`.

set(linux "${PROJECT_SOURCE_DIR}/packaging/linux")
if(TARGET tensor-playground)
  install(TARGETS tensor-playground RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(FILES "${linux}/${app_id}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${linux}/${app_id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/app.svg"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME ${app_id}.svg)
install(FILES "${linux}/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/tensor-playground")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tensor-playground)
set(CPACK_PACKAGE_CONTACT "Tensor Playground contributors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Learn machine learning by doing it")
set(CPACK_PACKAGE_DESCRIPTION "Tutorials that you run step by step, with live charts, around an own tensor and
training engine. Nothing leaves the computer.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded while the program runs, so not found by looking at it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, fonts-noto-core | fonts-dejavu-core, fonts-noto-cjk, libvulkan1, mesa-vulkan-drivers")
include(CPack)
