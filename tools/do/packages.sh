# shellcheck shell=bash
# Debian packages and Node: what must be on the machine before anything else can run. Knows
# tools/packages.txt and tools/package.json; does not know what the packages are for.

# The lines of tools/packages.txt under the given headings.
listed_packages() {
    local heading line
    while read -r line; do
        case $line in
            '' | '#'*) ;;
            '['*']') heading=${line:1:-1} ;;
            *) [[ " $* " != *" $heading "* ]] || echo "$line" ;;
        esac
    done <tools/packages.txt
}

missing_packages() {
    local line package wanted=()
    while read -r line; do
        package=${line%%:*}
        [[ $line == *:* ]] && command -v "${line#*:}" >/dev/null && continue
        wanted+=("$package")
    done < <(listed_packages "$@")
    ((${#wanted[@]})) || return 0
    comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
            sed -n 's/^installed //p' | sort)
}

# Installs what is missing under the given headings, or says which line to run and ends.
packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    local apt="apt-get install -y --no-install-recommends ${missing[*]}"
    if ((EUID != 0)); then
        echo "Linli needs these Debian packages first:" >&2
        echo "  sudo apt-get update && sudo $apt" >&2
        exit 1
    fi
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # Output is long and of interest only when it fails.
    local log
    log=$(mktemp)
    if ! $apt >"$log" 2>&1 </dev/null; then
        tail -30 "$log" >&2
        echo "./do: apt-get could not install them; the whole output is in $log" >&2
        exit 1
    fi
    rm -f "$log"
}

# Debian 12 has Node 18 and Vite wants 20 or more, so npm brings a newer Node into tools/: a binary
# inside a registry package, pinned by the lock file. From here on `node` and `npm` are those.
want_node() {
    local machine
    want_modules tools
    machine=$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
    PATH="$PWD/tools/node_modules/node-linux-$machine/bin:$PWD/tools/node_modules/.bin:$PATH"
}

# The npm packages of a folder, exactly as its lock file has them.
want_modules() {
    local lock=$1/package-lock.json installed=$1/node_modules/.package-lock.json
    if [[ ! -e $installed || $lock -nt $installed ]]; then
        quietly "npm ci in $1" npm ci --prefix "$1"
        touch "$installed"
    fi
}

# Runs a command whose output matters only when it fails.
quietly() {
    local what=$1 log
    shift
    echo "$what"
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -50 "$log" >&2
        echo "./do: failed: $what; the whole output is in $log" >&2
        exit 1
    fi
    rm -f "$log"
}

# Says that something cannot be done because its subject is not there yet.
not_yet() {
    echo "./do: $1 does not exist yet: $2" >&2
    exit 3
}
