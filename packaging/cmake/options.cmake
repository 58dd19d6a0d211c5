# One target for how our code is compiled, one for the warnings that are errors in it.
add_library(bubblenet_options INTERFACE)
add_library(bubblenet::options ALIAS bubblenet_options)
target_include_directories(bubblenet_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(bubblenet_options INTERFACE QT_NO_KEYWORDS BUBBLENET_VERSION="${PROJECT_VERSION}")
if(BUBBLENET_SANITIZE)
    target_compile_options(bubblenet_options INTERFACE -fsanitize=${BUBBLENET_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(bubblenet_options INTERFACE -fsanitize=${BUBBLENET_SANITIZE})
endif()

add_library(bubblenet_warnings INTERFACE)
add_library(bubblenet::warnings ALIAS bubblenet_warnings)
# Designated initialisers may leave members at their defaults, which is what they are for; g++ 12 warns of it in C++.
target_compile_options(bubblenet_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Falsely found in "text" + std::string (GCC's bug 105651).
    target_compile_options(bubblenet_warnings INTERFACE -Wno-restrict)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Falsely found in std::vector<bool>, which is inlined into torch's autograd functions (GCC 14).
    target_compile_options(bubblenet_warnings INTERFACE -Wno-array-bounds -Wno-stringop-overflow)
endif()

find_program(BUBBLENET_CCACHE ccache)
if(BUBBLENET_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${BUBBLENET_CCACHE})
    # ccache cannot tell whether a precompiled header changed unless the compiler writes what went into it.
    target_compile_options(bubblenet_options INTERFACE -fpch-preprocess)
endif()
