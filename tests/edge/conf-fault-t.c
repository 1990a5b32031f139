/* conf-fault-t.c - faults of the configuration: each in its place, and the last good text */
/* SPDX-License-Identifier: MIT */
#include "conf-folder.h"

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

int
main(void)
{
	begin();
	check_one_fault_each();
	check_all_faults();
	check_fall_back();
	check_bad_last_good();
	check_combination();
	check_cascade();
	check_twice();
	check_interval();
	check_hostile();
	end();
	return done_testing();
}
