# languages.sh - a po file that is dropped into po/ is a language more
# SPDX-License-Identifier: MIT
. "$TOP_SRCDIR/tests/style/style.sh"
need msgfmt
cc=${CC:-cc}
need "${cc%% *}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/pl.po" <<'END'
msgid ""
msgstr ""
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "Reminder:"
msgstr "Przypomnienie:"

#, fuzzy
msgid "Set by"
msgstr "Nobody has looked at this"

#, c-format
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d dzień"
msgstr[1] "%d dni"
msgstr[2] "%d dni!"
END
cat >"$folder/main.c" <<'END'
#include <stdio.h>
#include "base/language.h"
int main(void)
{
	enum language l = LANGUAGE_EN;
	if (!language_read("pl", &l))
		return 1;
	puts(language_say(l, "Reminder:"));
	puts(language_say(l, "Set by"));
	puts(language_plural(l, "%d day", "%d days", 1));
	puts(language_plural(l, "%d day", "%d days", 3));
	puts(language_plural(l, "%d day", "%d days", 5));
	puts(language_say(LANGUAGE_SV, "Reminder:"));
	for (int i = 0; language_list[i] != NULL; i++)
		puts(language_list[i]);
	return 0;
}
END
sh po/embed.sh msgfmt "$folder/pl.po" po/sv.po >"$folder/catalogs.c"
ok $? "the catalogs of both"
$cc -D_GNU_SOURCE -iquote daemon -o "$folder/say" "$folder/main.c" \
	"$folder/catalogs.c" daemon/base/language.c daemon/base/str.c \
	2>"$folder/errors"
ok $? "they compile" 
diag <"$folder/errors"
"$folder/say" >"$folder/said"
ok $? "the new one is known"
printf '%s\n' Przypomnienie: 'Set by' '%d dzień' '%d dni' '%d dni!' \
	Påminnelse: sv en pl | diff - "$folder/said" | diag
printf '%s\n' Przypomnienie: 'Set by' '%d dzień' '%d dni' '%d dni!' \
	Påminnelse: sv en pl | cmp -s - "$folder/said"
ok $? "it says what is translated, in its own forms, and the rest in English"
done_testing
