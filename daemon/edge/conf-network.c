/* conf-network.c - networks, and whether an address is in one */
/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/mail/mail-url.h"
#include "edge/conf-part.h"

struct network {
	int family;
	unsigned char address[16];
	int bits; /* of the prefix */
};

static bool
read_address(const char *text, struct network *n)
{
	n->family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
	n->bits = n->family == AF_INET6 ? 128 : 32;
	return inet_pton(n->family, text, n->address) == 1;
}

static bool
has_bit(const struct network *n, int i)
{
	return n->address[i / 8] & 0x80 >> i % 8;
}

static bool
check_bits(
    struct conf_value *v, const char *at, struct network *n, const char *text)
{
	int most = n->bits;

	if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text) ||
	    strlen(text) > 3 || atoi(text) > most)
		return conf_value_fault(
		    v, at, "the part after '/' is a number up to %d", most);
	n->bits = atoi(text);
	for (int i = n->bits; i < most; i++)
		if (has_bit(n, i))
			return conf_value_fault(v, at,
			    "the address has bits set beyond the first %d",
			    n->bits);
	return true;
}

static bool
check_network(struct conf_value *v, const char *at, const char **text)
{
	const char *slash = strchr(*text, '/');
	const char *address = slash == NULL ? *text
					    : pool_strndup(v->pool, *text,
						  (size_t)(slash - *text));
	struct network n;

	if (!read_address(address, &n))
		return conf_value_fault(v, at,
		    "'%.60s' is no network; it is like 10.1.0.0/16 or "
		    "fd00::/8",
		    *text);
	if (slash == NULL) {
		*text = pool_printf(v->pool, "%s/%d", address, n.bits);
		return true;
	}
	return check_bits(v, at + (slash - *text) + 1, &n, slash + 1);
}

static bool
read_networks(struct conf_value *v, void *to)
{
	return conf_read_texts(v, to, check_network);
}

static bool
is_inside(const char *text, const struct network *address)
{
	char copy[64];
	const char *slash = strchr(text, '/');
	struct network n;
	int bits;

	if (slash == NULL || slash - text >= (int)sizeof(copy))
		return false;
	memcpy(copy, text, (size_t)(slash - text));
	copy[slash - text] = '\0';
	bits = atoi(slash + 1);
	if (!read_address(copy, &n) || n.family != address->family)
		return false;
	for (int i = 0; i < bits; i++)
		if (has_bit(&n, i) != has_bit(address, i))
			return false;
	return true;
}

/* The host of a URL that read_url took; localhost as the address it is. */
static bool
host_address(const char *url, struct network *n)
{
	const char *host = strstr(url, "://") + 3;
	size_t len = host[0] == '[' ? strcspn(++host, "]")
				    : strcspn(host, ":/?#");
	char copy[64];

	if (len >= sizeof(copy))
		return false;
	memcpy(copy, host, len);
	copy[len] = '\0';
	return read_address(
	    strcasecmp(copy, "localhost") == 0 ? "127.0.0.1" : copy, n);
}

bool
conf_is_allowed(const char *url, const char *const *networks)
{
	struct network n;

	if (mail_url_is(url) || !host_address(url, &n))
		return false;
	for (; *networks != NULL; networks++)
		if (is_inside(*networks, &n))
			return true;
	return false;
}

const struct conf_type conf_networks = {"list of networks", read_networks};
