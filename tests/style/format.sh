# format.sh - the layout of all C is clang-format's; functions fit a screen or two
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

# Functions over 80 lines; ours open and close in the first column.
long_functions()
{
	awk '/^{/ { from = FNR }
	/^}/ && from && FNR - from > 80 { print FILENAME ":" from ": " FNR - from " lines" }
	/^}/ { from = 0 }' "$@"
}

long=$(long_functions $(ours .c))
[ -z "$long" ]
ok $? "no function is over 80 lines"
[ -z "$long" ] || echo "$long" | diag

if ! command -v clang-format >/dev/null; then
	echo "ok $((checks += 1)) # SKIP clang-format is not installed"
else
	said=$(clang-format --dry-run -Werror $(ours .c .h | grep -v '^config\.h$') 2>&1)
	ok $? "clang-format -i would change nothing"
	[ -z "$said" ] || echo "$said" | grep error: | head -40 | diag
fi
done_testing
