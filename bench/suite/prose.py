# SPDX-License-Identifier: Apache-2.0
"""What a summary says between its tables, so that a reader needs nothing else to judge the figures."""

QUICK = "**A quick run: it shows that the bench works; its figures are not to be quoted.**"

FIGURES = ("All inputs were in memory before they were measured on. Each figure is the median of the repeats, least and most in "
           "brackets; every repeat is in the CSV files. MB, GB and KB are powers of ten, of bytes of the UTF-8 "
           "text, in every stage.")

ENGINE = ("raw-utf8: `hs_scan` on the text as it is, spellings as bytes. raw-folded: `hs_scan` on the folded and mixed units, "
          "folded before the clock starts. fold: the fold alone. scan: `lc_scan_text`, terms only, everything included. "
          "scan-facts: with numbers. GB/s.")

COUNTS_PLAIN = ("Where folding has nothing to do: the folded text itself ({lines:,.0f} lines, {lines_left_out:,.0f} left out that "
                "do not fold to themselves), spellings as folded, without gaps (`*`) and without those that begin or end with a "
                "Latin letter or digit, which we do not find inside longer words and numbers. rg has the longest spelling first, so both "
                "take the leftmost longest. Every term must be counted alike, or the bench stops:")

COUNTS_RAW = ("On the large text as it stands, summed over terms: more of ours are words behind line ends, spaces, glosses, "
              "full-width and traditional characters; fewer are Latin words and numbers inside longer ones, and words that overlap "
              "an earlier or longer one that only folding finds:")

COMPETITORS = ("One thread each, one large file; `LC_ALL=C`, in which `sort` and `grep` are fastest. `rg -o | sort | uniq -c` and "
               "`liangce scan` (terms only; by its own walk, or by Hyperscan for all) give counts a term, the others one number. "
               "Memory: the peak of the searching process, all that is resident but mapped input.")

PROGRAM = ("Memory: the peak of all that is resident but the mapped input (program and libraries, database, heap, stacks), sampled "
           "every few milliseconds in runs of their own. Beside the runs on N threads, N processes of one thread each run at once: what "
           "they lose to one that runs alone, they lose to the machine.")

START = "A whole run on a sentence or two, result written: milliseconds."

GROWTH_INPUT = "With the size of one file: one thread, the lexicon."

GROWTH_DICTIONARY = "With the number of terms: GB/s of one buffer; whole runs on a sentence or two, in seconds; peak memory."

DENSITY = "With the matches: a thousand terms each, from rare words to common ones; GB/s of one buffer."

COMMANDS = "In a folder with the text in `text`, the lists, and a copy of the lexicon; `LC_ALL=C LIANGCE_LEXICON=lexicon`."
