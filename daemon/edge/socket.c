/* socket.c - lines over a Unix socket, and who is at the other end */
/* SPDX-License-Identifier: MIT */
#include "edge/socket.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct socket_server {
	struct socket_settings set;
	struct evconnlistener *listener;
	struct socket_client *clients;
	int n;
	char path[];
};

struct socket_client {
	struct socket_client *next; /* server's */
	struct socket_server *server;
	struct bufferevent *stream;
	struct ucred peer;
	void *context;
	bool ending;
	char name[64];
};

static void
drop(struct socket_client *c)
{
	struct socket_client **at = &c->server->clients;

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	c->server->n--;
	c->server->set.gone(c, c->server->set.context);
	bufferevent_free(c->stream);
	free(c);
}

/* One line at a time; a client that was dropped by it is gone. */
static void
can_read(struct bufferevent *stream, void *context)
{
	struct socket_client *c = context;
	struct evbuffer *in = bufferevent_get_input(stream);
	char *line;

	while (!c->ending &&
	       (line = evbuffer_readln(in, NULL, EVBUFFER_EOL_LF)) != NULL) {
		c->server->set.line(c, line, c->server->set.context);
		free(line);
	}
	if (evbuffer_get_length(in) >= SOCKET_LINE_MOST)
		drop(c);
}

static void
can_write(struct bufferevent *stream, void *context)
{
	struct socket_client *c = context;

	if (c->ending &&
	    evbuffer_get_length(bufferevent_get_output(stream)) == 0)
		drop(c);
}

static void
has_event(struct bufferevent *stream, short what, void *context)
{
	(void)stream;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR))
		drop(context);
}

static void
name_user(struct socket_client *c)
{
	struct passwd *pw = getpwuid(c->peer.uid);

	if (pw != NULL && strlen(pw->pw_name) < sizeof(c->name))
		strcpy(c->name, pw->pw_name);
}

static void
came(struct evconnlistener *listener, evutil_socket_t fd,
    struct sockaddr *address, int len, void *context)
{
	struct socket_server *server = context;
	struct socket_client *c;
	socklen_t size = sizeof(c->peer);

	(void)address;
	(void)len;
	if (server->n >= SOCKET_CLIENTS_MOST ||
	    (c = calloc(1, sizeof(*c))) == NULL) {
		close(fd);
		return;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c->peer, &size) != 0) {
		close(fd);
		free(c);
		return;
	}
	c->server = server;
	c->stream = bufferevent_socket_new(evconnlistener_get_base(listener),
	    fd, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);
	name_user(c);
	bufferevent_setcb(c->stream, can_read, can_write, has_event, c);
	bufferevent_setwatermark(c->stream, EV_READ, 0, SOCKET_LINE_MOST);
	bufferevent_enable(c->stream, EV_READ | EV_WRITE);
	c->next = server->clients;
	server->clients = c;
	server->n++;
}

/* Is somebody listening there?  Then it is not ours to remove. */
static bool
is_alive(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool alive = fd >= 0 && connect(fd, (const struct sockaddr *)address,
				    sizeof(*address)) == 0;

	if (fd >= 0)
		close(fd);
	return alive;
}

static bool
listen_at(struct event_base *base, struct socket_server *s, struct why *w)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	unsigned flags = LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC;
	mode_t mask;

	if (strlen(s->path) >= sizeof(address.sun_path))
		return why(w, "%s: a socket's path may have %zu bytes", s->path,
		    sizeof(address.sun_path) - 1);
	strcpy(address.sun_path, s->path);
	if (is_alive(&address))
		return why(w, "%s: another bevakad listens here", s->path);
	unlink(s->path);
	mask = umask(0);
	s->listener = evconnlistener_new_bind(base, came, s, flags, 64,
	    (struct sockaddr *)&address, sizeof(address));
	umask(mask);
	if (s->listener == NULL)
		return why(w, "%s: %s", s->path, strerror(errno));
	return true;
}

bool
socket_open(struct event_base *base, const char *path,
    const struct socket_settings *set, struct socket_server **out,
    struct why *w)
{
	size_t n = strlen(path);
	struct socket_server *s = calloc(1, sizeof(*s) + n + 1);

	if (s == NULL)
		return why(w, "out of memory");
	memcpy(s->path, path, n + 1);
	s->set = *set;
	if (!listen_at(base, s, w)) {
		free(s);
		return false;
	}
	*out = s;
	return true;
}

void
socket_close(struct socket_server *s)
{
	if (s == NULL)
		return;
	while (s->clients != NULL)
		drop(s->clients);
	evconnlistener_free(s->listener);
	unlink(s->path);
	free(s);
}

void
socket_write(struct socket_client *c, const char *text, size_t len)
{
	struct evbuffer *out = bufferevent_get_output(c->stream);

	if (c->ending)
		return;
	if (evbuffer_get_length(out) + len > SOCKET_WAITING_MOST) {
		c->ending = true;
		evbuffer_drain(out, evbuffer_get_length(out));
		shutdown(bufferevent_getfd(c->stream), SHUT_RDWR);
		return;
	}
	bufferevent_write(c->stream, text, len);
	bufferevent_write(c->stream, "\n", 1);
}

void
socket_end(struct socket_client *c)
{
	c->ending = true;
	bufferevent_trigger(c->stream, EV_WRITE, BEV_TRIG_IGNORE_WATERMARKS);
}

uid_t
socket_user(const struct socket_client *c)
{
	return c->peer.uid;
}

const char *
socket_user_name(const struct socket_client *c)
{
	return c->name;
}

bool
socket_user_in(const struct socket_client *c, const char *group)
{
	struct group *gr = getgrnam(group);
	gid_t list[256];
	int n = sizeof(list) / sizeof(list[0]);

	if (gr == NULL || c->name[0] == '\0')
		return false;
	if (getgrouplist(c->name, c->peer.gid, list, &n) < 0)
		return false;
	for (int i = 0; i < n; i++)
		if (list[i] == gr->gr_gid)
			return true;
	return false;
}

void
socket_set_context(struct socket_client *c, void *context)
{
	c->context = context;
}

void *
socket_context(const struct socket_client *c)
{
	return c->context;
}
