/* encoding-label.c - what the labels of encodings mean */
/* SPDX-License-Identifier: MIT */
#include "core/text/encoding.h"

#include <string.h>
#include <strings.h>

enum { LABEL_MOST = 40 };

/* The Standard's labels without their - _ : and dots; several on a line. */
static const struct {
	const char *name;
	const char *labels;
} labels[] = {
    {"UTF-8", "utf8 unicode11utf8 unicode20utf8 xunicode20utf8"},
    {"IBM866", "866 cp866 csibm866 ibm866"},
    {"ISO-8859-2", "iso88592 iso885921987 latin2 l2 csisolatin2 isoir101"},
    {"ISO-8859-3", "iso88593 iso885931988 latin3 l3 csisolatin3 isoir109"},
    {"ISO-8859-4", "iso88594 iso885941988 latin4 l4 csisolatin4 isoir110"},
    {"ISO-8859-5",
	"iso88595 iso885951988 cyrillic csisolatincyrillic isoir144"},
    {"ISO-8859-6",
	"iso88596 iso88596e iso88596i iso885961987 arabic asmo708 csiso88596e "
	"csiso88596i csisolatinarabic ecma114 isoir127"},
    {"ISO-8859-7",
	"iso88597 iso885971987 greek greek8 csisolatingreek ecma118 elot928 "
	"isoir126 suneugreek"},
    {"ISO-8859-8",
	"iso88598 iso88598e iso88598i iso885981988 hebrew visual logical "
	"csiso88598e csiso88598i csisolatinhebrew isoir138"},
    {"ISO-8859-10", "iso885910 latin6 l6 csisolatin6 isoir157"},
    {"ISO-8859-13", "iso885913"},
    {"ISO-8859-14", "iso885914"},
    {"ISO-8859-15", "iso885915 latin9 l9 csisolatin9"},
    {"ISO-8859-16", "iso885916"},
    {"KOI8-R", "koi8r koi koi8 cskoi8r"},
    {"KOI8-U", "koi8u koi8ru"},
    {"macintosh", "macintosh mac csmacintosh xmacroman macroman"},
    {"windows-874", "windows874 dos874 iso885911 tis620"},
    {"windows-1250", "windows1250 cp1250 xcp1250"},
    {"windows-1251", "windows1251 cp1251 xcp1251"},
    {"windows-1252",
	"windows1252 iso88591 iso885911987 latin1 l1 usascii ascii cp1252 "
	"xcp1252 cp819 ibm819 csisolatin1 isoir100 ansix341968"},
    {"windows-1253", "windows1253 cp1253 xcp1253"},
    {"windows-1254",
	"windows1254 iso88599 iso885991989 latin5 l5 cp1254 xcp1254 "
	"csisolatin5 isoir148"},
    {"windows-1255", "windows1255 cp1255 xcp1255"},
    {"windows-1256", "windows1256 cp1256 xcp1256"},
    {"windows-1257", "windows1257 cp1257 xcp1257"},
    {"windows-1258", "windows1258 cp1258 xcp1258"},
    {"x-mac-cyrillic", "xmaccyrillic xmacukrainian"},
    {"gb18030",
	"gb18030 gbk gb2312 gb231280 chinese csgb2312 csiso58gb231280 isoir58 "
	"xgbk"},
    {"Big5", "big5 big5hkscs cnbig5 csbig5 xxbig5"},
    {"EUC-JP", "eucjp xeucjp cseucpkdfmtjapanese"},
    {"ISO-2022-JP", "iso2022jp csiso2022jp"},
    {"Shift_JIS", "shiftjis sjis xsjis csshiftjis ms932 mskanji windows31j"},
    {"EUC-KR",
	"euckr cseuckr csksc56011987 isoir149 korean ksc56011987 ksc56011989 "
	"ksc5601 windows949"},
    {"UTF-16BE", "utf16be unicodefffe"},
    {"UTF-16LE",
	"utf16le utf16 u16 ucs2 iso10646ucs2 unicode unicodefeff csunicode"},
    {"UTF-32BE", "utf32be"},
    {"UTF-32LE", "utf32le utf32 u32"},
};

static bool
is_word_of(const char *list, const char *word, size_t len)
{
	for (;;) {
		size_t n = strcspn(list, " ");

		if (n == len && memcmp(list, word, len) == 0)
			return true;
		if (list[n] == '\0')
			return false;
		list += n + 1;
	}
}

const char *
encoding_find(const char *label, size_t len)
{
	char word[LABEL_MOST];
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = label[i];

		if (strchr("-_:. \t\r\n'\"", c) != NULL)
			continue;
		if (n == sizeof(word))
			return NULL;
		word[n++] = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	}
	for (size_t i = 0; n > 0 && i < sizeof(labels) / sizeof(*labels); i++)
		if (is_word_of(labels[i].labels, word, n))
			return labels[i].name;
	return NULL;
}

const char *
encoding_of_type(const char *type)
{
	const char *at = type;
	size_t len;

	while (at != NULL && (at = strchr(at, ';')) != NULL) {
		at += 1 + strspn(at + 1, " \t");
		if (strncasecmp(at, "charset", 7) != 0)
			continue;
		at += 7 + strspn(at + 7, " \t");
		if (*at++ != '=')
			continue;
		at += strspn(at, " \t'\"");
		len = strcspn(at, " \t'\";,");
		return encoding_find(at, len);
	}
	return NULL;
}
