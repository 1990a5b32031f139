/* identity-parts.h - what the files of identity share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_IDENTITY_PARTS_H
#define CORE_IDENTITY_PARTS_H

#include <stddef.h>

/* The bytes of "http://", "https://" or "//" at the front; 0 for none. */
size_t identity_scheme(const char *);

#endif
