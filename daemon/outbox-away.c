/* outbox-away.c - parcels of people who are away: to who stands in */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/absence.h"
#include "core/phrases.h"
#include "edge/conf.h"
#include "outbox.h"

enum { TEXT_MOST = 512 * 1024 };

/* The receiver that is this person alone, and has mail. */
static const struct conf_receiver *
own_receiver(const struct conf *conf, const char *user)
{
	for (size_t i = 0; i < conf->n_receivers; i++) {
		const struct conf_receiver *r = &conf->receiver[i];

		if (r->n_members == 1 && r->n_mail > 0 &&
		    strcmp(r->members[0], user) == 0)
			return r;
	}
	return NULL;
}

/* Addresses of all who stand in, each once; NULL: somebody is there, or has
 * no address. */
static json_t *
addresses(const struct conf *conf, const struct conf_receiver *to,
    const struct absences *all, int today, json_t *users)
{
	json_t *seen = json_object(), *list = json_array(), *value;
	const char *key;
	bool done = to->n_members > 0;

	for (size_t i = 0; done && i < to->n_members; i++) {
		const char *who = absence_stand_in(all, to->members[i], today);
		const struct conf_receiver *own = who ? own_receiver(conf, who)
						      : NULL;

		done = own != NULL;
		if (done)
			json_array_append_new(users, json_string(who));
		for (size_t k = 0; done && k < own->n_mail; k++)
			json_object_set_new(seen, own->mail[k], json_null());
	}
	json_object_foreach(seen, key, value)
		json_array_append_new(list, json_string(key));
	json_decref(seen);
	if (done)
		return list;
	json_decref(list);
	return NULL;
}

/* "För anna, som är borta till 31 juli 2026." */
static void
say_for_whom(json_t *parcel, const struct conf_receiver *to,
    const struct absences *all, int today)
{
	struct str s = STR_INIT(TEXT_MOST);
	struct pool *pool = pool_new(1 << 16);
	const char *text = json_string_value(json_object_get(parcel, "text"));
	enum language l = LANGUAGE_SV;
	int end = absence_end(all, to->members[0], today);
	const char *away[2];

	language_read(to->language, &l);
	for (size_t i = 0; i < to->n_members; i++)
		str_addf(&s, "%s%s", i ? ", " : "", to->members[i]);
	away[0] = pool_strdup(pool, s.text);
	away[1] = phrase_days(pool, l, end, end);
	str_clear(&s);
	language_fill(&s, language_say(l, "For %, away until %.\n\n"), away, 2);
	str_add(&s, text ? text : "");
	if (!s.full)
		json_object_set_new(parcel, "text", json_string(s.text));
	pool_free(pool);
	str_release(&s);
}

void
outbox_stand_in(json_t *parcel, const struct conf *conf,
    const struct conf_receiver *to, const struct absences *all, int today)
{
	json_t *receiver = json_object_get(parcel, "receiver");
	json_t *users, *mail;

	if (to == NULL || all->n == 0 || to->n_mail == 0)
		return;
	users = json_array();
	mail = addresses(conf, to, all, today, users);
	if (mail != NULL) {
		json_object_set_new(receiver, "mail", mail);
		json_object_set(receiver, "users", users);
		json_object_set(receiver, "stand_in", users);
		say_for_whom(parcel, to, all, today);
	}
	json_decref(users);
}
