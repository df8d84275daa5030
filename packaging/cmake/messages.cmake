# A library of the messages that .proto files of the current folder describe, made while building.
#
#   messages(engine_tensorboard_messages event.proto)
#
# Its headers are included by their place in the tree: "engine/tensorboard/event.pb.h". What protoc writes is not
# held to our warnings.
function(messages name)
  file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  set(root "${PROJECT_BINARY_DIR}/messages")
  file(MAKE_DIRECTORY "${root}/${path}")
  set(sources)
  foreach(file IN LISTS ARGN)
    cmake_path(GET file STEM stem)
    set(made "${root}/${path}/${stem}.pb.cc" "${root}/${path}/${stem}.pb.h")
    add_custom_command(
      OUTPUT ${made}
      COMMAND protobuf::protoc "--proto_path=${PROJECT_SOURCE_DIR}" "--cpp_out=${root}" "${path}/${file}"
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" DEPENDS "${file}" VERBATIM)
    list(APPEND sources ${made})
  endforeach()
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_features(${name} PUBLIC cxx_std_20)
  target_include_directories(${name} SYSTEM PUBLIC "${root}")
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf)
endfunction()
