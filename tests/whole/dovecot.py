# dovecot.py - a real IMAP server in a house: its own configuration, ports, users
# SPDX-License-Identifier: MIT
"""
    server = Dovecot(house, pair, users={"anna": "hemligt"})   # pair: a PEM file with certificate and key
    server.imap, server.imaps                                  # ports
    box = server.box("anna")                                   # imaplib, logged in
    deliver(box, "INBOX", message)
"""
import base64
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time

import whole

PROGRAM = "/usr/sbin/dovecot"

CONFIGURATION = """
base_dir = {run}
state_dir = {run}
instance_name = {name}
log_path = {log}
auth_verbose = yes
auth_failure_delay = 0
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
ssl_cert = <{pair}
ssl_key = <{pair}
disable_plaintext_auth = {strict}
auth_mechanisms = plain login
mail_location = maildir:{mail}/%u/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
namespace inbox {{
  inbox = yes
  separator = {separator}
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {users}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={mail}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Absent(Exception):
    """There is no dovecot, or it will not start; says why."""


class Dovecot:
    def __init__(self, house, pair, users, separator="/", ssl="yes", name="dovecot"):
        if not os.path.exists(PROGRAM):
            raise Absent("dovecot is not installed")
        self.imap, self.imaps = free_port(), free_port()
        self.users, self.separator = users, separator
        self.mail = os.path.dirname(house.path(name, "mail", "x"))
        self.log_path = house.path(name, "log")
        os.chmod(house.folder, 0o755)
        owner = self._owner()
        os.makedirs(house.path(name, "run", ""), exist_ok=True)
        self.configuration = house.write(name + "/dovecot.conf", CONFIGURATION.format(
            run=house.path(name, "run", "").rstrip("/"), name=os.path.basename(house.folder) + name, log=self.log_path,
            ssl=ssl, strict="yes" if ssl != "no" else "no", pair=pair, mail=self.mail, separator=separator,
            users=house.write(name + "/users", "".join(
                "%s:{PLAIN.b64}%s\n" % (u, base64.b64encode(p.encode()).decode()) for u, p in users.items())),
            imap=self.imap, imaps=self.imaps, **owner))
        self.process = subprocess.Popen([PROGRAM, "-F", "-c", self.configuration], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        house.tenants.append(self)
        self._wait()

    def _owner(self):
        """As root with its own users, else all as who we are."""
        if os.getuid() != 0:
            me, us = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
            return {"uid": me, "gid": us, "login": me, "internal": me, "group": us}
        nobody = pwd.getpwnam("nobody")
        os.chown(self.mail, nobody.pw_uid, nobody.pw_gid)
        return {"uid": "nobody", "gid": grp.getgrgid(nobody.pw_gid).gr_name, "login": "dovenull",
                "internal": "dovecot", "group": "dovecot"}

    def _wait(self):
        """Until it answers; it tells nobody when it is ready."""
        until = time.monotonic() + whole.PATIENCE
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.imap), 5) as s:
                    if s.recv(100).startswith(b"* OK"):
                        return
            except OSError:
                pass
            try:
                self.process.wait(0.02)
                break
            except subprocess.TimeoutExpired:
                pass
        self.close()
        raise Absent("dovecot does not start: %s %s" % (self.process.stderr.read().decode(), self.log()))

    def box(self, user):
        """An imaplib session that may do everything."""
        box = imaplib.IMAP4("127.0.0.1", self.imap)
        if "STARTTLS" in box.capabilities:
            box.starttls()
        box.login(user, self.users[user])
        return box

    def log(self):
        if not os.path.exists(self.log_path):
            return ""
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(whole.PATIENCE)


def deliver(box, folder, message):
    """Puts it into the folder, unseen."""
    answer, said = box.append('"%s"' % folder, None, None, message.encode().replace(b"\n", b"\r\n"))
    assert answer == "OK", said


def flags(box, folder):
    """The flags of all mails in the folder, which are not touched."""
    box.select('"%s"' % folder, readonly=True)
    _, lines = box.fetch("1:*", "(FLAGS)")
    return [set(imaplib.ParseFlags(line)) for line in lines if line]


def is_there():
    return shutil.which("openssl") is not None and os.path.exists(PROGRAM)
