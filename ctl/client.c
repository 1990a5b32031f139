/* client.c - the daemon's control socket, seen from bevakactl */
/* SPDX-License-Identifier: MIT */
#include "ctl/client.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

enum {
	CHUNK = 64 * 1024,
	REQUEST_MOST = 64 * 1024,
	SLACK = 2 * CHUNK /* an answer's line end, and the next one's begin */
};

struct client {
	int fd;
	struct str in;  /* read, not yet taken */
	size_t scanned; /* bytes of it that hold no line end */
	char path[sizeof(((struct sockaddr_un *)NULL)->sun_path)];
};

static int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
reach(int fd, const char *path, int seconds, struct why *w)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct timeval patience = {.tv_sec = seconds};

	strcpy(address.sun_path, path); /* its length was looked at */
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return true;
	if (errno == EACCES)
		return why(w, "%s: permission denied", path);
	if (errno == EAGAIN)
		return why(w, "%s: bevakad takes no call", path);
	return why(w,
	    "%s: %s; is bevakad running? systemctl start bevakad starts it, "
	    "--socket PATH names another",
	    path, strerror(errno));
}

struct client *
client_open(const char *path, int seconds, struct why *w)
{
	struct client *c;
	int fd;

	if (strlen(path) >= sizeof(c->path)) {
		why(w, "%.60s...: too long for a socket (%zu bytes at most)",
		    path, sizeof(c->path) - 1);
		return NULL;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		why(w, "no socket: %s", strerror(errno));
		return NULL;
	}
	if (!reach(fd, path, seconds, w)) {
		close(fd);
		return NULL;
	}
	c = calloc(1, sizeof(*c));
	if (c == NULL)
		abort();
	c->fd = fd;
	c->in = (struct str)STR_INIT(CLIENT_ANSWER_MOST + SLACK);
	strcpy(c->path, path);
	return c;
}

void
client_close(struct client *c)
{
	if (c == NULL)
		return;
	close(c->fd);
	str_release(&c->in);
	free(c);
}

static enum ctl_exit
send_request(struct client *c, const json_t *request, struct why *w)
{
	char *line = json_dumps(request, JSON_COMPACT);
	size_t len, done = 0;

	if (line == NULL)
		abort();
	len = strlen(line);
	line[len++] = '\n'; /* in the place of the NUL */
	if (len > REQUEST_MOST) {
		free(line);
		why(w, "that is too much for one request (64 KiB)");
		return CTL_USAGE;
	}
	while (done < len) {
		ssize_t n = send(c->fd, line + done, len - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			why(w, "%s: bevakad hung up", c->path);
			break;
		}
		done += (size_t)n;
	}
	free(line);
	return done == len ? CTL_FINE : CTL_UNREACHABLE;
}

/* Waits for bytes until the instant end (-1: for ever) and takes them. */
static enum ctl_exit
fill(struct client *c, int64_t end, struct why *w)
{
	struct pollfd p = {.fd = c->fd, .events = POLLIN};
	int64_t left = end < 0 ? -1 : end - milliseconds();
	ssize_t n;

	if (end >= 0 && left < 0)
		left = 0;
	n = poll(&p, 1, left > INT32_MAX ? INT32_MAX : (int)left);
	if (n < 0 && errno == EINTR)
		return CTL_FINE;
	if (n == 0) {
		why(w, "%s: bevakad does not answer; --timeout waits longer",
		    c->path);
		return CTL_UNREACHABLE;
	}
	if (!str_room(&c->in, CHUNK)) {
		why(w, "%s: the answer is too long; ask for less (--limit)",
		    c->path);
		return CTL_FAILED;
	}
	n = recv(c->fd, c->in.text + c->in.len, CHUNK, 0);
	if (n > 0) {
		c->in.len += (size_t)n;
	} else if (n == 0 || errno != EINTR) {
		why(w, "%s: bevakad hung up", c->path);
		return CTL_UNREACHABLE;
	}
	return CTL_FINE;
}

/* Length of the first line that is there whole; -1: none is. */
static ssize_t
line_length(struct client *c)
{
	char *end = memchr(
	    c->in.text + c->scanned, '\n', c->in.len - c->scanned);

	c->scanned = end == NULL ? c->in.len : 0;
	return end == NULL ? -1 : end - c->in.text;
}

static void
drop_line(struct client *c, size_t len)
{
	size_t left = c->in.len - len - 1;

	memmove(c->in.text, c->in.text + len + 1, left);
	str_cut(&c->in, left);
}

enum ctl_exit
client_next(struct client *c, int seconds, json_t **line, struct why *w)
{
	int64_t end = seconds < 0 ? -1
				  : milliseconds() + (int64_t)seconds * 1000;
	json_error_t error;
	ssize_t len;

	*line = NULL;
	while ((len = line_length(c)) < 0) {
		enum ctl_exit e = fill(c, end, w);

		if (e != CTL_FINE)
			return e;
	}
	*line = json_loadb(c->in.text, (size_t)len, 0, &error);
	drop_line(c, (size_t)len);
	if (json_is_object(*line))
		return CTL_FINE;
	json_decref(*line);
	*line = NULL;
	why(w, "%s: not bevakad's answer: %s", c->path,
	    error.text[0] != '\0' ? error.text : "no object");
	return CTL_FAILED;
}

/* What an answer with "ok": false says. */
static enum ctl_exit
refusal(const json_t *answer, struct why *w)
{
	const char *text = json_string_value(json_object_get(answer, "why"));
	json_int_t code = json_integer_value(json_object_get(answer, "code"));

	why(w, "%s", text != NULL ? text : "bevakad says no, without a why");
	return code >= CTL_FAILED && code <= CTL_NOTHING ? (enum ctl_exit)code
							 : CTL_FAILED;
}

enum ctl_exit
client_ask(struct client *c, const json_t *request, int seconds,
    json_t **answer, struct why *w)
{
	enum ctl_exit e = send_request(c, request, w);

	*answer = NULL;
	if (e == CTL_FINE)
		e = client_next(c, seconds, answer, w);
	if (e != CTL_FINE)
		return e;
	if (json_is_true(json_object_get(*answer, "ok")))
		return CTL_FINE;
	return refusal(*answer, w);
}
