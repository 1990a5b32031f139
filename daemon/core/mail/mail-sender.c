/* mail-sender.c - who has sent a mail, and whether they are those meant */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/mail/mail-header.h"

enum { SENDERS_MOST = 20, FROM_MOST = 16 * 1024, ADDRESS_MOST = 320 };

/* "@kommun.se", "@.kommun.se" or a whole address, as a line of from. */
static bool
names(const char *line, size_t n, const char *address)
{
	const char *at = strrchr(address, '@');
	size_t len;

	if (at == NULL || n < 2)
		return false;
	if (line[0] != '@')
		return strlen(address) == n &&
		       strncasecmp(line, address, n) == 0;
	if (line[1] != '.')
		return strlen(at) == n && strncasecmp(line, at, n) == 0;
	len = strlen(at);
	if (len == n - 1) /* the domain itself */
		return strncasecmp(line + 2, at + 1, n - 2) == 0;
	return len >= n &&
	       strncasecmp(line + 1, at + len - (n - 1), n - 1) == 0;
}

static bool
is_named(const char *from, const char *address)
{
	while (*from != '\0') {
		size_t n = strcspn(from, "\n");

		if (names(from, n, address))
			return true;
		from += n;
		from += *from == '\n';
	}
	return false;
}

struct senders {
	struct pool *pool;
	const char *from;
	const char *who; /* the first, or the first that does not fit */
	int n;
	bool fit;
};

static void
look_at(struct senders *s, const char *address)
{
	bool fits = address != NULL && strlen(address) <= ADDRESS_MOST &&
		    is_named(s->from, address);

	if (s->n++ == 0 || (s->fit && !fits))
		s->who = mail_clean(s->pool, address ? address : "",
		    address ? strnlen(address, ADDRESS_MOST) : 0);
	s->fit = s->fit && fits;
}

static void
look_at_all(struct senders *s, InternetAddressList *list, int depth)
{
	int n = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < n && s->n < SENDERS_MOST; i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(a))
			look_at(s, internet_address_mailbox_get_addr(
				       INTERNET_ADDRESS_MAILBOX(a)));
		else if (depth > 0)
			look_at_all(s,
			    internet_address_group_get_members(
				INTERNET_ADDRESS_GROUP(a)),
			    depth - 1);
	}
	if (n >= SENDERS_MOST)
		s->fit = false;
}

/* What the mailbox's own server says stands above what came with the mail. */
static bool
is_forged(GMimeObject *o)
{
	const char *said = header_raw(o, "Authentication-Results", NULL);

	return said != NULL && strcasestr(said, "dmarc=fail") != NULL;
}

bool
header_fits(struct pool *p, GMimeObject *o, const char *from, const char **who)
{
	int n;
	const char *raw = header_raw(o, "From", &n);
	struct senders s = {.pool = p, .from = from, .who = "", .fit = true};
	InternetAddressList *list;

	if (raw != NULL) {
		raw = pool_strndup(p, raw, strnlen(raw, FROM_MOST));
		list = internet_address_list_parse(NULL, raw);
		look_at_all(&s, list, 2);
		if (list != NULL)
			g_object_unref(list);
	}
	*who = s.who;
	return n == 1 && s.n > 0 && s.fit && !is_forged(o);
}
