# shellcheck shell=bash
# A private PostgreSQL cluster for tests: made anew, on a socket in a temporary folder only, and
# gone when the script ends. It listens on no port and touches no other cluster.

postgres_bin=/usr/lib/postgresql/15/bin
postgres_folder=

# PostgreSQL refuses to run as root, so root hands the cluster to the system user of the package.
as_postgres() {
    if ((EUID == 0)); then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

start_postgres() {
    postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/linli-postgres.XXXXXX")
    trap stop_postgres EXIT
    ((EUID != 0)) || chown postgres "$postgres_folder"
    quietly "Starting a private PostgreSQL" make_postgres
    export LINLI_TEST_DATABASE="postgres://linli@/linli?host=$postgres_folder"
}

# fsync is off: the tests kill processes, not the machine.
make_postgres() {
    as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U linli --auth=trust \
        --encoding=UTF8 --locale=C --no-sync
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w \
        -o "-c listen_addresses='' -c unix_socket_directories='$postgres_folder' -c fsync=off" start
    "$postgres_bin/createdb" -h "$postgres_folder" -U linli linli
}

stop_postgres() {
    [[ -n $postgres_folder ]] || return 0
    trap '' INT TERM HUP # nothing may leave the cluster behind
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
