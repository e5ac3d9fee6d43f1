#!/bin/sh
# clazy's connect-3arg-lambda over the sources that connect signals; Qt 6.4.2 has no flag of its own for it.
# usage: tests/architecture/run-clazy.sh BUILD_FOLDER
#   BUILD_FOLDER holds compile_commands.json of a preset that compiles each file by itself (dev). Exit code 1: clazy found
#   something, could not read a file, or had no file to read.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d "${TMPDIR:-/tmp}/tradecore-clazy-XXXXXX")
trap 'rm -rf "$folder"' EXIT
# clang does not know gcc's own flags and cannot read its precompiled headers.
sed -e 's/-fpch-preprocess//g' -e 's/-Winvalid-pch//g' -e 's/-include [^ "]*cmake_pch\.hxx//g' \
    -e 's/-Werror//g' "$1/compile_commands.json" >"$folder/compile_commands.json"
found=0
read=0
for file in $(grep -rlE --include='*.cpp' '\bconnect[[:space:]]*\(' src ui); do
    grep -q "/$file\"" "$folder/compile_commands.json" || continue
    read=$((read + 1))
    clazy-standalone -p "$folder" --checks=connect-3arg-lambda "$PWD/$file" >"$folder/said" 2>&1 || true
    if grep -E 'clazy-connect-3arg-lambda|: error: ' "$folder/said"; then
        found=1
    fi
done
echo "clazy read $read files"
[ "$read" -gt 0 ] || exit 1
exit "$found"
