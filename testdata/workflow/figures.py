#!/usr/bin/env python3
"""Prepares the rows of a spreadsheet from a report: one for each unit and indicator.

    figures.py [EXPORTS...] > figures.csv

Runs kpi and reads its JSON and its exit code. Figures are written as the report shows
them, with the two sums that they are the ratio of; what is not known stays blank.
"""
import csv
import json
import subprocess
import sys


def report(exports):
    run = subprocess.run(["kpi", "report", *exports, "--format", "json"], stdout=subprocess.PIPE)
    if run.returncode not in (0, 1):  # 3: not to be trusted, 4: could not run; kpi has said why
        sys.exit(run.returncode)
    return json.loads(run.stdout)


def main():
    result = report(sys.argv[1:])
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow([*result["by"], "indicator", "numerator", "denominator", "shown"])
    for row in result["rows"]:
        keys = [row[key] for key in result["by"]]
        for indicator, figure in row["indicators"].items():
            if figure is None:
                rows.writerow([*keys, indicator, "", "", ""])
            else:
                rows.writerow([*keys, indicator, figure["numerator"], figure["denominator"], figure["shown"]])


main()
