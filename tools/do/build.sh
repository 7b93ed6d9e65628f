# shellcheck shell=bash
# Building: the web front end first, because the binary carries it, then C++. Both stop at once when
# nothing changed.

configure() {
    local folder=${1:-build}
    shift || true
    if [[ ! -e $folder/build.ninja ]]; then
        quietly "Configuring $folder" cmake -S . -B "$folder" -G Ninja "$@"
    fi
}

build_web() {
    [[ -e web/package.json ]] || return 0
    want_node
    want_modules web
    if [[ ! -e web/dist/index.html || -n $(web_newer_than web/dist/index.html) ]]; then
        quietly "Building the web front end" npm run build --prefix web
    fi
}

web_newer_than() {
    find web -newer "$1" -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -print -quit
}

build_all() {
    build_web
    configure build
    ninja -C build --quiet
}

# Whether the product is there and has this command.
knows_command() {
    [[ -x build/linli ]] && build/linli --help | grep -qE "^  $1( |\$)"
}

# Ends with an honest word when the product, or this command of it, has not been written yet.
wants_command() {
    [[ -x build/linli ]] || not_yet "build/linli" "src/app/main.cpp has not been written"
    knows_command "$1" || not_yet "linli $1" "build/linli does not know it"
}

# Builds with the sanitizers of a kind, address or thread, in a folder of its own.
build_sanitized() {
    local folder=build-$1 sanitizers=$1
    [[ $1 != address ]] || sanitizers=address,undefined
    configure "$folder" -DSANITIZE="$sanitizers" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-O1
    ninja -C "$folder" --quiet linli linli_tests
}

build_fuzzers() {
    CXX=clang++-14 configure build-fuzz -DFUZZ=ON -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-O1 \
        -DSANITIZE=fuzzer-no-link,address,undefined
    ninja -C build-fuzz --quiet fuzzers
}
