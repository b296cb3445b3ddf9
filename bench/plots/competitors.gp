# Seconds for one large file by program, a group of bars a dictionary: from zero, so lengths can be compared.
load "common.gp"
set title sprintf("Terms counted in one file of %s, one thread (%s)", large, run)
set ylabel "seconds, median (shorter is better)"
set yrange [0:*]
set style data histograms
set style histogram errorbars gap 1.5
set errorbars 0.6 front lw 1.2 lc rgb "#333333"
set style fill solid 0.9 border lc rgb "#ffffff"
set xtics scale 0
set bmargin 5
set grid noxtics
set key top left
count = words(lists)
colour(i) = word("#56b4e9 #0072b2 #003355", i)
place(i) = (i - (count + 1) / 2.0) / (count + 1.5)
plot for [i = 1:count] data using (column(3 * i - 1)):(column(3 * i)):(column(3 * i + 1)):xtic(1) title word(lists, i) . " terms" lc rgb colour(i), \
     for [i = 1:count] "" using ($0 + place(i)):(column(3 * i + 1)):(sprintf("%.2g", column(3 * i - 1))) with labels offset 0, 0.6 font ",10" notitle
