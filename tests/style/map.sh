# map.sh - every file of daemon/ is on the map, and nothing that is not there
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

on_map()
{
	sed -n 's/^- \*\*\([a-z0-9-]*\)\*\*.*/\1/p' daemon/README.md | sort
}

in_tree()
{
	find daemon -name '*.[ch]' | sed 's|.*/||; s|\.[ch]$||' | sort -u
}

missing=$(on_map | sort -u | comm -13 - <(in_tree))
gone=$(on_map | sort -u | comm -23 - <(in_tree))
[ -z "$missing" ]
ok $? "every file of daemon/ is in daemon/README.md"
[ -z "$missing" ] || echo "not on the map: $missing" | diag
[ -z "$gone" ]
ok $? "every name on the map is a file"
[ -z "$gone" ] || echo "on the map, but gone: $gone" | diag
done_testing
