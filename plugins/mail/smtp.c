/* smtp.c - one mail handed to one server, and what the server said */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/smtp.h"

#include <curl/curl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* libcurl alone would wait two minutes for the answer to QUIT. */
enum { GOODBYE_MILLISECONDS = 2000 };

/*
 * The dialogue as libcurl tells it: the last command, the last reply and, per
 * receiver, whether it was refused.
 *
 *	greeting -> EHLO (-> STARTTLS -> EHLO) (-> AUTH) -> MAIL -> RCPT...
 *	         -> DATA -> the mail -> QUIT
 */
struct dialogue {
	char command[300]; /* but QUIT */
	char reply[200];
	int code;          /* of the reply; 0: none came */
	size_t taken;      /* receivers */
	size_t later;      /* refused with 4xx */
	size_t never;      /* refused with 5xx */
	char refused[220]; /* the first of them, and the reply */
	bool over;         /* QUIT was said: what follows does not count */
	int fd[2];         /* the newest two connections; -1: none */
};

static void
copy(char *to, size_t size, const char *from, size_t len)
{
	if (len >= size)
		len = size - 1;
	memcpy(to, from, len);
	to[len] = '\0';
	to[strcspn(to, "\r\n")] = '\0';
}

static void
see_quit(struct dialogue *d)
{
	d->over = true;
	for (int i = 0; i < 2; i++) {
		struct pollfd p = {.fd = d->fd[i], .events = POLLIN};

		if (d->fd[i] < 0)
			continue;
		poll(&p, 1, GOODBYE_MILLISECONDS);
		shutdown(d->fd[i], SHUT_RD);
	}
}

/* Nothing of a password is kept: what is no command is an answer to AUTH. */
static void
see_command(struct dialogue *d, const char *line, size_t len)
{
	static const char *const verb[] = {
	    "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"};

	if (len >= 4 && strncmp(line, "QUIT", 4) == 0) {
		see_quit(d);
		return;
	}

	for (size_t i = 0; i < sizeof(verb) / sizeof(*verb); i++) {
		size_t n = strlen(verb[i]);

		if (len < n || strncmp(line, verb[i], n) != 0 ||
		    strchr(" \r\n", line[n]) == NULL)
			continue;
		copy(d->command, sizeof(d->command), line,
		    strcmp(verb[i], "RCPT") == 0 ? len : n);
	}
}

static void
see_receiver(struct dialogue *d)
{
	const char *open = strchr(d->command, '<');
	size_t n = open ? strcspn(open + 1, ">") : 0;
	struct why w;

	if (d->code < 400) {
		d->taken++;
		return;
	}
	if (d->later + d->never == 0) {
		why(&w, "%.*s: %s", (int)n, open ? open + 1 : "", d->reply);
		copy(d->refused, sizeof(d->refused), w.text, strlen(w.text));
	}
	if (d->code < 500)
		d->later++;
	else
		d->never++;
}

static void
see_reply(struct dialogue *d, const char *line, size_t len)
{
	if (d->over || len < 4 || line[3] == '-')
		return;
	d->code = atoi(line);
	copy(d->reply, sizeof(d->reply), line, len);
	text_disarm(d->reply);
	if (strncmp(d->command, "RCPT", 4) == 0)
		see_receiver(d);
}

static int
see(CURL *curl, curl_infotype type, char *data, size_t len, void *context)
{
	(void)curl;
	if (type == CURLINFO_HEADER_OUT)
		see_command(context, data, len);
	else if (type == CURLINFO_HEADER_IN)
		see_reply(context, data, len);
	return 0;
}

static curl_socket_t
open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct dialogue *d = context;

	(void)purpose;
	d->fd[1] = d->fd[0];
	d->fd[0] = socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
	return d->fd[0];
}

