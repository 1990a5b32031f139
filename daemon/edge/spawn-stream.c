/* spawn-stream.c - what comes out of a child's pipe */
/* SPDX-License-Identifier: MIT */
#include "edge/spawn-stream.h"

#include <errno.h>
#include <event2/event.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/log.h"

enum {
	ONE_READ = 64 * 1024,
	ROUNDS_AT_END = 64, /* reads of what is left in a pipe */
};

void
event_end(struct event **e)
{
	if (*e == NULL)
		return;
	if (event_get_fd(*e) >= 0)
		close(event_get_fd(*e));
	event_free(*e);
	*e = NULL;
}

static void
keep_tail(struct stream *t, const char *bytes, size_t n)
{
	size_t keep;

	if (n > STREAM_TAIL) {
		bytes += n - STREAM_TAIL;
		n = STREAM_TAIL;
	}
	keep = t->tail_len + n > STREAM_TAIL ? STREAM_TAIL - n : t->tail_len;
	memmove(t->tail, t->tail + t->tail_len - keep, keep);
	memcpy(t->tail + keep, bytes, n);
	t->tail_len = keep + n;
}

static void
keep(struct stream *t, const char *bytes, size_t n)
{
	size_t room = t->kept.most - t->kept.len;

	keep_tail(t, bytes, n);
	if (n > room) {
		n = room;
		t->cut = true;
	}
	str_addn(&t->kept, bytes, n);
}

bool
stream_read(struct stream *t)
{
	static char buffer[ONE_READ];
	ssize_t n = read(event_get_fd(t->event), buffer, sizeof(buffer));

	if (n > 0)
		keep(t, buffer, (size_t)n);
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		event_end(&t->event);
	return n > 0;
}

void
stream_drain(struct stream *t)
{
	for (int i = 0; i < ROUNDS_AT_END && t->event != NULL; i++) {
		if (!stream_read(t))
			break;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

bool
stream_last(const struct stream *t, char *line, size_t size)
{
	const char *end = t->tail + t->tail_len, *at;
	utf8proc_int32_t c;
	size_t len = 0;

	while (end > t->tail && is_blank(end[-1]))
		end--;
	for (at = end; at > t->tail && at[-1] != '\n'; at--)
		;
	while (at < end && is_blank(*at))
		at++;
	while (at < end) {
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)at, end - at, &c);
		size_t width = n > 0 ? (size_t)n : 1;

		if (len + width >= size)
			break;
		if (n > 0 && *at != '\0')
			memcpy(line + len, at, width);
		else
			line[len] = '?';
		len += width;
		at += width;
	}
	line[len] = '\0';
	log_clean(line);
	return len > 0;
}
