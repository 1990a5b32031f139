/* conf-options.c - the options: one table, and how it is shown */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "edge/conf-part.h"

static const char *const quotes[] = {"careful", "all", NULL};
static const char *const feed_types[] = {
    "auto", "feed", "page", "mailbox", NULL};
static const char *const backfills[] = {"auto", "no", NULL};
static const char *const adapts[] = {"auto", "yes", "no", NULL};
static const char *const ladder[] = {
    "auto", "guid", "link", "title-date", "text", NULL};
static const char *const priorities[] = {
    "low", "normal", "high", "critical", NULL};
static const char *const reads[] = {"linked", "attachments", NULL};

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
enum { KIB = 1024, MIB = 1024 * 1024 };
#define GIB (1024LL * MIB)

/* clang-format off: a row's first line is its key, the others its sentence */
#define TO(s, member) offsetof(struct s, member), 0
#define LIST(s, member, count) \
	offsetof(struct s, member), offsetof(struct s, count)

/* The same in a source and in a feed, whose word is the last. */
#define ACCESS(section, s, wide, near)                                                   \
	{section, "proxy", &conf_proxy, TO(s, access.proxy), "", 0, 0, NULL,             \
	    "An HTTP proxy, or none.  Empty: " wide "."},                                \
	    {section, "proxy-login", &conf_credential,                                   \
		TO(s, access.proxy_login), "", 0, 0, NULL,                               \
		"The credential that holds user:password for the proxy, or none.  "      \
		"Empty: that of where the proxy is named."},                             \
	    {section, "login", &conf_credential, TO(s, access.login), "", 0,             \
		0, NULL,                                                                 \
		"The credential that holds user:password (HTTP basic, or a mailbox; "    \
		"for this the password alone when url names the user), or none.  "       \
		"Empty: " near "."},                                                     \
	    {section, "bearer", &conf_credential, TO(s, access.bearer), "", 0,           \
		0, NULL,                                                                 \
		"The credential that holds a bearer token (HTTP, or OAuth of a "         \
		"mailbox whose url names the user), or none.  Empty: " near              \
		"."},                                                                    \
	    {section, "cookie", &conf_credential, TO(s, access.cookie), "", 0,           \
		0, NULL,                                                                 \
		"The credential that holds cookies (name=value; name=value), "           \
		"or none.  Empty: " near "."},                                           \
	    {section, "header", &conf_headers, TO(s, access.header), "", 0, 0,           \
		NULL,                                                                    \
		"Headers, each with the credential that holds its value, such as "       \
		"X-Api-Key: vgr-key, or none.  Empty: " near "."},                       \
	    {section, "certificate", &conf_credential,                                   \
		TO(s, access.certificate), "", 0, 0, NULL,                               \
		"The credential that holds a TLS client certificate and its key "        \
		"(PEM), or none.  Empty: " near "."},                                    \
	    {section, "ca", &conf_pem, TO(s, access.ca), "", 0, 0, NULL,                 \
		"A file of root certificates (PEM) that are trusted beside the "         \
		"system's, or none.  Empty: " wide "."},                                 \
	{                                                                                \
		section, "intermediate", &conf_pem,                                      \
		    TO(s, access.intermediate), "", 0, 0, NULL,                          \
		    "A file of intermediate certificates (PEM) that the server should "  \
		    "send and does not, or none; they are not trusted for themselves.  " \
		    "Empty: " near "."                                                   \
	}

