# travel.py - the daemon at another time, and a network that can be taken away
# SPDX-License-Identifier: MIT
"""Time is libfaketime's, of Debian, preloaded; the daemon has no door for it.

    clock = Clock(house)                          # skips the test where there is none
    daemon = house.daemon(conf, environment=clock.environment)
    clock.go("2026-12-24T03:00:00Z")              # also while it runs: the wall clock jumps, as after sleep

The network is a namespace of the test's own with nothing but a loopback:

    leave_network()                               # before anything is started
    cut(True)                                     # no address can be reached
"""
import calendar
import ctypes
import fcntl
import glob
import os
import re
import socket
import struct
import subprocess
import time

from whole import BUILD, tap

FAKETIME = sorted(glob.glob("/usr/lib/*/faketime/libfaketime.so.1"))


def preloaded():
    """libfaketime, behind the sanitizer's library, which must come first."""
    linked = subprocess.run(["ldd", os.path.join(BUILD, "bevakad")], capture_output=True, text=True).stdout
    return re.findall(r"=> (\S*/libasan\S*)", linked) + FAKETIME[:1]


class Clock:
    """The wall clock of one daemon; timers go on as they do."""

    def __init__(self, house, start):
        if not FAKETIME:
            tap.skip_all("libfaketime is not installed")
        self.path = house.path("faketime")
        self.environment = {"LD_PRELOAD": ":".join(preloaded()), "FAKETIME_TIMESTAMP_FILE": self.path, "FAKETIME_NO_CACHE": "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1"}
        self.offset = 0
        self.go(start)

    def go(self, instant):
        self.offset = calendar.timegm(time.strptime(instant, "%Y-%m-%dT%H:%M:%SZ")) - int(time.time())
        self._write()

    def pass_by(self, seconds):
        self.offset += seconds
        self._write()

    def now(self):
        return time.time() + self.offset

    def _write(self):
        with open(self.path + ".new", "w") as f:
            f.write("%+d" % self.offset)
        os.rename(self.path + ".new", self.path)


CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network():
    """From here on the test and all that it starts have a network of their own."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if user == 0 and libc.unshare(CLONE_NEWNET) == 0:
        cut(False)
        return
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        tap.skip_all("no network namespace may be made here")
    for path, text in (("setgroups", "deny"), ("uid_map", "0 %d 1" % user), ("gid_map", "0 %d 1" % group)):
        with open("/proc/self/" + path, "w") as f:
            f.write(text)
    cut(False)


def cut(gone, silently=False):
    """Takes the loopback's address, so that no route leads anywhere; or (silently) the loopback: nobody answers."""
    SIOCSIFADDR, SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8916, 0x8913, 0x8914, 1
    name = b"lo".ljust(16, b"\0")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        flags = struct.unpack("16sh", fcntl.ioctl(s, SIOCGIFFLAGS, name + b"\0" * 24)[:18])[1]
        flags = flags & ~IFF_UP if gone and silently else flags | IFF_UP
        fcntl.ioctl(s, SIOCSIFFLAGS, struct.pack("16sh22x", name, flags))
        if not silently:
            address = socket.inet_aton("0.0.0.0" if gone else "127.0.0.1")
            fcntl.ioctl(s, SIOCSIFADDR, struct.pack("16sHH4s16x", name, socket.AF_INET, 0, address))
