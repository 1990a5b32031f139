/* conf-t.c - the configuration: what is read, and every fault's place */
/* SPDX-License-Identifier: MIT */
#include "edge/conf.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/pattern.h"
#include "tap/tap.h"

/* --- a folder of our own --- */

static char top[] = "/tmp/conf-t-XXXXXX";
static char path_of[600];

static const char *
in_top(const char *name)
{
	snprintf(path_of, sizeof(path_of), "%s/%s", top, name);
	return path_of;
}

static void
make_folders(const char *path)
{
	char part[600];

	snprintf(part, sizeof(part), "%s", path);
	for (char *s = part + 1; (s = strchr(s, '/')) != NULL; *s++ = '/') {
		*s = '\0';
		if (mkdir(part, 0755) != 0 && errno != EEXIST)
			bail("%s: %s", part, strerror(errno));
	}
}

static void
write_bytes(const char *name, const char *bytes, size_t len)
{
	FILE *f;

	make_folders(in_top(name));
	f = fopen(in_top(name), "w");
	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		bail("%s: %s", in_top(name), strerror(errno));
}

static void
write_file(const char *name, const char *text)
{
	write_bytes(name, text, strlen(text));
}

static void
remove_in(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	char path[800];

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		chmod(path, 0700);
		if (unlink(path) != 0) {
			remove_in(path);
			rmdir(path);
		}
	}
	if (dir != NULL)
		closedir(dir);
}

/* --- loading --- */

static struct conf *
load_with(const char *vendor, conf_last_good_fn *last_good, void *context)
{
	char vendor_path[600];
	struct conf *c = NULL;
	struct why w = {""};

	snprintf(vendor_path, sizeof(vendor_path), "%s/%s", top,
	    vendor ? vendor : "");
	if (!conf_load(vendor ? vendor_path : NULL, in_top("etc"), last_good,
		context, &c, &w))
		bail("not loaded: %s", w.text);
	return c;
}

static struct conf *
load(void)
{
	return load_with(NULL, NULL, NULL);
}

/* Without the folder, which the test chose. */
static const char *
fault_text(const struct conf *c, size_t i)
{
	const char *text = i < c->n_faults ? c->fault[i].text : "no fault";

	return strncmp(text, top, strlen(top)) == 0 ? text + strlen(top) + 1
						    : text;
}

static void
no_faults(const struct conf *c, const char *name)
{
	is_int(0, (int)c->n_faults, "%s: no fault", name);
	for (size_t i = 0; i < c->n_faults; i++)
		diag("%s", c->fault[i].text);
}

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

/* --- one fault a file --- */

static void
check_fault(const char *name)
{
	char file[300], wanted[800], *fault, *percent;
	size_t len;
	struct conf *c;
	char *text;

	snprintf(file, sizeof(file), "configs/fault/%s.conf", name);
	text = test_read(file, &len);
	write_bytes("etc/bevakad.conf", text, len);
	free(text);
	snprintf(file, sizeof(file), "configs/fault/%s.fault", name);
	fault = test_read(file, &len);
	fault[strcspn(fault, "\n")] = '\0';
	percent = strchr(fault, '%'); /* for the file's own path */
	if (percent != NULL && percent[1] == ':')
		snprintf(wanted, sizeof(wanted),
		    "etc/bevakad.conf:%.*s%s/etc/bevakad.conf%s",
		    (int)(percent - fault), fault, top, percent + 1);
	else
		snprintf(wanted, sizeof(wanted), "etc/bevakad.conf:%s", fault);
	free(fault);
	c = load();
	is_string(wanted, fault_text(c, 0), "%s", name);
	is_int(1, (int)c->n_faults, "and no other");
	for (size_t i = 1; i < c->n_faults; i++)
		diag("%s", c->fault[i].text);
	ok(!c->file[0].ok && !c->fault[0].fell_back, "the file is not good");
	conf_free(c);
}

static void
check_one_fault_each(void)
{
	DIR *dir = opendir(test_file("configs/fault"));
	struct dirent *e;
	int n = 0;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		char *end = strstr(e->d_name, ".conf");

		if (end == NULL)
			continue;
		*end = '\0';
		check_fault(e->d_name);
		n++;
	}
	if (dir != NULL)
		closedir(dir);
	ok(n > 60, "%d faults were tried", n);
	remove_in(in_top("etc"));
}

