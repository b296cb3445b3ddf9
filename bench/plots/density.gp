# GB/s by how often the dictionary matches: a thousand terms each.
load "common.gp"
set title sprintf("A thousand terms, rare to common: one buffer, one thread (%s)", run)
set xlabel "matches in a KB of text"
stats data using 1 name "matches" nooutput
set xrange [matches_min * 0.7:matches_max * 1.4]
set logscale x
set format x "%g"
set ylabel "GB/s of UTF-8 text, median"
set yrange [0:*]
plot data using 1:2:3:4 with yerrorlines title "raw hs_scan, UTF-8" lc rgb utf8 pt 7 lw 2, \
     "" using 1:5:6:7 with yerrorlines title "raw hs_scan, folded units" lc rgb folded pt 7 lw 2, \
     "" using 1:8:9:10 with yerrorlines title "liangce, terms only" lc rgb scan pt 7 lw 2
