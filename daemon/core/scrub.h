/* scrub.h - what a quotation need not spread: numbers of persons and signatures */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_SCRUB_H
#define CORE_SCRUB_H

#include "base/pool.h"

/*
 * The text without telephone numbers, personal identity numbers and references
 * of electronic signatures, "[…]" in the place of each; the text itself when it
 * has none.  Linear.
 *
 *	telephone    begins with 0, +46, 0046 or + and a country, 8 to 15
 *	             digits in groups; shorter ones after tel, tfn, mobil ...
 *	person       ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN (also with +), and ten or twelve
 *	             digits in a row whose day and check digit are right; also
 *	             coordination numbers (day + 60).  Numbers of organisations
 *	             (the third digit is at least 2) are public, and stay.
 *	signature    UUIDs and hexadecimal of at least 32 signs; what follows
 *	             transaktions-id, signeringsreferens, dokumentnyckel,
 *	             verifikationsnummer, BankID-referens and the like
 *
 * Days, amounts, hours, diary numbers, postal and giro numbers stay, and
 * addresses (https://...) stay whole.
 */
#define SCRUB_MARK "[…]"
const char *scrub(struct pool *, const char *text);

#endif
