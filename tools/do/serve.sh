# shellcheck shell=bash
# The demonstration: made once into demo/, then served until it is stopped.

# Listens where the options say, or where `linli serve` does by itself.
demo_address() {
    local before=
    for word in "$@"; do
        [[ $before != --listen ]] || echo "$word"
        before=$word
    done
}

# Serves demo/ until it answers, says so, and stops: for machines, which have no browser.
check_demo() {
    local status=1 address server
    address=$(demo_address "$@" --listen 127.0.0.1:8080 | head -1)
    build/linli serve --data demo "$@" &
    server=$!
    for _ in {1..100}; do
        kill -0 "$server" 2>/dev/null || break
        if answers "$address" /readyz; then
            echo "Linli answers on http://$address"
            status=0
            break
        fi
        sleep 0.1
    done
    kill "$server" 2>/dev/null || true
    wait "$server" || true
    ((status == 0)) || echo "./do demo: http://$address/readyz does not answer" >&2
    return "$status"
}

# A request without any program: bash speaks TCP.
answers() {
    local line=
    exec 3<>"/dev/tcp/${1%:*}/${1##*:}" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
    read -r -t 5 line <&3 || true
    exec 3>&-
    [[ $line == "HTTP/1.1 200"* ]]
} 2>/dev/null
