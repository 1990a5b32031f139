#!/bin/bash
# conformance.sh - the public suites of ../shared, by bevakactl parse
# SPDX-License-Identifier: MIT
#
# What fails and may (tests/data/conformance-known.txt: "suite id reason") is
# named there; anything else that fails is a failure, and so is a line there
# that passes.
suites=$TOP_SRCDIR/../shared/conformance
known=$TOP_SRCDIR/tests/data/conformance-known.txt
bevakactl=$TOP_BUILDDIR/bevakactl
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

result() { # ok?, sentence
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

if [ ! -f "$suites/run.py" ]; then
	echo "1..0 # SKIP the suites (../shared/conformance) are not here"
	exit 0
fi
for suite in feedparser encodings jsonfeed; do
	python3 "$suites/run.py" --tier all --show 0 --jobs 2 \
		--out "$work/failing" "$suites/$suite" -- \
		"$bevakactl" parse --json >"$work/said" 2>&1
	tail -n 1 "$work/said" | sed "s/^/# $suite: /"
	grep -q ' passed, ' "$work/said"
	result $? "$suite: the suite ran"
	sed -n 's/^{"id": "\([^"]*\)".*/\1/p' "$work/failing" | sort -u \
		>"$work/ids"
	awk -v s="$suite" '$1 == s { print $2 }' "$known" | sort -u \
		>"$work/known"
	comm -23 "$work/ids" "$work/known" | sed 's/^/# fails: /' \
		>"$work/new"
	cat "$work/new"
	[ ! -s "$work/new" ]
	result $? "$suite: nothing fails that is not known to"
	comm -13 "$work/ids" "$work/known" | sed 's/^/# passes: /' \
		>"$work/old"
	cat "$work/old"
	[ ! -s "$work/old" ]
	result $? "$suite: what is known to fail does"
done
echo "1..$n"
