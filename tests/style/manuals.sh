# manuals.sh - manuals are sound mdoc, and name every option
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"
need mandoc

for page in $(ours .1 .5 .7 .8 | grep -E '^(man|daemon|ctl|plugins)/'); do
	said=$(mandoc -T lint -W warning "$page" 2>&1)
	[ -z "$said" ]
	ok $? "$page"
	[ -z "$said" ] || echo "$said" | diag
	grep -q '^\.Sh EXAMPLES' "$page"
	ok $? "$page has examples"
done
done_testing
