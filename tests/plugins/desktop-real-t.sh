# desktop-real-t.sh - bevakad-desktop on a real desktop: Xvfb, dunst and others
# SPDX-License-Identifier: MIT
# Leaves tests/plugins/desktop-real-t.tmp/*.png in the build to look at.
if [ ! -x "$TOP_BUILDDIR/bevakad-desktop" ]; then
	echo "1..0 # SKIP bevakad-desktop is not built (--enable-desktop)"
	exit 0
fi
for program in Xvfb dunst dunstctl dbus-run-session import compare; do
	if ! command -v $program >/dev/null; then
		echo "1..0 # SKIP $program is not installed"
		exit 0
	fi
done
exec dbus-run-session -- /usr/bin/python3 \
	"$TOP_SRCDIR/tests/plugins/desktop-real.py"
