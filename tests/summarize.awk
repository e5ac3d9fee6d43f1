# Counts Qt Test functions after a run of ctest, and prints what failed and what was skipped with its reason.
# usage: awk -f tests/summarize.awk CTEST_OUTPUT Testing/Temporary/LastTest.log
#   The last line is "COUNT passed failed skipped". A Qt Test program counts by its functions and data rows, without
#   initTestCase and cleanupTestCase; any other program counts as one. A program that crashed, ran out of time or did
#   not start counts as one failure more than it reported itself.

# First file: what ctest printed. Only here stands whether a test was skipped, timed out or did not run.
FNR == NR {
    if (match($0, /Test +#[0-9]+: /)) {
        rest = substr($0, RSTART + RLENGTH)
        name = rest
        sub(/ .*/, "", name)
        sub(/^[^ ]+ \.*/, "", rest)
        sub(/^[ *]*/, "", rest)
        sub(/ +[0-9.]+ sec.*/, "", rest)
        if (rest != "") {
            status[name] = rest
            order[++names] = name
        }
    }
    next
}

/^[0-9]+\/[0-9]+ Testing: / { name = $3; inside = 0; next }
/^Output:$/ && !inside { inside = 1; getline; next }
/^<end of output>$/ { inside = 0; next }
inside {
    lines[name]++
    text[name, lines[name]] = $0
    if (match($0, /Totals: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped/)) {
        split(substr($0, RSTART, RLENGTH), word, / /)
        counted[name] = 1
        passes[name] += word[2]
        failures[name] += word[4]
        skips[name] += word[6]
    }
    if ($0 ~ /^PASS   : .*::(initTestCase|cleanupTestCase)\(\)/) passes[name]--
    if ($0 ~ /^SKIP   : /) print "skipped: " substr($0, 10)
}

END {
    for (i = 1; i <= names; ++i) {
        name = order[i]
        outcome = status[name]
        failedHere = failures[name] + 0
        if (outcome == "Skipped") {
            skipped++
            print "skipped: " name " " text[name, lines[name]]
            continue
        }
        if (!counted[name] && outcome == "Passed") passed++
        passed += passes[name]
        skipped += skips[name]
        # A program that failed without a failed function crashed, hung, or failed in a way that it did not count.
        if (outcome != "Passed" && (outcome !~ /^Failed/ || failedHere == 0)) failedHere++
        failed += failedHere
        if (failedHere == 0) continue
        print ""
        print "FAILED " name ": " outcome
        shown = 0
        for (k = 1; k <= lines[name]; ++k) {
            line = text[name, k]
            if (line ~ /^(PASS   |XPASS|\*\*\*\*\*|Config:)/) { detail = 0; continue }
            if (line ~ /^(FAIL!|XFAIL|QFATAL|SKIP)/ || line ~ /ERROR: |runtime error|SUMMARY: /) detail = 25
            if (detail > 0 && shown < 120) { print "    " line; detail--; shown++ }
        }
        if (shown == 0) for (k = (lines[name] > 25 ? lines[name] - 24 : 1); k <= lines[name]; ++k) print "    " text[name, k]
    }
    print "COUNT " passed + 0 " " failed + 0 " " skipped + 0
}
