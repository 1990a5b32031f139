/* login.h - log-in pages: told by their address and by their form */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_LOGIN_H
#define CORE_LOGIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Does an address look like a place to log in: by its host (login.…, idp.…),
 * a step of its path (/logga-in, /adfs/ls, /wp-login.php) or a parameter
 * (SAMLRequest=)?  What the table in login.c does not know is none.
 */
bool login_is_address(const char *url);
/* Who asked for one was led to such a place; both may be NULL. */
bool login_led_to(const char *asked, const char *got);

/* "Logga in", "Inloggning - Kommunen", "Sign in": a page's title. */
bool login_is_title(const char *title);

/* Is there a field for a password in the markup?  Linear; nothing is parsed,
 * so it may stand in a comment or script too. */
bool login_is_form(const char *bytes, size_t len);

#endif
