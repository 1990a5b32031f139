/* conf-mailbox.c - feeds that are mailboxes: address, senders, log-in */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/mail/mail-url.h"
#include "edge/conf-part.h"

enum { SENDER_MOST = 254, SENDERS_MOST = 200 };

/* --- parsers --- */

static bool
read_feed_url(struct conf_value *v, void *to)
{
	struct mail_url u;
	struct why w;
	size_t at;

	if (!mail_url_is(v->text))
		return conf_url.read(v, to);
	if (!mail_url_read(v->pool, v->text, &u, &at, &w))
		return conf_value_fault(v, v->text + at, "%s", w.text);
	*(const char **)to = pool_strdup(v->pool, v->text);
	return true;
}

static bool
is_domain(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
			     "WXYZ0123456789.-");

	return n > 0 && s[n] == '\0' && s[0] != '.' && s[n - 1] != '.' &&
	       strstr(s, "..") == NULL;
}

/* "namn@kommun.se", "@kommun.se", "@.kommun.se" */
static bool
check_sender(struct conf_value *v, const char *at, const char **text)
{
	const char *s = *text, *domain = strrchr(s, '@');
	bool good = domain != NULL && strlen(s) <= SENDER_MOST;

	for (const char *c = s; good && c < domain; c++)
		good = (unsigned char)*c > ' ' && *c != 0x7F &&
		       strchr("\"(),:;<>\\[]@", *c) == NULL;
	if (good)
		good = is_domain(domain + 1 + (domain == s && s[1] == '.'));
	if (!good)
		return conf_value_fault(v, at,
		    "'%.60s' is no sender; one is namn@kommun.se, @kommun.se "
		    "(all of that domain) or @.kommun.se (also all below it)",
		    s);
	return true;
}

static bool
read_senders(struct conf_value *v, void *to)
{
	static const char *const nobody[] = {NULL};
	const char *const **list = to;

	*list = nobody;
	if (v->text[0] == '\0')
		return true;
	if (!conf_read_texts(v, to, check_sender))
		return false;
	for (size_t n = 0; (*list)[n] != NULL; n++)
		if (n == SENDERS_MOST)
			return conf_value_fault(
			    v, v->text, "more than %d senders", SENDERS_MOST);
	return true;
}

const struct conf_type conf_feed_url = {"URL", read_feed_url},
		       conf_senders = {"list of senders", read_senders};

/* --- what a section says --- */

static bool
says(const struct section *s, const char *key)
{
	const struct ini_entry *e = section_entry(s, key);

	return e != NULL && e->value[0] != '\0';
}

/* What does something only in a feed of the other kind. */
static void
check_keys(struct conf_draft *d, const struct section *s, bool mailbox)
{
	static const struct {
		const char *key;
		bool mailbox;
	} keys[] = {{"from", true}, {"since", true}, {"item", false},
	    {"cookie", false}, {"header", false}, {"certificate", false}};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].mailbox != mailbox && says(s, keys[i].key))
			draft_fault_at_key(d, s, keys[i].key,
			    mailbox ? "this does nothing in a mailbox"
				    : "this does nothing without "
				      "'type = mailbox'");
}

static bool
has_user(const char *url)
{
	const char *host = strstr(url, "://");

	return host != NULL &&
	       memchr(host + 3, '@', strcspn(host + 3, "/?#")) != NULL;
}

/* A token says nothing of whose it is. */
static void
check_login(struct conf_draft *d, const struct section *s)
{
	const struct conf_feed *f = s->data;

	if (says(s, "bearer") && !has_user(f->url))
		draft_fault_at_key(d, s, "bearer",
		    "a token needs the user beside it: "
		    "url = imaps://USER@HOST/FOLDER");
	else if (!says(s, "bearer") && !says(s, "login"))
		draft_fault_at_key(d, s, "login",
		    "name the credential that holds user:password in 'login', "
		    "or a token in 'bearer'");
}

void
conf_mailbox_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_feed *f = s->data;
	bool mailbox = f->type == CONF_FEED_MAILBOX;
	bool is = f->url != NULL && mail_url_is(f->url);

	check_keys(d, s, mailbox);
	if (f->url != NULL && mailbox != is)
		draft_fault_at_key(d, s, "url",
		    mailbox ? "a mailbox is at imaps://, imap:// or maildir:"
			    : "a mailbox needs 'type = mailbox'");
	if (!mailbox || !is)
		return;
	if (f->from[0] == NULL)
		draft_fault_at_key(d, s, "from",
		    "whose mails are read? name the senders in 'from', such "
		    "as @vastkom.se");
	if (strncasecmp(f->url, "imap", 4) == 0)
		check_login(d, s);
}