static const struct conf_row bevakad_row[] = {
    {"bevakad", "timezone", &conf_zone, TO(conf, timezone), "Europe/Stockholm",
	0, 0, NULL, "The time zone in which days begin and hours are told."},
    {"bevakad", "language", &conf_word, TO(conf, language), "sv", 0, 0,
	language_list, "The language of alerts: sv (Swedish) or en (English)."},
    {"bevakad", "quote", &conf_word, TO(conf, quote), "careful", 0, 0, quotes,
	"careful: what alerts quote has no telephone numbers, personal "
	"identity numbers and references of signatures.  all: it is quoted "
	"as it stands."},
    {"bevakad", "contact", &conf_text, TO(conf, contact), "", 0, 0, NULL,
	"An address of yours, told to the sites in the User-Agent."},
    {"bevakad", "interval", &conf_duration, TO(conf, interval), "30 min", 1,
	7 * DAY, NULL,
	"The time between two rounds of a feed, at least 1 min (1 s for "
	"feeds at an address that allow-private names; the others then "
	"keep 1 min)."},
    {"bevakad", "adapt", &conf_bool, TO(conf, adapt), "yes", 0, 0, NULL,
	"yes: the interval follows each feed's own rhythm, Swedish office "
	"hours and what its publisher asks for, within the bounds of "
	"bevakad-manners(7).  no: every interval is exact."},
    {"bevakad", "spacing", &conf_milliseconds, TO(conf, spacing), "1 s", 0,
	10 * MINUTE * 1000, NULL,
	"The time between two requests to the same host."},
    {"bevakad", "per-host", &conf_number, TO(conf, per_host), "1", 1, 16, NULL,
	"Requests to one host at the same time."},
    {"bevakad", "at-once", &conf_number, TO(conf, at_once), "16", 1, 200, NULL,
	"Requests at the same time in all."},
    {"bevakad", "patience", &conf_duration, TO(conf, patience), "60 s", 1,
	10 * MINUTE, NULL,
	"The time that one request may take, redirects included."},
    {"bevakad", "body-most", &conf_size, TO(conf, body_most), "16 MiB",
	64 * KIB, 256 * MIB, NULL,
	"The largest answer that is read, unpacked."},
    {"bevakad", "document-time", &conf_duration, TO(conf, document_seconds),
	"20 s", 1, 5 * MINUTE, NULL,
	"The time that reading one document may take."},
    {"bevakad", "reader-memory", &conf_size, TO(conf, reader_memory), "512 MiB",
	64 * MIB, 16 * GIB, NULL, "The address space of bevakad-reader."},
    {"bevakad", "alert-after", &conf_number, TO(conf, alert_after), "3", 1,
	1000, NULL, "Failed rounds in a row before a feed counts as failing."},
    {"bevakad", "health", &conf_name, TO(conf, health.other), "", 0, 0, NULL,
	"The receiver of what concerns the feeds themselves: failing, "
	"silent, moved, gone, with gaps.  Empty: nobody."},
    {"bevakad", "health-again", &conf_duration, TO(conf, health_again), "1 w",
	0, 52 * 7 * DAY, NULL,
	"The time after which the alert of a feed that still fails or is "
	"silent is sent once more, unless someone has acknowledged it.  "
	"0 s: never."},
    {"bevakad", "health-failing", &conf_name, TO(conf, health.failing), "", 0,
	0, NULL,
	"The receiver of feeds that cannot be read, and of their recovery.  "
	"Empty: that of health."},
    {"bevakad", "health-silent", &conf_name, TO(conf, health.silent), "", 0, 0,
	NULL,
	"The receiver of feeds that can be read but have gone silent.  "
	"Empty: that of health."},
    {"bevakad", "versions", &conf_number, TO(conf, versions), "10", 1, 1000,
	NULL,
	"Earlier versions of an item that are kept.  The oldest goes first, "
	"those that a deadline was changed after last."},
    {"bevakad", "allow-private", &conf_networks, TO(conf, allow_private), "", 0,
	0, NULL,
	"Private networks whose addresses may be fetched all the same, such "
	"as 10.1.0.0/16."},
    {"bevakad", "proxy", &conf_proxy, TO(conf, access.proxy), "", 0, 0, NULL,
	"An HTTP proxy by which all feeds are asked for."},
    {"bevakad", "proxy-login", &conf_credential, TO(conf, access.proxy_login),
	"", 0, 0, NULL,
	"The credential that holds user:password for the proxy."},
    {"bevakad", "ca", &conf_pem, TO(conf, access.ca), "", 0, 0, NULL,
	"A file of root certificates (PEM) that are trusted beside the "
	"system's, such as those of a private CA."},
    {"bevakad", "join", &conf_bool, TO(conf, join), "yes", 0, 0, NULL,
	"yes: what several feeds publish of one thing (one link, title or "
	"diary number, and no further day) is one alert, to which later "
	"sources are added.  no: each is an alert of its own."},
    {"bevakad", "closed-days", &conf_days, LIST(conf, closed.day, closed.n), "",
	0, 0, NULL,
	"Days on which these offices are closed though the law calls them "
	"working days, such as 2026-05-15, or 2026-07-06 - 2026-07-31.  They "
	"are not counted as working days before a deadline."},
    {"bevakad", "group", &conf_name, TO(conf, group), "bevakad", 0, 0, NULL,
	"The group whose members administer over the control socket."},
    {"bevakad", "state", &conf_folder, TO(conf, state),
	LOCALSTATEDIR "/lib/bevakad", 0, 0, NULL,
	"The folder of the state file."},
    {"bevakad", "socket", &conf_folder, TO(conf, socket),
	RUNSTATEDIR "/bevakad/control.sock", 0, 0, NULL,
	"The path of the control socket."},
    {"bevakad", "libexec", &conf_folder, TO(conf, libexec), PKGLIBEXECDIR, 0, 0,
	NULL, "The folder of bevakad-reader and of the notifiers."},
};

