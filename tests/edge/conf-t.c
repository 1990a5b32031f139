/* conf-t.c - the configuration: what is read, and from which files */
/* SPDX-License-Identifier: MIT */
#include "edge/conf.h"

#include <time.h>

#include "conf-folder.h"
#include "core/pattern.h"

/* --- a good one --- */

static void
check_bevakad(const struct conf *c)
{
	is_string("Europe/Stockholm", c->timezone, "time zone");
	is_string("sv", c->language, "the default language");
	is_string("https://example.kommun.se/bevakning", c->contact,
	    "without its comment");
	is_int(7200, c->interval, "a drop-in overrides the interval");
	is_int(20, c->patience, "and gives what the file did not");
	is_int(250, c->spacing, "milliseconds");
	is_int(8 << 20, (int)c->body_most, "a size");
	is_int(3, c->alert_after, "a default number");
	is_string("127.0.0.0/8", c->allow_private[0], "a network");
	is_string("10.1.2.3/32", c->allow_private[2], "a single address");
	is_string(NULL, c->allow_private[3], "the end of the networks");
	is_string("sekretariat", c->health.other, "health");
}

static void
check_feeds(const struct conf *c)
{
	const struct conf_feed *press = conf_find_feed(c, "vgr-press");
	const struct conf_feed *list = conf_find_feed(c, "vgr-lista");

	is_int(1, (int)c->n_sources, "sources");
	is_int(2, (int)c->n_feeds, "feeds");
	ok(press == &c->feed[0] && list == &c->feed[1], "in their order");
	is_string("Västra Götalandsregionen", press->of->title,
	    "quotes around a title go; the feed knows its source");
	is_string("https://www.example.se/rss?a=1;b=2#x", press->url, "url");
	is_string("vgr-press", press->title, "a title is the name");
	is_int(60, press->interval, "its own interval");
	is_int(CONF_FEED_AUTO, press->type, "type by default");
	ok(press->paths.item == NULL && press->access.proxy == NULL &&
		!press->paused && press->read == 0,
	    "nothing else");
	is_int(CONF_FEED_PAGE, list->type, "a page");
	is_string("//li[@class=\"item\"]", list->paths.item, "XPath");
	is_string(".//time", list->paths.date, "XPath of the date");
	is_int(CONF_READ_LINKED | CONF_READ_ATTACHMENTS, (int)list->read,
	    "what is read");
	is_int(5, list->interval, "short, where the address is allowed");
	is_string("http://proxy.example.se:3128/", list->access.proxy, "proxy");
	ok(list->paused, "paused");
	is_int(9, list->line, "its line");
	ok(conf_find_feed(c, "x") == NULL, "no other feed");
}

static void
check_rules(const struct conf *c)
{
	const struct rule *r = conf_find_rule(c, "remiss-vard");
	const struct rule *all = conf_find_rule(c, "allt");
	const struct rule *words = conf_find_rule(c, "bara-ord");

	is_int(3, (int)c->n_rules, "rules");
	is_int(2, (int)r->n_feeds, "feeds over two lines");
	is_string("vgr-lista", r->feeds[1], "the second");
	is_int(2, (int)r->any.n, "any");
	is_int(3, (int)r->and.n, "and");
	is_string("\"nära vård\"", pattern_text(pattern_at(r->and.pattern, 1)),
	    "as written");
	is_int(1 << DEADLINE_REMISS | 1 << DEADLINE_DECISION, (int)r->kinds,
	    "kinds");
	is_int(3, (int)r->n_remind, "reminders");
	ok(r->remind[0].count == 20 && r->remind[0].working &&
		r->remind[1].count == 10 && !r->remind[1].working,
	    "in days and working days");
	is_int(PRIORITY_HIGH, (int)r->priority, "priority");
	is_string("sekretariat", r->to[0], "to");
	is_int((1 << DEADLINE_KINDS) - 1, (int)all->kinds, "all kinds");
	is_int(4, (int)all->n_remind, "reminders by default");
	is_int(0, (int)words->n_remind, "none without a deadline");
	ok(words->any.n == 1 &&
		pattern_find(pattern_at(words->any.pattern, 0), " avtalet "),
	    "a pattern that works");
}

