# complaints.sh - each complaint has a test that names it, and the table says which
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"

table=tests/data/complaints.tsv

# What a test says of the complaint with that number: in words or by a name.
named()
{
	grep -qE "([Cc]omplaints? |[Cc]omplaints? .*[ ,]|complaint_)$1([^0-9]|\$)" \
	    "$2"
}

while IFS="$(printf '\t')" read -r number what file; do
	[ -f "$file" ] && grep -qE "^	${file%.c}(\.c)?( \\\\)?\$" Makefile.am &&
	    named "$number" "$file"
	ok $? "$number, $what: $file"
done < <(grep -v '^#' "$table")

for number in $(seq 1 8) $(seq 19 55); do
	grep -q "^$number	" "$table"
	ok $? "$number has a test"
done

# And the other way: no test names one that the table does not have.
while IFS=: read -r file number; do
	grep -q "^$number	.*	$file\$" "$table"
	ok $? "$number of $file is in the table"
done < <(grep -roE 'complaint_[0-9]+[_(]' tests --include='*-t.*' |
    sed 's/complaint_//; s/[_(]$//' | sort -u)
done_testing
