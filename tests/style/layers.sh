# layers.sh - who includes whom, against the lists in daemon/README.md
# SPDX-License-Identifier: MIT
#
# A fenced block "shelves" has a line for each shelf:
#
#	name  files (patterns) -> shelves whose headers they may include
#
# "family" stands for files of the same shelf whose names begin with the same
# word (store.c, store-alert.c), "knows" for all shelves of core/.  A block "libraries" has a line for each
# library's headers: a pattern of the header, then the files that may include
# it.  The first line that fits counts.
. "$TOP_SRCDIR/tests/style/style.sh"
set -f

block()
{
	sed -n '/^```'"$1"'$/,/^```$/{/^```/d;p}' daemon/README.md
}

fits()
{
	path=$1
	shift
	for pattern; do
		# shellcheck disable=SC2254
		case $path in $pattern) return 0 ;; esac
	done
	return 1
}

# "knows" stands for every shelf that only knows, and does nothing.
known()
{
	case $1 in
	*knows*) echo "${1%%knows*} core known mail page feed document deadline date text ${1#*knows}" ;;
	*) echo "$1" ;;
	esac
}

# Sets shelf and may of a path; false when it stands on no shelf.
find_shelf()
{
	while read -r shelf rest; do
		may=$(known "${rest#*->}")
		fits "$1" ${rest%%->*} && return 0
	done <<TEXT
$shelves
TEXT
	shelf=
	return 1
}

family_of()
{
	expr "${1##*/}" : '\([a-z0-9]*\)'
}

# file, header: is the arrow drawn?
may_include()
{
	find_shelf "$2" || return 1
	to=$shelf
	find_shelf "$1" || return 1
	fits "$to" $may && return 0
	fits family $may && [ "$shelf" = "$to" ] &&
	    [ "$(family_of "$1")" = "$(family_of "$2")" ]
}

may_use()
{
	while read -r header files; do
		fits "$2" "$header" || continue
		fits "$1" $files
		return
	done <<TEXT
$libraries
TEXT
	return 0
}

# The file that "header" of a file means: beside it, or below daemon/.
resolve()
{
	for place in "${1%/*}/" daemon/ ''; do
		[ ! -f "$place$2" ] || {
			echo "$place$2"
			return
		}
	done
	echo "$2"
}

# One file: prints what it should not include.
look_at()
{
	find_shelf "$1" || echo "$1 stands on no shelf of daemon/README.md"
	sed -n 's/^#[ \t]*include[ \t]*\([<"][^>"]*\).*/\1/p' "$1" |
	while read -r include; do
		name=${include#?}
		case $include in
		'<'*)
			may_use "$1" "$name" ||
			    echo "$1 may not include <$name>"
			;;
		*)
			[ "$name" != config.h ] || continue
			header=$(resolve "$1" "$name")
			may_include "$1" "$header" ||
			    echo "$1 may not include $header"
			;;
		esac
	done
}

shelves=$(block shelves) libraries=$(block libraries)
[ -n "$shelves" ] && [ -n "$libraries" ]
ok $? "daemon/README.md has both lists"
for file in $(ours .c .h | grep -E '^(daemon|ctl|plugins|web)/'); do
	faults=$(look_at "$file")
	[ -z "$faults" ]
	ok $? "$file"
	[ -z "$faults" ] || echo "$faults" | diag
done
done_testing