static void
check_ways(const struct conf *c)
{
	const struct conf_receiver *r = conf_find_receiver(c, "sekretariat");
	const struct conf_notifier *mail = conf_find_notifier(c, "mail");
	const struct conf_notifier *own = conf_find_notifier(c, "skript");
	const struct conf_notifier *desktop = conf_find_notifier(c, "desktop");

	is_int(3, (int)r->n_members, "members");
	is_string("KOMMUN\\bo", r->members[1], "of a directory");
	is_int(3, (int)r->n_via, "ways");
	is_string("registrator@example.se", r->mail[1], "mail");
	is_string("en", r->language, "language");
	is_string("/opt/bevakad/notify-mail", mail->program, "a program");
	is_int(60, mail->seconds, "its time by default");
	is_int(3, (int)mail->n_options, "its own options");
	is_string("smtp", mail->option[0].key, "a key");
	is_string("smtp://relay.example.se:25", mail->option[0].value, "value");
	is_string("", mail->option[2].value, "an empty one");
	is_string("/usr/bin/true", own->program, "a path stays");
	is_int(5, own->seconds, "its own time");
	is_string("desktop", desktop->program, "desktop is always there");
	is_int(3, (int)c->n_notifiers, "notifiers");
}

static void
check_good(void)
{
	const char *folder = test_file("configs/good");
	struct conf *c = NULL;
	struct why w;

	if (folder == NULL)
		bail("configs/good is not there");
	if (!conf_load(NULL, folder, NULL, NULL, &c, &w))
		bail("%s", w.text);
	no_faults(c, "the good one");
	check_bevakad(c);
	check_feeds(c);
	check_rules(c);
	check_ways(c);
	is_int(6, (int)c->n_files, "files");
	ok(c->file[0].ok && c->file[0].len == strlen(c->file[0].text),
	    "a file's text is kept");
	conf_drop_texts(c);
	ok(c->file[0].text == NULL, "and dropped");
	conf_free(c);
}

/* --- files and folders --- */

static void
check_order(void)
{
	struct conf *c;

	write_file("usr/bevakad.conf", "[bevakad]\ninterval = 5 min\n");
	write_file("usr/sources.d/a.conf", "[source from-vendor]\n");
	write_file("usr/sources.d/b.conf", "[source masked]\n");
	write_file("usr/sources.d/c.conf", "[source also-masked]\n");
	write_file("etc/sources.d/a.conf", "[source ours]\n");
	write_file("etc/sources.d/0.conf", "[source first]\n");
	write_file("etc/sources.d/b.conf", "");
	if (symlink("/dev/null", in_top("etc/sources.d/c.conf")) != 0)
		bail("symlink: %s", strerror(errno));
	write_file("etc/sources.d/a.conf~", "[source backup]\n");
	write_file("etc/sources.d/.a.conf", "[source hidden]\n");
	write_file("etc/sources.d/a.conf.dpkg-old", "[source old]\n");
	write_file("etc/notes.conf", "[source not-ours]\n");
	c = load_with("usr", NULL, NULL);
	no_faults(c, "masks and overrides");
	is_int(2, (int)c->n_sources, "two sources are left");
	is_string("first", c->source[0].name, "in order");
	is_string("ours", c->source[1].name, "of the administrator");
	is_int(300, c->interval, "the vendor's main file");
	conf_free(c);
	write_file("etc/bevakad.conf", "[bevakad]\nlanguage = en\n");
	c = load_with("usr", NULL, NULL);
	is_int(1800, c->interval, "which ours replaces as a whole");
	is_string("en", c->language, "by what it says");
	conf_free(c);
	remove_in(in_top("etc"));
	remove_in(in_top("usr"));
}

