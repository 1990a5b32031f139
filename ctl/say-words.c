/* say-words.c - words that the daemon sends, for translators to find */
/* SPDX-License-Identifier: MIT */
#include "ctl/say.h"

/* States, precisions and the like: what say() is asked for and stands in no
 * table of this folder. */
const char *const say_words[] = {N_("week"), N_("month"), N_("quarter"),
    N_("half"), N_("season"), N_("year"), N_("rule"), N_("receiver"),
    N_("link"), N_("source"), N_("told"), N_("known"), N_("no match"),
    N_("no item"), N_("removed"), N_("new"), N_("failing"), N_("gone"),
    N_("silent"), N_("quiet"), N_("paused"), N_("read"), N_("open"),
    N_("passed"), N_("moved"), N_("withdrawn"), N_("done"), N_("acked"),
    N_("snoozed"), N_("waiting"), N_("out"), N_("delivered"), N_("given up"),
    N_("bundled"), N_("away"), N_("to come"), N_("low"), N_("normal"),
    N_("high"), N_("critical"), N_("rejected"), N_("found"), N_("refined"),
    N_("again"), N_("edited"), N_("linked"), N_("recounted"), N_("added"),
    N_("errors"), N_("asked"), N_("refused"), N_("broken"), N_("no host"),
    N_("format"), N_("because"), N_("gap"), N_("hides"), N_("ended"),
    N_("silenced"), N_("hidden"), N_("ack ended"), N_("snooze ended"),
    N_("dropped"), N_("replayed"), N_("tried"), N_("accepted"), NULL};
