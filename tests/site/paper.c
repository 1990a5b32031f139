/* paper.c - a small PDF made from plain text */
/* SPDX-License-Identifier: MIT */
#include "site/paper.h"

#include <string.h>

enum { LINES = 50, PAGES_MOST = 100, OBJECTS_MOST = 3 + 2 * PAGES_MOST };

/* Objects: 1 catalogue, 2 page tree, 3 font, then a page and its text each. */
struct paper {
	struct str *pdf;
	size_t at[OBJECTS_MOST + 1]; /* where object n begins */
	int objects;
};

static int
count_pages(const char *text)
{
	int lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	lines = lines / LINES + 1;
	return lines < PAGES_MOST ? lines : PAGES_MOST;
}

static void
begin(struct paper *p)
{
	p->at[++p->objects] = p->pdf->len;
	str_addf(p->pdf, "%d 0 obj\n", p->objects);
}

/* One character of UTF-8 as WinAnsi; returns the bytes it took. */
static size_t
add_character(struct str *out, const char *text)
{
	unsigned char c = (unsigned char)text[0];
	size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	if (c == '(' || c == ')' || c == '\\')
		str_addc(out, '\\');
	if (len == 1)
		str_addc(out, (char)c);
	else if (len == 2 && (c == 0xC2 || c == 0xC3) && text[1] != '\0')
		str_addc(out, (char)((c & 3) << 6 | (text[1] & 0x3F)));
	else
		str_addc(out, '?');
	return len < strlen(text) ? len : strlen(text);
}

/* Up to LINES lines as the operators that show them; the rest is returned. */
static const char *
add_lines(struct str *out, const char *text)
{
	str_add(out, "BT /F1 11 Tf 15 TL 60 780 Td\n");
	for (int n = 0; n < LINES && *text != '\0'; n++) {
		str_addc(out, '(');
		while (*text != '\0' && *text != '\n')
			text += add_character(out, text);
		str_add(out, ") Tj T*\n");
		text += *text == '\n';
	}
	str_add(out, "ET\n");
	return text;
}

static const char *
add_page(struct paper *p, const char *text)
{
	struct str lines = STR_INIT(256 * 1024);

	text = add_lines(&lines, text);
	begin(p);
	str_addf(p->pdf,
	    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]\n"
	    "/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>\n"
	    "endobj\n",
	    p->objects + 1);
	begin(p);
	str_addf(p->pdf, "<< /Length %zu >>\nstream\n", lines.len);
	str_addn(p->pdf, lines.text, lines.len);
	str_add(p->pdf, "endstream\nendobj\n");
	str_release(&lines);
	return text;
}

static void
add_head(struct paper *p, int pages)
{
	str_add(p->pdf, "%PDF-1.4\n%\xE5\xE4\xF6\xFC\n");
	begin(p);
	str_add(p->pdf, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
	begin(p);
	str_addf(p->pdf, "<< /Type /Pages /Count %d /Kids [", pages);
	for (int i = 0; i < pages; i++)
		str_addf(p->pdf, " %d 0 R", 4 + 2 * i);
	str_add(p->pdf, " ] >>\nendobj\n");
	begin(p);
	str_add(p->pdf, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica\n"
			"/Encoding /WinAnsiEncoding >>\nendobj\n");
}

static void
add_tail(struct paper *p)
{
	size_t table = p->pdf->len;

	str_addf(p->pdf, "xref\n0 %d\n0000000000 65535 f \n", p->objects + 1);
	for (int i = 1; i <= p->objects; i++)
		str_addf(p->pdf, "%010zu 00000 n \n", p->at[i]);
	str_addf(p->pdf,
	    "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
	    p->objects + 1, table);
}

void
paper_make(struct str *pdf, const char *text)
{
	struct paper p = {.pdf = pdf};
	int pages = count_pages(text);

	add_head(&p, pages);
	for (int i = 0; i < pages; i++)
		text = add_page(&p, text);
	add_tail(&p);
}
