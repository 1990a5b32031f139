/* socket.c - lines over a Unix socket, and who is at the other end */
/* SPDX-License-Identifier: MIT */
#include "edge/socket.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/held.h"

enum {
	GROUPS_MOST = 65536, /* NGROUPS_MAX */
	URGENT = 0,          /* level of the loop: served before others */
	CAME_MOST = 16,      /* let in before others are served */
	BACKLOG = 64,
};

struct socket_server {
	struct socket_settings set;
	struct event_base *base;
	int fd;
	struct event *came, *breath; /* breath: others were served */
	int n_came;                  /* since then */
	struct socket_client *clients;
	int n;
	char path[];
};

struct socket_client {
	struct socket_client *next; /* server's */
	struct socket_server *server;
	struct bufferevent *stream;
	struct event *more; /* others were served since its last line */
	struct ucred peer;
	void *context;
	bool ending, held;
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
	event_free(c->more);
	bufferevent_free(c->stream);
	free(c);
}

static size_t
waiting(const struct socket_client *c)
{
	return evbuffer_get_length(bufferevent_get_output(c->stream));
}

static void
take_line(struct socket_client *c)
{
	static const struct timeval soon = {0, 0};
	struct evbuffer *in = bufferevent_get_input(c->stream);
	char *line;

	if (c->held || c->ending || waiting(c) > SOCKET_FULL)
		return; /* can_write goes on */
	line = evbuffer_readln(in, NULL, EVBUFFER_EOL_LF);
	if (line != NULL) {
		struct held_since begun = held_begin();

		c->server->set.line(c, line, c->server->set.context);
		free(line);
		evtimer_add(c->more, &soon);
		held_end(begun, __FILE__, __func__);
	} else if (evbuffer_get_length(in) >= SOCKET_LINE_MOST) {
		drop(c);
	}
}

static void
can_read(struct bufferevent *stream, void *context)
{
	struct socket_client *c = context;

	(void)stream;
	if (!evtimer_pending(c->more, NULL))
		take_line(c);
}

static void
go_on(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	take_line(context);
}

static void
can_write(struct bufferevent *stream, void *context)
{
	struct socket_client *c = context;

	if (c->ending && waiting(c) == 0) {
		drop(c);
		return;
	}
	if (c->server->set.read != NULL)
		c->server->set.read(c, c->server->set.context);
	can_read(stream, c);
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

/* One user's programs must not shut out everybody else's. */
static bool
has_enough(const struct socket_server *server, uid_t user)
{
	int n = 0;

	for (const struct socket_client *c = server->clients; c; c = c->next)
		n += c->peer.uid == user;
	return user != 0 && n >= SOCKET_USERS_MOST;
}

static void
let_in(struct socket_server *server, int fd)
{
	struct socket_client *c = calloc(1, sizeof(*c));
	socklen_t size = sizeof(c->peer);

	if (c == NULL || server->n >= SOCKET_CLIENTS_MOST ||
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c->peer, &size) != 0 ||
	    has_enough(server, c->peer.uid)) {
		close(fd);
		free(c);
		return;
	}
	c->server = server;
	c->more = evtimer_new(server->base, go_on, c);
	c->stream = bufferevent_socket_new(
	    server->base, fd, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);
	name_user(c);
	bufferevent_setcb(c->stream, can_read, can_write, has_event, c);
	bufferevent_priority_set(c->stream, URGENT);
	bufferevent_setwatermark(c->stream, EV_READ, 0, SOCKET_LINE_MOST);
	bufferevent_enable(c->stream, EV_READ | EV_WRITE);
	c->next = server->clients;
	server->clients = c;
	server->n++;
}

static void
came(evutil_socket_t listener, short what, void *context)
{
	static const struct timeval soon = {0, 0};
	struct socket_server *s = context;
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)what;
	if (fd >= 0)
		let_in(s, fd);
	if (++s->n_came < CAME_MOST)
		return;
	event_del(s->came);
	evtimer_add(s->breath, &soon);
}

HELD(came)

static void
let_come(struct socket_server *s)
{
	s->n_came = 0;
	event_add(s->came, NULL);
}

static void
breathe(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	let_come(context);
}

