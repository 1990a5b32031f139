#!/bin/bash
# boot.sh - the installed thing in a Debian 12 that is really booted
# SPDX-License-Identifier: MIT
#
#	tests/boot/boot.sh ROOT BUILD
#
# ROOT becomes (or already is) a bare Debian 12 of debootstrap; what BUILD
# holds, configured for /usr, is installed in it; systemd-nspawn boots it with
# no network but its own loopback, runs inside.sh there as a unit, and turns
# it off.  What inside.sh says is TAP.  Needs root, debootstrap,
# systemd-container, and once Debian's archive.
set -eu
root=$1 build=$2
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# what the programs are linked with, and what they start
libraries=libcurl4,libevent-2.1-7,libevent-core-2.1-7,libxml2,libsqlite3-0
libraries=$libraries,libjansson4,libutf8proc2,libstemmer0d,libpcre2-8-0
libraries=$libraries,libseccomp2,libxxhash0,libbrotli1,libgmime-3.0-0
libraries=$libraries,libical3,libnotify4,libsystemd0,zlib1g,poppler-utils
libraries=$libraries,tzdata,ca-certificates
# a user's own manager and bus, and a notification server
session=libpam-systemd,dbus-user-session,python3-dbusmock
packages=systemd,systemd-sysv,dbus,jq,$libraries,$session

make_root()
{
	[ "$(cat "$root/.made" 2>/dev/null)" != "$packages" ] || return 0
	rm -rf "$root"
	debootstrap --variant=minbase --include="$packages" bookworm "$root"
	echo "$packages" >"$root/.made"
}

put_in_place()
{
	rm -rf "$root/etc/bevakad" "$root/var/lib/bevakad" "$root/boot-test" \
	    "$root/etc/systemd/system/bevakad.service.d"
	make -s -C "$build" install DESTDIR="$root" >/dev/null
	mkdir -p "$root/boot-test/out"
	rm -rf "$root/home/anna/.config" "$root/home/anna/.local"
	cp -r "$top/examples/site" "$here/inside.sh" "$here/user.sh" \
	    "$here/anna" "$root/boot-test/"
	cp "$build/tests/site/site" "$root/boot-test/publish"
	cp -r "$here/conf/." "$root/etc/bevakad/"
	install -m 755 "$here/note" "$root/usr/local/bin/note"
	cp "$here/boot-test.service" "$root/etc/systemd/system/"
	wants=$root/etc/systemd/system/multi-user.target.wants
	mkdir -p "$wants"
	ln -sf /etc/systemd/system/boot-test.service "$wants/"
	ln -sf /lib/systemd/system/bevakad.service "$wants/"
}

make_root >&2
put_in_place
timeout 300 systemd-nspawn --quiet -D "$root" --private-network -b \
    --register=no --keep-unit --console=pipe </dev/null \
    >"$root/boot-test/console" 2>&1 || :
if [ -s "$root/boot-test/out/tap" ]; then
	cat "$root/boot-test/out/tap"
else
	echo "not ok 1 - it boots as far as the tests"
	tail -n 40 "$root/boot-test/console" | sed 's/^/# /'
	echo "1..1"
fi
