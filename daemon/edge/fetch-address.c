/* fetch-address.c - which addresses may be spoken to */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/log.h"

static const unsigned char mapped[12] = {
    [10] = 0xFF,
    [11] = 0xFF,
};

static const char *const special[] = {
    "0.0.0.0/8",       /* this network */
    "10.0.0.0/8",      /* private */
    "100.64.0.0/10",   /* shared by a carrier */
    "127.0.0.0/8",     /* loopback */
    "169.254.0.0/16",  /* link-local, and clouds' metadata */
    "172.16.0.0/12",   /* private */
    "192.0.0.0/24",    /* protocol assignments */
    "192.0.2.0/24",    /* documentation */
    "192.88.99.0/24",  /* 6to4 relays, given up */
    "192.168.0.0/16",  /* private */
    "198.18.0.0/15",   /* benchmarks */
    "198.51.100.0/24", /* documentation */
    "203.0.113.0/24",  /* documentation */
    "224.0.0.0/4",     /* multicast */
    "240.0.0.0/4",     /* reserved, and broadcast */
    "::/96",           /* unspecified, loopback, IPv4-compatible */
    "::ffff:0:0:0/96", /* IPv4-translated */
    "64:ff9b:1::/48",  /* local NAT64 */
    "100::/64",        /* discard */
    "2001::/32",       /* Teredo */
    "2001:2::/48",     /* benchmarks */
    "2001:10::/28",    /* ORCHID */
    "2001:20::/28",    /* ORCHIDv2 */
    "2001:db8::/32",   /* documentation */
    "3fff::/20",       /* documentation */
    "5f00::/16",       /* segment routing */
    "fc00::/7",        /* unique local */
    "fe80::/10",       /* link-local */
    "fec0::/10",       /* site-local, given up */
    "ff00::/8",        /* multicast */
    NULL,
};

/* IPv6 networks whose addresses carry an IPv4 one at the byte. */
static const struct {
	unsigned char prefix[12];
	int len;
	int at;
} carriers[] = {
    {{0x00, 0x64, 0xFF, 0x9B}, 12, 12}, /* 64:ff9b::/96, NAT64 */
    {{0x20, 0x02}, 2, 2},               /* 2002::/16, 6to4 */
};

enum { N_CARRIERS = sizeof(carriers) / sizeof(carriers[0]) };

static bool
address_read(const char *text, unsigned char address[16])
{
	if (inet_pton(AF_INET6, text, address) == 1)
		return true;
	memcpy(address, mapped, sizeof(mapped));
	return inet_pton(AF_INET, text, address + sizeof(mapped)) == 1;
}

static bool
bits_read(const char *text, int most, int *bits)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || n > most)
		return false;
	*bits = (int)n;
	return true;
}

bool
network_read(const char *text, struct network *n)
{
	const char *slash = strchr(text, '/');
	size_t len = slash ? (size_t)(slash - text) : strlen(text);
	bool four = memchr(text, ':', len) == NULL;
	char address[INET6_ADDRSTRLEN];

	if (len >= sizeof(address))
		return false;
	memcpy(address, text, len);
	address[len] = '\0';
	if (!address_read(address, n->address))
		return false;
	n->bits = four ? 32 : 128;
	if (slash != NULL && !bits_read(slash + 1, n->bits, &n->bits))
		return false;
	if (four)
		n->bits += 96;
	return true;
}

static bool
network_holds(const struct network *n, const unsigned char address[16])
{
	size_t whole = (size_t)n->bits / 8;
	unsigned char mask = (unsigned char)(0xFF00 >> (n->bits % 8));

	if (memcmp(n->address, address, whole) != 0)
		return false;
	return n->bits % 8 == 0 ||
	       ((n->address[whole] ^ address[whole]) & mask) == 0;
}

static bool
any_holds(const struct network *list, size_t n, const unsigned char a[16])
{
	for (size_t i = 0; i < n; i++) {
		if (network_holds(&list[i], a))
			return true;
	}
	return false;
}

static struct network *
read_all(const char *const *texts, size_t *n)
{
	struct network *list;
	size_t room = 0;

	while (texts != NULL && texts[room] != NULL)
		room++;
	list = calloc(room + 1, sizeof(*list));
	*n = 0;
	for (size_t i = 0; list != NULL && i < room; i++) {
		if (network_read(texts[i], &list[*n]))
			++*n;
		else
			log_warn("fetch: \"%s\" is no network; it is left out",
			    texts[i]);
	}
	return list;
}

void
guard_init(struct guard *g, const char *const *allow)
{
	g->refused = read_all(special, &g->n_refused);
	g->allowed = read_all(allow, &g->n_allowed);
	if (g->refused == NULL || g->allowed == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
}

void
guard_release(struct guard *g)
{
	free(g->refused);
	free(g->allowed);
}

static bool
passes(const struct guard *g, const unsigned char address[16])
{
	unsigned char inner[16];

	if (any_holds(g->allowed, g->n_allowed, address))
		return true;
	if (any_holds(g->refused, g->n_refused, address))
		return false;
	for (size_t i = 0; i < N_CARRIERS; i++) {
		if (memcmp(carriers[i].prefix, address,
			(size_t)carriers[i].len) != 0)
			continue;
		memcpy(inner, mapped, sizeof(mapped));
		memcpy(inner + sizeof(mapped), address + carriers[i].at, 4);
		return passes(g, inner);
	}
	return true;
}

static bool
address_of(const struct sockaddr *a, unsigned char address[16])
{
	if (a->sa_family == AF_INET6) {
		const struct sockaddr_in6 *six = (const void *)a;

		memcpy(address, &six->sin6_addr, 16);
		return true;
	}
	if (a->sa_family == AF_INET) {
		const struct sockaddr_in *four = (const void *)a;

		memcpy(address, mapped, sizeof(mapped));
		memcpy(address + sizeof(mapped), &four->sin_addr, 4);
		return true;
	}
	return false;
}

bool
guard_passes(const struct guard *g, const struct sockaddr *a)
{
	unsigned char address[16];

	return address_of(a, address) && passes(g, address);
}

static bool
ends_in(const char *text, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && strncasecmp(text + len - n, end, n) == 0;
}

bool
guard_passes_host(const struct guard *g, const char *host)
{
	size_t len = strlen(host);
	unsigned char address[16];
	char text[INET6_ADDRSTRLEN];

	if (len > 0 && host[len - 1] == '.')
		len--;
	if ((len == 9 && ends_in(host, len, "localhost")) ||
	    ends_in(host, len, ".localhost"))
		return guard_passes_host(g, "127.0.0.1");
	if (len > 2 && host[0] == '[' && host[len - 1] == ']') {
		host++;
		len -= 2;
	}
	if (len >= sizeof(text))
		return true;
	memcpy(text, host, len);
	text[len] = '\0';
	text[strcspn(text, "%")] = '\0'; /* a scope: fe80::1%eth0 */
	return !address_read(text, address) || passes(g, address);
}

const char *
address_write(const struct sockaddr *a, char text[ADDRESS_TEXT])
{
	unsigned char address[16];
	bool four;

	if (!address_of(a, address))
		return strcpy(text, "?");
	four = memcmp(address, mapped, sizeof(mapped)) == 0;
	inet_ntop(four ? AF_INET : AF_INET6,
	    four ? address + sizeof(mapped) : address, text, ADDRESS_TEXT);
	return text;
}
