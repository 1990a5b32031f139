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
#include "plugins/webhook/format.h"
#include "plugins/webhook/post.h"
#include "plugins/webhook/sign.h"

/*
 *	standard input -> format -> settings -> body -> signature -> request
 *
 * Options of the [notifier] section are in bevakad-notifier(7).
 */
enum { SECONDS_MOST = 20, URL_MOST = 8 << 10 };

static const char about[] =
    "One POST request for each alert, by Standard Webhooks or as a chat wants "
    "it.";

/* clang-format off: a row is an option, its last text the help */
static const struct option_help options[] = {
    {"url", "url", "", "Address, http or https.", NULL, false},
    {"url-credential", "credential", "",
	"The credential that holds the address, where that is the secret, as "
	"with most chats.  One of this and url is needed.",
	NULL, false},
    {"format", "text", "standard",
	"A file NAME.json that says what is sent, in /etc/bevakad/formats or "
	"as installed: standard, slack, mattermost, teams-card, discord, ntfy, "
	"gotify, alertmanager, matrix; or a path.",
	NULL, false},
    {"credential", "credential", "",
	"The credential that holds the secrets to sign with, one a line: "
	"whsec_ or whsk_ and base64.",
	NULL, false},
    {"token", "credential", "",
	"The credential that holds the token a format logs in with.", NULL,
	false},
    {"topic", "text", "", "Of ntfy: the topic.", NULL, false},
    {"room", "text", "", "Of matrix: the room's id.", NULL, false},
    {"allow-private", "bool", "no", "yes: the address may be a private one.",
	NULL, false},
    {"proxy", "url", "", "An HTTP proxy.", NULL, false},
    {"ca", "path", "",
	"A file of the authorities to trust, in place of the system's.", NULL,
	false},
    {"seconds", "seconds", "60", "How long it may take, 20 s at the most.",
	NULL, false},
};
/* clang-format on */

struct job {
	struct parcel parcel;
	struct format format;
	struct post_request post;
	struct str body, secrets, signature, token, url;
	struct str id; /* without dots: they part what is signed */
};

static bool
read_credential(
    const struct parcel *p, const char *option, struct str *to, struct why *w)
{
	const char *name = parcel_option(p, option, NULL);

	return name == NULL || credential_read(name, to, w);
}

/* The address may be a secret of its own, as those of chats are. */
static bool
read_url(struct job *j, struct why *w)
{
	const char *url = parcel_option(&j->parcel, "url", "");

	if (!read_credential(&j->parcel, "url-credential", &j->url, w))
		return false;
	if (j->url.len > 0 && url[0] != '\0')
		return why(w, "options url and url-credential: one of them");
	if (j->url.len == 0)
		str_add(&j->url, url);
	if (strncasecmp(j->url.text, "http://", 7) != 0 &&
	    strncasecmp(j->url.text, "https://", 8) != 0)
		return why(w,
		    "option url is http://... or https://..., not '%s'",
		    url[0] != '\0' ? url : "what the credential says");
	if (!body_address(&j->url, &j->parcel, &j->format, w))
		return false;
	j->post.url = j->url.text;
	return true;
}

static bool
read_settings(struct job *j, struct why *w)
{
	const struct parcel *p = &j->parcel;
	int seconds = parcel_seconds(p);

	j->post.method = j->format.method;
	j->post.ca = parcel_option(p, "ca", NULL);
	j->post.proxy = parcel_option(p, "proxy", NULL);
	j->post.seconds = seconds < SECONDS_MOST ? seconds : SECONDS_MOST;
	return parcel_option_bool(
		   p, "allow-private", &j->post.allow_private, w) &&
	       read_url(j, w) &&
	       read_credential(p, "credential", &j->secrets, w) &&
	       read_credential(p, "token", &j->token, w);
}

static bool
read_format(struct job *j, struct why *w)
{
	const char *name = parcel_option(&j->parcel, "format", NULL);
	const json_t *need;
	const char *word;
	size_t i;

	if (name == NULL)
		format_plain(&j->format);
	else if (!format_load(&j->format, name, w))
		return false;
	json_array_foreach(j->format.needs, i, need) {
		word = json_string_value(need);
		if (word != NULL &&
		    parcel_option(&j->parcel, word, NULL) == NULL)
			return why(
			    w, "format %s needs the option %s", name, word);
	}
	return true;
}

static void
add_header(void *context, const char *name, const char *value)
{
	struct job *j = context;
	struct str line = STR_INIT(CREDENTIAL_MOST);

	str_addf(&line, "%s: %s", name, value);
	if (!line.full)
		j->post.headers = curl_slist_append(j->post.headers, line.text);
	str_release(&line);
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

	if (!read_format(j, &w) || (!print && !read_settings(j, &w)))
		return notifier_end(END_SETTINGS, "%s", w.text);
	if (!body_write(&j->body, &j->parcel, &j->format,
		print ? "***" : j->token.text, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	if (print) {
		puts(j->body.text);
		return END_DELIVERED;
	}
	if (!sign(j, &w))
		return notifier_end(END_SETTINGS, "%s", w.text);
	body_headers(&j->parcel, &j->format, j->token.text, add_header, j);
	return notifier_end(post_send(&j->post, &w), "%s", w.text);
}

int
main(int argc, char **argv)
{
	struct job j = {
	    .body = STR_INIT(BODY_MOST),
	    .secrets = STR_INIT(CREDENTIAL_MOST),
	    .signature = STR_INIT(1024),
	    .token = STR_INIT(CREDENTIAL_MOST),
	    .url = STR_INIT(URL_MOST),
	    .id = STR_INIT(ID_MOST),
	};
	bool print = argc == 2 && strcmp(argv[1], "-n") == 0;
	struct why w;
	int end;

	if (notifier_is_described(argc, argv))
		return notifier_describe(
		    about, options, sizeof(options) / sizeof(*options));
	if (argc > 1 && !print) {
		fputs(
		    "usage: notify-webhook [-n] < alert.json, or --describe\n",
		    stderr);
		return 64;
	}
	signal(SIGPIPE, SIG_IGN);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (!parcel_read(&j.parcel, STDIN_FILENO, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	end = run(&j, print);
	format_release(&j.format);
	curl_slist_free_all(j.post.headers);
	parcel_release(&j.parcel);
	str_release(&j.body);
	str_release(&j.secrets);
	str_release(&j.signature);
	str_release(&j.token);
	str_release(&j.url);
	str_release(&j.id);
	curl_global_cleanup();
	return end;
}
