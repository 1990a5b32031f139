# po.sh - every text is in every po file, and translated
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"
need xgettext
need msgcmp
words=$(mktemp)
trap 'rm -f "$words"' EXIT

sh po/gather.sh "$words"
ok $? "the texts are gathered"
n=$(grep -c '^msgid ' "$words")
[ "$n" -gt 500 ]
ok $? "$n of them"
for po in po/*.po; do
	said=$(msgfmt --check -o /dev/null "$po" 2>&1)
	ok $? "$po is sound, formats too"
	[ -z "$said" ] || echo "$said" | diag
	said=$(msgcmp "$po" "$words" 2>&1)
	ok $? "$po has them all (make update-po)"
	[ -z "$said" ] || echo "$said" | diag
done
done_testing