static void
check_all_faults(void)
{
	struct conf *c;
	struct str many = STR_INIT(1 << 20);

	write_file("etc/bevakad.conf", "[bevakad]\n"
				       "interval = 30\n"
				       "langauge = sv\n"
				       "[feeed x]\n"
				       "[source s]\n"
				       "broken line\n");
	c = load();
	is_int(4, (int)c->n_faults, "every fault of a file is told");
	is_string("etc/bevakad.conf:6:1: expected key = value, [section] or "
		  "# comment",
	    fault_text(c, 3), "of its lines");
	has_string("3:1: unknown key 'langauge' in [bevakad]; did you mean "
		   "'language'?",
	    fault_text(c, 1), "of its keys");
	is_int(0, (int)c->n_sources, "and its sections are left out");
	conf_free(c);
	for (int i = 0; i < 500; i++)
		str_addf(&many, "[x%d]\n", i);
	write_file("etc/bevakad.conf", many.text);
	str_release(&many);
	c = load();
	is_int(CONF_FAULTS_MOST, (int)c->n_faults, "but not without end");
	has_string("more faults follow", fault_text(c, c->n_faults - 1),
	    "which is said");
	conf_free(c);
	remove_in(in_top("etc"));
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

/* --- falling back --- */

struct kept {
	const char *name, *text;
	int asked;
};

static const char *
last_good(const char *path, size_t *len, void *context)
{
	struct kept *k = context;

	for (; k->name != NULL; k++) {
		if (strcmp(path, in_top(k->name)) != 0)
			continue;
		k->asked++;
		*len = strlen(k->text);
		return k->text;
	}
	return NULL;
}

#define RECEIVER(name) "[receiver " name "]\nmembers = anna\nvia = desktop\n"
#define RULE(name, to) "[rule " name "]\nany = remiss\nto = " to "\n"

static void
check_fall_back(void)
{
	struct kept kept[] = {
	    {"etc/rules.d/a.conf", RULE("before", "vard"), 0}, {NULL, "", 0}};
	struct conf *c;

	write_file("etc/receivers.d/r.conf", RECEIVER("vard"));
	write_file("etc/rules.d/a.conf", "[rule now]\nto = vard\nay = x\n");
	write_file("etc/rules.d/b.conf", RULE("other", "vard"));
	c = load_with(NULL, last_good, kept);
	is_int(1, (int)c->n_faults, "a broken file has its fault");
	ok(c->fault[0].fell_back, "and falls back");
	is_int(2, (int)c->n_rules, "the rules of both files");
	is_string("before", c->rule[0].name, "in the order of the files");
	for (size_t i = 0; i < c->n_files; i++)
		if (strstr(c->file[i].path, "a.conf") != NULL)
			ok(!c->file[i].ok &&
				strstr(c->file[i].text, "rule now"),
			    "its text is the one it has now");
	is_int(1, kept[0].asked, "asked once");
	conf_free(c);
	remove_in(in_top("etc/rules.d"));
	if (mkdir(in_top("etc/rules.d/a.conf"), 0755) != 0)
		bail("mkdir: %s", strerror(errno));
	c = load_with(NULL, last_good, kept);
	ok(c->n_faults == 1 && c->fault[0].fell_back && c->n_rules == 1,
	    "so does a file that cannot be read");
	conf_free(c);
	remove_in(in_top("etc"));
}

static void
check_bad_last_good(void)
{
	struct kept kept[] = {
	    {"etc/rules.d/a.conf", "[rule old]\nto = vard\nold = x\n", 0},
	    {NULL, "", 0}};
	struct conf *c;

	write_file("etc/receivers.d/r.conf", RECEIVER("vard"));
	write_file("etc/rules.d/a.conf", "[rule now]\nto = vard\nay = x\n");
	c = load_with(NULL, last_good, kept);
	is_int(1, (int)c->n_faults, "a last good text that is bad by now");
	ok(!c->fault[0].fell_back && c->n_rules == 0, "is not used");
	conf_free(c);
	remove_in(in_top("etc"));
}

/* A receiver goes; the rule's file, which did not change, is at fault. */
static void
check_combination(void)
{
	struct kept kept[] = {
	    {"etc/rules.d/a.conf", RULE("a", "vard") RULE("b", "sekr"), 0},
	    {"etc/receivers.d/r.conf", RECEIVER("vard") RECEIVER("sekr"), 0},
	    {NULL, "", 0}};
	struct conf *c;

	write_file("etc/receivers.d/r.conf", RECEIVER("sekr"));
	write_file("etc/rules.d/a.conf", kept[0].text);
	c = load_with(NULL, last_good, kept);
	is_int(1, (int)c->n_faults, "the reference is at fault");
	has_string("etc/rules.d/a.conf:3:6: there is no receiver 'vard'",
	    fault_text(c, 0), "in the file that refers");
	ok(!c->fault[0].fell_back, "falling back to the same changes nothing");
	ok(c->n_rules == 1 && strcmp(c->rule[0].name, "b") == 0,
	    "only the rule that does not fit is left out");
	is_int(0, kept[1].asked, "the good file is not asked for");
	conf_free(c);
	kept[0].text = RULE("before", "sekr") RULE("x", "gone");
	c = load_with(NULL, last_good, kept);
	is_int(2, (int)c->n_faults, "a last good text that fits in part");
	has_string("(in its last good version)", fault_text(c, 1), "is said");
	ok(c->n_rules == 1 && strcmp(c->rule[0].name, "before") == 0,
	    "and used in part");
	conf_free(c);
	remove_in(in_top("etc"));
}

static void
check_cascade(void)
{
	struct conf *c;

	write_file("etc/notifiers.d/n.conf", "[notifier mail]\nprogam = x\n");
	write_file("etc/receivers.d/r.conf",
	    "[receiver a]\nvia = mail\nmail = a@b.se\n" RECEIVER("b"));
	write_file("etc/rules.d/r.conf", RULE("x", "a") RULE("y", "b"));
	c = load();
	is_int(3, (int)c->n_faults, "a fault, and what follows from it");
	has_string("notifiers.d/n.conf, which has faults", fault_text(c, 1),
	    "which says so");
	has_string("r.conf:3:6: receiver 'a' is left out for a fault of its "
		   "own",
	    fault_text(c, 0), "all the way");
	ok(c->n_rules == 1 && c->n_receivers == 1, "the rest stays");
	conf_free(c);
	remove_in(in_top("etc"));
}

static void
check_twice(void)
{
	struct conf *c;

	write_file("etc/sources.d/a.conf", "[source s]\ntitle = A\n");
	write_file("etc/sources.d/b.conf", "[source t]\n[source s]\n");
	c = load();
	is_int(1, (int)c->n_faults, "a name that stands twice");
	has_string("etc/sources.d/b.conf:2:9: [source s] stands already at ",
	    fault_text(c, 0), "is the later file's fault");
	has_string("/etc/sources.d/a.conf:1", fault_text(c, 0), "both places");
	ok(c->n_sources == 2 && strcmp(c->source[0].title, "A") == 0,
	    "the first counts");
	conf_free(c);
	remove_in(in_top("etc"));
}

/* Feeds at a stranger's keep a minute when the common interval is shorter. */
static void
check_interval(void)
{
	struct conf *c;

	write_file("etc/bevakad.conf",
	    "[bevakad]\ninterval = 2 s\nallow-private = 127.0.0.0/8, ::1/128\n"
	    "[source s]\n"
	    "[feed near]\nsource = s\nurl = http://localhost:8000/a\n"
	    "[feed six]\nsource = s\nurl = http://[::1]/a\n"
	    "[feed far]\nsource = s\nurl = https://example.se/a\n");
	c = load();
	no_faults(c, "a short interval for all");
	is_int(2, c->feed[0].interval, "holds near by");
	is_int(2, c->feed[1].interval, "also by IPv6");
	is_int(60, c->feed[2].interval, "and is a minute far away");
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

	str_add(&feeds, "[source s]\n" RECEIVER("r"));
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

/* Lines that go on and on, and faults without end: linear all the same. */
static void
check_hostile(void)
{
	struct str s = STR_INIT(4 << 20);
	struct conf *c;

	str_add(&s, "[bevakad]\ncontact = x\n");
	while (s.len < 2 << 20)
		str_add(&s, " x\n");
	write_file("etc/bevakad.conf", s.text);
	str_clear(&s);
	for (int i = 0; s.len < 1 << 20; i++)
		str_addf(&s, "[rule r%d]\nto = missing-%d\n", i, i);
	write_file("etc/rules.d/a.conf", s.text);
	str_clear(&s);
	str_add(&s, "[notifier n]\nprogram = x\n");
	while (s.len < 1 << 20)
		str_addf(&s, "k%zu = x\n", s.len);
	write_file("etc/notifiers.d/a.conf", s.text);
	str_release(&s);
	c = load();
	ok(c->n_faults == 2 + CONF_FAULTS_MOST, "%zu faults", c->n_faults);
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
	if (mkdtemp(top) == NULL)
		bail("%s: %s", top, strerror(errno));
	if (mkdir(in_top("etc"), 0755) != 0)
		bail("%s: %s", path_of, strerror(errno));
	check_good();
	check_one_fault_each();
	check_all_faults();
	check_order();
	check_odd_files();
	check_unreadable();
	check_fall_back();
	check_bad_last_good();
	check_combination();
	check_cascade();
	check_twice();
	check_interval();
	check_large();
	check_hostile();
	check_options(false, "    interval (duration, default 30 min)\n");
	check_options(true, ".It Ic interval\n");
	remove_in(top);
	rmdir(top);
	return done_testing();
}
