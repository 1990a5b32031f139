/* probe-say.c - what a probe found: comments before a section, or JSON */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/deadline/deadline.h"
#include "ctl/probe.h"
#include "ctl/show.h"

enum { LINE_MOST = 2000, SECTION_MOST = 16 * 1024, TITLE_MOST = 120 };

/* One line of comment, so that all that is printed can be pasted. */
static void remark(const char *format, ...)
    __attribute__((__format__(printf, 1, 2)));

static void
remark(const char *format, ...)
{
	char line[LINE_MOST];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	log_clean(line);
	printf("# %s\n", line);
}

static const char *
day_of_item(const struct probed_item *shown, char text[DAY_TEXT])
{
	int64_t when = shown->item->published;

	if (when == NO_TIME && shown->page != NULL)
		when = shown->page->published;
	if (when == NO_TIME)
		return "no date   ";
	return day_write(time_local_day(when), text);
}

static int64_t
newest(const struct document *d)
{
	int64_t t = NO_TIME;

	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].published > t)
			t = d->items[i].published;
	return t;
}

static const char *
title_of(const struct item *item)
{
	return item->title != NULL ? item->title : "(no title)";
}

/* --- for people --- */

static void
say_feed(const struct probe *p, const struct probed_feed *f)
{
	char day[DAY_TEXT] = "-";
	int64_t last;

	if (f->document == NULL) {
		remark("feed    %s (%s): %s", f->url, f->how, f->why.text);
		return;
	}
	last = newest(f->document);
	if (last != NO_TIME)
		day_write(time_local_day(last), day);
	remark("feed    %s (%s): %s, %zu items, newest %s%s", f->url, f->how,
	    f->document->format, f->document->n_items, day,
	    f == p->chosen ? "; used below"
	    : f->fits      ? ""
			   : "; other items than the page's list");
}

static void
say_found(const struct probe *p)
{
	const struct document *d = p->page;

	remark("address %s", p->typed);
	if (strcmp(p->url, p->typed) != 0)
		remark("moved   to %s", p->url);
	remark("made by %s%s%s%s", p->platform ? p->platform : "unknown",
	    p->mark ? " (" : "", p->mark ? p->mark : "", p->mark ? ")" : "");
	if (d->kind == DOCUMENT_FEED)
		remark("feed    %s, %zu items", d->format, d->n_items);
	for (size_t i = 0; i < p->n_feeds; i++)
		say_feed(p, &p->feed[i]);
	if (p->n_feeds == 0 && d->kind != DOCUMENT_FEED)
		remark("feed    none is linked");
	for (size_t i = 0; i < d->n_rules; i++)
		remark("list    %s: %zu items%s%s%s", d->rules[i].name,
		    d->rules[i].n,
		    i == 0 && p->chosen == NULL ? "; used below" : "",
		    d->rules[i].item ? "; item = " : "",
		    d->rules[i].item ? d->rules[i].item : "");
	if (d->n_rules == 0 && d->kind != DOCUMENT_FEED)
		remark("list    none");
	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].rel, "section") == 0)
			remark("see     %s: %s",
			    d->links[i].title ? d->links[i].title : "",
			    d->links[i].href);
}

static void
say_deadlines(const struct item *item)
{
	char start[DAY_TEXT], end[DAY_TEXT];

	for (size_t i = 0; item != NULL && i < item->n_deadlines; i++) {
		const struct deadline *d = &item->deadlines[i];

		day_write(d->start, start);
		day_write(d->end, end);
		remark("              %s %s%s%s: %s",
		    deadline_kind_name(d->kind),
		    d->start != d->end ? start : "",
		    d->start != d->end ? " to " : "", end,
		    d->evidence ? d->evidence : "");
	}
}

/* What the page says, unless only the feed said something. */
static const struct item *
teller(const struct probed_item *shown)
{
	return shown->page != NULL && shown->page->n_deadlines > 0
		   ? shown->page
		   : shown->item;
}

static void
say_paper(const struct probed_paper *paper)
{
	remark("              %s%s%s", paper->url,
	    paper->text != NULL ? "" : ": ",
	    paper->text != NULL ? "" : paper->why.text);
	say_deadlines(paper->text);
}

static void
say_item(const struct probed_item *shown)
{
	char day[DAY_TEXT];

	remark("%s    %.*s", day_of_item(shown, day), TITLE_MOST,
	    title_of(shown->item));
	remark("              %s", shown->item->link ? shown->item->link : "-");
	if (shown->paper && shown->page != NULL)
		remark("              a PDF, whose text is read");
	else if (shown->page == NULL)
		remark(
		    "              its page is not read: %s", shown->why.text);
	if (shown->papers > 0)
		remark("              its page links to %zu paper%s",
		    shown->papers, shown->papers == 1 ? "" : "s");
	say_deadlines(teller(shown));
	for (size_t i = 0; i < shown->n_read; i++)
		say_paper(&shown->paper_of[i]);
}

