#!/bin/sh
# Installs the Debian or Ubuntu packages of one or more lists, and only those that are missing.
# usage: packaging/deps/install.sh [-y] [--no-install] [--print-deps] [LIST…]
#   LIST is build (the default), test, full or package: the files packaging/deps/<system>[-LIST].txt.
#   Exit code 0: every package is there. 1: something is missing, or the system has no list.
set -eu

folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
agree=no
install=yes
print=no
lists=''
for argument in "$@"; do
    case $argument in
        -y) agree=yes ;;
        --no-install) install=no ;;
        --print-deps) print=yes ;;
        build | test | full | package) lists="$lists $argument" ;;
        *)
            echo "install.sh: unknown argument $argument" >&2
            exit 2
            ;;
    esac
done
lists=${lists:-build}

system_name='this system'
system=''
if [ -r /etc/os-release ]; then
    # The file is made to be read by a shell; a subshell keeps its variables out of ours.
    system_name=$(. /etc/os-release && echo "${PRETTY_NAME:-$ID}")
    case $(. /etc/os-release && echo "${ID:-}-${VERSION_ID:-}") in
        debian-12) system=debian-12 ;;
        ubuntu-24.04) system=ubuntu-24.04 ;;
    esac
fi
if [ -z "$system" ]; then
    echo "No package list for $system_name. TradeCore is built and tested on Debian 12." >&2
    echo "packaging/deps/debian-12.txt names what it needs; with these installed, use --no-install." >&2
    [ "$install" = no ] && [ "$print" = no ] && exit 0
    exit 1
fi

packages=''
for list in $lists; do
    suffix="-$list"
    [ "$list" = build ] && suffix=''
    packages="$packages $(sed -e 's/#.*//' "$folder/$system$suffix.txt" | tr '\n' ' ')"
done
if [ "$print" = yes ]; then
    for package in $packages; do echo "$package"; done
    exit 0
fi

missing=''
for package in $packages; do
    state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    case $state in
        ii* | hi*) ;;
        *) missing="$missing $package" ;;
    esac
done
[ -z "$missing" ] && exit 0

as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo
command="${as_root:+$as_root }apt-get install --no-install-recommends$missing"
if [ "$install" = no ]; then
    echo "Missing packages:$missing" >&2
    echo "Install them with: $command" >&2
    exit 1
fi
if [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; then
    echo "Missing packages:$missing" >&2
    echo "There is no sudo here. As root, run: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
[ "$system" = ubuntu-24.04 ] && echo "The package list for Ubuntu 24.04 is untried; please report what is wrong with it."
echo "$system_name needs these packages:$missing"
if [ "$agree" = no ]; then
    if [ ! -t 0 ]; then
        echo "Nobody can be asked here: run again with -y to install them, or run: $command" >&2
        exit 1
    fi
    printf 'Install them now with apt-get? [Y/n] '
    read -r answer
    case $answer in
        '' | [yY]*) ;;
        *)
            echo "Nothing was installed."
            exit 1
            ;;
    esac
fi

# A fresh image has no package index. A mirror that cannot be reached is fatal only if the install then fails.
echo "Installing them; this takes a minute."
$as_root apt-get update -qq || echo "apt-get update failed; trying with the index that is here." >&2
log=$(mktemp "${TMPDIR:-/tmp}/tradecore-install-XXXXXX")
trap 'rm -f "$log"' EXIT
if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install what is missing. The lines above say why." >&2
    exit 1
fi
