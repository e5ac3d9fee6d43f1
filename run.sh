#!/bin/sh
# Builds TradeCore and starts it. On a machine without a display it trades a few practice orders headless instead.
set -eu
cd "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"

usage()
{
    cat <<'TEXT'
usage: ./run.sh [-y] [--no-install] [--print-deps] [--help] [arguments for tradecore]

Installs the packages that are missing (it asks first), builds TradeCore into build/release, and opens the practice
desk. Without a display it starts the same services headless on a simulated market, trades a few practice orders,
verifies the journal, prints what happened and stops.

  -y            agree to installing the missing packages
  --no-install  install nothing; say what is missing
  --print-deps  print the packages that this system needs, one a line, and stop
  --help        this text; ./run.sh -- --help prints tradecore's own

All other arguments go to tradecore, for example: ./run.sh --market coinbase --symbols BTC-USD
TEXT
}

install_arguments=''
while [ $# -gt 0 ]; do
    case $1 in
        -y | --no-install) install_arguments="$install_arguments $1" ;;
        --print-deps) exec sh packaging/deps/install.sh --print-deps build ;;
        -h | --help)
            usage
            exit 0
            ;;
        --)
            shift
            break
            ;;
        *) break ;;
    esac
    shift
done

sh packaging/deps/install.sh $install_arguments build

log=build/run.log
mkdir -p build
echo "Building TradeCore (a few minutes the first time; the log is $log) …"
if ! cmake --preset release -DTRADECORE_BUILD_TESTS=OFF >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    echo "run.sh: CMake could not set up the build. The whole log is in $log." >&2
    exit 1
fi
programs='tradecore tradecorectl'
if cmake --build --preset release --target help 2>/dev/null | grep -q '^tradecore-verify:'; then
    programs="$programs tradecore-verify"
fi
if ! cmake --build --preset release --target $programs >>"$log" 2>&1; then
    grep -E -A 12 'error|FAILED' "$log" | tail -n 40 >&2
    echo "run.sh: the build failed. The whole log is in $log." >&2
    exit 1
fi

for argument in "$@"; do
    case $argument in
        --headless | --help | --version | -h | -v) exec build/release/bin/tradecore "$@" ;;
    esac
done
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/bin/tradecore "$@"
fi
echo "No display here: the same services run headless for a moment."
exec sh packaging/demonstrate.sh build/release/bin "$@"
