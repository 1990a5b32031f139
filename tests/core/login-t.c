/* login-t.c - log-in pages told from others */
/* SPDX-License-Identifier: MIT */
#include "core/login.h"

#include <stdlib.h>
#include <string.h>

#include "tap/tap.h"

static void
check_addresses(void)
{
	static const char *const yes[] = {
	    "https://login.microsoftonline.com/common/oauth2/authorize?client_id=1",
	    "https://idp.kommun.se/saml2", "https://www.kommun.se/logga-in",
	    "https://www.kommun.se/Login.aspx?x=1",
	    "https://www.region.se/adfs/ls/?wa=wsignin1.0",
	    "https://blogg.kommun.se/wp-login.php?redirect_to=x",
	    "https://a.se/x?SAMLRequest=abc",
	    "https://a.se/konto?ReturnUrl=%2Frss", "http://a.se:8080/login"};
	static const char *const no[] = {"https://www.kommun.se/nyheter",
	    "https://www.kommun.se/om-inloggningen.html",
	    "https://auth.se/nyheter", "https://www.kommun.se/rss?sv.login=0",
	    "nothing", "", "https://login.se",
	    "https://www.kommun.se/aktuellt/ny-login-tjanst"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ok(login_is_address(yes[i]), "log-in: %s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ok(!login_is_address(no[i]), "none: %s", no[i]);
	ok(login_led_to("https://a.se/rss", "https://a.se/login?x"),
	    "led to it");
	ok(!login_led_to("https://a.se/login/rss", "https://a.se/login/x"),
	    "was there before");
	ok(!login_led_to(NULL, "https://a.se/login"), "nobody asked");
	ok(!login_is_address(NULL), "no address");
	ok(login_is_title("Logga in – Kommunen") && login_is_title("Login"),
	    "titles of log-in pages");
	ok(!login_is_title("Loginstein öppnar") && !login_is_title("Nyheter") &&
		!login_is_title(NULL),
	    "other titles");
}

static void
check_forms(void)
{
	static const char *const yes[] = {"<input type=\"password\" name=p>",
	    "<form><INPUT name='p' TYPE = 'Password'></form>",
	    "<a><input\ntype=password>", "<input id=p type=password"};
	static const char *const no[] = {"",
	    "<input type=text value=\"password\">", "<input", "<input>",
	    "type=password", "<inputs>", "<p>input type=password</p>",
	    "<input data-type=x>", "<"};
	char *many;

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ok(login_is_form(yes[i], strlen(yes[i])), "form: %s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ok(!login_is_form(no[i], strlen(no[i])), "none: %s", no[i]);
	many = malloc(4 << 20);
	for (size_t i = 0; i < 4 << 20; i++)
		many[i] = "<input "[i % 7];
	ok(!login_is_form(many, 4 << 20), "a flood of open tags ends");
	free(many);
}

int
main(void)
{
	check_addresses();
	check_forms();
	return done_testing();
}