void
socket_breathe(struct socket_server *s)
{
	let_come(s);
	for (struct socket_client *c = s->clients; c != NULL; c = c->next) {
		if (!evtimer_pending(c->more, NULL))
			continue;
		evtimer_del(c->more);
		bufferevent_trigger(
		    c->stream, EV_READ, BEV_TRIG_IGNORE_WATERMARKS);
	}
}

/* Is somebody listening there?  Then it is not ours to remove. */
static bool
is_alive(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool alive = fd >= 0 && (connect(fd, (const struct sockaddr *)address,
				     sizeof(*address)) == 0 ||
				    errno == EAGAIN); /* it has much to do */

	if (fd >= 0)
		close(fd);
	return alive;
}

/* A child that was just being started when a daemon was killed has its socket
 * for a moment more. */
static bool
is_taken(const struct sockaddr_un *address)
{
	static const struct timespec moment = {0, 20 * 1000 * 1000};

	for (int i = 0; i < 50; i++) {
		if (!is_alive(address))
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

/* Anyone may connect. */
static bool
bind_at(struct socket_server *s, const struct sockaddr_un *address)
{
	mode_t mask = umask(0);
	bool done = bind(s->fd, (const struct sockaddr *)address,
			sizeof(*address)) == 0;

	umask(mask);
	return done && listen(s->fd, BACKLOG) == 0;
}

static bool
listen_at(struct socket_server *s, struct why *w)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (strlen(s->path) >= sizeof(address.sun_path))
		return why(w, "%s: a socket's path may have %zu bytes", s->path,
		    sizeof(address.sun_path) - 1);
	strcpy(address.sun_path, s->path);
	if (is_taken(&address))
		return why(w, "%s: another bevakad listens here", s->path);
	unlink(s->path);
	s->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s->fd < 0 || !bind_at(s, &address)) {
		why(w, "%s: %s", s->path, strerror(errno));
		if (s->fd >= 0)
			close(s->fd);
		return false;
	}
	s->came = event_new(s->base, s->fd, EV_READ | EV_PERSIST, held_came, s);
	s->breath = evtimer_new(s->base, breathe, s);
	event_priority_set(s->came, URGENT);
	event_add(s->came, NULL);
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
	s->base = base;
	if (!listen_at(s, w)) {
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
	event_free(s->came);
	event_free(s->breath);
	close(s->fd);
	unlink(s->path);
	free(s);
}

static size_t
all_waiting(const struct socket_server *server)
{
	size_t sum = 0;

	for (const struct socket_client *c = server->clients; c; c = c->next)
		sum += waiting(c);
	return sum;
}

/* False: it is cut off, for it does not read. */
static bool
has_room(struct socket_client *c, size_t len)
{
	struct evbuffer *out = bufferevent_get_output(c->stream);

	if (c->ending)
		return false;
	if (waiting(c) + len <= SOCKET_WAITING_MOST &&
	    (waiting(c) <= SOCKET_FULL ||
		all_waiting(c->server) + len <= SOCKET_ALL_MOST))
		return true;
	c->ending = true;
	evbuffer_drain(out, evbuffer_get_length(out));
	shutdown(bufferevent_getfd(c->stream), SHUT_RDWR);
	return false;
}

void
socket_add(struct socket_client *c, const char *text, size_t len)
{
	if (has_room(c, len))
		bufferevent_write(c->stream, text, len);
}

void
socket_write(struct socket_client *c, const char *text, size_t len)
{
	if (!has_room(c, len))
		return;
	bufferevent_write(c->stream, text, len);
	bufferevent_write(c->stream, "\n", 1);
}

bool
socket_is_full(const struct socket_client *c)
{
	return c->ending || waiting(c) > SOCKET_FULL;
}

void
socket_hold(struct socket_client *c, bool held)
{
	c->held = held;
	if (!held)
		bufferevent_trigger(
		    c->stream, EV_READ, BEV_TRIG_IGNORE_WATERMARKS);
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
	gid_t wanted, *list;
	int n = GROUPS_MOST;
	bool in = false;

	if (gr == NULL || c->name[0] == '\0')
		return false;
	wanted = gr->gr_gid;
	list = calloc(GROUPS_MOST, sizeof(*list));
	if (list == NULL || getgrouplist(c->name, c->peer.gid, list, &n) < 0)
		n = 0;
	for (int i = 0; i < n; i++)
		in |= list[i] == wanted;
	free(list);
	return in;
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
