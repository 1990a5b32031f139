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

# program, manual, words: each must be an item of the manual's lists
all_in()
{
	for word in $3; do
		grep -qE "^\.It (Ic|Cm|Fl)( [a-z] ,)? ?(Fl )?-?$word( |\$)" "$2"
		ok $? "$2 tells of $1 $word"
	done
}

bin=$TOP_BUILDDIR
all_in bevakad.conf man/bevakad.conf.5 "$("$bin/bevakactl" check-config --print-options |
    sed -n 's/^    \([a-z-]*\) (.*/\1/p' | sort -u)"
all_in bevakad man/bevakad.8 "$("$bin/bevakad" --help |
    grep -oE -- '--[a-z][a-z-]*' | sed 's/^--//' | sort -u)"
all_in bevakactl man/bevakactl.1 "$("$bin/bevakactl" --help |
    sed -n 's/^  \(-[a-z], \)*-*\([a-z][a-z-]*\) .*/\2/p' | sort -u)"
done_testing
