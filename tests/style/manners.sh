# manners.sh - each manner of bevakad-manners(7) names a check that exists
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

page=man/bevakad-manners.7
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT

# A line a proof: row, file, words; a row without one has a line of its own.
sed -n '/^\.Sh MANNERS/,/^\.Sh EXAMPLES/p' "$page" | awk '
	function end() { if (row != "" && !proofs) print row "||" }
	/^\.It / { end(); row = $2; proofs = 0; words = "" }
	/^\.Dq / { words = substr($0, 5) }
	/^\.Pa tests\// { print row "|" $2 "|" words; words = ""; proofs++ }
	END { end() }' >"$rows"

last=0
while IFS='|' read -r row file words; do
	[ -n "$words" ] && [ -f "$file" ] && grep -qF -- "$words" "$file"
	ok $? "$row: \"$words\" is in ${file:-no file}"
	[ -n "$file" ] && grep -qE "^	${file%.c}( |\$)" Makefile.am
	ok $? "$row: ${file:-no file} is run by make check"
	number=${row#F}
	[ "$number" -ge "$last" ]
	ok $? "$row: the rows are in order"
	last=$number
done <"$rows"

for row in $(seq 1 17) 21; do
	grep -q "^F$row|tests/" "$rows"
	ok $? "F$row has its row"
done
done_testing
