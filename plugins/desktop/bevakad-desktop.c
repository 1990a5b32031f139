/* bevakad-desktop.c - the session agent: alerts on an official's desktop */
/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <glib-unix.h>
#include <stdio.h>

#include "base/log.h"
#include "base/own.h"
#include "base/str.h"
#include "config.h"
#include "plugins/desktop/agent.h"
#include "plugins/desktop/words.h"

static gboolean
on_signal(gpointer context)
{
	g_main_loop_quit(context);
	return G_SOURCE_CONTINUE;
}

/* The machine's daemon, or where there is none the user's own. */
static struct agent *
agent_of(const char *socket, struct str *own)
{
	if (socket != NULL)
		return agent_new(socket, NULL);
	return agent_new(RUNSTATEDIR "/bevakad/control.sock",
	    own_path(own, OWN_RUN, "/bevakad/control.sock") ? own->text : NULL);
}

static int
run(const char *socket)
{
	struct str own = STR_INIT(4096);
	GMainLoop *loop = g_main_loop_new(NULL, FALSE);
	guint term = g_unix_signal_add(SIGTERM, on_signal, loop);
	guint interrupt = g_unix_signal_add(SIGINT, on_signal, loop);
	struct agent *a = agent_of(socket, &own);

	g_main_loop_run(loop);
	agent_free(a);
	g_source_remove(term);
	g_source_remove(interrupt);
	while (g_main_context_iteration(NULL, FALSE))
		;
	g_main_loop_unref(loop);
	str_release(&own);
	return 0;
}

int
main(int argc, char **argv)
{
	char *socket = NULL;
	gboolean version = FALSE, verbose = FALSE;
	const GOptionEntry option[] = {
	    {"socket", 's', 0, G_OPTION_ARG_FILENAME, &socket,
		N_("The daemon's control socket"), "PATH"},
	    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
		N_("Tell each try"), NULL},
	    {"version", 'V', 0, G_OPTION_ARG_NONE, &version,
		N_("Tell the version"), NULL},
	    {0},
	};
	GOptionContext *context;
	GError *error = NULL;
	int status = 0;

	words_start();
	context = g_option_context_new(NULL);
	g_option_context_add_main_entries(context, option, "bevakad");
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "bevakad-desktop: %s\n", error->message);
		g_error_free(error);
		status = 64;
	} else if (argc > 1) {
		fprintf(stderr, "bevakad-desktop: %s?\n", argv[1]);
		status = 64;
	} else if (version) {
		puts("bevakad-desktop " PACKAGE_VERSION);
	} else {
		if (verbose)
			log_set_level(LOG_LEVEL_DEBUG);
		status = run(socket);
	}
	g_option_context_free(context);
	g_free(socket);
	return status;
}