/* IPv6 and IPv4 race; the loser is closed before the first command. */
static int
close_socket(void *context, curl_socket_t fd)
{
	struct dialogue *d = context;

	for (int i = 0; i < 2; i++)
		if (d->fd[i] == fd)
			d->fd[i] = -1;
	return close(fd);
}

struct upload {
	const char *at;
	size_t left;
};

static size_t
give(char *to, size_t size, size_t n, void *context)
{
	struct upload *u = context;
	size_t len = size * n < u->left ? size * n : u->left;

	memcpy(to, u->at, len);
	u->at += len;
	u->left -= len;
	return len;
}

static size_t
drop(char *from, size_t size, size_t n, void *context)
{
	(void)from;
	(void)context;
	return size * n;
}

static void
set_security(CURL *curl, const struct smtp_request *r)
{
	static const long level[] = {
	    CURLUSESSL_NONE, CURLUSESSL_TRY, CURLUSESSL_ALL};

	curl_easy_setopt(curl, CURLOPT_USE_SSL, level[r->tls]);
	if (r->ca != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, r->ca);
	if (r->user != NULL) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, r->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, r->secret);
	}
}

static void
set_mail(CURL *curl, const struct smtp_request *r, struct curl_slist *to)
{
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, r->from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
#if LIBCURL_VERSION_NUM >= 0x080200
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT_ALLOWFAILS, 1L);
#else
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
#endif
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)r->len);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
}

static void
set_common(CURL *curl, const struct smtp_request *r, char *fault)
{
	curl_easy_setopt(curl, CURLOPT_URL, r->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)r->seconds);
	curl_easy_setopt(
	    curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)r->seconds);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fault);
}

/* Not reused, so that QUIT is said while we watch. */
static void
set_watch(CURL *curl, struct dialogue *d)
{
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, d);
	curl_easy_setopt(curl, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	curl_easy_setopt(curl, CURLOPT_CLOSESOCKETDATA, d);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, see);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, d);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

static enum notifier_end
judge_receivers(const struct dialogue *d, struct why *w)
{
	size_t all = d->taken + d->later + d->never;

	if (d->taken > 0 && d->taken < all)
		why(w, "sent to %zu of %zu; %s", d->taken, all, d->refused);
	else
		why(w, "%s", d->refused);
	return d->later > 0 ? END_LATER : END_REFUSED;
}

static enum notifier_end
judge(CURLcode code, const char *fault, const struct dialogue *d, struct why *w)
{
	const char *text = fault[0] ? fault : curl_easy_strerror(code);

	if (d->later + d->never > 0 && (code == CURLE_OK || d->taken == 0))
		return judge_receivers(d, w);
	if (code == CURLE_OK) {
		why(w, "%s", d->reply);
		return END_DELIVERED;
	}
	if (d->code >= 400 && code != CURLE_USE_SSL_FAILED) {
		why(w, "%s: %s", d->command[0] ? d->command : "greeting",
		    d->reply);
		return d->code < 500 ? END_LATER : END_REFUSED;
	}
	why(w, "%s%s%s", d->command, d->command[0] ? ": " : "", text);
	switch (code) {
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_SSL_CACERT_BADFILE:
		return END_SETTINGS;
	default:
		return END_LATER;
	}
}

enum notifier_end
smtp_send(const struct smtp_request *r, struct why *w)
{
	char fault[CURL_ERROR_SIZE] = "";
	struct dialogue d = {.fd = {-1, -1}};
	struct upload upload = {r->message, r->len};
	struct curl_slist *to = NULL;
	CURL *curl = curl_easy_init();
	CURLcode code;

	for (size_t i = 0; i < r->n_to; i++)
		to = curl_slist_append(to, r->to[i]);
	set_common(curl, r, fault);
	set_security(curl, r);
	set_mail(curl, r, to);
	set_watch(curl, &d);
	curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
	code = curl_easy_perform(curl);
	curl_easy_cleanup(curl);
	curl_slist_free_all(to);
	return judge(code, fault, &d, w);
}
