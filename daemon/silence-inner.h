/* silence-inner.h - what the files of silence share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef SILENCE_INNER_H
#define SILENCE_INNER_H

#include "base/pool.h"
#include "core/alert.h"
#include "edge/store-trust.h"
#include "silence.h"

struct matcher;

struct one_silence {
	struct silence_row row;
	struct matcher *matcher;
};

struct silences {
	struct turn *turn;
	struct pool *pool; /* until the next load */
	struct one_silence *silence;
	size_t n, room;
};

#endif
