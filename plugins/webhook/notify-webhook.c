/* notify-webhook.c - a notifier: one alert as one signed HTTP request */
/* SPDX-License-Identifier: MIT */
#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "plugins/common.h"
#include "plugins/webhook/body.h"
#include "plugins/webhook/post.h"
#include "plugins/webhook/sign.h"

/*
 *	standard input -> settings -> body -> signature -> request -> status
 *
 * Options of the [notifier] section are in bevakad-notifier(7).
 */
enum { SECONDS_MOST = 20 };

struct job {
	struct parcel parcel;
	struct post_request post;
	struct str body, secrets, signature;
	struct str id; /* without dots: they part what is signed */
};

static bool
read_settings(struct job *j, struct why *w)
{
	const struct parcel *p = &j->parcel;
	const char *url = parcel_option(p, "url", "");
	const char *credential = parcel_option(p, "credential", NULL);
	int seconds = parcel_seconds(p);

	if (strncasecmp(url, "http://", 7) != 0 &&
	    strncasecmp(url, "https://", 8) != 0)
		return why(w,
		    "option url is http://... or https://..., "
		    "not '%s'",
		    url);
	j->post.url = url;
	j->post.ca = parcel_option(p, "ca", NULL);
	j->post.proxy = parcel_option(p, "proxy", NULL);
	j->post.seconds = seconds < SECONDS_MOST ? seconds : SECONDS_MOST;
	if (!parcel_option_bool(p, "allow-private", &j->post.allow_private, w))
		return false;
	return credential == NULL ||
	       credential_read(credential, &j->secrets, w);
}

static bool
sign(struct job *j, struct why *w)
{
	for (const char *c = j->parcel.id; *c != '\0'; c++)
		str_addc(&j->id, *c == '.' ? '-' : *c);
	j->post.id = j->id.text;
	j->post.timestamp = time(NULL);
	j->post.body = j->body.text;
	j->post.len = j->body.len;
	if (j->secrets.len > 0 &&
	    !sign_body(&j->signature, j->secrets.text, j->post.id,
		j->post.timestamp, j->post.body, j->post.len, w))
		return false;
	j->post.signature = j->signature.text;
	return true;
}

static int
run(struct job *j, bool print)
{
	struct why w;

	if (!print && !read_settings(j, &w))
		return notifier_end(END_SETTINGS, "%s", w.text);
	if (!body_write(&j->body, &j->parcel, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	if (print) {
		puts(j->body.text);
		return END_DELIVERED;
	}
	if (!sign(j, &w))
		return notifier_end(END_SETTINGS, "%s", w.text);
	return notifier_end(post_send(&j->post, &w), "%s", w.text);
}

int
main(int argc, char **argv)
{
	struct job j = {
	    .body = STR_INIT(BODY_MOST),
	    .secrets = STR_INIT(CREDENTIAL_MOST),
	    .signature = STR_INIT(1024),
	    .id = STR_INIT(ID_MOST),
	};
	bool print = argc == 2 && strcmp(argv[1], "-n") == 0;
	struct why w;
	int end;

	if (argc > 1 && !print) {
		fputs("usage: notify-webhook [-n] < alert.json\n", stderr);
		return 64;
	}
	signal(SIGPIPE, SIG_IGN);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (!parcel_read(&j.parcel, STDIN_FILENO, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	end = run(&j, print);
	parcel_release(&j.parcel);
	str_release(&j.body);
	str_release(&j.secrets);
	str_release(&j.signature);
	str_release(&j.id);
	curl_global_cleanup();
	return end;
}
