/* socket.h - lines over a Unix socket, and who is at the other end */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SOCKET_H
#define EDGE_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/why.h"

struct event_base;
struct socket_server;
struct socket_client;

/* Lines longer than this end the connection, and so do answers that the
 * client does not read. */
enum {
	SOCKET_LINE_MOST = 64 * 1024,
	SOCKET_WAITING_MOST = 16 << 20,
	SOCKET_ALL_MOST = 64 << 20, /* that wait for all clients together */
	SOCKET_CLIENTS_MOST = 200,
	SOCKET_USERS_MOST = 50, /* of one user; root has no such limit */
};

/*
 * A client's line is taken before anything else that the loop has to do, but
 * no second one until the others were served, and none while more than
 * SOCKET_FULL bytes of answers wait for it: whoever asks a lot at once waits
 * for himself, and not all others for him.
 */
enum { SOCKET_FULL = 256 * 1024 };

struct socket_settings {
	/* A line came, without its end; text may be changed. */
	void (*line)(struct socket_client *, char *text, void *context);
	/* All that was written to it is out; may be NULL. */
	void (*read)(struct socket_client *, void *context);
	/* The client has gone; it is freed when this returns. */
	void (*gone)(struct socket_client *, void *context);
	void *context;
};

/*
 * Listens at path, which anyone may connect to; what they may do is for the
 * user of this module to decide.  A stale socket is removed; one that another
 * process listens at is a fault.
 */
bool socket_open(struct event_base *, const char *path,
    const struct socket_settings *, struct socket_server **, struct why *);
/* As if the others had been served: each client may have its next line taken,
 * and more may come. */
void socket_breathe(struct socket_server *);
/* Closes all clients (gone is called) and removes the socket. */
void socket_close(struct socket_server *);

/* The text and an end of line; from the next turn of the loop on. */
void socket_write(struct socket_client *, const char *text, size_t len);
/* The text alone: a piece of a line. */
void socket_add(struct socket_client *, const char *text, size_t len);
/* More than SOCKET_FULL wait for it, or it is ending. */
bool socket_is_full(const struct socket_client *);
/* No line of it is taken until it is held no more. */
void socket_hold(struct socket_client *, bool);
/* Ends the connection when all is written. */
void socket_end(struct socket_client *);

/* SO_PEERCRED, as it was when the client connected. */
uid_t socket_user(const struct socket_client *);
/* The user's name, as long as the client is; "" when it has none. */
const char *socket_user_name(const struct socket_client *);
/* Is the user a member of the group, by the system's lists? */
bool socket_user_in(const struct socket_client *, const char *group);

void socket_set_context(struct socket_client *, void *);
void *socket_context(const struct socket_client *);

#endif
