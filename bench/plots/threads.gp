# GB/s by threads, the real lexicon: from zero, with the line that perfect sharing would follow.
load "common.gp"
set title sprintf("liangce scan with the lexicon (%s)", run)
set xlabel "threads"
set ylabel "GB/s of UTF-8 text, median"
set yrange [0:*]
stats data using 1 name "threads" nooutput
stats data using 2 every ::0::0 name "one" nooutput
set xrange [0.7:threads_max + 0.3]
set xtics 1
set key top left
plot one_max * x title "one large file, terms only, times the threads" lc rgb "#aaaaaa" dt 2, \
     data using 1:2:3:4 with yerrorlines title sprintf("one file of %s, terms only", large) lc rgb scan pt 7 lw 2, \
     "" using 1:5:6:7 with yerrorlines title sprintf("one file of %s, with facts", large) lc rgb facts pt 7 lw 2, \
     "" using 1:8:9:10 with yerrorlines title "many small files, terms only" lc rgb scan pt 6 dt 4 lw 2, \
     "" using 1:11:12:13 with yerrorlines title "many small files, with facts" lc rgb facts pt 6 dt 4 lw 2
