/* wire-t.c - records between daemon and reader, also torn ones */
/* SPDX-License-Identifier: MIT */
#include "base/wire.h"

#include <string.h>

#include "tap/tap.h"

static void
put_all(struct str *s)
{
	wire_put_number(s, -7);
	wire_put_text(s, "å");
	wire_put_text(s, NULL);
	wire_put_number(s, 2);
	wire_put_bytes(s, "a\0b", 3);
}

static bool
get_all(const char *bytes, size_t size)
{
	struct wire w = wire_open(bytes, size);
	const char *text, *null, *raw;
	size_t n, len;
	int64_t number = wire_number(&w);

	text = wire_text(&w);
	null = wire_text(&w);
	n = wire_count(&w, 1);
	raw = wire_bytes(&w, &len);
	return wire_done(&w) && number == -7 && strcmp(text, "å") == 0 &&
	       null == NULL && n == 2 && len == 3 &&
	       memcmp(raw, "a\0b", 3) == 0;
}

int
main(void)
{
	struct str s = STR_INIT(1000);
	int accepted = 0;
	char copy[200];
	struct wire w;

	put_all(&s);
	ok(get_all(s.text, s.len), "there and back");
	for (size_t n = 0; n < s.len; n++)
		accepted += get_all(s.text, n);
	is_int(0, accepted, "no torn record is accepted");
	for (size_t i = 0; i < s.len; i++) {
		memcpy(copy, s.text, s.len);
		copy[i] = (char)0xFF;
		get_all(copy, s.len);
	}
	ok(true, "no changed byte leads outside");
	w = wire_open(s.text, s.len);
	is_int(0, wire_number_in(&w, 0, 5), "a number out of range");
	ok(w.bad && wire_text(&w) == NULL, "makes the record bad");
	str_release(&s);
	return done_testing();
}
