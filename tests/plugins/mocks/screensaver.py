# screensaver.py - a screen saver: a template for dbusmock
# SPDX-License-Identifier: MIT
"""dbusmock's own cannot be active when it comes. active: whether it is."""
BUS_NAME = "org.gnome.ScreenSaver"
MAIN_OBJ = "/org/gnome/ScreenSaver"
MAIN_IFACE = "org.gnome.ScreenSaver"
SYSTEM_BUS = False


def load(mock, parameters):
    mock.is_active = parameters["active"]
    mock.AddMethods(MAIN_IFACE, [("GetActive", "", "b", "ret = self.is_active")])
