/* notify-mail.c - a notifier: one alert as one mail, over SMTP */
/* SPDX-License-Identifier: MIT */
#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "plugins/common.h"
#include "plugins/mail/calendar.h"
#include "plugins/mail/header.h"
#include "plugins/mail/message.h"
#include "plugins/mail/sendmail.h"
#include "plugins/mail/smtp.h"

/*
 *	standard input -> settings -> receivers -> the mail -> the server
 *
 * Options of the [notifier] section are in bevakad-notifier(7).
 */
enum { RECEIVERS_MOST = 100 };

static const char about[] =
    "One mail for each alert, by SMTP or a sendmail program.";

/* clang-format off: a row is an option, its last text the help */
static const struct option_help options[] = {
    {"smtp", "url", "", "smtp://host:port or smtps://host:port.", NULL, false},
    {"sendmail", "path", "",
	"A program of this host that takes mails, such as /usr/sbin/sendmail.  "
	"One of this and smtp is needed.",
	NULL, false},
    {"from", "mail", "", "The sender: address, or Name <address>.", NULL, true},
    {"tls", "word", "required",
	"STARTTLS; none is the default to this host itself.",
	"required try none", false},
    {"ca", "path", "",
	"A file of the authorities to trust, in place of the system's.", NULL,
	false},
    {"user", "text", "", "The name to log in with.", NULL, false},
    {"credential", "credential", "",
	"The credential that holds the password.  Goes with user.", NULL,
	false},
    {"html", "bool", "yes", "A part in HTML behind the text.", NULL, false},
    {"calendar", "bool", "no", "yes: the deadlines go along as a calendar.",
	NULL, false},
    {"list-id", "text", "",
	"What List-Id ends in; bevakad. and the domain of from, unless said.",
	NULL, false},
    {"unsubscribe", "text", "",
	"mailto: or https: address for List-Unsubscribe, or no.", NULL, false},
    {"seconds", "seconds", "60", "How long it may take.", NULL, false},
};
/* clang-format on */

struct job {
	struct parcel parcel;
	struct message_settings mail;
	struct smtp_request smtp;
	const char *sendmail; /* or NULL: by SMTP */
	struct str from, from_name, list_id, unsubscribe, secret, calendar;
	const char *to[RECEIVERS_MOST];
	size_t n_to;
	size_t n_bad;
	const char *bad; /* the first address that is not good */
};

static bool
is_loopback(const char *url)
{
	const char *host = strstr(url, "://") + 3;
	size_t n = strcspn(host, "/");
	const char *const local[] = {"localhost", "[::1]"};

	for (size_t i = 0; i < sizeof(local) / sizeof(*local); i++) {
		size_t len = strlen(local[i]);

		if (len <= n && strncasecmp(host, local[i], len) == 0 &&
		    (len == n || host[len] == ':'))
			return true;
	}
	return strncmp(host, "127.", 4) == 0 &&
	       strspn(host, "0123456789.:") == n;
}

/* No wire is there to listen on between a host and itself. */
static bool
read_tls(struct job *j, struct why *w)
{
	static const char *const word[] = {
	    [SMTP_TLS_NONE] = "none",
	    [SMTP_TLS_TRY] = "try",
	    [SMTP_TLS_REQUIRED] = "required",
	};
	bool loopback = is_loopback(j->smtp.url);
	const char *text = parcel_option(
	    &j->parcel, "tls", loopback ? "none" : "required");

	for (int i = SMTP_TLS_NONE; i <= SMTP_TLS_REQUIRED; i++)
		if (strcasecmp(text, word[i]) == 0) {
			j->smtp.tls = (enum smtp_tls)i;
			if (j->smtp.user != NULL && !loopback &&
			    i != SMTP_TLS_REQUIRED &&
			    strncmp(j->smtp.url, "smtps:", 6) != 0)
				return why(w,
				    "tls = %s would send the password in the "
				    "clear; set tls = required",
				    text);
			return true;
		}
	return why(w, "option tls is required, try or none, not '%s'", text);
}

static bool
read_smtp(struct job *j, struct why *w)
{
	const struct parcel *p = &j->parcel;
	const char *url = parcel_option(p, "smtp", "");
	const char *credential = parcel_option(p, "credential", NULL);

	if (strncmp(url, "smtp://", 7) != 0 && strncmp(url, "smtps://", 8) != 0)
		return why(w,
		    "option smtp is smtp://host:port or smtps://host:port, "
		    "not '%s'",
		    url);
	if (strchr(url, '@') != NULL)
		return why(w, "option smtp holds a user: use user and "
			      "credential");
	j->smtp.url = url;
	j->smtp.ca = parcel_option(p, "ca", NULL);
	j->smtp.user = parcel_option(p, "user", NULL);
	if ((j->smtp.user == NULL) != (credential == NULL))
		return why(w, "options user and credential go together");
	if (!read_tls(j, w))
		return false;
	if (credential != NULL && !credential_read(credential, &j->secret, w))
		return false;
	j->smtp.secret = j->secret.text;
	return true;
}

static bool
read_server(struct job *j, struct why *w)
{
	const struct parcel *p = &j->parcel;

	j->smtp.seconds = parcel_seconds(p);
	j->sendmail = parcel_option(p, "sendmail", NULL);
	if (j->sendmail == NULL)
		return read_smtp(j, w);
	if (parcel_option(p, "smtp", NULL) != NULL)
		return why(w, "options smtp and sendmail: one of them");
	return j->sendmail[0] == '/' ||
	       why(w, "option sendmail is the path of a program, not '%s'",
		   j->sendmail);
}

