/* sendmail.c - one mail handed to a program of this host */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/sendmail.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "plugins/mail/program.h"

enum { SAID_MOST = 1000 };

static const struct {
	int status;
	enum notifier_end end;
} meaning[] = {
    {EX_OK, END_DELIVERED},
    {EX_DATAERR, END_REFUSED},
    {EX_NOUSER, END_REFUSED},
    {EX_NOHOST, END_REFUSED},
    {EX_USAGE, END_SETTINGS},
    {EX_NOPERM, END_SETTINGS},
    {EX_CONFIG, END_SETTINGS},
};

static enum notifier_end
end_of(int status)
{
	for (size_t i = 0; i < sizeof(meaning) / sizeof(*meaning); i++)
		if (meaning[i].status == status)
			return meaning[i].end;
	return END_LATER;
}

static char *
with_lf(const char *message, size_t len, size_t *n)
{
	char *copy = malloc(len + 1);

	if (copy == NULL)
		abort();
	*n = 0;
	for (size_t i = 0; i < len; i++)
		if (message[i] != '\r')
			copy[(*n)++] = message[i];
	return copy;
}

static const char **
arguments(const struct sendmail_request *r)
{
	const char **argv = calloc(r->n_to + 7, sizeof(*argv));
	size_t n = 0;

	if (argv == NULL)
		abort();
	argv[n++] = r->program;
	argv[n++] = "-i";
	argv[n++] = "-f";
	argv[n++] = r->from;
	argv[n++] = "--";
	memcpy(argv + n, r->to, r->n_to * sizeof(*argv));
	return argv;
}

enum notifier_end
sendmail_send(const struct sendmail_request *r, struct why *w)
{
	struct str said = STR_INIT(SAID_MOST), line = STR_INIT(SAID_MOST);
	const char **argv = arguments(r);
	size_t len;
	char *text = with_lf(r->message, r->len, &len);
	struct program p = {.argv = argv,
	    .input = text,
	    .len = len,
	    .errors = true,
	    .seconds = r->seconds};
	enum notifier_end end = END_LATER;
	int status;

	if (program_run(&p, &said, &status, w)) {
		end = end_of(status);
		str_cut(&said, strcspn(said.text, "\n"));
		text_disarm(said.text);
		text_add_line(&line, said.text, 200);
		why(w, "%s: %s (%d)", r->program,
		    line.len > 0           ? line.text
		    : end == END_DELIVERED ? "taken"
					   : "failed",
		    status);
	}
	free(text);
	free(argv);
	str_release(&said);
	str_release(&line);
	return end;
}