static const struct conf_row source_row[] = {
    {"source", "title", &conf_text, TO(conf_source, title), "", 0, 0, NULL,
	"Its name for people.  Empty: the section's name."},
    ACCESS("source", conf_source, "that of [bevakad]", "none"),
    {"source", "expect", &conf_expect, TO(conf_source, expect), "", 0, 0, NULL,
	"What is expected of its feeds that do not say it themselves."},
    {"source", "health", &conf_name, TO(conf_source, health.other), "", 0, 0,
	NULL,
	"The receiver of what concerns its feeds, or none.  Empty: "
	"that of [bevakad]."},
    {"source", "health-failing", &conf_name, TO(conf_source, health.failing),
	"", 0, 0, NULL, "The same, for feeds that cannot be read."},
    {"source", "health-silent", &conf_name, TO(conf_source, health.silent), "",
	0, 0, NULL, "The same, for feeds that have gone silent."},
    {"source", "identity", &conf_word, TO(conf_source, identity), "auto", 0, 0,
	ladder,
	"By what an item of its feeds is known when it comes again: guid, "
	"link, title-date, text, or auto: by all of them, and by less when a "
	"feed's ids prove wrong."},
    {"source", "alias", &conf_hosts, LIST(conf_source, aliases, n_aliases), "",
	0, 0, NULL,
	"Hosts that are one and the same: links to one of them are links to "
	"the others."},
    {"source", "fold-case", &conf_bool, TO(conf_source, fold_case), "no", 0, 0,
	NULL,
	"yes: capitals in the paths of its links make no difference (they "
	"never do at addresses of ASP.NET)."},
    {"source", "mask", &conf_masks, LIST(conf_source, masks.mask, masks.n), "",
	0, 0, NULL,
	"What is left out before two versions of a text are compared: regular "
	"expressions of PCRE2, each looked for in every line.  Several in "
	"quotes and parted by commas."},
};

