/* mail-target.h - where a link that counts clicks leads to */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_TARGET_H
#define CORE_MAIL_TARGET_H

#include "base/pool.h"

/*
 * Mail senders and filters put their own address before the real one, which
 * stands in a parameter: "https://click.example/?u=https%3A%2F%2Fkommun.se%2F".
 * The whole address in a parameter's value, up to three such layers; the
 * address itself when there is none.  What is only named by a number of
 * theirs stays as it is: nothing is asked for to find out.
 */
const char *target_of(struct pool *, const char *url);

#endif
