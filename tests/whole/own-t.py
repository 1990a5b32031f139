# own-t.py - the daemon of one user: bevakad --user, found without options
# SPDX-License-Identifier: MIT
import json
import os
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
HOME = house.path("home", "").rstrip("/")
RUN = house.path("run", "").rstrip("/")
ENVIRONMENT = {"HOME": HOME, "XDG_RUNTIME_DIR": RUN, "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "relative"}


class Own(whole.Daemon):
    """Started as a user's manager would: nothing says where its files are."""

    def _spawn(self, notify):
        environment = dict(os.environ, NOTIFY_SOCKET=notify, **ENVIRONMENT)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "--user", "--vendor", house.path("vendor", ""), "--foreground"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
        self.pidfd = os.pidfd_open(self.process.pid)


def own_ctl(*arguments, **environment):
    return subprocess.run([os.path.join(whole.BUILD, "bevakactl"), *arguments], capture_output=True, text=True,
                          env=dict(os.environ, **ENVIRONMENT, **environment), timeout=whole.PATIENCE)


def mode(*names):
    return stat.S_IMODE(os.stat(os.path.join(*names)).st_mode)


house.write("home/.config/bevakad/bevakad.conf", "# of a user\n[bevakad]\nlibexec = %s\n" % whole.BUILD)
daemon = house.tenants.append(Own(house, {})) or house.tenants[-1]
daemon.start()
tap.ok(os.path.exists(HOME + "/.local/state/bevakad/state.db"), "the state file is in the home")
tap.equal((0o700, 0o700), (mode(HOME, ".local/state/bevakad"), mode(RUN, "bevakad")), "nobody else's business")
answer = own_ctl("status", "--json")
tap.equal(0, answer.returncode, "bevakactl finds it: " + answer.stderr)
tap.equal(daemon.process.pid, json.loads(answer.stdout or "{}").get("pid"), "it and no other")
tap.equal(0, own_ctl("reload").returncode, "its user administers it")
answer = own_ctl("status", BEVAKAD_SOCKET=house.path("none"))
tap.equal(4, answer.returncode, "a socket that is named is the one")
daemon.process.terminate()
tap.equal(0, daemon.process.wait(timeout=whole.PATIENCE), "it ends well")
answer = subprocess.run([daemon.program, "--user"], capture_output=True, text=True, timeout=whole.PATIENCE,
                        env={"PATH": "/usr/bin:/bin", "HOME": "nowhere"})
tap.equal(1, answer.returncode, "without a home it does not start")
tap.has("XDG_RUNTIME_DIR", answer.stderr, "and says why")
whole.done()
