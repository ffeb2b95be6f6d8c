# Checks the exports of a month and, if their figures can be trusted, writes the reports:
#   powershell -File monthly.ps1 -Exports C:\kpi\exports -Reports C:\kpi\reports -Targets C:\kpi\targets.csv
# By Task Scheduler, on the second day of every month at six:
#   schtasks /Create /TN kpi /SC MONTHLY /D 2 /ST 06:00 /TR "powershell -File C:\kpi\monthly.ps1 -Exports C:\kpi\exports -Reports C:\kpi\reports -Targets C:\kpi\targets.csv"
# Ends as monthly.sh does.
param([string]$Exports, [string]$Reports, [string]$Targets)

kpi check $Exports -o (Join-Path $Reports "findings.txt")
$checked = $LASTEXITCODE
if ($checked -gt 1) { exit $checked }

$judged = 0
foreach ($file in "report.xlsx", "report.json") {
    kpi report $Exports --targets $Targets --fail-on target --quiet -o (Join-Path $Reports $file)
    if ($LASTEXITCODE -ne 0) { $judged = $LASTEXITCODE }
    if ($judged -gt 1) { exit $judged }
}
if ($judged -eq 0) { exit $checked }
exit $judged
