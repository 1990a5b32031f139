/* check-unit.h - check-config: which credentials the service will be given */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CHECK_UNIT_H
#define CTL_CHECK_UNIT_H

#include <stdbool.h>

/*
 * Whether bevakad.service, by its files as they are now, is given the
 * credential when it starts next (systemd.exec(5): LoadCredential= and its
 * kin); where a file is named for it, that is there.  Folders are those of
 * SYSTEMD_UNIT_PATH, else systemd's own.
 */
bool unit_gives(const char *credential);

#endif
