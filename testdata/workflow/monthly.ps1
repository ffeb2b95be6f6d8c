# Checks the exports of a month and, if their figures can be trusted, writes the reports and
# prints their table:
#   powershell -File monthly.ps1 -Folder C:\kpi
# The folder has the project file kpi.toml, which says what is read and written. By Task
# Scheduler, on the second day of every month at six:
#   schtasks /Create /TN kpi /SC MONTHLY /D 2 /ST 06:00 /TR "powershell -File C:\kpi\monthly.ps1 -Folder C:\kpi"
# Ends as monthly.sh does. PowerShell goes on behind a command that it does not find, and
# then ends with 0: so kpi is looked for first.
param([string]$Folder)

try {
	Set-Location -LiteralPath $Folder -ErrorAction Stop
	Get-Command kpi -CommandType Application -ErrorAction Stop | Out-Null
} catch {
	[Console]::Error.WriteLine($_)
	exit 4
}

kpi check
$checked = $LASTEXITCODE
if ($checked -gt 1) { exit $checked }

kpi report
$judged = $LASTEXITCODE
if ($judged -eq 0) { exit $checked }
exit $judged
