# first-lines.sh - the first lines of each file say what it is; none is left for later
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

later='TO''DO|FIX''ME|X''XX'

# Prints each file whose first lines are not as they should be.
look_at()
{
	awk '
	function end_file() {
		if (file != "" && said != "")
			print file ": " said
	}
	FNR == 1 {
		end_file()
		file = name = FILENAME
		sub(/.*\//, "", name)
		line = 0
		code = name ~ /\.[ch]$/
		manual = name ~ /\.[1-8]$/
		tagged = name !~ /\.(conf|service|in|am)$/
		open = code ? "/* " : manual ? ".\\\" " : "# "
		close_ = code ? " */" : ""
		said = "is empty"
	}
	FNR == 1 && /^#!/ { next }
	line < 2 { line++ }
	line == 1 && said == "is empty" {
		said = tagged ? "no second line" : ""
		if (index($0, open name " - ") != 1)
			said = "first line is not \"" open name " - ...\""
		next
	}
	said == "no second line" {
		said = ""
		if ($0 != open "SPDX-License-Identifier: MIT" close_)
			said = "second line is not the SPDX tag"
	}
	END { end_file() }' "$@"
}

files="$(ours .c .h .sh .py .1 .5 .7 .8 .conf .service .in Makefile.am |
    grep -vE '(^|/)(Makefile\.in|config\.h(\.in)?)$|^tests/data/') dev .ci/run"
faults=$(look_at $files)
for file in $files; do
	! echo "$faults" | grep -q "^$file: "
	ok $? "$file"
done
[ -z "$faults" ] || echo "$faults" | diag

left=$(grep -nwE "$later" $files configure.ac /dev/null)
[ -z "$left" ]
ok $? "nothing is left for later"
[ -z "$left" ] || echo "$left" | diag
done_testing