void
probe_say(const struct probe *p)
{
	struct str s = STR_INIT(SECTION_MOST);

	say_found(p);
	for (size_t i = 0; i < p->n_shown; i++)
		say_item(&p->shown[i]);
	if (p->n_shown == 0)
		remark("there is no item just now");
	printf("#\n");
	if (p->visitor.set.allow != NULL && p->visitor.set.allow[0] != NULL)
		remark("[bevakad] must say allow-private = %s",
		    p->visitor.set.allow[0]);
	remark("to be pasted below sources.d; then "
	       "bevakactl check-config && bevakactl reload");
	probe_section(p, &s);
	fputs(s.text, stdout);
	str_release(&s);
}

/* --- for programs --- */

static json_t *
text_or_null(const char *text)
{
	return text != NULL ? json_string(text) : json_null();
}

static json_t *
day_or_null(int64_t when)
{
	char day[DAY_TEXT];

	if (when == NO_TIME)
		return json_null();
	return json_string(day_write(time_local_day(when), day));
}

static void
add_deadlines(json_t *list, const struct item *item, const char *paper)
{
	char start[DAY_TEXT], end[DAY_TEXT];

	for (size_t i = 0; i < item->n_deadlines; i++) {
		const struct deadline *d = &item->deadlines[i];

		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s, s:o, s:o}", "kind",
			      deadline_kind_name(d->kind), "start",
			      day_write(d->start, start), "end",
			      day_write(d->end, end), "evidence",
			      text_or_null(d->evidence), "paper",
			      text_or_null(paper)));
	}
}

/* Those of the page, then those of its papers. */
static json_t *
json_of_deadlines(const struct probed_item *shown)
{
	json_t *list = json_array();

	add_deadlines(list, teller(shown), NULL);
	for (size_t i = 0; i < shown->n_read; i++)
		if (shown->paper_of[i].text != NULL)
			add_deadlines(list, shown->paper_of[i].text,
			    shown->paper_of[i].url);
	return list;
}

static json_t *
json_of_items(const struct probe *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_shown; i++) {
		const struct probed_item *shown = &p->shown[i];
		int64_t when = shown->item->published;

		if (when == NO_TIME && shown->page != NULL)
			when = shown->page->published;
		json_array_append_new(
		    list, json_pack("{s:o, s:o, s:o, s:b, s:i, s:o}", "title",
			      text_or_null(shown->item->title), "link",
			      text_or_null(shown->item->link), "published",
			      day_or_null(when), "paper", shown->paper,
			      "papers", (int)shown->papers, "deadlines",
			      json_of_deadlines(shown)));
	}
	return list;
}

static json_t *
json_of_feeds(const struct probe *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_feeds; i++) {
		const struct probed_feed *f = &p->feed[i];
		json_t *o = json_pack("{s:s, s:s, s:b}", "url", f->url, "how",
		    f->how, "used", f == p->chosen);

		if (f->document == NULL) {
			json_object_set_new(o, "why", json_string(f->why.text));
		} else {
			json_object_set_new(
			    o, "format", json_string(f->document->format));
			json_object_set_new(o, "items",
			    json_integer((json_int_t)f->document->n_items));
			json_object_set_new(
			    o, "newest", day_or_null(newest(f->document)));
		}
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
json_of_lists(const struct probe *p)
{
	const struct document *d = p->page;
	json_t *list = json_array();

	for (size_t i = 0; i < d->n_rules; i++)
		json_array_append_new(
		    list, json_pack("{s:s, s:i, s:o, s:b}", "rule",
			      d->rules[i].name, "items", (int)d->rules[i].n,
			      "item", text_or_null(d->rules[i].item), "used",
			      i == 0 && p->chosen == NULL));
	return list;
}

static json_t *
json_of_sections(const struct document *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].rel, "section") == 0)
			json_array_append_new(list,
			    json_pack("{s:s, s:o}", "url", d->links[i].href,
				"title", text_or_null(d->links[i].title)));
	return list;
}

void
probe_say_json(const struct probe *p)
{
	const struct document *d = p->page;
	struct str s = STR_INIT(SECTION_MOST);
	json_t *o;

	probe_section(p, &s);
	o = json_pack("{s:s, s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:s}",
	    "address", p->typed, "url", p->url, "platform",
	    text_or_null(p->platform), "mark", text_or_null(p->mark), "kind",
	    p->watched->kind == DOCUMENT_FEED ? "feed" : "page", "title",
	    text_or_null(d->title), "feeds", json_of_feeds(p), "lists",
	    json_of_lists(p), "items", json_of_items(p), "pages",
	    json_of_sections(d), "section", s.text);
	show_json(stdout, o, true);
	json_decref(o);
	str_release(&s);
}
