/* html.c - the text of an alert as plain HTML */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/html.h"

#include <string.h>

#include "plugins/common.h"

static void
add_escaped(struct str *s, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		switch (text[i]) {
		case '&':
			str_add(s, "&amp;");
			break;
		case '<':
			str_add(s, "&lt;");
			break;
		case '>':
			str_add(s, "&gt;");
			break;
		case '"':
			str_add(s, "&quot;");
			break;
		default:
			str_addc(s, text[i]);
		}
}

/* Bytes of the address that begins here, its sentence's marks left out. */
static size_t
link_length(const char *at, const char *end)
{
	size_t n = 0, scheme = strncmp(at, "https://", 8) == 0  ? 8
			       : strncmp(at, "http://", 7) == 0 ? 7
								: 0;

	if (scheme == 0)
		return 0;
	while (at + n < end && (unsigned char)at[n] > ' ' &&
	       strchr("<>\"", at[n]) == NULL)
		n++;
	while (n > scheme && strchr(".,;:!?)", at[n - 1]) != NULL)
		n--;
	return n > scheme ? n : 0;
}

static void
add_line(struct str *s, const char *at, const char *end)
{
	const char *from = at;
	size_t n;

	while (at < end) {
		n = *at == 'h' ? link_length(at, end) : 0;
		if (n == 0) {
			at++;
			continue;
		}
		add_escaped(s, from, (size_t)(at - from));
		str_add(s, "<a href=\"");
		add_escaped(s, at, n);
		str_add(s, "\">");
		add_escaped(s, at, n);
		str_add(s, "</a>");
		from = at += n;
	}
	add_escaped(s, from, (size_t)(end - from));
}

/* What the lines so far are part of. */
enum block { NONE, PARAGRAPH, LIST };

static enum block
turn_to(struct str *s, enum block from, enum block to)
{
	static const char *const closed[] = {"", "</p>\n", "</li>\n</ul>\n"};
	static const char *const opened[] = {"", "<p>", "<ul>\n<li>"};

	if (from != to)
		str_addf(s, "%s%s", closed[from], opened[to]);
	else if (to == PARAGRAPH)
		str_add(s, "<br>\n");
	else if (to == LIST)
		str_add(s, "</li>\n<li>");
	return to;
}

static bool
is_point(const char *line)
{
	return line[0] == '-' && line[1] == ' ';
}

static void
add_text(struct str *s, const char *text)
{
	enum block block = NONE;
	const char *end;

	for (; *text != '\0'; text = *end != '\0' ? end + 1 : end) {
		end = strchrnul(text, '\n');
		if (end == text) {
			block = turn_to(s, block, NONE);
		} else if (is_point(text)) {
			block = turn_to(s, block, LIST);
			add_line(s, text + 2, end);
		} else if (block == LIST && *text == ' ') {
			str_add(s, "<br>\n"); /* goes on below its point */
			add_line(s, text + strspn(text, " "), end);
		} else {
			block = turn_to(s, block, PARAGRAPH);
			add_line(s, text, end);
		}
	}
	turn_to(s, block, NONE);
}

void
html_write(
    struct str *s, const char *language, const char *title, const char *text)
{
	struct str line = STR_INIT(4096);

	text_add_line(&line, title, 1000);
	str_addf(s,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>",
	    language);
	add_escaped(s, line.text, line.len);
	str_add(s, "</title>\n</head>\n<body>\n<h1>");
	add_escaped(s, line.text, line.len);
	str_add(s, "</h1>\n");
	add_text(s, text);
	str_add(s, "</body>\n</html>\n");
	str_release(&line);
}
