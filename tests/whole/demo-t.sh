# demo-t.sh - ./dev run's demo does what it says, without a terminal too
# SPDX-License-Identifier: MIT
if said=$(/usr/bin/python3 -B "$TOP_SRCDIR/examples/demo.py" \
    --build "$TOP_BUILDDIR" </dev/null 2>&1); then
	echo "ok 1 - the demo"
	status=0
else
	echo "not ok 1 - the demo"
	echo "$said" | sed 's/^/# /'
	status=1
fi
echo "1..1"
exit $status
