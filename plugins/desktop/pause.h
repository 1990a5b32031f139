/* pause.h - growing pauses between tries that never end */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_PAUSE_H
#define PLUGINS_DESKTOP_PAUSE_H

/* Milliseconds: half a second, doubled with each try, a minute at the most. */
enum { PAUSE_FIRST = 500, PAUSE_MOST = 60000 };

static inline unsigned
pause_next(unsigned *pause)
{
	unsigned now = *pause < PAUSE_FIRST ? PAUSE_FIRST : *pause;

	*pause = now * 2 < PAUSE_MOST ? now * 2 : PAUSE_MOST;
	return now;
}

#endif
