#!/bin/sh
# Builds TradeCore with checks and runs its tests. The last line is the sum; exit code 0 only if nothing failed.
set -eu
cd "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"

usage()
{
    cat <<'TEXT'
usage: ./test.sh [-y] [--no-install] [quick|full] [--help]

  quick   (the default) every test under the address and undefined-behaviour sanitizers, the three nets of the
          architecture, the benchmarks without their floors, the desktop and AppStream files
  full    quick, and besides: the benchmarks with their floors (MISSED fails), the long runs, the thread sanitizer,
          clazy

  -y            agree to installing the missing packages
  --no-install  install nothing; say what is missing

Recorded market data is looked for in TRADECORE_TEST_DATA (default ../shared); tests that want it skip without it.
The logs are in build/test/. The last line is "N passed, N failed, N skipped" and counts test functions.
TEXT
}

install_arguments=''
extent=quick
for argument in "$@"; do
    case $argument in
        -y | --no-install) install_arguments="$install_arguments $argument" ;;
        quick | full) extent=$argument ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
done

lists='build test'
[ "$extent" = quick ] || lists="$lists full"
sh packaging/deps/install.sh $install_arguments $lists

logs=build/test
rm -rf "$logs"
mkdir -p "$logs"
passed=0
failed=0
skipped=0
started=$(date +%s)
QT_QPA_PLATFORM=offscreen
export QT_QPA_PLATFORM

# The closing line stands last whatever happens before it.
close()
{
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ] || exit 1
    exit 0
}

section()
{
    printf '\n== %s (after %s s)\n' "$1" "$(($(date +%s) - started))"
}

# check NAME COMMAND…: one check that counts as one; its output is shown if it fails.
check()
{
    name=$1
    shift
    if "$@" >"$logs/$name.log" 2>&1; then
        passed=$((passed + 1))
        echo "passed: $name"
        return 0
    fi
    failed=$((failed + 1))
    echo "FAILED $name: $*"
    grep -E -A 6 'error|FAILED|warning' "$logs/$name.log" | tail -n 40 | sed 's/^/    /' || true
    [ -s "$logs/$name.log" ] && tail -n 12 "$logs/$name.log" | sed 's/^/    /'
    return 1
}

# build NAME PRESET ARGUMENTS…: configures and builds; a build that fails counts as one failure.
build()
{
    name=$1
    preset=$2
    shift 2
    {
        cmake --preset "$preset" -DTRADECORE_BUILD_TESTS=ON && cmake --build --preset "$preset" "$@"
    } >"$logs/$name.log" 2>&1 && return 0
    failed=$((failed + 1))
    echo "FAILED $name: the build stopped; its log is $logs/$name.log"
    grep -E -A 10 'error|FAILED' "$logs/$name.log" | tail -n 60 | sed 's/^/    /' || true
    return 1
}

# has_target PRESET TARGET
has_target()
{
    cmake --build --preset "$1" --target help 2>/dev/null | grep -q "^$2:"
}

# run_tests NAME PRESET ARGUMENTS…: ctest, two at a time; adds its test functions to the sum.
run_tests()
{
    name=$1
    preset=$2
    shift 2
    code=0
    ctest --preset "$preset" --parallel 2 --test-output-size-passed 50000000 --test-output-size-failed 50000000 "$@" \
        >"$logs/$name.log" 2>&1 || code=$?
    last="build/$preset/Testing/Temporary/LastTest.log"
    [ -f "$last" ] && cp "$last" "$logs/$name.full.log"
    awk -f tests/summarize.awk "$logs/$name.log" "$logs/$name.full.log" >"$logs/$name.summary"
    sed '$d' "$logs/$name.summary"
    set -- $(tail -n 1 "$logs/$name.summary")
    echo "$name: $2 functions passed, $3 did not, $4 skipped"
    passed=$((passed + $2))
    failed=$((failed + $3))
    skipped=$((skipped + $4))
    if [ "$code" != 0 ] && [ "$3" = 0 ]; then
        failed=$((failed + 1))
        echo "FAILED $name: ctest ended with exit code $code"
        tail -n 12 "$logs/$name.log" | sed 's/^/    /'
    fi
}

# run_benchmarks ARGUMENTS…: each program alone, so that nothing shares the cores with it.
run_benchmarks()
{
    for program in build/release/bench/*; do
        [ -f "$program" ] && [ -x "$program" ] || continue
        name=$(basename "$program")
        code=0
        timeout 300 "$program" "$@" >"$logs/$name.log" 2>&1 || code=$?
        sed 's/^/    /' "$logs/$name.log"
        if [ "$code" = 0 ]; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAILED $name: exit code $code"
        fi
    done
}

section "Building with the address and undefined-behaviour sanitizers"
build build-asan asan || close
section "Headers compile alone"
check headers cmake --build --preset asan --target all_verify_interface_header_sets || true
section "Tests"
run_tests tests-asan asan --label-exclude '^release$'

section "Scripts and desktop files"
for script in run.sh test.sh packaging/demonstrate.sh packaging/check-package.sh packaging/deps/install.sh .ci/run; do
    check "syntax-$(basename "$script")" sh -n "$script" || true
done
for file in resources/desktop/*.desktop; do
    [ -f "$file" ] || continue
    check desktop-file desktop-file-validate "$file" || true
done
for file in resources/desktop/*.metainfo.xml; do
    [ -f "$file" ] || continue
    check appstream appstreamcli validate --no-net "$file" || true
done

section "Benchmarks and what only an optimised build can test"
targets=''
if cmake --preset release -DTRADECORE_BUILD_TESTS=ON >"$logs/configure-release.log" 2>&1; then
    for target in tradecore_benches tradecore_release_tests; do
        ! has_target release "$target" || targets="$targets $target"
    done
    if [ -z "$targets" ]; then
        echo "none in this tree"
    elif build build-release release --target $targets; then
        case $targets in *tradecore_release_tests*) run_tests tests-release release --label-regex '^release$' ;; esac
        if [ "$extent" = full ]; then run_benchmarks --enforce; else run_benchmarks; fi
    fi
else
    failed=$((failed + 1))
    echo "FAILED build-release: CMake could not set it up; see $logs/configure-release.log"
fi

if [ "$extent" = full ]; then
    section "Long runs"
    TRADECORE_TEST_EXTENT=full
    export TRADECORE_TEST_EXTENT
    if build build-long release; then run_tests tests-long release --label-regex '^(simulation|journey|fuzz)$'; fi
    section "Thread sanitizer"
    if build build-tsan tsan; then run_tests tests-tsan tsan --label-exclude '^release$'; fi
    section "clazy"
    if check configure-clazy cmake --preset dev -DTRADECORE_BUILD_TESTS=OFF; then
        check clazy sh tests/architecture/run-clazy.sh build/dev || true
    fi
fi

section "Sum"
close
