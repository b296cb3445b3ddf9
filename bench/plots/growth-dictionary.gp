# Speed, start and memory by number of terms. Seconds need a logarithmic axis; the others stand from zero.
load "common.gp"
set terminal svg size 1180,440 font "DejaVu Sans,Helvetica,Arial,sans-serif,12" background "white" noenhanced
set multiplot layout 1,3 title sprintf("Growth of the dictionary, one thread, terms only (%s)", run)
stats data using 1 name "terms" nooutput
set xlabel "terms"
set logscale x
set xrange [terms_min * 0.7:terms_max * 1.4]
set xtics ("100" 100, "1k" 1000, "10k" 10000, "100k" 100000)
set yrange [0:*]
set ylabel "GB/s of one buffer, median"
plot data using 1:2:3:4 with yerrorlines title "raw hs_scan, UTF-8" lc rgb utf8 pt 7 lw 2, \
     "" using 1:5:6:7 with yerrorlines title "raw hs_scan, folded" lc rgb folded pt 7 lw 2, \
     "" using 1:8:9:10 with yerrorlines title "liangce" lc rgb scan pt 7 lw 2
set logscale y
set yrange [*:*]
set format y "%g"
set key top left
set ylabel "start and end of a run, seconds, median"
plot data using 1:11:12:13 with yerrorlines title "compiled anew" lc rgb other pt 7 lw 2, \
     "" using 1:14:15:16 with yerrorlines title "from the cache" lc rgb scan pt 7 lw 2
unset logscale y
set yrange [0:*]
set ylabel "peak memory beyond the mapped input, MB"
plot data using 1:17 with linespoints title "compiling" lc rgb other pt 7 lw 2, \
     "" using 1:18 with linespoints title "scanning" lc rgb scan pt 7 lw 2
unset multiplot
