# shellcheck shell=bash
# The proof for a new user: a bare Debian 12 root made with debootstrap, the last commit cloned into
# it, and there `./do demo` and `./do test`. Mirrors, proxies and the registry are this machine's own,
# read when it runs and written only into that root.

# fresh_root [DIR]: DIR is kept; without one a temporary root is made and removed.
fresh_root() {
    if ((EUID != 0)); then
        echo "./do fresh makes a root file system, so it must be root: sudo ./do fresh" >&2
        exit 1
    fi
    local root=${1:-}
    if [[ -z $root ]]; then
        fresh_folder=$(mktemp -d /var/tmp/linli-fresh.XXXXXX)
        root=$fresh_folder
        trap 'rm -rf "$fresh_folder"' EXIT
    fi
    if [[ -n $(ls -A "$root" 2>/dev/null) && ! -e $root/made-by-linli ]]; then
        echo "./do fresh: $root is neither empty nor made by ./do fresh" >&2
        exit 1
    fi
    [[ -e $root/made-by-linli ]] || quietly "Making a bare Debian 12 in $root" make_root "$root"
    [[ -z $(git status --porcelain) ]] || echo "Only what is committed is proved: $(git log -1 --format=%h)"
    rm -rf "$root/srv/linli"
    git clone --quiet --no-hardlinks . "$root/srv/linli"
    unshare --mount --pid --fork --kill-child -- \
        bash -c 'source tools/do/fresh.sh && inside_root "$1"' fresh "$root" </dev/null
}

make_root() {
    local root=$1 mirror
    chmod 755 "$root" # PostgreSQL runs as a user of its own
    mirror=$(debian_sources | awk '$3 == "bookworm" { print $2; exit }')
    debootstrap --variant=minbase bookworm "$root" "${mirror:-http://deb.debian.org/debian}"
    debian_sources >"$root/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::.*[Pp]roxy' >"$root/etc/apt/apt.conf.d/01proxy" || true
    # A bare machine trusts whom this one trusts, once ca-certificates is installed.
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    # No service starts by itself in a root that has no init.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    touch "$root/made-by-linli"
}

# This machine's own lines for Debian 12, in the words of sources.list.
debian_sources() {
    # shellcheck disable=SC2016 # these are apt's words, not the shell's
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        grep ' bookworm' | sort -u
}

# Runs in a mount and process namespace of its own, so that all of it is gone when it ends.
inside_root() {
    local root=$1 result=0
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    in_root "$root" 900 "./do demo, from nothing" ./do demo --check || result=1
    in_root "$root" 3 "./do demo, the second time" ./do demo --check || result=1
    in_root "$root" 5400 "./do test" ./do test || result=1
    return "$result"
}

# in_root ROOT SECONDS WHAT COMMAND…: fails as the command does, and when it takes longer.
in_root() {
    local root=$1 limit=$2 what=$3 started=$SECONDS status=0 word passed_on=()
    shift 3
    for word in http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS; do
        [[ -z ${!word:-} ]] || passed_on+=("$word=${!word}")
    done
    ! command -v npm >/dev/null || passed_on+=("npm_config_registry=$(npm config get registry 2>/dev/null)")
    echo "== fresh: $what"
    # shellcheck disable=SC2016 # the inner shell reads its own arguments
    chroot "$root" env -i HOME=/srv LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${passed_on[@]}" \
        bash -c 'cd /srv/linli && exec "$@"' in_root "$@" || status=$?
    echo "== fresh: $what ended with $status after $((SECONDS - started)) s of at most $limit s"
    ((status == 0 && SECONDS - started <= limit))
}
