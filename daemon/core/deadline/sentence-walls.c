/* sentence-walls.c - what parts the clauses of a stretch */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/sentence.h"

/* What stands between two clauses costs a cue that much of its weight. */
enum {
	COST_COMMA = 5,
	COST_CLAUSE = 12,
	COST_AND_VERB = 8,
	COST_THAT = 4,
	COST_BUT = 16,
	COST_COLON = 3,
	COST_CELL = 6,
	COST_BRACKET = 14,
	COST_DASH = 16,
	COST_STOP = 30
};

static int
mark_cost(const struct sentence *s, size_t i)
{
	const struct token *t = &s->tokens.t[i];

	switch (t->mark) {
	case ',':
		return COST_COMMA;
	case ':':
		return COST_COLON;
	case '|':
		return COST_CELL;
	case '(':
	case ')':
		return COST_BRACKET;
	case ';':
	case '!':
	case '?':
	case '*':
		return COST_STOP;
	case '.':
		return t[1].kind != TOKEN_END && t[1].capital ? COST_STOP : 0;
	case '-':
		return t->gap != GAP_NONE && t[1].gap != GAP_NONE ? COST_DASH
								  : 0;
	default:
		return 0;
	}
}

/* "i maj och reglerna börjar gälla": after the date another clause. */
static bool
has_own_verb(const struct sentence *s, size_t i)
{
	enum { NEAR = 4 };

	for (size_t k = i + 1; k < i + NEAR && k < s->tokens.n; k++) {
		if (s->taken[k] || s->tokens.t[k].kind == TOKEN_MARK)
			return false;
		if (s->tense[k] != TENSE_NONE)
			return s->tense[i] == TENSE_NONE && !s->taken[i];
	}
	return false;
}

bool
sentence_date_opens(const struct sentence *s, size_t i)
{
	size_t k = i + 1;

	if (s->tokens.t[i].class != WORD_AND || s->tokens.t[i].len != 3 ||
	    (!is_class(&s->reader, k, WORD_I) &&
		!is_class(&s->reader, k, WORD_DEN)))
		return false;
	k += !s->taken[k];
	if (!s->taken[k])
		return false;
	while (k < s->tokens.n && s->taken[k])
		k++;
	if (s->tense[k] == TENSE_NONE)
		return false;
	while (i-- > 0)
		if (s->tense[i] != TENSE_NONE)
			return true;
	return false;
}

/* Words that begin another clause. */
static int
word_cost(const struct sentence *s, size_t i)
{
	static const struct {
		const char *word;
		int cost;
	} words[] = {
	    {"men", COST_BUT},
	    {"medan", COST_CLAUSE},
	    {"som", COST_CLAUSE - 4},
	    {"vilket", COST_CLAUSE - 6},
	    {"vilka", COST_CLAUSE - 6},
	    {"varav", COST_CLAUSE},
	    {"eftersom", COST_CLAUSE},
	    {"när", COST_CLAUSE},
	    {"där", COST_CLAUSE - 4},
	    {"då", COST_CLAUSE - 4},
	    {"därefter", COST_THAT},
	    {"att", COST_THAT},
	};
	const struct token *t = &s->tokens.t[i];

	if (token_may_part(t)) {
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (is_text(&s->reader, i, words[k].word))
				return words[k].cost;
		/* ", för", ", innan" */
		return i > 0 && s->tokens.t[i - 1].mark == ',' ? COST_CLAUSE
							       : 0;
	}
	if (t->class != WORD_AND)
		return 0;
	if (i > 0 && s->taken[i - 1] && !s->taken[i] &&
	    (has_own_verb(s, i + 1) || sentence_date_opens(s, i)))
		return COST_CLAUSE;
	if (t->len == 3) {
		if (s->tense[i + 1] != TENSE_NONE)
			return COST_AND_VERB;
		if (i > 0 && s->tokens.t[i - 1].mark == ',')
			return COST_CLAUSE;
	}
	return 0;
}

void
sentence_walls(struct sentence *s)
{
	int sum = 0;

	for (size_t i = 0; i < s->tokens.n; i++) {
		const struct token *t = &s->tokens.t[i];

		if (!s->taken[i])
			sum += t->kind == TOKEN_MARK ? mark_cost(s, i)
						     : word_cost(s, i);
		s->wall[i] = (uint16_t)(sum < 60000 ? sum : 60000);
		s->row = s->row || t->mark == '|';
	}
	memset(s->wall + s->tokens.n, 0, TOKENS_AFTER * sizeof(*s->wall));
}