static const struct conf_row feed_row[] = {
    {"feed", "source", &conf_name, TO(conf_feed, source), NULL, 0, 0, NULL,
	"The [source] that publishes it."},
    {"feed", "url", &conf_feed_url, TO(conf_feed, url), NULL, 0, 0, NULL,
	"Its address, http or https; of a mailbox imaps, imap or maildir."},
    {"feed", "title", &conf_text, TO(conf_feed, title), "", 0, 0, NULL,
	"Its name for people.  Empty: the section's name."},
    {"feed", "type", &conf_choice, TO(conf_feed, type), "auto", 0, 0,
	feed_types,
	"feed (RSS, Atom, JSON Feed), page (a page with a list of links), "
	"mailbox (subscriptions by mail) or auto: what the answer is."},
    {"feed", "item", &conf_xpath, TO(conf_feed, paths.item), "", 0, 0, NULL,
	"XPath of the items of a page.  Empty: the list is found by "
	"itself."},
    {"feed", "item-title", &conf_xpath, TO(conf_feed, paths.title), "", 0, 0,
	NULL, "XPath of the title, from the item."},
    {"feed", "item-link", &conf_xpath, TO(conf_feed, paths.link), "", 0, 0,
	NULL, "XPath of the link, from the item."},
    {"feed", "item-date", &conf_xpath, TO(conf_feed, paths.date), "", 0, 0,
	NULL, "XPath of the date, from the item."},
    {"feed", "item-text", &conf_xpath, TO(conf_feed, paths.text), "", 0, 0,
	NULL, "XPath of the summary, from the item."},
    {"feed", "read", &conf_flags, TO(conf_feed, read), "", 0, 0, reads,
	"What is read beside the feed: linked (the page an item links "
	"to), attachments (the PDFs of that page, or of the mail)."},
    {"feed", "interval", &conf_duration, TO(conf_feed, interval), "", 1,
	7 * DAY, NULL,
	"The time between two rounds, at least 1 min (1 s at an address "
	"that allow-private names).  It is exact, unless the publisher asks "
	"for longer.  Empty: that of [bevakad], which is adapted."},
    {"feed", "adapt", &conf_choice, TO(conf_feed, adapt), "auto", 0, 0, adapts,
	"yes: the interval is adapted, also one of its own.  no: it is "
	"exact, whatever the publisher asks for.  auto: as interval says, "
	"or no when [bevakad] says no.  An interval under 1 min is exact."},
    {"feed", "from", &conf_senders, TO(conf_feed, from), "", 0, 0, NULL,
	"Of a mailbox: whose mails are read, namn@kommun.se, @kommun.se (all "
	"of that domain) or @.kommun.se (also all below it)."},
    {"feed", "since", &conf_duration, TO(conf_feed, since), "60d", HOUR,
	3650 * DAY, NULL,
	"Of a mailbox: how old mails are read the first time, as what was "
	"known before."},
    ACCESS("feed", conf_feed, "that of the source", "that of the source"),
    {"feed", "identity", &conf_word, TO(conf_feed, identity), "", 0, 0, ladder,
	"By what an item is known when it comes again: auto, guid, link, "
	"title-date or text.  Empty: as its source has it."},
    {"feed", "mask", &conf_masks, LIST(conf_feed, masks.mask, masks.n), "", 0,
	0, NULL,
	"Regular expressions that are left out before texts are compared, "
	"beside those of its source."},
    {"feed", "versions", &conf_number, TO(conf_feed, versions), "", 1, 1000,
	NULL,
	"Earlier versions of an item that are kept.  Empty: that of "
	"[bevakad]."},
    {"feed", "tags", &conf_names, LIST(conf_feed, tags, n_tags), "", 0, 0, NULL,
	"Words of yours that rules may ask for: tag = vård."},
    {"feed", "paused", &conf_bool, TO(conf_feed, paused), "no", 0, 0, NULL,
	"yes: it is not polled."},
    {"feed", "expect", &conf_expect, TO(conf_feed, expect), "", 0, 0, NULL,
	"How much it publishes: 2 per week, 1 per month, 3 per day, daily, "
	"weekly, monthly, yearly.  Silent for three times as long, someone is "
	"told.  Empty: as its source says, else what its own history shows; "
	"no: anything will do."},
    {"feed", "backfill", &conf_choice, TO(conf_feed, backfill), "auto", 0, 0,
	backfills,
	"What is done when nothing of a reading was there before, so that "
	"items may have been missed: auto looks for them on older pages and "
	"in the sitemap, no only tells."},
    {"feed", "health", &conf_name, TO(conf_feed, health.other), "", 0, 0, NULL,
	"The receiver of what concerns it, or none.  Empty: that of "
	"its source."},
    {"feed", "health-failing", &conf_name, TO(conf_feed, health.failing), "", 0,
	0, NULL, "The same, when it cannot be read."},
    {"feed", "health-silent", &conf_name, TO(conf_feed, health.silent), "", 0,
	0, NULL, "The same, when it has gone silent."},
};

