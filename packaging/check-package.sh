#!/bin/sh
# Builds the .deb, checks it with lintian, installs it in a bare Debian 12 root, trades headless there, and purges it.
# usage: packaging/check-package.sh [--no-build] [FILE.deb]
#   Needs root (for the other root), and the packages of packaging/deps/debian-12-package.txt. Exit code 0: all went well.
set -eu
cd "$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)"

build=yes
package=''
for argument in "$@"; do
    case $argument in
        --no-build) build=no ;;
        *.deb) package=$(CDPATH='' cd -- "$(dirname -- "$argument")" && pwd)/$(basename "$argument") build=no ;;
        *)
            echo "usage: packaging/check-package.sh [--no-build] [FILE.deb]" >&2
            exit 2
            ;;
    esac
done

say()
{
    printf '\n== %s\n' "$1"
}

if [ "$build" = yes ]; then
    say "Building the package"
    # The same sources give the same package, byte for byte, wherever and whenever they are built.
    SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l packaging/debian/changelog -S Timestamp)
    export SOURCE_DATE_EPOCH
    cmake --preset release -DTRADECORE_BUILD_TESTS=OFF >build-package.log 2>&1 || { tail -n 20 build-package.log; exit 1; }
    cmake --build --preset release --target package >>build-package.log 2>&1 || { tail -n 40 build-package.log; exit 1; }
    rm -f build-package.log
fi
[ -n "$package" ] || package=$(ls -t build/release/tradecore_*.deb | head -n 1)
case $package in /*) ;; *) package=$PWD/$package ;; esac
echo "$package, $(du -k "$package" | cut -f 1) KiB"
dpkg-deb --field "$package" Package Version Installed-Size Depends Recommends

say "lintian"
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs --allow-root "$package"
echo "no error and no warning"

say "Installing in a bare Debian 12"
root=$(mktemp -d "${TMPDIR:-/tmp}/tradecore-package-XXXXXX")
clean()
{
    umount -l "$root/proc" "$root/dev" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap clean EXIT
trap 'exit 130' INT TERM
mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$root" /etc/apt/sources.list.d/debian.sources 2>"$root.log" ||
    mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$root" 2>>"$root.log" ||
    { tail -n 3 "$root.log"; rm -f "$root.log"; exit 1; }
rm -f "$root.log"
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf; do
    [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"
done
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
cp "$package" "$root/root/tradecore.deb"
cp packaging/demonstrate.sh "$root/root/"

inside()
{
    chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /root/tradecore.deb >"$root/install.log" 2>&1 ||
    { tail -n 15 "$root/install.log"; exit 1; }
inside dpkg-query -W -f '${Package} ${Version} ${Status}\n' tradecore

say "Help and version, without a display"
inside tradecore --version
inside tradecorectl --version
inside tradecore --help >/dev/null
inside tradecorectl --help >/dev/null

say "Trading headless"
inside sh /root/demonstrate.sh /usr/bin

say "Purging"
inside apt-get purge -y -qq tradecore >"$root/purge.log" 2>&1 || { tail -n 15 "$root/purge.log"; exit 1; }
left=$(inside find /usr /etc /var/lib -iname '*tradecore*' -not -path '/var/lib/apt/*' -not -path '/var/lib/dpkg/*')
if [ -n "$left" ]; then
    echo "left behind:" >&2
    echo "$left" >&2
    exit 1
fi
echo "nothing is left behind."
