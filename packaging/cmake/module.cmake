# bubblenet_module(NAME SOURCES … LINKS … [TORCH]): a core module as a static library of its own, so that a dependency it
# may not have fails to link. TORCH: its sources see torch's headers, through the one precompiled header.
function(bubblenet_module name)
    cmake_parse_arguments(M "TORCH" "" "SOURCES;LINKS;PRIVATE" ${ARGN})
    add_library(bubblenet_${name} STATIC ${M_SOURCES})
    add_library(bubblenet::${name} ALIAS bubblenet_${name})
    target_link_libraries(bubblenet_${name} PUBLIC bubblenet::options ${M_LINKS} PRIVATE bubblenet::warnings ${M_PRIVATE})
    if(M_TORCH)
        bubblenet_use_torch(bubblenet_${name})
    endif()
endfunction()

function(bubblenet_use_torch target)
    target_link_libraries(${target} PRIVATE bubblenet::torch)
    target_precompile_headers(${target} REUSE_FROM bubblenet_torch_header)
endfunction()

# bubblenet_ui_module(NAME SOURCES … LINKS …): a folder of ui/ as a static library, bubblenet::ui_NAME.
function(bubblenet_ui_module name)
    cmake_parse_arguments(M "" "" "SOURCES;LINKS" ${ARGN})
    add_library(bubblenet_ui_${name} STATIC ${M_SOURCES})
    add_library(bubblenet::ui_${name} ALIAS bubblenet_ui_${name})
    set_target_properties(bubblenet_ui_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(bubblenet_ui_${name} PUBLIC bubblenet::options ${M_LINKS} PRIVATE bubblenet::warnings)
endfunction()

# bubblenet_test(core/optim/tst_whale.cpp LINKS … [TORCH] [LABELS …]) registers core.optim.whale.
function(bubblenet_test source)
    cmake_parse_arguments(T "TORCH" "TIMEOUT" "LINKS;LABELS" ${ARGN})
    string(REGEX REPLACE "\\.cpp$" "" name "${source}")
    string(REPLACE "/tst_" "/" name "${name}")
    string(REPLACE "/" "." name "${name}")
    string(REPLACE "." "_" target "tst_${name}")
    if(NOT T_LABELS)
        set(T_LABELS fast)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 300)
    endif()
    add_executable(${target} ${source})
    set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${target} PRIVATE bubblenet::options bubblenet::warnings Qt6::Core Qt6::Test ${T_LINKS})
    target_compile_definitions(${target} PRIVATE BUBBLENET_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    if(T_TORCH)
        bubblenet_use_torch(${target})
    endif()
    add_test(NAME ${name} COMMAND ${target})
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT})
    # Qt Test ends a function after five minutes by itself. Threads that wait for others spin, which takes the cores from
    # the test beside.
    set_property(TEST ${name} APPEND PROPERTY
        ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${T_TIMEOUT}000" "OMP_WAIT_POLICY=PASSIVE")
    if(BUBBLENET_SANITIZE MATCHES "thread")
        set_property(TEST ${name} APPEND PROPERTY
            ENVIRONMENT "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/thread_sanitizer_suppressions.txt")
    endif()
endfunction()
