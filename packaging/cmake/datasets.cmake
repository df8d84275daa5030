# Data that `./dev setup` fetched is laid beside the programs, where resource() looks for it.
if(DEFINED ENV{TP_CACHE})
  set(cache "$ENV{TP_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(cache "$ENV{XDG_CACHE_HOME}/tensor-playground")
else()
  set(cache "$ENV{HOME}/.cache/tensor-playground")
endif()

# dataset(NAME FILE): a package's FILE becomes datasets/NAME.
function(dataset name file)
  set(source "${cache}/packages/${file}")
  if(NOT EXISTS "${source}")
    message(FATAL_ERROR "${source} is missing. Run ./dev setup, which fetches and checks it.")
  endif()
  configure_file("${source}" "${PROJECT_BINARY_DIR}/share/tensor-playground/datasets/${name}" COPYONLY)
  install(FILES "${source}" DESTINATION "${CMAKE_INSTALL_DATADIR}/tensor-playground/datasets" RENAME "${name}")
endfunction()

dataset(cars.json vega-datasets-3.2.1/data/cars.json)
install(FILES resources/datasets/cars.LICENSE.txt DESTINATION "${CMAKE_INSTALL_DATADIR}/tensor-playground/datasets")
