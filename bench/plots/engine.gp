# GB/s of one buffer by dictionary: bars from zero, lines from the least to the most repeat.
load "common.gp"
set title sprintf("One buffer of %s, one thread (%s)", large, run)
set ylabel "GB/s of UTF-8 text, median"
set yrange [0:*]
set style data histograms
set style histogram errorbars gap 1.2
set errorbars 0.6 front lw 1.2 lc rgb "#333333"
set style fill solid 0.9 border lc rgb "#ffffff"
set xtics scale 0
set key below center horizontal  # bars stand everywhere
set bmargin 7
set grid noxtics
plot data using 2:3:4:xtic(1) title "raw hs_scan, UTF-8" lc rgb utf8, \
     "" using 5:6:7 title "raw hs_scan, folded units" lc rgb folded, \
     "" using 8:9:10 title "fold alone" lc rgb fold, \
     "" using 11:12:13 title "liangce, terms only" lc rgb scan, \
     "" using 14:15:16 title "liangce, with facts" lc rgb facts
