# shellcheck shell=bash
# The Debian package: the binary, its unit and settings, and what operators read. Made with dpkg-deb
# alone; what it depends on is read off the binary.

package_version() {
    sed -n 's/^project(linli VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt
}

# The packages of this machine that hold the libraries a binary needs.
libraries_of() {
    local library path
    objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }' | while read -r library; do
        path=$(ldconfig -p | awk -v name="$library" '$1 == name { print $NF; exit }')
        # Where /lib is /usr/lib, dpkg knows a file by the one name or the other.
        dpkg -S "$path" "$(readlink -f "$path")" "${path#/usr}" 2>/dev/null | head -1 | cut -d: -f1
    done | sort -u
}

# make_package BINARY FOLDER: writes linli_VERSION_ARCHITECTURE.deb there and prints its name.
make_package() {
    local binary=$1 into=$2 version machine root name
    version=$(package_version)
    machine=$(dpkg --print-architecture)
    name=$into/linli_${version}_$machine.deb
    root=$(mktemp -d "${TMPDIR:-/tmp}/linli-package.XXXXXX")
    install -D -m 755 "$binary" "$root/usr/bin/linli"
    strip --strip-unneeded "$root/usr/bin/linli"
    install -D -m 644 tools/package/linli.service "$root/lib/systemd/system/linli.service"
    install -D -m 640 tools/package/settings "$root/etc/linli/settings"
    install -D -m 644 LICENSE "$root/usr/share/doc/linli/copyright"
    install -D -m 644 -t "$root/usr/share/doc/linli/operating" docs/operating/*.md
    install -D -m 644 CHANGELOG.md "$root/usr/share/doc/linli/changelog"
    install -D -m 755 -t "$root/DEBIAN" tools/package/postinst tools/package/prerm
    echo /etc/linli/settings >"$root/DEBIAN/conffiles"
    cat >"$root/DEBIAN/control" <<END
Package: linli
Version: $version
Architecture: $machine
Maintainer: Linli <linli@localhost>
Section: net
Priority: optional
Depends: adduser, ca-certificates, passwd, $(libraries_of "$binary" | paste -sd, | sed 's/,/, /g')
Installed-Size: $(du -sk "$root" | cut -f1)
Description: what Chinese urban communities and street offices run to do their daily work
 Linli (邻里) knows who lives where, sees every matter through to its end, and
 writes the reports from the records themselves. One program with its web pages
 inside; data in SQLite files or in PostgreSQL.
END
    chmod 755 "$root"
    mkdir -p "$into"
    dpkg-deb --root-owner-group --build "$root" "$name" >/dev/null
    rm -rf "$root"
    echo "$name"
}