static const struct conf_row rule_row[] = {
    {"rule", "title", &conf_text, TO(rule, title), "", 0, 0, NULL,
	"Its name for people.  Empty: the section's name."},
    {"rule", "feeds", &conf_feeds, LIST(rule, feeds, n_feeds), "", 0, 0, NULL,
	"The feeds it watches, source:NAME for all of a source.  Empty: "
	"every feed."},
    {"rule", "any", &conf_patterns, LIST(rule, any.pattern, any.n), "", 0, 0,
	NULL, "Words of which one must be in the item; see WORDS."},
    {"rule", "and", &conf_patterns, LIST(rule, and.pattern, and.n), "", 0, 0,
	NULL, "Words that must all be in the item."},
    {"rule", "none", &conf_patterns, LIST(rule, none.pattern, none.n), "", 0, 0,
	NULL, "Words of which none may be in the item."},
    {"rule", "where", &conf_where, TO(rule, where), "", 0, 0, NULL,
	"An expression that must hold too, such as age < 60d and not title =~ "
	"\"^Protokoll\"; see EXPRESSIONS."},
    {"rule", "events", &conf_events, TO(rule, events),
	"new, changed, found, moved, withdrawn, questioned, conflicting, due",
	0, 0, NULL,
	"Of what it hears; see EVENTS.  New and changed items, found, moved "
	"and due deadlines; of its feeds failing, silent, gap and others."},
    {"rule", "deadline", &conf_kinds, TO(rule, kinds), "", 0, 0, NULL,
	"The kinds of deadline that are followed: remiss, expiry, effect, "
	"notice, decision, report, apply, register, event, complete, "
	"appeal, or all."},
    {"rule", "remind", &conf_remind, LIST(rule, remind, n_remind),
	"20wd, 10wd, 5wd, 1wd", 0, 0, NULL,
	"How long before a deadline reminders go out: 20wd is 20 Swedish "
	"working days, 10d is 10 days.  Needs deadline."},
    {"rule", "notice", &conf_notice, TO(rule, notice), "", 0, 0, NULL,
	"How long before an agreement ends notice must be given: 12 months, "
	"6 weeks, 90 days.  Reminders of an expiry then count back from the "
	"last day to give notice."},
    {"rule", "priority", &conf_priority, TO(rule, priority), "normal", 0, 0,
	NULL, "low, normal, high or critical."},
    {"rule", "to", &conf_names, LIST(rule, to, n_to), NULL, 0, 0, NULL,
	"The receivers of its alerts."},
    {"rule", "escalate", &conf_escalate, LIST(rule, escalate, n_escalate), "",
	0, 0, NULL,
	"Who hears of an alert that nobody has taken: to:chef after 3wd "
	"unless ack.  3wd is working days, 5d days, 4h hours; unless done "
	"waits until somebody has finished it.  Several are parted by "
	"commas."},
};

