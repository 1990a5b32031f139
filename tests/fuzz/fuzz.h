/* fuzz.h - what fuzz targets give, and what they share */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/deadline/deadline.h"
#include "core/document.h"
#include "core/reading.h"

/*
 * A target is a file NAME.c with the two below.  It is linked twice: as
 * tests/fuzz/NAME-t with replay.c, a test of the everyday suite; and, when
 * configured with --enable-fuzzing, as tests/fuzz/NAME-fuzz with clang's
 * libFuzzer.  HACKING.md says how they are run.
 *
 * It does its work on the bytes, which are anything, and says fuzz_must() of
 * what has to be true of the answer; crashes, leaks and hangs are seen by
 * those who call it.  It gives 0.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef void fuzz_seed_fn(const void *bytes, size_t len);
struct fuzz_target {
	const char *name;         /* its inputs lie in tests/data/fuzz/NAME */
	const char *const *words; /* that inputs are made of; ends in NULL */
	/* Calls it for each input to begin with, from the rest of tests/data;
	 * or NULL. */
	void (*seeds)(fuzz_seed_fn *);
	int rounds; /* changed inputs of an everyday run */
	int slow;   /* ns of CPU that a byte of a long input may take */
};
extern const struct fuzz_target fuzz_target;

/* Otherwise says what is not true, and aborts. */
void fuzz_must(bool, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));

/* Memory of one look at an input; passing FUZZ_POOL ends the program. */
enum { FUZZ_POOL = 256 << 20 };
struct pool *fuzz_pool(void);

/*
 * The day of an input: its first line when that is "2026-05-20", which is
 * taken from it; else one that is always the same.
 */
int fuzz_day(const uint8_t **data, size_t *size);

/* The text is UTF-8; NULL is. */
void fuzz_must_be_text(const char *text, const char *what);
/* No character of the text, if it is UTF-8, is parted at the place. */
void fuzz_must_part(const char *text, size_t len, size_t at);
/* What must be true of any deadline, wherever it was found. */
void fuzz_must_be_deadline(const struct deadline *);
/* Of a document: its texts, ceilings and deadlines; and that it is the same
 * as a record, and back. */
void fuzz_must_be_document(const struct document *);
/* What comes of reading it: a document that is one, as a record, or the
 * reason. */
void fuzz_read(const struct reading *, struct str *);
/* Of a reason, once something has failed: one line of text. */
void fuzz_must_be_reason(const char *text);

/* Calls it for each file of a folder of tests/data whose name ends so, with
 * the bytes of before in front. */
void fuzz_seed_files(
    fuzz_seed_fn *, const char *folder, const char *ending, const char *before);
/* Calls it for each line of a file of tests/data that is no comment. */
typedef void fuzz_line_fn(char *line, fuzz_seed_fn *);
void fuzz_seed_lines(fuzz_seed_fn *, const char *path, fuzz_line_fn *);

#endif
