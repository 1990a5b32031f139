# style.sh - TAP for the style tests, and the files that they look at
# SPDX-License-Identifier: MIT
# Sourced, with TOP_SRCDIR set; the current folder is then the source tree.
cd "$TOP_SRCDIR" || exit 1
checks=0 wrong=0

skip_all()
{
	echo "1..0 # SKIP $*"
	exit 0
}

# The style of the same sources is looked at once a run (./dev test).
[ "${BEVAKAD_STYLE:-}" != seen ] || skip_all "looked at already"

# The last command's status, then a sentence.
ok()
{
	checks=$((checks + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $checks - $2"
	else
		wrong=$((wrong + 1))
		echo "not ok $checks - $2"
	fi
}

diag()
{
	sed 's/^/# /'
}

need()
{
	command -v "$1" >/dev/null || skip_all "$1 is not installed"
}

# Files of ours with one of these endings, by name.
ours()
{
	for ending; do
		find . \( -name .git -o -name 'build*' -o -name _build \
		    -o -name _inst -o -name autom4te.cache \
		    -o -name 'bevakad-[0-9]*' \) -prune -o \
		    -type f -name "*$ending" -print
	done | sed 's|^\./||' | grep -v '^aclocal\.m4$' | sort
}

done_testing()
{
	[ "$checks" -gt 0 ] || ok 1 "there was something to look at"
	echo "1..$checks"
	[ "$wrong" -eq 0 ]
}
