# login.py - logind's session of the caller: a template for dbusmock
# SPDX-License-Identifier: MIT
"""dbusmock's own template has no /session/auto. locked: is the hint set at first."""
BUS_NAME = "org.freedesktop.login1"
MAIN_OBJ = "/org/freedesktop/login1/session/auto"
MAIN_IFACE = "org.freedesktop.login1.Session"
SYSTEM_BUS = True


def load(mock, parameters):
    mock.AddProperties(MAIN_IFACE, {"LockedHint": parameters["locked"]})
