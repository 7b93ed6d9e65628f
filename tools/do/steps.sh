# shellcheck shell=bash
# The steps of `./do test`. Each is a runner of its own; its output is shown, its counts are read
# from its closing line and added up. A step that ran nothing has failed.

passed=0
failed=0
failures=()
tree=build # whose programs the steps run; ./do test --sanitize has others

# The steps that have a subject today, in the order they run: what is quick to fail comes first.
steps() {
    echo tidy
    echo tools
    echo unit
    if knows_command play; then
        echo plays
        echo sm
    fi
    if compgen -G 'tests/fuzz/*_fuzz.cpp' >/dev/null; then echo fuzz; fi
    if knows_command upgrade; then echo upgrade; fi
    if knows_command serve; then
        if compgen -G 'tests/api/*.test.ts' >/dev/null; then echo api; fi
        if compgen -G 'tests/faults/*.test.ts' >/dev/null; then echo faults; fi
    fi
    if knows_command serve; then echo failover; fi
    if compgen -G 'tests/web/*.test.ts' >/dev/null; then echo web; fi
}

step_tidy() { node tools/tidy/main.ts; }
step_tools() { node --test 'tools/**/*.test.ts'; }
# What the tests make Linli log is of interest only when one of them fails.
step_unit() {
    local log=$tree/test-logs/unit.stderr
    "$tree/linli_tests" --gtest_brief=1 2>"$log" || { tail -50 "$log"; return 1; }
}
step_plays() {
    "$tree/linli" play programmes/*/*.play &&
        "$tree/linli" play --database "$LINLI_TEST_DATABASE" programmes/*/*.play
}
# What keeps and chains, once more under the national algorithms.
step_sm() {
    local log=$tree/test-logs/sm.stderr
    LINLI_TEST_SEALS=sm "$tree/linli_tests" --gtest_brief=1 --gtest_filter="*Engines*" 2>"$log" \
        || { tail -50 "$log"; return 1; }
    "$tree/linli" play --seals sm programmes/*/*.play
}
step_fuzz() { fuzz_all 5 ""; }
step_upgrade() { node --test --test-concurrency=2 'tests/upgrade/*.test.ts'; }
# A Patroni cluster of its own, which root hands to the system user of the package.
step_failover() { node --test 'tests/failover/*.test.ts'; }
step_api() { node --test --test-concurrency=2 'tests/api/*.test.ts'; }
# A full disk is a mounted one; who is not root is, in a namespace of their own.
step_faults() {
    local as=()
    ((EUID == 0)) || as=(unshare --map-root-user --mount)
    "${as[@]}" node --test --test-concurrency=1 'tests/faults/*.test.ts'
}
step_web() { node --test --test-concurrency=2 'tests/web/*.test.ts'; }

# What a runner said it passed and failed: GoogleTest, Node's runner, or one plain closing line.
# Several runs in one log are added up.
count_log() {
    awk '
        /^\[  PASSED  \] [0-9]+ test/               { passed += $4 }
        /^\[  FAILED  \] [0-9]+ test.*listed below/ { failed += $4 }
        /^\[  SKIPPED \] [0-9]+ test.*listed below/ { failed += $4 }
        /^[^ ]+ pass [0-9]+$/                       { passed += $3 }
        /^[^ ]+ (fail|cancelled|skipped) [0-9]+$/   { failed += $3 }
        /^[0-9]+ passed, [0-9]+ failed/             { passed += $1; failed += $3 }
        END { print passed + 0, failed + 0 }' "$1"
}

run_step() {
    local name=$1 log=$tree/test-logs/$1.log status=0 counts started=$SECONDS
    echo
    echo "== $name"
    "step_$name" 2>&1 | tee "$log" || status=$?
    read -r -a counts < <(count_log "$log")
    if ((counts[1] == 0 && (status != 0 || counts[0] == 0))); then
        counts[1]=1
        echo "$name: ended with $status after ${counts[0]} passed" >&2
    fi
    ((passed += counts[0], failed += counts[1])) || true
    ((counts[1] == 0)) || failures+=("$name: ${counts[1]}")
    echo "== $name took $((SECONDS - started)) s"
}

# The last line of every test run, alone on its line; CI reads it.
close_tests() {
    echo
    ((${#failures[@]} == 0)) || printf 'failed in %s\n' "${failures[@]}"
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

test_all() {
    local chosen=("$@") name
    want_node
    want_modules tests
    mkdir -p build/test-logs
    if ! build_all; then
        failed=1 failures=(build)
        close_tests
        return 1
    fi
    ((${#chosen[@]})) || mapfile -t chosen < <(steps)
    start_postgres
    rm -rf build/test-towns
    export LINLI_TEST_TOWNS=$PWD/build/test-towns
    for name in "${chosen[@]}"; do run_step "$name"; done
    close_tests
}
