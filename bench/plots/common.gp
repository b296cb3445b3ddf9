# What all plots share. Variables from outside: data (a TSV file), output_file, run, large, lists.
set terminal svg size 880,500 font "DejaVu Sans,Helvetica,Arial,sans-serif,12" background "white" noenhanced
set output output_file
set datafile separator "\t"
set datafile missing "?"
set border 3 lw 1 lc rgb "#555555"
set tics nomirror
set grid y lc rgb "#dddddd" lw 1
set key top right Left reverse samplen 2 spacing 1.1
set errorbars 0.6
# Told apart by the colour-blind too (Okabe and Ito): the bare engine grey and orange, the fold yellow, what is ours blue and green.
utf8 = "#999999"; folded = "#e69f00"; fold = "#f0e442"; scan = "#0072b2"; facts = "#009e73"; other = "#d55e00"
