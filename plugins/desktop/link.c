/* link.c - the connection to the daemon: lines out, lines in, for ever */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/link.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "plugins/desktop/pause.h"

/*
 * Every asynchronous call holds the cancellable of its connection; when it
 * comes back cancelled the link may be another one, or gone, and is not
 * looked at.
 */
struct link {
	const char *path, *first, *other;
	const struct link_calls *calls;
	void *context;

	GCancellable *cancel;
	GSocketConnection *connection; /* not NULL: UP */
	GString *in;                   /* of a line that is not whole yet */
	GString *out;                  /* waits to be written */
	GString *writing;              /* is being written */
	bool busy;                     /* writing is under way */
	bool told;                     /* up was called, down was not */
	guint timer;                   /* not 0: WAITING */
	unsigned pause;
	char chunk[16384];
};

static void start(struct link *);

static gboolean
try_again(gpointer context)
{
	struct link *l = context;

	l->timer = 0;
	start(l);
	return G_SOURCE_REMOVE;
}

static void
close_now(struct link *l)
{
	if (l->cancel != NULL)
		g_cancellable_cancel(l->cancel);
	g_clear_object(&l->cancel);
	g_clear_object(&l->connection);
	g_string_truncate(l->in, 0);
	g_string_truncate(l->out, 0);
	l->busy = false;
	if (l->timer != 0)
		g_source_remove(l->timer);
	l->timer = 0;
}

static void
wait_and_try(struct link *l, const char *reason)
{
	unsigned pause = pause_next(&l->pause);
	bool told = l->told;

	log_debug("%s: %s; again in %u ms", l->path, reason, pause);
	if (told)
		log_info("%s: %s", l->path, reason);
	close_now(l);
	l->timer = g_timeout_add(pause, try_again, l);
	l->told = false;
	if (told)
		l->calls->down(l->context);
}

static void write_more(struct link *);

static void
written(GObject *object, GAsyncResult *result, gpointer context)
{
	struct link *l = context;
	GError *error = NULL;

	g_output_stream_write_all_finish(
	    G_OUTPUT_STREAM(object), result, NULL, &error);
	if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
		g_error_free(error);
		return;
	}
	l->busy = false;
	if (error != NULL) {
		wait_and_try(l, error->message);
		g_error_free(error);
		return;
	}
	write_more(l);
}

static void
write_more(struct link *l)
{
	GString *empty = l->writing;

	if (l->busy || l->out->len == 0)
		return;
	l->busy = true;
	l->writing = l->out;
	l->out = empty;
	g_string_truncate(l->out, 0);
	g_output_stream_write_all_async(
	    g_io_stream_get_output_stream(G_IO_STREAM(l->connection)),
	    l->writing->str, l->writing->len, G_PRIORITY_DEFAULT, l->cancel,
	    written, l);
}

/* False when the receiver of a line has dropped the link. */
static bool
take_lines(struct link *l, const char *chunk, size_t len)
{
	GCancellable *mine = l->cancel;
	const char *end;

	while ((end = memchr(chunk, '\n', len)) != NULL) {
		size_t n = (size_t)(end - chunk);

		g_string_append_len(l->in, chunk, (gssize)n);
		l->calls->line(l->in->str, l->in->len, l->context);
		if (l->cancel != mine)
			return false;
		g_string_truncate(l->in, 0);
		chunk += n + 1;
		len -= n + 1;
	}
	g_string_append_len(l->in, chunk, (gssize)len);
	return true;
}

static void read_more(struct link *);

static void
take(GObject *object, GAsyncResult *result, gpointer context)
{
	struct link *l = context;
	GError *error = NULL;
	gssize n = g_input_stream_read_finish(
	    G_INPUT_STREAM(object), result, &error);

	if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
		g_error_free(error);
		return;
	}
	if (n <= 0)
		wait_and_try(l, error ? error->message : "the daemon has gone");
	else if (l->in->len + (size_t)n > LINK_LINE_MOST)
		wait_and_try(l, "a line is too long");
	else if (take_lines(l, l->chunk, (size_t)n))
		read_more(l);
	g_clear_error(&error);
}

static void
read_more(struct link *l)
{
	g_input_stream_read_async(
	    g_io_stream_get_input_stream(G_IO_STREAM(l->connection)), l->chunk,
	    sizeof(l->chunk), G_PRIORITY_DEFAULT, l->cancel, take, l);
}

static void
connected(GObject *object, GAsyncResult *result, gpointer context)
{
	struct link *l = context;
	GError *error = NULL;
	GSocketConnection *connection = g_socket_client_connect_finish(
	    G_SOCKET_CLIENT(object), result, &error);

	if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
		g_error_free(error);
		return;
	}
	if (connection == NULL) {
		wait_and_try(l, error->message);
		g_error_free(error);
		return;
	}
	l->connection = connection;
	l->told = true;
	read_more(l);
	l->calls->up(l->context);
}

static void
start(struct link *l)
{
	GSocketClient *client = g_socket_client_new();
	GSocketAddress *address;

	l->path = l->other != NULL && access(l->first, F_OK) != 0 &&
			  access(l->other, F_OK) == 0
		      ? l->other
		      : l->first;
	address = g_unix_socket_address_new(l->path);
	l->cancel = g_cancellable_new();
	g_socket_client_connect_async(
	    client, G_SOCKET_CONNECTABLE(address), l->cancel, connected, l);
	g_object_unref(address);
	g_object_unref(client);
}

struct link *
link_new(const char *path, const char *other, const struct link_calls *calls,
    void *context)
{
	struct link *l = g_new0(struct link, 1);

	l->first = l->path = path;
	l->other = other;
	l->calls = calls;
	l->context = context;
	l->in = g_string_new(NULL);
	l->out = g_string_new(NULL);
	l->writing = g_string_new(NULL);
	start(l);
	return l;
}

void
link_free(struct link *l)
{
	if (l == NULL)
		return;
	close_now(l);
	g_string_free(l->in, TRUE);
	g_string_free(l->out, TRUE);
	g_string_free(l->writing, TRUE);
	g_free(l);
}

bool
link_is_up(const struct link *l)
{
	return l->connection != NULL;
}

void
link_send(struct link *l, const char *line)
{
	if (l->connection == NULL)
		return;
	if (l->out->len + strlen(line) > LINK_OUT_MOST) {
		log_warn("%s: the daemon does not read", l->path);
		g_socket_shutdown(g_socket_connection_get_socket(l->connection),
		    TRUE, TRUE, NULL); /* so that reading ends */
		return;
	}
	g_string_append(l->out, line);
	g_string_append_c(l->out, '\n');
	write_more(l);
}

void
link_drop(struct link *l, const char *reason)
{
	if (l->connection != NULL)
		wait_and_try(l, reason);
}

void
link_settled(struct link *l)
{
	l->pause = 0;
}

void
link_hurry(struct link *l)
{
	if (l->timer == 0)
		return;
	g_source_remove(l->timer);
	l->pause = 0;
	try_again(l);
}
