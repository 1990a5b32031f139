#!/bin/bash
# inside.sh - what bevakad does under a real systemd: TAP, by boot.sh
# SPDX-License-Identifier: MIT
n=0

ok()
{
	local status=$?
	n=$((n + 1))
	[ "$status" -eq 0 ] && echo "ok $n - $1" || echo "not ok $n - $1"
	return "$status"
}

diag()
{
	sed 's/^/# /'
}

is()
{
	[ "$1" = "$2" ]
	ok "$3" || printf 'wanted: %s\nseen: %s\n' "$1" "$2" | diag
}

property()
{
	systemctl show -P "$1" bevakad
}

ctl()
{
	bevakactl --json "$@" 2>&1
}

# An order to the publishing site.
order()
{
	exec 3<>/dev/tcp/127.0.0.1/8080
	printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3
	cat <&3 >/dev/null
	exec 3>&-
}

# Waits for a command to come true; the journal wakes it.
until_true()
{
	"$@" && return 0
	timeout 60 journalctl --quiet --follow --lines=0 --output=cat |
	    while read -r _; do
		! "$@" || exit 9
	done
	[ "${PIPESTATUS[1]}" -eq 9 ]
}

is_another()
{
	[ "$(property MainPID)" != "$1" ] && systemctl is-active -q bevakad
}

# nspawn makes its devices with the modes of those outside.
chmod 666 /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty

/boot-test/publish --root /boot-test/site --port 8080 >/boot-test/out/site &
site=$!

# Started at boot, when nothing was published yet; now as an administrator
# would: a secret, a shorter watchdog, and off.
systemctl is-active -q bevakad
ok "started at boot, and told systemd that it is ready"
is notify "$(property Type)" "of type notify"
is bevakad "$(ps -o user= -p "$(property MainPID)" 2>/dev/null ||
    stat -c %U "/proc/$(property MainPID)")" "as its own user"
is "bevakad 750" "$(stat -c '%U %a' /var/lib/bevakad)" "its state is its own"
is bevakad "$(stat -c %U /run/bevakad/control.sock)" "its socket is there"

mkdir -p /etc/systemd/system/bevakad.service.d
printf '[Service]\nLoadCredential=hemlig:/boot-test/hemlig\nWatchdogSec=3\nRestartSec=1\n' \
    >/etc/systemd/system/bevakad.service.d/here.conf
echo "en hemlighet" >/boot-test/hemlig
chmod 600 /boot-test/hemlig
systemctl daemon-reload
systemctl restart bevakad
ok "restarts with a drop-in of the administrator's"

ctl poll >/boot-test/out/poll-1
ctl settle >/dev/null
is 2 "$(jq '[.[] | select(.ok)] | length' /boot-test/out/poll-1)" \
    "both feeds are read through the reader" ||
    diag </boot-test/out/poll-1
[ "$(ctl items | jq '[.[] | select(.state == "read")] | length')" -ge 3 ]
ok "items with their pages and papers"
ctl deadlines | jq -e 'length > 0' >/dev/null
ok "deadlines are found"
order '/_edition?1'
ctl poll >/dev/null
ctl settle >/dev/null
grep -q '"item.new"' /var/lib/bevakad/told
ok "the next edition is told through a notifier"
is "en hemlighet" "$(cat /var/lib/bevakad/secret)" \
    "which has its credential, and could write nowhere else"
is 0 "$(ctl outbox | jq length)" "nothing is left in the outbox"

systemctl reload bevakad
ok "reload by systemctl"
echo 'any = "' >>/etc/bevakad/rules.d/remisser.conf
! systemctl reload bevakad 2>/dev/null
ok "a reload with a fault fails"
systemctl is-active -q bevakad
ok "and the daemon goes on"
sed -i '$d' /etc/bevakad/rules.d/remisser.conf

items=$(ctl items | jq length)
told=$(grep -c . /var/lib/bevakad/told)
pid=$(property MainPID)
kill -KILL "$pid"
until_true is_another "$pid"
ok "killed, it is started again"
ctl poll >/dev/null
ctl settle >/dev/null
is "$items $told" "$(ctl items | jq length) $(grep -c . /var/lib/bevakad/told)" \
    "and nothing is lost or told twice"

pid=$(property MainPID)
kill -STOP "$pid"
until_true is_another "$pid"
ok "stopped in its tracks, the watchdog ends it and it is started again"
journalctl --quiet -b -u bevakad --output=cat | grep -qi watchdog
ok "and the journal says so"

id anna >/dev/null 2>&1 || useradd --create-home anna
! runuser -u anna -- bevakactl reload >/dev/null 2>&1
ok "others may not administer"
runuser -u anna -- bevakactl status >/dev/null
[ $? -le 1 ]
ok "but may look at how it is"

systemctl stop bevakad
is "inactive success" "$(property ActiveState) $(property Result)" \
    "it ends well when told to"
denied=$(journalctl --quiet -b -u bevakad --output=cat |
    grep -iE 'permission denied|operation not permitted|seccomp')
is "" "$denied" "nothing was denied to it on the way"
. /boot-test/user.sh
kill "$site"
cp /var/lib/bevakad/told /boot-test/out/ 2>/dev/null
journalctl --quiet -b -u bevakad >/boot-test/out/journal
echo "1..$n"
