/* fetch.h - HTTP on the event loop: one request, one answer, limits on all */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_H
#define EDGE_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct event_base;
struct fetcher;
struct fetch;

/* For all requests of a fetcher; texts are copied. */
struct fetch_settings {
	const char *agent;        /* User-Agent, with version and contact */
	int at_once;              /* connections in all */
	int per_host;             /* connections to one host */
	const char *const *allow; /* networks ("10.0.0.0/8", "127.0.0.0/8",
				   * "::1/128") that are private and yet
				   * allowed; ends in NULL; may be NULL */
};

/*
 * Who asks.  All may be NULL.  What is secret (login, bearer, cookie, header,
 * certificate) goes to the origin (scheme, host, port) of one URL only, and to
 * https in the place of http on the same host; redirects elsewhere are
 * followed without it.  It is in no result, reason or line of the log.
 */
struct fetch_access {
	const char *origin;        /* a URL */
	const char *jar;           /* whose cookies: one jar for each name */
	const char *login;         /* user:password */
	const char *bearer;        /* a token */
	const char *cookie;        /* name=value; name=value */
	const char *const *header; /* "Name: value"; ends in NULL */
	const char *certificate;   /* file: the client's, and its key, PEM */
	const char *proxy_login;   /* user:password, for the proxy alone */
	const char *ca;            /* file: roots beside the system's */
	const char *intermediate;  /* file: for a server that forgets them */
};

/* Everything lives until fetch_start returns. */
struct fetch_request {
	const char *url;  /* http or https */
	const char *etag; /* validators verbatim, or NULL */
	const char *last_modified;
	const char *accept;                /* Accept header, or NULL */
	const char *proxy;                 /* or NULL */
	const struct fetch_access *access; /* or NULL: anybody */
	const char *fault; /* or why it cannot even be asked: told by done */
	int seconds;       /* for the whole request */
	size_t body_most;  /* bytes, unpacked; the packed body too */
	int redirects_most;
};

enum fetch_outcome {
	FETCH_BODY,      /* 2xx, whole */
	FETCH_UNCHANGED, /* 304 */
	FETCH_GONE,      /* 410 */
	FETCH_REFUSED,   /* another status: see status and retry_after */
	FETCH_BROKEN,    /* no whole answer: limits, resets, TLS, ... */
	FETCH_NO_HOST,   /* the name did not resolve: perhaps we are offline */
};

/* How far a request came: what is known of the network by it. */
enum fetch_reach {
	FETCH_REACHED, /* somebody answered, if only with a refusal */
	FETCH_SILENT,  /* nobody did within the time limit */
	FETCH_NO_WAY,  /* no name server, or no route to any address */
};

/* Valid during the call of done only. */
struct fetch_result {
	enum fetch_outcome outcome;
	int status;        /* of the last hop; 0 when there was none */
	const char *bytes; /* unpacked; body_most at the most */
	size_t len;
	struct str *body;  /* bytes lie there; who takes it leaves it empty.
			    * NULL: they lie elsewhere */
	const char *url;   /* where the body came from */
	const char *moved; /* where permanent moves (301, 308) alone lead,
				  * up to the first that is not; NULL when
				  * there was none.  Neither names a login */
	const char *type;  /* Content-Type, or NULL */
	const char *etag;  /* or NULL */
	const char *last_modified;
	enum fetch_reach reach;
	int retry_after; /* seconds from now, -1 when not said; both
				  * forms, at most a week */
	int max_age;     /* seconds, -1 when not said; of
				  * Cache-Control, else of Expires */
	struct why why;  /* of what is not BODY or UNCHANGED: one line
				  * with status or reason and what to do */
};

/* Called once, never from inside fetch_start; the request is over. */
typedef void fetch_done_fn(const struct fetch_result *, void *context);

struct fetcher *fetcher_new(struct event_base *, const struct fetch_settings *);
/* Cancels what is under way; done is not called for it. */
void fetcher_free(struct fetcher *);

/*
 * Conditional GET when validators are given; gzip, deflate and br; http and https
 * only, also where redirects lead; a private, loopback or link-local address
 * is refused where its socket would be made (also behind names and redirects)
 * unless allowed.  Through a proxy, which looks names up itself, only
 * addresses written as such can be refused.  The environment's proxies are
 * not used.  Cookies live in memory, a jar for each name of access.  A request
 * that cannot even begin (a URL that is none) is told through done like any
 * other.  After a 400 it is made once more as if for the first time, without
 * validators and cookies, since there are servers that choke on them.
 * HTTP/2 is spoken to servers that do, and HTTP/1.1 when they fail at it;
 * connections are used again.
 *
 * The time limit runs from when the request begins, not while it waits for
 * its turn: at_once and per_host are kept here.  Names with letters beyond
 * ASCII need a UTF-8 locale (LC_CTYPE).  From done others may be started and
 * cancelled, but the fetcher must not be freed.
 */
struct fetch *fetch_start(struct fetcher *, const struct fetch_request *,
    fetch_done_fn *, void *context);
/* done is not called. */
void fetch_cancel(struct fetch *);

/* Whether the files of access can be read and hold what they should. */
bool fetch_access_check(const struct fetch_access *, struct why *);

#endif