static bool
read_unsubscribe(struct job *j, struct why *w)
{
	const char *text = parcel_option(&j->parcel, "unsubscribe", NULL);

	if (text == NULL)
		str_addf(
		    &j->unsubscribe, "mailto:%s?subject=avsluta", j->from.text);
	else if (strcasecmp(text, "no") != 0)
		str_add(&j->unsubscribe, text);
	text = j->unsubscribe.text;
	for (const char *c = text; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>,", *c) != NULL)
			text = NULL, c = "-";
	if (text == NULL ||
	    (text[0] != '\0' && strncmp(text, "mailto:", 7) != 0 &&
		strncmp(text, "https://", 8) != 0))
		return why(w, "option unsubscribe is a mailto: or https:// "
			      "address, or no");
	j->mail.unsubscribe = text;
	return true;
}

static bool
read_sender(struct job *j, struct why *w)
{
	const char *from = parcel_option(&j->parcel, "from", "");
	const char *id = parcel_option(&j->parcel, "list-id", NULL);

	if (!address_split(from, &j->from_name, &j->from))
		return why(w,
		    "option from is a mail address, or Name <address>, not "
		    "'%s'",
		    from);
	if (id != NULL)
		str_add(&j->list_id, id);
	else
		str_addf(
		    &j->list_id, "bevakad.%s", address_domain(j->from.text));
	if (!domain_is_good(j->list_id.text))
		return why(w,
		    "option list-id is like bevakad.example.org, "
		    "not '%s'",
		    j->list_id.text);
	j->mail.from = j->smtp.from = j->from.text;
	j->mail.from_name = j->from_name.text;
	j->mail.list_id = j->list_id.text;
	return read_unsubscribe(j, w);
}

static void
read_receivers(struct job *j)
{
	size_t i;
	json_t *one;

	json_array_foreach(
	    json_object_get(j->parcel.receiver, "mail"), i, one) {
		const char *address =
		    json_is_string(one) ? json_string_value(one) : "";

		if (j->n_to < RECEIVERS_MOST && address_is_good(address))
			j->to[j->n_to++] = address;
		else if (j->n_bad++ == 0)
			j->bad = address;
	}
	j->smtp.to = j->to;
	j->smtp.n_to = j->n_to;
}

static int
send_mail(struct job *j, const struct str *message)
{
	enum notifier_end end;
	struct why w;

	if (j->sendmail != NULL) {
		end = sendmail_send(
		    &(struct sendmail_request){j->sendmail, j->from.text, j->to,
			j->n_to, message->text, message->len, j->smtp.seconds},
		    &w);
	} else {
		j->smtp.message = message->text;
		j->smtp.len = message->len;
		end = smtp_send(&j->smtp, &w);
	}
	if (end == END_DELIVERED && j->n_bad > 0)
		return notifier_end(END_REFUSED,
		    "sent to %zu of %zu; not a mail address: '%s'", j->n_to,
		    j->n_to + j->n_bad, j->bad);
	return notifier_end(end, "%s", w.text);
}

/* A mail without its calendar is better than none. */
static bool
read_parts(struct job *j, struct why *w)
{
	bool wanted = false;

	j->mail.html = true;
	if (!parcel_option_bool(&j->parcel, "html", &j->mail.html, w) ||
	    !parcel_option_bool(&j->parcel, "calendar", &wanted, w))
		return false;
	if (wanted && !calendar_write(&j->calendar, &j->parcel, w)) {
		fprintf(stderr, "%s\n", w->text);
		str_clear(&j->calendar);
	}
	j->mail.calendar = j->calendar.text;
	return true;
}

static int
run(struct job *j, bool print)
{
	struct str message = STR_INIT(MESSAGE_MOST);
	struct why w;
	int end;

	if (!read_sender(j, &w) || !read_parts(j, &w) ||
	    (!print && !read_server(j, &w)))
		return notifier_end(END_SETTINGS, "%s", w.text);
	read_receivers(j);
	if (j->n_to == 0)
		return notifier_end(END_REFUSED,
		    j->n_bad ? "not a mail address: '%s'"
			     : "the receiver has no mail address%s",
		    j->n_bad ? j->bad : "");
	if (!message_write(&message, &j->parcel, &j->mail, j->to, j->n_to,
		time(NULL), &w)) {
		end = notifier_end(END_REFUSED, "%s", w.text);
	} else if (print) {
		fwrite(message.text, 1, message.len, stdout);
		end = END_DELIVERED;
	} else {
		end = send_mail(j, &message);
	}
	str_release(&message);
	return end;
}

int
main(int argc, char **argv)
{
	struct job j = {
	    .from = STR_INIT(512),
	    .from_name = STR_INIT(512),
	    .list_id = STR_INIT(512),
	    .unsubscribe = STR_INIT(900),
	    .secret = STR_INIT(CREDENTIAL_MOST),
	    .calendar = STR_INIT(CALENDAR_MOST),
	};
	bool print = argc == 2 && strcmp(argv[1], "-n") == 0;
	struct why w;
	int end;

	if (notifier_is_described(argc, argv))
		return notifier_describe(
		    about, options, sizeof(options) / sizeof(*options));
	if (argc > 1 && !print) {
		fputs("usage: notify-mail [-n] < alert.json, or --describe\n",
		    stderr);
		return 64;
	}
	signal(SIGPIPE, SIG_IGN);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (!parcel_read(&j.parcel, STDIN_FILENO, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	end = run(&j, print);
	parcel_release(&j.parcel);
	str_release(&j.from);
	str_release(&j.from_name);
	str_release(&j.list_id);
	str_release(&j.unsubscribe);
	str_release(&j.secret);
	str_release(&j.calendar);
	curl_global_cleanup();
	return end;
}
