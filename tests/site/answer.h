/* answer.h - what the publishing site answers, faults on order included */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_ANSWER_H
#define SITE_ANSWER_H

#include "base/str.h"
#include "site/fault.h"
#include "site/fill.h"
#include "site/sheet.h"

struct evhttp_request;
struct event_base;
struct held;

/* Filled in by main; faults, held and log begin empty. */
struct site {
	struct event_base *base;
	struct shelf shelf;
	struct fill marks;
	struct faults faults;
	struct held *held; /* requests whose answer is not over */
	unsigned n_held;
	struct str log; /* requests served, a JSON object a line */
	unsigned served;
};

/*
 * evhttp's callback; context is the struct site.
 *
 *	GET /...                        a file
 *	POST /_edition?2                switches the edition
 *	POST /_fault?path=/x&do=hang    a fault (fault.h), &times=3
 *	GET /_log                       requests served
 */
void answer(struct evhttp_request *, void *site);
/* Before evhttp is freed. */
void answer_stop(struct site *);

#endif