static const struct conf_row receiver_row[] = {
    {"receiver", "title", &conf_text, TO(conf_receiver, title), "", 0, 0, NULL,
	"Its name for people.  Empty: the section's name."},
    {"receiver", "members", &conf_users,
	LIST(conf_receiver, members, n_members), "", 0, 0, NULL,
	"User names of those who see and acknowledge its alerts."},
    {"receiver", "via", &conf_ways, LIST(conf_receiver, via, n_via), NULL, 0, 0,
	NULL,
	"The notifiers that reach it; desktop is always there.  Behind them "
	"may stand what follows when none of them has reached it: desktop, "
	"then mail after 1h.  A desktop has reached it when a person has seen "
	"the alert, any other way when it is delivered; what is given up is "
	"followed at once."},
    {"receiver", "mail", &conf_mails, LIST(conf_receiver, mail, n_mail), "", 0,
	0, NULL, "Mail addresses, for a notifier that sends mail."},
    {"receiver", "template", &conf_name, TO(conf_receiver, template), "", 0, 0,
	NULL, "The [template] of its texts.  Empty: none."},
    {"receiver", "language", &conf_word, TO(conf_receiver, language), "", 0, 0,
	language_list, "sv or en.  Empty: that of [bevakad]."},
    {"receiver", "ics", &conf_file, TO(conf_receiver, ics), "", 0, 0, NULL,
	"A calendar file (iCalendar) that is kept with the deadlines that "
	"concern it, such as vard.ics: in the folder calendar of the state "
	"folder, unless it begins with a slash.  Empty: none."},
    {"receiver", "immediate", &conf_flags, TO(conf_receiver, immediate), "", 0,
	0, priorities,
	"The priorities that are sent at once; the others wait for the "
	"digest.  Empty: high and critical when there is a digest, else all.  "
	"Critical is always sent at once."},
    {"receiver", "digest", &conf_name, TO(conf_receiver, digest), "", 0, 0,
	NULL,
	"The [digest] in which it gets what is not immediate.  Empty: none."},
    {"receiver", "quiet", &conf_names, LIST(conf_receiver, quiet, n_quiet), "",
	0, 0, NULL,
	"Each [period] that is quiet time while it is closed: what falls in "
	"it is held until the end of it, and never dropped.  Alerts of more "
	"than five items are then one, but on a desktop."},
    {"receiver", "hours", &conf_spans, TO(conf_receiver, hours), "", 0, 0, NULL,
	"The hours of the week in which it may be reached, such as weekdays "
	"08:00-17:00: all other time is quiet.  Empty: always."},
    {"receiver", "timezone", &conf_zone, TO(conf_receiver, timezone), "", 0, 0,
	NULL,
	"The time zone of its hours, quiet time and digest.  Empty: that of "
	"[bevakad]."},
    {"receiver", "gather", &conf_duration, TO(conf_receiver, gather), "0 s", 0,
	HOUR, NULL,
	"So long what is sent at once waits for more, so that a burst is one "
	"alert.  Critical does not wait."},
};

static const struct conf_row group_row[] = {
    {"group", "receivers", &conf_names,
	LIST(conf_group, receivers, n_receivers), NULL, 0, 0, NULL,
	"The receivers, or groups, that the name stands for wherever a "
	"receiver may be named."},
};

static const struct conf_row period_row[] = {
    {"period", "closed", &conf_spans, TO(conf_period, is.closed), "", 0, 0,
	NULL,
	"When it is closed: days, each with hours or as a whole, such as "
	"weekdays 17:00-07:30, sat, sun, holidays, 2026-12-23 12:00-24:00, "
	"2026-07-06 - 2026-07-31.  Hours may go over midnight."},
    {"period", "open", &conf_spans, TO(conf_period, is.open), "", 0, 0, NULL,
	"When it is open, in the same words.  Alone, it is closed at all "
	"other times.  What names a date goes before holidays, and these "
	"before weekdays; then what is closed goes first."},
};

static const struct conf_row template_row[] = {
    {"template", "subject", &conf_template_text, TO(conf_template, subject), "",
	0, 0, NULL,
	"The title, one line, such as {{#if day}}{{day}}: {{/if}}{{item.title}}.  "
	"Empty: as it is."},
    {"template", "body", &conf_template_text, TO(conf_template, body), "", 0, 0,
	NULL, "The text of an alert.  Empty: as it is."},
    {"template", "digest", &conf_template_text, TO(conf_template, digest), "",
	0, 0, NULL, "The text of a digest.  Empty: as it is."},
};

static const struct conf_row digest_row[] = {
    {"digest", "at", &conf_times, TO(conf_digest, times), NULL, 0, 0, NULL,
	"When it is sent: workdays 07:45, mon 08:00, mon, thu 08:00, daily "
	"16:00, 1st workday of month 08:00, 15th of month 08:00; several are "
	"parted by commas."},
};

