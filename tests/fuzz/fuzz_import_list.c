/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a dictionary of another program: plain lists. See fuzz_import.h. */
#include "fuzz/fuzz_import.h"

FUZZ_IMPORT(LIANGCE_IMPORT_LIST)
