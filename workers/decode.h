/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is UTF-8 text and what is not. One bad byte does not cost a document: it is replaced and counted. But a file of another encoding, or
 * of no text at all, must not be counted as a document without terms.
 */
#ifndef LIANGCE_DECODE_H
#define LIANGCE_DECODE_H

#include "base/base.h"

/* From the first bytes of a document: LIANGCE_E_INPUT for the byte order mark of UTF-16 or UTF-32, or many NUL bytes. */
lc_status lc__decode_head(lc_view text, lc_error *err);

/*
 * From the whole of it: LIANGCE_E_INPUT if more than one character in ten is ill-formed; but up to three, as a text that was cut out of
 * another may have at its ends, are let pass unless they are more than half of it.
 */
lc_status lc__decode_whole(const lc_document *document, lc_error *err);

#endif
