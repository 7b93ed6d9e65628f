#!/usr/bin/env bash
# Every command of the project, once: people call it, and CI calls it too. It installs what a
# command needs, builds only what changed, and says honestly what cannot be run yet. What the
# commands have in common stands in tools/do/*.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# shellcheck source=tools/do/packages.sh
source tools/do/packages.sh
# shellcheck source=tools/do/build.sh
source tools/do/build.sh
# shellcheck source=tools/do/postgres.sh
source tools/do/postgres.sh
# shellcheck source=tools/do/steps.sh
source tools/do/steps.sh
# shellcheck source=tools/do/sanitize.sh
source tools/do/sanitize.sh
# shellcheck source=tools/do/serve.sh
source tools/do/serve.sh
# shellcheck source=tools/do/fuzz.sh
source tools/do/fuzz.sh
# shellcheck source=tools/do/fresh.sh
source tools/do/fresh.sh
# shellcheck source=tools/do/new.sh
source tools/do/new.sh
# shellcheck source=tools/do/package.sh
source tools/do/package.sh

#: help               this list
do_help() {
    echo "Linli 邻里. Every command of the project:"
    echo
    sed -n 's|^#: |  ./do |p' ./do
}

#: build              installs what it needs, builds build/linli with the web front end inside
do_build() {
    packages build
    build_all
}

#: demo [OPTIONS]     builds, makes an invented town in demo/ when there is none, and serves it
do_demo() {
    do_build
    wants_command demo
    wants_command serve
    if [[ ! -e demo/made ]]; then
        rm -rf demo
        build/linli demo --data demo >demo.made
        mv demo.made demo/made
    fi
    cat demo/made # who can sign in
    if [[ "${1:-}" == --check ]]; then # only until it answers
        check_demo "${@:2}"
    else
        exec build/linli serve --data demo "$@"
    fi
}

#: serve [OPTIONS]    builds, then `linli serve` with these options
do_serve() {
    do_build
    wants_command serve
    exec build/linli serve "$@"
}

#: test [NAME…]       installs, builds and runs every test, or only the steps named
#: test --sanitize [address|thread] [NAME…]   the same in a program with the sanitizers inside
do_test() {
    packages build test
    if [[ "${1:-}" == --sanitize ]]; then
        shift
        test_sanitized "$@"
    else
        test_all "$@"
    fi
}

#: format             puts every source into the project's shape
do_format() {
    packages build test
    want_node
    local listed=(git ls-files -z --cached --others --exclude-standard)
    "${listed[@]}" '*.h' '*.cpp' | xargs -0 -r clang-format-14 -i
    "${listed[@]}" '*.ts' '*.vue' '*.css' | xargs -0 -r prettier --log-level warn --write
}

#: tidy [RULE…]       checks the arrow of modules, lengths, shape, words, then clang-tidy
do_tidy() {
    packages build test
    want_node
    want_modules tests
    [[ ! -e web/package-lock.json ]] || want_modules web
    configure
    node tools/tidy/main.ts "$@"
}

#: fuzz [SECONDS [NAME]]   throws broken input at every reader, for SECONDS each (60)
do_fuzz() {
    packages build test
    fuzz_all "${1:-60}" "${2:-}"
}

#: soak [MINUTES]     kills servers under load on both engines (10), and counts what was lost
do_soak() {
    packages build test
    want_node
    want_modules tests
    do_build
    start_postgres
    node tests/faults/soak.ts "${1:-10}"
}

#: bench [--people N] [--cases N] [LINE…]   measures speed as ratios against the bare engine
do_bench() {
    packages build test bench
    do_build
    ninja -C build --quiet linli_bench
    want_modules tests
    start_postgres
    node bench/main.ts "$@"
}

#: rows               lists the requirement rows that passing plays cite
do_rows() {
    compgen -G 'programmes/*/*.play' >/dev/null || not_yet "programmes/*/*.play" "there is no play"
    do_build
    wants_command play
    want_node
    node tools/rows.ts
}

#: fresh [DIR]        proves demo and test in a bare Debian 12 root made with debootstrap
do_fresh() {
    packages fresh
    fresh_root "$@"
}

#: package [DIR]      builds, and makes a Debian package of it in DIR (build)
do_package() {
    do_build
    make_package build/linli "${1:-build}"
}

#: new DOMAIN NAME    starts a programme: its YAML file and its play
do_new() {
    do_build
    new_programme "$@"
    build/linli lint "programmes/$1/$2.yaml"
    build/linli play "programmes/$1/$2.play"
}

command=${1:-help}
shift || true
if ! declare -F "do_$command" >/dev/null; then
    echo "./do: there is no command \"$command\"; ./do help lists them" >&2
    exit 2
fi
"do_$command" "$@"
