/* control-stream.c - answers too long for one turn, written piece by piece */
/* SPDX-License-Identifier: MIT */
/*
 *	begun --> pieces at once, for a slice's time --> over
 *	                |                                 ^
 *	                v                                 |
 *	          a slice (slice.h), others between ------+
 *	                |              ^
 *	                v              |
 *	          the caller reads slowly: nothing until it has read
 */
#include <stdlib.h>

#include "base/held.h"
#include "base/log.h"
#include "base/str.h"
#include "control-inner.h"
#include "edge/socket.h"
#include "slice.h"
#include "turn.h"

enum { PIECE_MOST = 32 << 20 };

struct stream {
	struct caller *caller;
	struct slice slice;
	stream_fn *more;
	stream_free_fn *release;
	void *context;
	struct str piece;
	bool begun; /* something of it is written */
};

void
control_drop_stream(struct caller *c)
{
	struct stream *s = c->stream;

	if (s == NULL)
		return;
	c->stream = NULL;
	slice_stop(&s->slice);
	s->release(s->context);
	str_release(&s->piece);
	free(s);
}

/* A list that breaks off is told by its line, which never ends. */
static void
give_up(struct stream *s, const struct why *w)
{
	struct caller *c = s->caller;

	if (s->begun) {
		log_warn("an answer breaks off: %s", w->text);
		control_drop_stream(c);
		socket_end(c->client);
		return;
	}
	control_drop_stream(c);
	socket_hold(c->client, false);
	control_refuse(c, CODE_FAILED, "%s", w->text);
}

/* False: it is over. */
static bool
write_piece(struct stream *s)
{
	struct caller *c = s->caller;
	bool over = false;
	struct why w;

	str_clear(&s->piece);
	if (!s->more(s->context, &s->piece, &over, &w) || s->piece.full) {
		if (s->piece.full)
			why(&w, "the answer is too long");
		give_up(s, &w);
		return false;
	}
	s->begun |= s->piece.len > 0;
	if (over) {
		socket_write(c->client, s->piece.text, s->piece.len);
		control_drop_stream(c);
		socket_hold(c->client, false);
		return false;
	}
	socket_add(c->client, s->piece.text, s->piece.len);
	return true;
}

/* Goes on when the caller has read. */
static bool
step(void *context)
{
	struct stream *s = context;

	return write_piece(s) && !socket_is_full(s->caller->client);
}

void
control_has_read(struct caller *c)
{
	struct stream *s = c->stream;

	if (s != NULL && s->slice.slicer == NULL)
		slice_start(turn_slicer(c->control->turn), &s->slice);
}

void
control_stream(
    struct caller *c, stream_fn *more, stream_free_fn *release, void *context)
{
	struct stream *s = calloc(1, sizeof(*s));
	int64_t begun = held_clock();

	if (s == NULL)
		abort();
	s->caller = c;
	s->more = more;
	s->release = release;
	s->context = context;
	s->piece = (struct str)STR_INIT(PIECE_MOST);
	s->slice = (struct slice){
	    .name = "an answer", .step = step, .context = s};
	c->stream = s;
	socket_hold(c->client, true);
	while (!held_is_long(begun) && !socket_is_full(c->client))
		if (!write_piece(s))
			return;
	if (!socket_is_full(c->client))
		slice_start(turn_slicer(c->control->turn), &s->slice);
}
