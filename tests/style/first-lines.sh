# first-lines.sh - the first lines of each file say what it is; none is left for later
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

later='TO''DO|FIX''ME|X''XX'

# Lines 1 and 2, without the line that names an interpreter.
opening()
{
	sed -n '1{/^#!/d};p' "$1" | head -2
}

for file in $(ours .c .h .sh .py) dev .ci/run; do
	[ -f "$file" ] || continue
	name=${file##*/}
	case $name in
	*.[ch])
		wanted="^/\* $name - .* \*/\$" tag='/* SPDX-License-Identifier: MIT */'
		;;
	*)
		wanted="^# $name - ." tag='# SPDX-License-Identifier: MIT'
		;;
	esac
	opening "$file" | head -1 | grep -q "$wanted" &&
	    [ "$(opening "$file" | tail -1)" = "$tag" ]
	ok $? "$file"
done
for file in $(ours .conf .service .in Makefile.am | grep -v Makefile.in); do
	[ "${file##*/}" != config.h.in ] || continue
	head -1 "$file" | grep -q "^# ${file##*/} - ."
	ok $? "$file"
done
for file in $(ours .1 .5 .7 .8); do
	head -1 "$file" | grep -qF ".\\\" ${file##*/} - "
	ok $? "$file"
done

left=$(ours .c .h .sh .py .am .ac .conf .service .[1-8] |
    xargs grep -nwE "$later" /dev/null)
[ -z "$left" ]
ok $? "nothing is left for later"
[ -z "$left" ] || echo "$left" | diag
done_testing
