/* encoding-table.h - upper halves of the single-byte encodings, as data */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ENCODING_TABLE_H
#define CORE_ENCODING_TABLE_H

#include <stdint.h>

/*
 * The indexes of the WHATWG Encoding Standard: what bytes 0x80 to 0xFF mean;
 * 0xFFFD for those that mean nothing.  For encoding.c only.
 */
struct encoding_table {
	const char *name;
	uint16_t upper[128];
};

enum { ENCODING_TABLES = 27 };

extern const struct encoding_table encoding_tables[ENCODING_TABLES];

#endif
