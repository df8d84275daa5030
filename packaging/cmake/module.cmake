# A module is a folder: every .cpp in it, built as one static library.
#
#   module(NEEDS engine/runtime LIBS DNNL::dnnl)
#
# NEEDS names other modules. It is both the link line and the layering rule:
# tests/lint/layers.py lets a file include only its own module and what NEEDS reaches.
# Modules below app/ may use Qt and get moc; the others must not know Qt.
function(module)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "NEEDS;LIBS;OPTIONS")
  file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REPLACE "/" "_" name "${path}")
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h *.inl)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX POSITION_INDEPENDENT_CODE ON)
  target_compile_features(${name} PUBLIC cxx_std_20)
  target_compile_options(${name} PRIVATE ${module_warnings} ${arg_OPTIONS})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  string(REPLACE "/" "_" needs "${arg_NEEDS}")
  target_link_libraries(${name} PUBLIC ${needs} ${arg_LIBS})
  if(path MATCHES "^app/")
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PUBLIC Qt6::Core)
  endif()
endfunction()

# One Qt Test program per tst_*.cpp of the current folder, labelled with its path.
function(module_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "NEEDS;LIBS")
  file(RELATIVE_PATH label "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  file(GLOB files CONFIGURE_DEPENDS tst_*.cpp)
  string(REPLACE "/" "_" needs "${arg_NEEDS}")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    add_executable(${name} ${file})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_compile_options(${name} PRIVATE ${module_warnings})
    target_compile_definitions(${name} PRIVATE TP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${needs} ${arg_LIBS} Qt6::Test)
    add_test(NAME ${label}/${name} COMMAND ${name})
    set_tests_properties(${label}/${name} PROPERTIES
      LABELS "${label}" TIMEOUT 300 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
  endforeach()
endfunction()

# At -O3, GCC 12 sees overlapping copies in std::string that are not there (its bug 105651).
set(module_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror $<$<CONFIG:Release>:-Wno-restrict>)
