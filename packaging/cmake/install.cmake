# `cmake --install` makes a tree that can be moved and that outlives the build folder: LibTorch goes along as a copy, in the
# layout of the wheel, because its libraries find each other by relative paths (torch/lib → ../../nvidia/…). A link into
# build/torch would be half a gigabyte smaller and break with the first `rm -rf build`.
set(_private "lib/bubblenet")
get_filename_component(_site_packages "${BUBBLENET_TORCH_ROOT}" DIRECTORY)
file(GLOB_RECURSE _cublas "${_site_packages}/nvidia/*/lib/libcublas.so*")
set(_left_out PATTERN "libtorch_python*" EXCLUDE)
if(NOT _cublas)
    # Without NVIDIA's libraries the CUDA half of LibTorch cannot be loaded, and is half of its size.
    list(APPEND _left_out PATTERN "*cuda*" EXCLUDE PATTERN "libtorch_nvshmem*" EXCLUDE PATTERN "libcaffe2_nvrtc*" EXCLUDE)
endif()
install(DIRECTORY "${BUBBLENET_TORCH_ROOT}/lib/" DESTINATION "${_private}/torch/lib"
    FILES_MATCHING PATTERN "libshm*" EXCLUDE ${_left_out} PATTERN "*.so*")
install(DIRECTORY "${_site_packages}/nvidia" DESTINATION "${_private}" FILES_MATCHING PATTERN "*.so*"
    PATTERN "include" EXCLUDE)

install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bubblenet PATTERN screenshots EXCLUDE)
if(BUBBLENET_WORKBENCH)
    install(FILES packaging/bubblenet.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/icons/bubblenet.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# find_package(Bubblenet) brings bubblenet::network; packaging/example shows how.
include(CMakePackageConfigHelpers)
write_basic_package_version_file("${CMAKE_BINARY_DIR}/BubblenetConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(TARGETS bubblenet_network EXPORT Bubblenet LIBRARY DESTINATION lib FILE_SET HEADERS)
install(EXPORT Bubblenet FILE BubblenetConfig.cmake NAMESPACE bubblenet:: DESTINATION lib/cmake/Bubblenet)
install(FILES "${CMAKE_BINARY_DIR}/BubblenetConfigVersion.cmake" DESTINATION lib/cmake/Bubblenet)
