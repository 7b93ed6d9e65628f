# How modules are built. A module is a folder under src: its sources make one static library, its
# *_test.cpp files go into the one test program, its RESOURCES are carried inside the binary.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

set(SANITIZE "" CACHE STRING "address,undefined or thread: builds everything with those sanitizers")
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror
    $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-string-conversion>
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(SANITIZE)
    # g++ 12 sees ghosts in its own <regex> and <functional> once they are instrumented.
    add_compile_options(-fsanitize=${SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
                        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
                        # clang 14 cannot put its mark before a coroutine.
                        $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
    add_link_options(-fsanitize=${SANITIZE})
    # Inside the program, so that a test can still preload a library of its own.
    add_link_options($<$<CXX_COMPILER_ID:GNU>:-static-libasan>
                     $<$<CXX_COMPILER_ID:GNU>:-static-libubsan>
                     $<$<CXX_COMPILER_ID:GNU>:-static-libtsan>)
    if(SANITIZE STREQUAL "thread")  # which does not understand fences; locks order the same things
        add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
endif()
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)

# module(NAME [USES module…] [LIBRARIES system library…] [RESOURCES pattern…])
# NAME is the folder under src. RESOURCES are patterns relative to it; they can be read through
# <folder>/resources.h as linli::<folder>_resources().
function(module NAME)
    cmake_parse_arguments(M "" "" "USES;LIBRARIES;RESOURCES" ${ARGN})
    string(REPLACE "/" "_" target "linli_${NAME}")
    file(GLOB sources CONFIGURE_DEPENDS src/${NAME}/*.cpp)
    if(NAME STREQUAL "store")
        file(GLOB engines CONFIGURE_DEPENDS src/store/sqlite/*.cpp src/store/postgres/*.cpp)
        list(APPEND sources ${engines})
    endif()
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    if(NAME STREQUAL "app")
        list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    endif()
    if(NOT sources)
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    else()
        add_library(${target} STATIC ${sources})
        set(scope PUBLIC)
        if(M_RESOURCES)
            set(patterns ${M_RESOURCES})
            list(TRANSFORM patterns PREPEND ${CMAKE_SOURCE_DIR}/src/${NAME}/)
            embed(${target} ${NAME} ${patterns})
        endif()
    endif()
    target_include_directories(${target} ${scope} src)
    target_include_directories(${target} SYSTEM ${scope} /usr/include/postgresql)
    foreach(used ${M_USES})
        string(REPLACE "/" "_" used "linli_${used}")
        target_link_libraries(${target} ${scope} ${used})
    endforeach()
    target_link_libraries(${target} ${scope} ${M_LIBRARIES} Threads::Threads)
    set_property(GLOBAL APPEND PROPERTY LINLI_TESTS ${tests})
    set_property(GLOBAL APPEND PROPERTY LINLI_MODULES ${target})
endfunction()

# Tells a module the version and the commit; git's log of HEAD grows with each commit.
function(tell_version TARGET)
    set(source ${CMAKE_BINARY_DIR}/version.cpp)
    execute_process(COMMAND git rev-parse --git-path logs/HEAD
                    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE history
                    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    get_filename_component(history "${history}" ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
    if(NOT EXISTS "${history}" OR IS_DIRECTORY "${history}")
        set(history "")
    endif()
    set(script ${CMAKE_SOURCE_DIR}/tools/version.cmake)
    add_custom_command(OUTPUT ${source} DEPENDS ${script} ${history}
                       COMMAND ${CMAKE_COMMAND} -DINTO=${source} -DVERSION=${PROJECT_VERSION}
                               -P ${script})
    target_sources(${TARGET} PRIVATE ${source})
endfunction()

# Carries files inside the binary: one .S file with .incbin, one .cpp with the table.
function(embed TARGET NAME)
    string(REPLACE "/" "_" word ${NAME})
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${ARGN})
    list(SORT files)
    set(assembly ".section .rodata\n")
    set(declared "")
    set(listed "")
    set(index 0)
    foreach(path ${files})
        file(RELATIVE_PATH short ${CMAKE_SOURCE_DIR} ${path})
        set(symbol ${word}_resource_${index})
        string(APPEND assembly ".global ${symbol}\n${symbol}: .incbin \"${path}\"\n.global ${symbol}_end\n${symbol}_end: .byte 0\n")
        string(APPEND declared "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n")
        string(APPEND listed "    {\"${short}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
    set(folder ${CMAKE_BINARY_DIR}/resources)
    file(CONFIGURE OUTPUT ${folder}/${word}.S CONTENT "@assembly@" @ONLY)
    set(code "#include \"base/resources.h\"\n\n${declared}\nnamespace linli {\nconst Resources& ${word}_resources() {\n    static const Resources all{\n${listed}    };\n    return all;\n}\n}  // namespace linli\n")
    file(CONFIGURE OUTPUT ${folder}/${word}.cpp CONTENT "@code@" @ONLY)
    set_source_files_properties(${folder}/${word}.S PROPERTIES OBJECT_DEPENDS "${files}" LANGUAGE ASM)
    target_sources(${TARGET} PRIVATE ${folder}/${word}.S ${folder}/${word}.cpp)
    target_include_directories(${TARGET} PRIVATE src)
endfunction()

# The one product: build/<name>.
function(program NAME MODULE)
    if(EXISTS ${CMAKE_SOURCE_DIR}/src/${MODULE}/main.cpp)
        add_executable(${NAME} src/${MODULE}/main.cpp)
        target_link_libraries(${NAME} PRIVATE linli_${MODULE})
        set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
    endif()
endfunction()

# All *_test.cpp files of all modules in one program.
function(tests NAME)
    get_property(sources GLOBAL PROPERTY LINLI_TESTS)
    get_property(modules GLOBAL PROPERTY LINLI_MODULES)
    if(sources)
        add_executable(${NAME} ${sources})
        target_link_libraries(${NAME} PRIVATE ${modules} GTest::gtest GTest::gtest_main)
        target_compile_options(${NAME} PRIVATE -O0)
    endif()
endfunction()

# What ./do bench measures with: build/<name>, made when it is asked for.
function(benchmarks NAME MODULE)
    file(GLOB sources CONFIGURE_DEPENDS bench/*.cpp)
    add_executable(${NAME} EXCLUDE_FROM_ALL ${sources})
    target_include_directories(${NAME} PRIVATE .)
    target_link_libraries(${NAME} PRIVATE linli_${MODULE})
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

# One fuzzer for each tests/fuzz/<name>_fuzz.cpp, when FUZZ asks for them. libFuzzer comes with
# clang: CXX=clang++-14 cmake -DFUZZ=ON -DSANITIZE=fuzzer-no-link,address,undefined …
option(FUZZ "builds tests/fuzz" OFF)
function(fuzzers)
    get_property(modules GLOBAL PROPERTY LINLI_MODULES)
    file(GLOB sources CONFIGURE_DEPENDS tests/fuzz/*_fuzz.cpp)
    add_custom_target(fuzzers)
    foreach(source ${sources})
        get_filename_component(name ${source} NAME_WE)
        add_executable(${name} EXCLUDE_FROM_ALL ${source})
        target_link_libraries(${name} PRIVATE ${modules} -fsanitize=fuzzer)
        add_dependencies(fuzzers ${name})
    endforeach()
endfunction()
