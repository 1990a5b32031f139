# user.sh - a user's own bevakad, and the agent of a session; read by inside.sh
# SPDX-License-Identifier: MIT
# The system's daemon is off by now.  anna's manager runs without a log-in
# (linger); her session is a target of the test's, her notification server is
# dbusmock's.
uid=$(id -u anna)

anna()
{
	runuser -u anna -- env "XDG_RUNTIME_DIR=/run/user/$uid" \
	    "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$uid/bus" "$@"
}

# What the notification server was asked to show.
shown()
{
	anna journalctl --quiet --user -b -u server --output=cat |
	    grep -c ' Notify '
}

has_ended()
{
	! anna systemctl --user is-active --quiet bevakad-desktop
}

install -d -o anna -g anna /home/anna/.config
cp -r /boot-test/anna /home/anna/.config/bevakad
install -d /home/anna/.config/systemd/user
cat >/home/anna/.config/systemd/user/boot-session.target <<'UNIT'
[Unit]
BindsTo=graphical-session.target
UNIT
chown -R anna:anna /home/anna
loginctl enable-linger anna && systemctl start "user@$uid"
ok "a user has a manager of her own"

anna systemctl --user enable --quiet --now bevakad
ok "systemctl --user enable --now bevakad" ||
    anna journalctl --user -b -u bevakad | diag
is "notify active" "$(anna systemctl --user show -P Type bevakad) $(
    anna systemctl --user is-active bevakad)" "it tells when it is ready"
is anna "$(stat -c %U "/run/user/$uid/bevakad/control.sock")" \
    "its socket is hers"
[ -s /home/anna/.local/state/bevakad/state.db ]
ok "its state is in her home"
anna bevakactl poll >/dev/null
ok "it reads her feed, without a daemon of the system" ||
    anna bevakactl feeds | diag
[ "$(anna bevakactl --json items | jq length)" -gt 0 ]
ok "and keeps what it finds"
anna systemctl --user reload bevakad
ok "reload by systemctl --user"

anna systemctl --user enable --quiet bevakad-desktop
ok "systemctl --user enable bevakad-desktop"
anna systemd-run --user --quiet --unit=server --setenv=PYTHONUNBUFFERED=1 \
    --service-type=dbus -p BusName=org.freedesktop.Notifications \
    /usr/bin/python3 -m dbusmock --session --template notification_daemon
ok "a notification server"
anna systemctl --user start boot-session.target
anna systemctl --user is-active --quiet bevakad-desktop
ok "the agent starts with the graphical session" ||
    anna journalctl --user -b -u bevakad-desktop | diag
anna bevakactl notifiers test desktop >/boot-test/out/desktop
ok "an alert is shown by it, from her own daemon" ||
    diag </boot-test/out/desktop
is 1 "$(shown)" "once"
anna systemctl --user restart bevakad
anna bevakactl notifiers test desktop >/boot-test/out/desktop
ok "also after a restart of the daemon" || diag </boot-test/out/desktop
anna systemctl --user stop boot-session.target
until_true has_ended
is inactive "$(anna systemctl --user is-active bevakad-desktop)" \
    "and ends with the session"
anna systemctl --user stop bevakad
is success "$(anna systemctl --user show -P Result bevakad)" \
    "her daemon ends well when told to"
denied=$(anna journalctl --quiet --user -b -u bevakad -u bevakad-desktop \
    --output=cat | grep -iE 'permission denied|operation not permitted')
is "" "$denied" "nothing was denied to them on the way"
