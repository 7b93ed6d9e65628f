# shellcheck shell=bash
# Fuzzing: each program of tests/fuzz for some seconds, from its seeds and from what earlier runs
# found interesting. What breaks a reader is kept in build-fuzz/broken, and goes into the seeds once
# it is mended.

# fuzz_all SECONDS [NAME]: ends with a plain closing line.
fuzz_all() {
    local seconds=$1 only=$2 source name good=0 bad=0
    build_fuzzers || return 1
    mkdir -p build-fuzz/broken
    for source in tests/fuzz/*_fuzz.cpp; do
        name=$(basename "$source" _fuzz.cpp)
        [[ -z $only || $only == "$name" ]] || continue
        if fuzz_one "$name" "$seconds"; then ((++good)); else ((++bad)); fi
    done
    echo "$good passed, $bad failed"
    ((bad == 0 && good > 0))
}

fuzz_one() {
    local name=$1 seconds=$2 log=build-fuzz/$1.log
    mkdir -p "build-fuzz/corpus/$name" "tests/fuzz/seeds/$name"
    # The libraries of Debian are not instrumented, so their containers cannot be followed.
    if ASAN_OPTIONS=detect_container_overflow=0 UBSAN_OPTIONS=print_stacktrace=1 \
        "build-fuzz/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -max_len=65536 -artifact_prefix="build-fuzz/broken/$name-" -print_final_stats=1 \
        "build-fuzz/corpus/$name" "tests/fuzz/seeds/$name" >"$log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        tail -40 "$log"
        echo "$name: broken; the input is in build-fuzz/broken"
        return 1
    fi
}
