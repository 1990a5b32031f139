/* plain-element.h - the elements of HTML, as data */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLAIN_ELEMENT_H
#define CORE_PLAIN_ELEMENT_H

#include <stdint.h>

#include "core/text/plain-tag.h"

/*
 * A perfect hash: the slot of a name is key * factor >> 55, where key is its
 * first eight letters in lower case, as a number with the first at the
 * little end, plus its length.  For plain-tag.c only.
 */
struct plain_element {
	uint64_t key;
	const char *name;
	enum element what;
};

enum { PLAIN_ELEMENTS = 512 };

extern const uint64_t plain_element_factor;
extern const struct plain_element plain_elements[PLAIN_ELEMENTS];

#endif
