#!/bin/sh
# Checks the exports of a month and, if their figures can be trusted, writes the reports and
# prints their table:
#   monthly.sh FOLDER
# FOLDER has the project file kpi.toml, which says what is read and written. By cron, on the
# second day of every month at six:
#   0 6 2 * *  /srv/kpi/monthly.sh /srv/kpi
# Ends with the code of kpi: 0, or 1 where a target is missed or there are warnings; 3 where
# the exports cannot be trusted, 4 where something could not be read or written: then the old
# reports stay, and findings.txt says why.
set -u
cd "$1" || exit 4

kpi check
checked=$?
[ "$checked" -le 1 ] || exit "$checked"

kpi report
judged=$?
[ "$judged" -eq 0 ] && exit "$checked"
exit "$judged"
