#!/bin/sh
# embed.sh - the catalogs of po files as a C table (daemon/base/language.h)
# SPDX-License-Identifier: MIT
# usage: embed.sh MSGFMT FILE.po ... >TABLE.c
set -eu
LC_ALL=C
export LC_ALL
msgfmt=$1
shift
mo=$(mktemp)
trap 'rm -f "$mo"' EXIT

# The Swedish first (LANGUAGE_SV), the others by name.
name()
{
	basename "$1" .po
}
all=$(for po; do echo "$(test "$(name "$po")" = sv && echo 0 || echo 1) $po"; done |
	sort | cut -d' ' -f2-)

echo '/* by po/embed.sh; its words are in po/ */'
echo '#include "base/language.h"'
for po in $all; do
	l=$(name "$po")
	case $l in
	*[!a-zA-Z_]*) echo "$po: the name of a language is letters" >&2; exit 1 ;;
	esac
	"$msgfmt" --check --endianness=little -o "$mo" "$po"
	plural=$("$msgfmt" --no-hash -o - "$po" | tr '\0' '\n' |
		sed -n 's/^Plural-Forms:.*plural=\([n0-9 ?:()!<>=&|%+*-]*\);.*/\1/p' |
		head -n 1)
	echo "static unsigned long plural_$l(unsigned long n) { return (unsigned long)(${plural:-n != 1}); }"
	echo "static const unsigned char mo_$l[] = {"
	od -An -v -tu1 "$mo" | sed 's/^ *//; s/  */,/g; s/$/,/'
	echo '};'
done
echo 'const struct language_catalog language_catalog[] = {'
for po in $all; do
	l=$(name "$po")
	echo "{\"$l\", mo_$l, sizeof(mo_$l), plural_$l},"
done
echo '};'
printf 'const char *const language_list[] = {"sv", "en"'
for po in $all; do
	l=$(name "$po")
	[ "$l" = sv ] || printf ', "%s"' "$l"
done
echo ', NULL};'
echo 'const int language_catalogs = sizeof(language_catalog) / sizeof(language_catalog[0]);'
