/* mail-noise.c - links of mails that lead to nothing published, as data */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-noise.h"

#include <string.h>
#include <strings.h>

#include "core/pattern.h"

/*
 * All in lower case, as words_fold() writes them: words with a space on each
 * side.  What begins and ends with a space is whole words.
 */
enum {
	SHORT_MOST = 80, /* bytes of a link's words; a longer one is a title */
	LINE_MOST = 400
};

static const char *const words[] = {"avprenumer", "avregistrer", "avsluta pren",
    "avsluta din pren", "avsluta abon", "avbeställ", "avanmäl", "avbryt pren",
    "sluta prenumerera", "unsubscribe", "opt out", " prenumerera ",
    "starta prenumeration", "ändra din pren", "ändra prenum",
    "ändra dina uppgifter", "ändra inställningar", "hantera pren",
    "hantera din pren", "dina prenumerationer", "mina prenumerationer",
    "uppdatera din profil", "uppdatera dina uppgifter", " min profil ",
    " mina sidor ", "manage subscription", "manage your", "update profile",
    "preferences", "visa i webb", "visa i din webb", "läs i webb",
    "öppna i webb", "se i webb", "webbversion", "visa mejlet", "visa mailet",
    "visa brevet", "visa nyhetsbrevet", "onlineversion", "view in browser",
    "view this email", "view online", "read online", " facebook ", " twitter ",
    " linkedin ", " instagram ", " youtube ", " x twitter ", " bluesky ",
    " mastodon ", "följ oss", "vidarebefordra", "tipsa en vän", "skicka vidare",
    "forward to a friend", " dela ", "dela på", "integritetspol",
    "personuppgift", "dataskydd", "privacy", " cookies ", "om kakor",
    "om cookies", "om webbplatsen", "tillgänglighetsredog", "kontakta oss",
    "besök vår webbplats", "besök oss", " till startsidan ", "terms of use",
    "lägg till oss i", "add us to your address"};

/* In any case; at the end of the host, or anywhere in the rest. */
static const char *const hosts[] = {"facebook.com", "twitter.com", "x.com",
    "linkedin.com", "instagram.com", "youtube.com", "youtu.be", "bsky.app",
    "threads.net", "tiktok.com", "pinterest.com", "addthis.com",
    "sharethis.com", "w3.org"};
static const char *const paths[] = {"unsubscribe", "avprenumer", "avregistrera",
    "optout", "opt-out", "avanmal", "/preferences", "profilecenter",
    "profile_center", "subscription/manage", "manage-subscription",
    "subscriptioncenter", "prenumerera", "update-profile", "forward-to-friend",
    "webversion", "/webview", "view-in-browser"};

static const char *const lines[] = {"du får detta mejl", "du får det här",
    "du får detta mail", "du får detta e post", "du får detta nyhetsbrev",
    "du får den här", "du har fått detta", "du har fått det här",
    "du prenumererar på", "detta mejl skickades till",
    "detta e postmeddelande har skickats till", "mejlet skickades till",
    "this email was sent to", "you are receiving this", "you received this",
    "svara inte på detta", "detta mejl går inte att svara",
    "går inte att svara på det", "please do not reply",
    "det går inte att svara", "ser mejlet konstigt ut",
    "har du problem att läsa", "om du inte kan läsa", "kan du inte läsa"};

static const char *const more[] = {" läs mer ", " läs mer här ", " läs vidare ",
    " läs hela nyheten ", " läs nyheten ", " läs artikeln ", " läs hela ",
    " läs hela artikeln ", " läs pressmeddelandet ", " läs ", " här ",
    " klicka här ", " mer information ", " mer info ", " se mer ", " visa mer ",
    " till nyheten ", " till artikeln ", " till sidan ", " till webbsidan ",
    " gå till sidan ", " gå till webbsidan ", " öppna sidan ", " visa sidan ",
    " visa ", " öppna ", " länk ", " länk till sidan ", " följ länken ",
    " read more ", " more ", " click here ", " here ", " read the full story ",
    " link ", " se sidan ", " läs mer och anmäl dig ",
    " läs mer på vår webbplats ", " läs mer på webben ", " läs på webben ",
    " läs på webbplatsen "};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *
folded(struct pool *p, const char *text)
{
	return words_fold(p, text, strnlen(text, LINE_MOST));
}

static bool
has_any(const char *text, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, list[i]) != NULL)
			return true;
	return false;
}

bool
noise_is_words(struct pool *p, const char *text)
{
	return strlen(text) <= SHORT_MOST &&
	       has_any(folded(p, text), words, COUNT(words));
}

bool
noise_is_line(struct pool *p, const char *text)
{
	return has_any(folded(p, text), lines, COUNT(lines));
}

bool
noise_is_more(struct pool *p, const char *text)
{
	const char *s = strlen(text) <= SHORT_MOST ? folded(p, text) : "";

	for (size_t i = 0; i < COUNT(more); i++)
		if (strcmp(s, more[i]) == 0)
			return true;
	return false;
}

static bool
is_host(const char *host, size_t n, const char *name)
{
	size_t len = strlen(name);

	return n >= len && strncasecmp(host + n - len, name, len) == 0 &&
	       (n == len || host[n - len - 1] == '.');
}

bool
noise_is_address(const char *url)
{
	const char *host = strstr(url, "://");
	const char *rest;
	size_t n;

	if (host == NULL)
		return false;
	host += 3;
	n = strcspn(host, "/?#");
	rest = host + n;
	for (size_t i = 0; i < COUNT(hosts); i++)
		if (is_host(host, n, hosts[i]))
			return true;
	for (size_t i = 0; i < COUNT(paths); i++)
		if (strcasestr(rest, paths[i]) != NULL)
			return true;
	rest += *rest == '/';
	return *rest == '\0' || *rest == '#';
}
