/* mail-noise-t.c - links of mails: which are content, and which are not */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-noise.h"

#include "core/mail/mail-target.h"
#include "tap/tap.h"

static const char *const noise[] = {"Avprenumerera", "Avregistrera dig här!",
    "Klicka här för att avregistrera dig", "Avsluta prenumerationen",
    "Vill du inte ha fler utskick? Avsluta din prenumeration", "Unsubscribe",
    "Visa i webbläsare »", "Läs i webbläsaren", "Ändra dina uppgifter",
    "Hantera prenumeration", "Facebook", "Dela på LinkedIn", "Dela",
    "Behandling av personuppgifter", "Så behandlar vi personuppgifter",
    "Integritetspolicy", "Cookies", "Kontakta oss", "Om webbplatsen",
    "Tillgänglighetsredogörelse", "Prenumerera", "Följ oss på Instagram"};
static const char *const content[] = {"Remiss om dataskydd i vården",
    "Nya regler om personuppgifter", "Så ska kommunerna dela på notan",
    "Avregistrering av fordon, remiss av promemoria",
    "Regeringen möter Facebook", "Prenumererade tidskrifter på bibliotek",
    "Kontakta oss om ni vill yttra er över översiktsplanen",
    "Öppna i april: samråd om vindkraft", "Tillgänglighet i vården, lägesbild",
    "Hemtjänst", "Inställningar till biståndsbedömning i tolv kommuner",
    "Läs mer", ""};
static const char *const more[] = {"Läs mer", "LÄS MER »", "Läs mer här.",
    "→ Till nyheten", "Klicka här", "här", "Read more…", "Till sidan"};
static const char *const named[] = {"Läs mer om remissen om nära vård",
    "Till nyheten om Västlänken", "Remiss", "Härryda"};
static const char *const bad_addresses[] = {"https://www.kommun.example/",
    "https://www.kommun.example", "http://kommun.example/#top",
    "https://www.facebook.com/kommun", "https://se.linkedin.com/company/x",
    "https://x.com/kommun", "https://u.example/Unsubscribe/77",
    "https://u.example/avprenumerera?id=1"};
static const char *const good_addresses[] = {"https://www.kommun.example/nyhet",
    "https://www.kommun.example/?id=7", "https://alex.com/nyhet",
    "https://x.com.example/nyhet",
    "https://www.youtube.com/watch?v=fullmaktige"};

#define EACH(list, i) \
	for (size_t i = 0; i < sizeof(list) / sizeof((list)[0]); i++)

static void
test_words(struct pool *p)
{
	EACH(noise, i)
	ok(noise_is_words(p, noise[i]), "noise: %s", noise[i]);
	EACH(content, i)
	ok(!noise_is_words(p, content[i]), "content: %s", content[i]);
	EACH(more, i)
	ok(noise_is_more(p, more[i]), "no name: %s", more[i]);
	EACH(named, i)
	ok(!noise_is_more(p, named[i]), "a name: %s", named[i]);
}

static void
test_addresses(void)
{
	EACH(bad_addresses, i)
	ok(noise_is_address(bad_addresses[i]), "noise: %s", bad_addresses[i]);
	EACH(good_addresses, i)
	ok(!noise_is_address(good_addresses[i]), "content: %s",
	    good_addresses[i]);
}

static const char *const targets[][2] = {
    {"https://c.example/?u=https%3A%2F%2Fkommun.example%2Fa%3Fb%3D1%26c%3D2",
	"https://kommun.example/a?b=1&c=2"},
    {"https://c.example/r?id=7&url=http://kommun.example/a#x",
	"http://kommun.example/a"},
    {"https://c.example/?a=https%3A%2F%2Fd.example%2F%3Fu%3Dhttps%253A%252F%"
     "252Fkommun.example%252Fa",
	"https://kommun.example/a"},
    {"https://c.example/?u=javascript%3Aalert(1)",
	"https://c.example/?u=javascript%3Aalert(1)"},
    {"https://c.example/?u=%", "https://c.example/?u=%"},
    {"https://kommun.example/a?from=https://annan.example/",
	"https://kommun.example/a?from=https://annan.example/"},
    {"https://c.example/c/77/abc", "https://c.example/c/77/abc"},
};

static void
test_targets(struct pool *p)
{
	EACH(targets, i)
	is_string(
	    targets[i][1], target_of(p, targets[i][0]), "%s", targets[i][0]);
}

int
main(void)
{
	struct pool *p = pool_new(8 << 20);

	test_words(p);
	test_addresses();
	test_targets(p);
	pool_free(p);
	return done_testing();
}
