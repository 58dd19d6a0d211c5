# LibTorch as an imported target made by hand: the wheel's own find_package(Torch) demands a CUDA toolkit, which nothing
# here needs. The one binary loads libtorch_cuda.so itself, at run time, where there is a driver (core/nn/device.cpp).
file(GLOB _candidates "${PROJECT_SOURCE_DIR}/build/torch/lib/python3*/site-packages/torch")
set(BUBBLENET_TORCH_ROOT "${_candidates}" CACHE PATH "The torch folder of an installed PyPI wheel")
if(NOT EXISTS "${BUBBLENET_TORCH_ROOT}/lib/libtorch_cpu.so")
    message(FATAL_ERROR "No LibTorch under '${BUBBLENET_TORCH_ROOT}': packaging/run installs it into build/torch, "
                        "or set BUBBLENET_TORCH_ROOT to the torch folder of an installed wheel.")
endif()

add_library(bubblenet_torch INTERFACE)
add_library(bubblenet::torch ALIAS bubblenet_torch)
target_include_directories(bubblenet_torch SYSTEM INTERFACE
    "${BUBBLENET_TORCH_ROOT}/include" "${BUBBLENET_TORCH_ROOT}/include/torch/csrc/api/include")
target_link_libraries(bubblenet_torch INTERFACE
    "${BUBBLENET_TORCH_ROOT}/lib/libtorch_cpu.so" "${BUBBLENET_TORCH_ROOT}/lib/libc10.so" ${CMAKE_DL_LIBS})
# Without OpenMP at::parallel_for of our own code runs on one thread. The library is torch's copy of GCC's, so that there is
# one pool of threads; Clang's code would need a pool of its own. The thread sanitizer does not see OpenMP's barriers and
# would report races that are none.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT BUBBLENET_SANITIZE MATCHES "thread")
    file(GLOB _openmp "${BUBBLENET_TORCH_ROOT}/lib/libgomp*.so*")
    target_compile_options(bubblenet_torch INTERFACE -fopenmp)
    target_link_libraries(bubblenet_torch INTERFACE ${_openmp})
endif()
# Programs refer to the libraries where they lie (CMake's own build RPATH), and once installed to the copy beside them.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/bubblenet/torch/lib")
