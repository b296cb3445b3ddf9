/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a dictionary of another program: quanteda's YAML. See fuzz_import.h. */
#include "fuzz/fuzz_import.h"

FUZZ_IMPORT(LIANGCE_IMPORT_QUANTEDA)
