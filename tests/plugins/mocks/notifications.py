# notifications.py - a notification server that shows nothing: a template for dbusmock
# SPDX-License-Identifier: MIT
"""dbusmock's own template takes CloseNotification(i), where the specification has u, and closes by itself.

capabilities: what it can; first: the id of the first notice; properties: {interface: {name: value}}.
"""
BUS_NAME = "org.freedesktop.Notifications"
MAIN_OBJ = "/org/freedesktop/Notifications"
MAIN_IFACE = "org.freedesktop.Notifications"
SYSTEM_BUS = False


def load(mock, parameters):
    mock.next_id = parameters["first"]
    mock.AddMethods(MAIN_IFACE, [
        ("GetCapabilities", "", "as", "ret = %r" % parameters["capabilities"]),
        ("GetServerInformation", "", "ssss", "ret = ('mock', 'test', '1', '1.2')"),
        ("Notify", "susssasa{sv}i", "u", "ret = args[1] or self.next_id\nself.next_id += not args[1]\n"),
        ("CloseNotification", "u", "", "")])
    for interface, values in parameters["properties"].items():
        mock.AddProperties(interface, values)
