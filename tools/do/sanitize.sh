# shellcheck shell=bash
# The tests under the sanitizers: memory, leaks and undefined behaviour (address), then races
# (thread). Each has a build tree of its own, whose programs the steps run in the place of build's.
# What a sanitizer says goes into a file, and a file fails the step, however the process that wrote
# it ended.

sanitized_kinds=(address thread)
sanitized_steps=(unit plays upgrade api faults failover)

# Left out, by name: they measure the memory of a server, which a sanitizer multiplies.
not_sanitized=(
    "gigabytes without an end"
    "a sheet that inflates without an end"
    "who do not read"
    "a long list takes no more memory"
)

# test_sanitized [address|thread|STEP]…: of what is not named, all.
test_sanitized() {
    local word kind name kinds=() names=()
    for word in "$@"; do
        case " ${sanitized_kinds[*]} " in
            *" $word "*) kinds+=("$word") ;;
            *) names+=("$word") ;;
        esac
    done
    ((${#kinds[@]})) || kinds=("${sanitized_kinds[@]}")
    ((${#names[@]})) || names=("${sanitized_steps[@]}")
    want_node
    want_modules tests
    build_web
    start_postgres
    for kind in "${kinds[@]}"; do
        build_sanitized "$kind"
        use_sanitized "$kind"
        for name in "${names[@]}"; do
            echo "== under $kind:"
            run_step "$name"
            check_reports "$name"
        done
    done
    close_tests
}

# From here on the steps run the programs of this kind, and look nowhere else.
use_sanitized() {
    tree=build-$1
    reports=$PWD/$tree/reports
    rm -rf "$tree/test-towns" "$reports"
    mkdir -p "$tree/test-logs" "$reports"
    export LINLI_TEST_PROGRAM=$PWD/$tree/linli LINLI_TEST_TOWNS=$PWD/$tree/test-towns
    local say="log_path='$reports/report':print_suppressions=0"
    export ASAN_OPTIONS=$say UBSAN_OPTIONS=$say:print_stacktrace=1
    export LSAN_OPTIONS="print_suppressions=0"
    export TSAN_OPTIONS="$say:second_deadlock_stack=1:suppressions='$PWD/tools/do/races.txt'"
    local pattern
    pattern=$(printf '|%s' "${not_sanitized[@]}")
    export NODE_OPTIONS="--test-skip-pattern=\"${pattern:1}\""
}

# What the sanitizers said during a step is shown, and is one more failure of it.
check_reports() {
    compgen -G "$reports/*" >/dev/null || return 0
    cat "$reports"/*
    rm "$reports"/*
    echo "$1: a sanitizer complained" >&2
    ((++failed))
    failures+=("$1 under $tree: what a sanitizer said")
}
