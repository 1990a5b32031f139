# headers.sh - each header compiles alone, and twice, with gcc and clang
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

flags="-std=gnu17 -D_GNU_SOURCE -iquote daemon -iquote tests -Wall -Wextra -Werror
	$(sed -n 's/^[A-Z0-9_]*_CFLAGS = \(-[ID].*\)/\1/p' \
	    "$TOP_BUILDDIR/Makefile" | grep -v '(' | tr '\n' ' ')"

for compiler in gcc clang; do
	command -v $compiler >/dev/null || continue
	for header in $(ours .h | grep -v '^config\.h$'); do
		case $header in
		plugins/desktop/*)
			pkg-config --exists libnotify gio-unix-2.0 || continue
			;;
		esac
		said=$(printf '#include "%s"\n#include "%s"\n' \
		    "$header" "$header" |
		    $compiler $flags -iquote . -fsyntax-only -x c - 2>&1)
		ok $? "$compiler $header"
		[ -z "$said" ] || echo "$said" | head -20 | diag
	done
done
done_testing