static void
check_odd_files(void)
{
	struct conf *c;

	write_file("etc/rules.d/x.conf/y", "");
	write_file("etc/sources.d/\xC3\xA5.conf", "[source s]\n");
	write_file("etc/sources.d/good.conf", "[source good]\n");
	write_file("etc/receivers.d/big.conf", "");
	if (truncate(path_of, 5 << 20) != 0 ||
	    symlink("nowhere", in_top("etc/rules.d/l.conf")) != 0 ||
	    mkfifo(in_top("etc/rules.d/pipe.conf"), 0600) != 0)
		bail("odd files: %s", strerror(errno));
	c = load();
	is_int(5, (int)c->n_faults, "odd files are faults");
	is_string("etc/sources.d/\xC3\xA5.conf:1:1: left out: a file's name is "
		  "of A-Z, a-z, 0-9, '_', '.' and '-'; rename it",
	    fault_text(c, 0), "a name");
	is_string("etc/rules.d/l.conf:1:1: cannot be read: No such file or "
		  "directory; the link leads nowhere",
	    fault_text(c, 1), "a link");
	is_string("etc/rules.d/pipe.conf:1:1: this is not a file",
	    fault_text(c, 2), "a pipe");
	is_string("etc/rules.d/x.conf:1:1: this is not a file but a directory",
	    fault_text(c, 3), "a directory");
	is_string(
	    "etc/receivers.d/big.conf:1:1: cannot be read: File too large",
	    fault_text(c, 4), "too large");
	is_int(1, (int)c->n_sources, "the good file stays");
	conf_free(c);
	remove_in(in_top("etc"));
}

static void
check_unreadable(void)
{
	struct conf *c = NULL;
	struct why w;

	ok(!conf_load(NULL, in_top("not-there"), NULL, NULL, &c, &w),
	    "a folder that is not there");
	has_string("not-there: cannot be read: No such file", w.text, "why");
	c = load_with("not-there", NULL, NULL);
	no_faults(c, "without a vendor's folder");
	is_int(1800, c->interval, "defaults do");
	is_string(PKGLIBEXECDIR, c->libexec, "also of paths");
	conf_free(c);
	if (geteuid() == 0) {
		skip("root reads every file");
		return;
	}
	write_file("etc/sources.d/a.conf", "[source a]\n");
	chmod(path_of, 0);
	c = load();
	is_string("etc/sources.d/a.conf:1:1: cannot be read: Permission denied",
	    fault_text(c, 0), "a file that may not be read");
	conf_free(c);
	remove_in(in_top("etc"));
}

/* --- large ones --- */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
check_large(void)
{
	struct str feeds = STR_INIT(1 << 20), rules = STR_INIT(4 << 20);
	struct conf *c;
	double start;
	size_t used;

	str_add(&feeds, "[source s]\n"
			"[receiver r]\nmembers = anna\nvia = desktop\n");
	for (int i = 0; i < 1000; i++)
		str_addf(&feeds,
		    "[feed kommun-%d-nyheter]\nsource = s\n"
		    "url = https://www.kommun-%d.se/nyheter/rss.xml\n"
		    "title = Nyheter från kommun %d\nread = linked\n",
		    i, i, i);
	write_file("etc/sources.d/many.conf", feeds.text);
	str_release(&feeds);
	start = seconds();
	c = load();
	diag("1,000 feeds: %.1f ms", 1e3 * (seconds() - start));
	no_faults(c, "a thousand feeds");
	conf_drop_texts(c);
	used = pool_used(c->pool);
	diag("1,000 feeds: %zu bytes", used);
	ok(used < 800 * 1024, "a thousand feeds in a few hundred kB");
	conf_free(c);
	for (int i = 0; i < 1000; i++)
		str_addf(&rules,
		    "[rule r%d]\nto = r\nany = remiss%d*, avtal%d, *plan%d,"
		    " \"nära vård %d\", samverkan%d\nand = beslut%d, vård%d,"
		    " hälsa%d\nnone = avslutad%d, nämnd%d\n",
		    i, i, i, i, i, i, i, i, i, i, i);
	write_file("etc/rules.d/many.conf", rules.text);
	str_release(&rules);
	start = seconds();
	c = load();
	diag("and 10,000 words: %.1f ms", 1e3 * (seconds() - start));
	no_faults(c, "a thousand rules, ten thousand words");
	conf_drop_texts(c);
	diag("10,000 words: %zu bytes", pool_used(c->pool) - used);
	is_int(1000, (int)c->n_rules, "all are there");
	conf_free(c);
	remove_in(in_top("etc"));
}

static void
check_options(bool mdoc, const char *wanted)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	conf_write_options(f, mdoc);
	fclose(f);
	has_string(wanted, text, "the options, %s", mdoc ? "mdoc" : "text");
	free(text);
}

int
main(void)
{
	begin();
	check_good();
	check_order();
	check_odd_files();
	check_unreadable();
	check_large();
	check_options(false, "    interval (duration, default 30 min)\n");
	check_options(true, ".It Ic interval\n");
	end();
	return done_testing();
}