static const struct conf_row away_row[] = {
    {"away", "user", &conf_user, TO(conf_away, user), NULL, 0, 0, NULL,
	"The user name of the person who is away."},
    {"away", "days", &conf_span, TO(conf_away, days), NULL, 0, 0, NULL,
	"The first and the last day, 2026-07-06 - 2026-07-31, or one day."},
    {"away", "stand-in", &conf_user, TO(conf_away, stand_in), NULL, 0, 0, NULL,
	"The user name of who sees, gets and acknowledges meanwhile what the "
	"person would."},
};

static const struct conf_row deadline_row[] = {
    {"deadline", "title", &conf_text, TO(conf_deadline, title), NULL, 0, 0,
	NULL, "What it is, for people."},
    {"deadline", "kind", &conf_one_kind, TO(conf_deadline, kind), NULL, 0, 0,
	NULL,
	"Its kind: remiss, expiry, effect, notice, decision, report, apply, "
	"register, event, complete or appeal."},
    {"deadline", "date", &conf_day, TO(conf_deadline, date), NULL, 0, 0, NULL,
	"Its day, the last one, like 2026-12-31."},
    {"deadline", "start", &conf_day, TO(conf_deadline, start), "", 0, 0, NULL,
	"The first day of its period, such as that of an agreement."},
    {"deadline", "time", &conf_hour, TO(conf_deadline, minutes), "", 0, 0, NULL,
	"The hour of the day, like 12:00."},
    {"deadline", "link", &conf_url, TO(conf_deadline, link), "", 0, 0, NULL,
	"An address where more is said of it."},
    {"deadline", "rule", &conf_name, TO(conf_deadline, rule), "", 0, 0, NULL,
	"The rule whose receivers, reminders, notice and priority it takes, "
	"where it has none of its own."},
    {"deadline", "to", &conf_names, LIST(conf_deadline, to, n_to), "", 0, 0,
	NULL, "Its receivers.  Needed without rule."},
    {"deadline", "remind", &conf_remind, LIST(conf_deadline, remind, n_remind),
	"", 0, 0, NULL,
	"How long before it reminders go out.  Empty: as the rule says, else "
	"20wd, 10wd, 5wd, 1wd."},
    {"deadline", "notice", &conf_notice, TO(conf_deadline, notice), "", 0, 0,
	NULL, "As notice of a rule."},
    {"deadline", "priority", &conf_priority, TO(conf_deadline, priority),
	"normal", 0, 0, NULL, "low, normal, high or critical, without rule."},
    {"deadline", "extendable", &conf_bool, TO(conf_deadline, extendable), "no",
	0, 0, NULL, "yes: it may be prolonged, and this is said with it."},
    {"deadline", "statutory", &conf_bool, TO(conf_deadline, statutory), "no", 0,
	0, NULL,
	"yes: it is a term of a statute, so that the working day on which it "
	"may still be done by lag (1930:173) is said beside it."},
};

static const struct conf_row notifier_row[] = {
    {"notifier", "program", &conf_program, TO(conf_notifier, program), NULL, 0,
	0, NULL,
	"mail for notify-mail in the libexec folder and so on, desktop for "
	"the session agent, or the absolute path of any program."},
    {"notifier", "time", &conf_duration, TO(conf_notifier, seconds), "60 s", 1,
	HOUR, NULL, "The time that one run may take."},
    {"notifier", "at-once", &conf_number, TO(conf_notifier, at_once), "4", 1,
	64, NULL,
	"Runs at the same time.  After a crash as many may come twice, with "
	"the same id."},
    {"notifier", "in-order", &conf_bool, TO(conf_notifier, in_order), "yes", 0,
	0, NULL,
	"yes: of one receiver one goes at a time, the oldest first; one that "
	"has to wait holds up those behind it until it was tried three times, "
	"which is some five minutes.  no: each goes when it can."},
    {"notifier", "test", &conf_times, TO(conf_notifier, test), "", 0, 0, NULL,
	"When it is tried by itself, with an alert that says that it is a "
	"trial, such as 1st workday of month 08:00.  One that fails is given "
	"up within the hour and told as any other, by another way."},
    {"notifier", "test-to", &conf_name, TO(conf_notifier, test_to), "", 0, 0,
	NULL,
	"The receiver that it is tried on.  Empty: the first that has it among "
	"its ways."},
};
/* clang-format on */

