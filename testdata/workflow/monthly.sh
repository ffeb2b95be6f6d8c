#!/bin/sh
# Checks the exports of a month and, if their figures can be trusted, writes the reports:
#   monthly.sh EXPORTS REPORTS TARGETS
# By cron, on the second day of every month at six:
#   0 6 2 * *  /srv/kpi/monthly.sh /srv/kpi/exports /srv/kpi/reports /srv/kpi/targets.csv
# Ends with the code of kpi: 0, or 1 where a target is missed or there are warnings; 3 where
# the exports cannot be trusted, 4 where something could not be read or written: then the old
# reports stay, and findings.txt says why.
set -u
exports=$1 reports=$2 targets=$3

kpi check "$exports" -o "$reports/findings.txt"
checked=$?
[ "$checked" -le 1 ] || exit "$checked"

judged=0
for file in report.xlsx report.json; do
	kpi report "$exports" --targets "$targets" --fail-on target --quiet -o "$reports/$file" || judged=$?
	[ "$judged" -le 1 ] || exit "$judged"
done
[ "$judged" -eq 0 ] && exit "$checked"
exit "$judged"
