/* template-t.c - texts by template: what is written, what is refused and where */
/* SPDX-License-Identifier: MIT */
#include "core/template.h"

#include <string.h>

#include "tap/tap.h"

static const char alert[] =
    "{\"title\": \"Remiss\", \"text\": \"Hela\\ntexten\", \"day\": \"30 "
    "november 2026\", \"late\": true, \"source\": {\"title\": \"VGR\"},"
    " \"rules\": [{\"name\": \"a\", \"title\": \"En\"}, {\"name\":"
    " \"b\"}], \"changes\": [\"date\", \"text\"], \"deadlines\": ["
    "{\"kind\": \"remiss\", \"day\": \"30 november 2026\","
    " \"evidence\": \"Svara {{title}}\"},"
    "{\"kind\": \"expiry\", \"day\": \"1 januari 2027\"}], \"by\": \"\"}";

static void
check_texts(void)
{
	static const struct {
		const char *text, *wanted;
	} row[] = {
	    {"", ""},
	    {"bara text", "bara text"},
	    {"{{title}}", "Remiss"},
	    {"{{ title }}!", "Remiss!"},
	    {"{{source.title}}: {{title}}", "VGR: Remiss"},
	    {"{{feed.title}}{{reason}}", ""},
	    {"{{#if day}}{{day}}{{/if}}", "30 november 2026"},
	    {"{{#if by}}av{{else}}ingen{{/if}}", "ingen"},
	    {"{{#if late}}sent{{/if}}", "sent"},
	    {"{{#if by}}{{#if day}}x{{/if}}{{else}}y{{/if}}", "y"},
	    {"{{#each deadlines}}{{day}};{{/each}}",
		"30 november 2026;1 januari 2027;"},
	    {"{{#each deadlines}}{{kind}} {{#if evidence}}({{evidence}}){{else}}"
	     "-{{/if}}\\n   {{/each}}slut",
		"remiss (Svara {{title}})\nexpiry -\nslut"},
	    {"{{#each changes}}<{{.}}>{{/each}}", "<date><text>"},
	    {"{{changes}}", "date, text"},
	    {"{{#each rules}}{{name}}{{/each}}x", "abx"},
	    {"{{#each digest.entries}}{{title}}{{/each}}x", "x"},
	    {"{{#each deadlines}}{{title}}{{/each}}", "RemissRemiss"},
	    {"{{#each rules}}{{title}};{{/each}}", "En;;"},
	    {"a\\n  b\\\\c", "a\nb\\c"},
	    {"{ {title} }", "{ {title} }"},
	};
	json_t *facts = json_loads(alert, 0, NULL);

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct str s = STR_INIT(1000);
		struct why w = {""};
		size_t at;

		ok(template_check(row[i].text, &at, &w), "%s: %s", row[i].text,
		    w.text);
		template_render(row[i].text, facts, &s);
		is_string(row[i].wanted, s.text, "%s", row[i].text);
		str_release(&s);
	}
	json_decref(facts);
}

static void
check_faults(void)
{
	static const struct {
		const char *text;
		size_t at;
		const char *part;
	} row[] = {
	    {"abc {{titel}}", 4, "no such field: titel"},
	    {"{{title", 0, "without"},
	    {"x{{#if day}}y", 1, "no {{/if}}"},
	    {"{{#each deadlines}}x", 0, "no {{/each}}"},
	    {"{{#each days}}{{/each}}", 0, "no such list"},
	    {"ab{{/if}}", 2, "nothing is open"},
	    {"ab{{else}}", 2, "nothing is open"},
	    {"{{#if day}}{{/each}}", 0, "no {{/if}}"},
	    {"{{#each rules}}{{#each changes}}{{/each}}{{/each}}", 15,
		"in no other one"},
	    {"{{evidence}}", 0, "no such field"},
	    {"{{title + 1}}", 2, "no field"},
	    {"{{system.exit}}", 0, "no such field"},
	    {"{{.}}", 0, "no such field"},
	    {"{{}}", 0, "no such field"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct why w = {""};
		size_t at = 999;

		ok(!template_check(row[i].text, &at, &w), "%s: refused",
		    row[i].text);
		is_int((int64_t)row[i].at, (int64_t)at, "%s: there: %s",
		    row[i].text, w.text);
		has_string(row[i].part, w.text, "and why");
	}
}

/* Deep, long and hostile ones end. */
static void
check_ceilings(void)
{
	static char text[TEMPLATE_MOST + 2];
	struct str s = STR_INIT(20);
	struct why w;
	size_t at;
	json_t *facts = json_loads(alert, 0, NULL);

	memset(text, 'x', sizeof(text) - 1);
	ok(!template_check(text, &at, &w), "too long");
	text[0] = '\0';
	for (int i = 0; i < 20; i++)
		strcat(text, "{{#if day}}");
	ok(!template_check(text, &at, &w), "too deep: %s", w.text);
	template_render("{{title}}{{title}}{{title}}{{title}}", facts, &s);
	ok(s.len <= 20, "no more than fits");
	str_release(&s);
	json_decref(facts);
}

int
main(void)
{
	check_texts();
	check_faults();
	check_ceilings();
	return done_testing();
}
