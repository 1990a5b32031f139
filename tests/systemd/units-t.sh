# units-t.sh - the units as they will be installed: sound, and shut tight
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"
need systemd-analyze

folder=$(mktemp -d)
export XDG_RUNTIME_DIR="$folder"  # for user units
trap 'rm -rf "$folder"' EXIT

# Programs of a unit are not where it says before make install.
placed()
{
	mkdir -p "$folder/bin"
	sed "s|^\(Exec[A-Za-z]*=\)[^ ]*/\([^ /]*\)|\1$folder/bin/\2|" "$1"
	for program in $(sed -n 's|^Exec[A-Za-z]*=[^ ]*/\([^ /]*\).*|\1|p' "$1"); do
		cp /bin/true "$folder/bin/$program"
	done
}

for unit in "$TOP_BUILDDIR"/systemd/*.service; do
	[ -f "$unit" ] || continue
	name=${unit##*/}
	! grep -q '@[a-z]*@' "$unit"
	ok $? "$name has its paths"
	scope=--system
	! grep -q graphical-session "$unit" || scope=--user
	placed "$unit" >"$folder/$name"
	said=$(XDG_RUNTIME_DIR=$folder systemd-analyze $scope --man=no verify \
	    "$folder/$name" 2>&1)
	[ $? -eq 0 ] && ! echo "$said" | grep -q "$name"
	ok $? "$name is sound"
	[ -z "$said" ] || echo "$said" | diag
done

unit=$folder/bevakad.service
said=$(systemd-analyze security --offline=true --no-pager --threshold=20 \
    "$unit" 2>&1)
ok $? "bevakad.service: exposure of at most 2.0"
echo "$said" | tail -1 | diag

said=$(systemd-sysusers --dry-run \
    "$TOP_BUILDDIR/systemd/sysusers.d/bevakad.conf" 2>&1)
ok $? "sysusers.d/bevakad.conf"
echo "$said" | diag
! grep -q '@[a-z]*@' "$TOP_BUILDDIR/systemd/tmpfiles.d/bevakad.conf"
ok $? "tmpfiles.d/bevakad.conf has its paths"
done_testing