#define ROWS(rows) rows, sizeof(rows) / sizeof((rows)[0])

const struct conf_kind conf_kind[KINDS] = {
    {"bevakad", sizeof(struct conf), false, ROWS(bevakad_row)},
    {"notifier", sizeof(struct conf_notifier), true, ROWS(notifier_row)},
    {"period", sizeof(struct conf_period), false, ROWS(period_row)},
    {"digest", sizeof(struct conf_digest), false, ROWS(digest_row)},
    {"template", sizeof(struct conf_template), false, ROWS(template_row)},
    {"receiver", sizeof(struct conf_receiver), false, ROWS(receiver_row)},
    {"group", sizeof(struct conf_group), false, ROWS(group_row)},
    {"source", sizeof(struct conf_source), false, ROWS(source_row)},
    {"feed", sizeof(struct conf_feed), false, ROWS(feed_row)},
    {"rule", sizeof(struct rule), false, ROWS(rule_row)},
    {"deadline", sizeof(struct conf_deadline), false, ROWS(deadline_row)},
    {"away", sizeof(struct conf_away), false, ROWS(away_row)},
};

const struct conf_row *
conf_row(const struct conf_kind *kind, const char *key)
{
	for (size_t i = 0; i < kind->n_rows; i++)
		if (strcmp(kind->row[i].key, key) == 0)
			return &kind->row[i];
	return NULL;
}

/* --- for people --- */

/* The order in which one reads of them. */
static const enum conf_kind_id shown[] = {KIND_BEVAKAD, KIND_SOURCE, KIND_FEED,
    KIND_RULE, KIND_DEADLINE, KIND_RECEIVER, KIND_GROUP, KIND_PERIOD,
    KIND_DIGEST, KIND_TEMPLATE, KIND_AWAY, KIND_NOTIFIER};

static void
write_text(FILE *to, const struct conf_row *r)
{
	fprintf(to, "    %s (%s", r->key, r->type->name);
	if (r->fallback == NULL)
		fputs(", must be given", to);
	else if (r->fallback[0] != '\0')
		fprintf(to, ", default %s", r->fallback);
	fprintf(to, ")\n        %s\n", r->help);
}

/* A sentence a line; mdoc wants no line to begin with a dot or quote. */
static void
write_sentences(FILE *to, const char *help)
{
	for (const char *c = help; *c != '\0'; c++) {
		if (c[0] == ' ' && c[1] == ' ' && c > help && c[-1] == '.') {
			fputc('\n', to);
			c++;
		} else {
			fputc(*c, to);
		}
	}
	fputc('\n', to);
}

static void
write_mdoc(FILE *to, const struct conf_row *r)
{
	fprintf(to, ".It Ic %s\n", r->key);
	fprintf(to, ".Pq %s", r->type->name);
	if (r->fallback == NULL)
		fputs("\n.Em Must be given .", to);
	else if (r->fallback[0] != '\0')
		fprintf(to, "\nDefault:\n.Li \"%s\" .", r->fallback);
	fputs("\n.br\n", to);
	write_sentences(to, r->help);
}

void
conf_write_options(FILE *to, bool mdoc)
{
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct conf_kind *k = &conf_kind[shown[i]];
		const char *name = shown[i] == KIND_BEVAKAD ? "" : " NAME";

		if (mdoc)
			fprintf(to, ".Ss [%s%s]\n.Bl -tag -width Ds\n", k->name,
			    name);
		else
			fprintf(to, "%s[%s%s]\n", i ? "\n" : "", k->name, name);
		for (size_t j = 0; j < k->n_rows; j++)
			(mdoc ? write_mdoc : write_text)(to, &k->row[j]);
		if (mdoc)
			fputs(".El\n", to);
	}
}
