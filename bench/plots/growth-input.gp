# Time and peak memory by size of one file. Time needs two logarithmic axes; memory stands from zero.
load "common.gp"
set terminal svg size 980,460 font "DejaVu Sans,Helvetica,Arial,sans-serif,12" background "white" noenhanced
set multiplot layout 1,2 title sprintf("liangce scan of one file, the lexicon, one thread (%s)", run)
stats data using 1 name "size" nooutput
stats data using 2 name "time" nooutput
set xlabel "MB of UTF-8 text"
set logscale x
set xrange [size_min * 0.7:size_max * 1.4]
set key top left
set xtics ("1" 1, "4" 4, "16" 16, "64" 64, "256" 256, "1,000" 1000, "4,000" 4000)
set logscale y
set ylabel "seconds, median"
set format y "%g"
plot time_max * x / size_max title "in proportion to the size" lc rgb "#aaaaaa" dt 2, \
     data using 1:2:3:4 with yerrorlines title "terms only" lc rgb scan pt 7 lw 2, \
     "" using 1:5:6:7 with yerrorlines title "with facts" lc rgb facts pt 7 lw 2
unset logscale y
set yrange [0:*]
set ylabel "peak memory beyond the mapped input, MB"
set key bottom right
plot data using 1:8 with linespoints title "terms only" lc rgb scan pt 7 lw 2, \
     "" using 1:9 with linespoints title "with facts" lc rgb facts pt 7 lw 2
unset multiplot
