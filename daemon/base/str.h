/* str.h - a text that is being built, with a ceiling */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * text is never NULL and always ends in NUL; len does not count it.  What
 * would pass the ceiling is left out whole: the call returns false, full is
 * set, and everything added after that is left out too, so one look at full
 * when all is built is enough.
 *
 *	struct str s = STR_INIT(64 * 1024);
 *	str_add(&s, title);
 *	str_addf(&s, " (%d)", n);
 *	...
 *	str_release(&s);
 */
struct str {
	char *text;
	size_t len;
	size_t size;
	size_t most;
	bool full;
};

extern char str_empty[1];

#define STR_INIT(ceiling)                            \
	{                                            \
		.text = str_empty, .most = (ceiling) \
	}

void str_release(struct str *);
/* About a megabyte of it, of what is not looked at any more; false: that was
 * the last (pool_free_some). */
bool str_release_some(struct str *);
/* Empty again; the memory stays. */
void str_clear(struct str *);
/* Cuts to len bytes (a longer len changes nothing). */
void str_cut(struct str *, size_t len);
bool str_add(struct str *, const char *text);
bool str_addn(struct str *, const char *bytes, size_t len);
/* As much of it as fits, cut between two characters; full stays as it is. */
void str_add_some(struct str *, const char *text);
bool str_addc(struct str *, char c);
bool str_addf(struct str *, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));
bool str_addv(struct str *, const char *format, va_list args)
    __attribute__((__format__(printf, 2, 0)));
/* One Unicode character as UTF-8; what is none becomes U+FFFD. */
bool str_addu(struct str *, unsigned character);
/* The bytes of text that fit in most, no character cut; 0 for NULL. */
size_t str_fit(const char *text, size_t most);
/* Room for n more bytes at text + len; the caller raises len. */
bool str_room(struct str *, size_t n);

#endif
