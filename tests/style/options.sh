# options.sh - bevakad.conf(5) tells of each option in its section, with its default
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

rows=$(mktemp)
page=man/bevakad.conf.5
table=$("$TOP_BUILDDIR/bevakactl" check-config --print-options) ||
	echo "# bevakactl failed"

# section, key, default; paths are configure's business
echo "$table" | awk '
	/^\[/ { section = $0 }
	/^    [a-z]/ {
		said = $0
		text = ""
		if (sub(/.*, default /, "", said)) {
			sub(/\)$/, "", said)
			if (said !~ /^\//)
				text = said
		}
		print section "|" $1 "|" text
	}' >"$rows"
trap 'rm -f "$rows"' EXIT

# The lines of the key in the section's part of the page.
entry()
{
	awk -v section="$1" -v key="$2" '
		/^\.Ss / { inside = substr($0, 5) == section }
		/^\.It / { found = inside && $0 == ".It Ic " key }
		/^\.El/ { found = 0 }
		found' "$page"
}

while IFS='|' read -r section key default; do
	told=$(entry "$section" "$key")
	[ -n "$told" ] &&
	    { [ -z "$default" ] || echo "$told" | grep -qF "\"$default\""; }
	ok $? "$section $key${default:+, default $default}"
done <"$rows"

# And the other way: nothing is told of that is not there.
for key in $(sed -n '/^\.Sh OPTIONS/,/^\.Sh FILES/s/^\.It Ic //p' "$page" |
    sort -u); do
	grep -q "|$key|" "$rows"
	ok $? "$key of the page exists"
done
done_testing
