/* check-config.c - bevakactl check-config: faults before they are taken */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "ctl/check-access.h"
#include "ctl/check-notifier.h"
#include "ctl/pure.h"
#include "ctl/rules.h"
#include "edge/conf.h"

struct asked {
	const char *folder, *vendor, *socket;
	bool json, diff;
	bool options;
	bool mdoc;
};

static int
usage(const char *word)
{
	fprintf(stderr,
	    "check-config: %s%s%susage: bevakactl check-config [--config DIR] "
	    "[--vendor DIR] [--json] [--diff [--socket PATH]] "
	    "[--print-options]\n",
	    word ? "'" : "", word ? word : "",
	    word ? "' is not known here; " : "");
	return EXIT_USAGE;
}

/* False for what is not known; the word at fault is argv[*at]. */
static bool
read_arguments(struct asked *a, int argc, char **argv, int *at)
{
	for (int i = 1; i < argc; i++) {
		const char *value;

		*at = i;
		if ((value = option_value(argc, argv, &i, "--config")) != NULL)
			a->folder = value;
		else if ((value = option_value(argc, argv, &i, "--vendor")) !=
			 NULL)
			a->vendor = value;
		else if (strcmp(argv[i], "--json") == 0)
			a->json = true;
		else if ((value = option_value(argc, argv, &i, "--socket")) !=
			 NULL)
			a->socket = value;
		else if (strcmp(argv[i], "--diff") == 0)
			a->diff = true;
		else if (strcmp(argv[i], "--print-options") == 0)
			a->options = true;
		else if (strcmp(argv[i], "--print-options=mdoc") == 0)
			a->options = a->mdoc = true;
		else if (strcmp(argv[i], "--no-color") != 0)
			return false;
	}
	return true;
}

static const char *
many(size_t n)
{
	return n == 1 ? "" : "s";
}

/* The faults of the files, then those of what they name. */
struct faults {
	const struct conf_fault *of_files, *of_access, *of_notifiers;
	size_t n_files, n_access, n_notifiers, n;
};

static const struct conf_fault *
fault_at(const struct faults *f, size_t i)
{
	if (i < f->n_files)
		return &f->of_files[i];
	i -= f->n_files;
	return i < f->n_access ? &f->of_access[i]
			       : &f->of_notifiers[i - f->n_access];
}

static void
print_text(const struct conf *c, const struct faults *f)
{
	for (size_t i = 0; i < f->n; i++)
		puts(fault_at(f, i)->text);
	printf("%zu feed%s, %zu rule%s, %zu receiver%s: ", c->n_feeds,
	    many(c->n_feeds), c->n_rules, many(c->n_rules), c->n_receivers,
	    many(c->n_receivers));
	if (f->n == 0)
		puts("no fault");
	else
		printf("%zu fault%s\n", f->n, many(f->n));
}

static void
print_json(const struct conf *c, const struct faults *all_faults)
{
	json_t *faults = json_array(), *all;

	for (size_t i = 0; i < all_faults->n; i++) {
		const struct conf_fault *f = fault_at(all_faults, i);

		json_array_append_new(
		    faults, json_pack("{s:s, s:i, s:i, s:s, s:s}", "file",
				f->file, "line", f->line, "column", f->column,
				"reason", f->reason, "text", f->text));
	}
	all = json_pack("{s:i, s:i, s:i, s:i, s:i, s:o}", "sources",
	    (int)c->n_sources, "feeds", (int)c->n_feeds, "rules",
	    (int)c->n_rules, "receivers", (int)c->n_receivers, "notifiers",
	    (int)c->n_notifiers, "faults", faults);
	json_dumpf(all, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(all);
}

static int
check(const struct asked *a)
{
	struct conf *c = NULL;
	struct faults faults;
	struct why w;
	int status;

	if (!conf_load(a->vendor, a->folder, NULL, NULL, &c, &w)) {
		fprintf(stderr, "check-config: %s\n", w.text);
		return EXIT_FAILED;
	}
	faults = (struct faults){.of_files = c->fault, .n_files = c->n_faults};
	faults.of_access = check_access(c, &faults.n_access);
	faults.of_notifiers = check_notifiers(c, &faults.n_notifiers);
	faults.n = faults.n_files + faults.n_access + faults.n_notifiers;
	status = faults.n == 0 ? EXIT_FINE : EXIT_FAILED;
	if (!a->diff || !a->json || faults.n > 0)
		(a->json ? print_json : print_text)(c, &faults);
	if (a->diff && faults.n == 0)
		status = ctl_check_diff(c, a->socket, a->json);
	conf_free(c);
	return status;
}

int
ctl_check_config(int argc, char **argv)
{
	struct asked a = {.folder = SYSCONFDIR "/bevakad", .vendor = VENDORDIR};
	int at = 0, status = EXIT_FINE;

	if (!read_arguments(&a, argc, argv, &at))
		return usage(argv[at]);
	if (a.options)
		conf_write_options(stdout, a.mdoc);
	else
		status = check(&a);
	if (fflush(stdout) != 0) {
		fprintf(stderr, "check-config: standard output: %m\n");
		return EXIT_FAILED;
	}
	return status;
}
