bubblenet_test(core/library/tst_network.cpp LINKS bubblenet::network bubblenet::engine TORCH)
bubblenet_test(core/library/tst_package.cpp LABELS slow TIMEOUT 600)
target_compile_definitions(tst_core_library_package PRIVATE
    BUBBLENET_PROGRAM="$<TARGET_FILE:bubblenet>" BUBBLENET_BUILD_DIR="${CMAKE_BINARY_DIR}")
