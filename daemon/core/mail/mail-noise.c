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

/* Anywhere in the words of a link: no title says such things. */
static const char *const words[] = {"avprenumer", " avregistrera dig ",
    " avregistrera mig ", " avregistrera här ", " avregistrera e post",
    " avregistrera min ", " avregistrera din ", " avregistrering här ",
    " avsluta prenumeration", " avsluta din pren", " avsluta min pren",
    " avsluta abonnemang", " avbryt prenumeration", " avbryt din pren",
    " avbeställ nyhetsbrev", " avbeställ utskick", " avanmäl dig ",
    " avanmälan från ", " sluta prenumerera", " stoppa utskick",
    " unsubscribe ", " prenumerera på ", " prenumerera här ",
    " starta prenumeration", " börja prenumerera ", " ändra prenumeration",
    " ändra din pren", " ändra dina uppgifter ", " ändra dina inställningar ",
    " ändra dina val ", " hantera prenumeration", " hantera din pren",
    " hantera dina pren", " dina prenumerationer ", " mina prenumerationer ",
    " uppdatera din profil ", " uppdatera dina uppgifter ",
    " manage subscription", " manage your ", " update your profile ",
    " update profile ", " update subscription", " email preferences ",
    " visa i webb", " visa i din webb", " visa i en webb", " läs i webb",
    " öppna i webb", " se i webb", " läs mejlet i ", " visa mejlet ",
    " visa mailet ", " visa brevet ", " visa nyhetsbrevet ",
    " läs nyhetsbrevet i ", " view in browser ", " view in your browser ",
    " view this email ", " view online ", " read online ", " följ oss ",
    " follow us ", " tipsa en vän ", " tipsa en kollega ",
    " skicka vidare till ", " forward to a friend ", " vidarebefordra mejlet ",
    " vidarebefordra brevet ", " behandlar personuppgifter ",
    " behandlar vi personuppgifter ", " behandlar dina personuppgifter ",
    " besök vår webbplats ", " till vår webbplats ", " lägg till oss i ",
    " add us to your address book "};

/* All the words of a link: in a title they may be what it is about. */
static const char *const wholes[] = {" unsubscribe here ", " opt out ",
    " avregistrera ", " avregistrering ", " avanmälan ", " avanmäl ",
    " avbeställ ", " avsluta ", " prenumerera ", " prenumeration ",
    " min profil ", " mina sidor ", " mina uppgifter ", " inställningar ",
    " preferences ", " webbversion ", " onlineversion ", " online version ",
    " facebook ", " twitter ", " x ", " linkedin ", " instagram ", " youtube ",
    " bluesky ", " mastodon ", " threads ", " tiktok ", " dela ",
    " dela på facebook ", " dela på linkedin ", " dela på twitter ",
    " dela på x ", " dela via e post ", " dela sidan ", " share ", " tweet ",
    " vidarebefordra ", " skicka vidare ", " skriv ut ", " forward ",
    " integritetspolicy ", " personuppgifter ",
    " behandling av personuppgifter ", " personuppgiftspolicy ", " dataskydd ",
    " dataskyddspolicy ", " gdpr ", " privacy policy ", " privacy ",
    " cookies ", " kakor ", " om kakor ", " om cookies ", " om webbplatsen ",
    " tillgänglighet ", " tillgänglighetsredogörelse ", " kontakt ",
    " kontakta oss ", " om oss ", " contact us ", " besök oss ",
    " vår webbplats ", " till startsidan ", " startsida ", " hem ",
    " terms of use ", " villkor "};

/* In any case; at the end of the host, or anywhere in the rest. */
static const char *const hosts[] = {"facebook.com", "twitter.com", "x.com",
    "linkedin.com", "instagram.com", "bsky.app", "threads.net", "tiktok.com",
    "pinterest.com", "addthis.com", "sharethis.com", "w3.org"};
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

static bool
is_any(const char *text, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(text, list[i]) == 0)
			return true;
	return false;
}

bool
noise_is_words(struct pool *p, const char *text)
{
	const char *s = strlen(text) <= SHORT_MOST ? folded(p, text) : "";

	return is_any(s, wholes, COUNT(wholes)) ||
	       has_any(s, words, COUNT(words));
}

bool
noise_is_line(struct pool *p, const char *text)
{
	return has_any(folded(p, text), lines, COUNT(lines));
}

bool
noise_is_more(struct pool *p, const char *text)
{
	return strlen(text) <= SHORT_MOST &&
	       is_any(folded(p, text), more, COUNT(more));
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
