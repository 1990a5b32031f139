/* hosts.h - manners towards hosts: few requests at once, and some time apart */
/* SPDX-License-Identifier: MIT */
#ifndef HOSTS_H
#define HOSTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event_base;
struct hosts;
struct host;

/*
 * Whoever wants to ask a host takes a ticket and is called when its turn has
 * come, in the order of coming at each host, the hosts by turns; then leaves.
 * The ticket is the caller's and stays where it is until it has left.
 */
typedef void hosts_go_fn(void *context);

struct ticket {
	hosts_go_fn *go;
	void *context;
	/* everything below is the hosts' own */
	struct ticket *next; /* host's waiting */
	struct host *host;
	bool in;
};

struct hosts_settings {
	int at_once; /* in all */
	int per_host;
	int spacing; /* milliseconds between the starts of two requests */
};

/* "https://host:port" of a URL, in lower case: what hosts are told apart by;
 * what is no URL is a host of its own. */
enum { HOSTS_NAME = 256 };
void hosts_name(const char *url, char name[HOSTS_NAME]);

struct hosts *hosts_new(struct event_base *, const struct hosts_settings *);
/* Tickets still held are forgotten. */
void hosts_free(struct hosts *);

/* go is called later, never from inside. */
void hosts_enter(struct hosts *, const char *url, struct ticket *);
/* When done, or when it is no longer wanted; harmless without a ticket. */
void hosts_leave(struct hosts *, struct ticket *);
/* Seconds until the host lets anybody in again; 0 when it does. */
int hosts_rests(struct hosts *, const char *url);
/* The host wants rest (Retry-After): nobody is let in for that long. */
void hosts_rest(struct hosts *, const char *url, int seconds);

#endif
