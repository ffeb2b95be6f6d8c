package main

import (
	"os"
	"regexp"
	"testing"
)

// The script for Windows looks for the program before it runs it, and ends with 4 where it
// is not found: PowerShell would go on, and end with 0. It can only be read here.
func TestMonthlyOnWindows(t *testing.T) {
	script, err := os.ReadFile("../../testdata/workflow/monthly.ps1")
	if err != nil {
		t.Fatal(err)
	}
	order := `(?ms)^param\(.*^try \{\s+Set-Location [^\n]*-ErrorAction Stop\s+Get-Command kpi [^\n]*-ErrorAction Stop[^\n]*\n\} catch \{[^}]*exit 4\n\}\n` +
		`\nkpi check\n\$checked = \$LASTEXITCODE\nif \(\$checked -gt 1\) \{ exit \$checked \}\n\nkpi report\n.*exit \$judged\n$`
	if !regexp.MustCompile(order).Match(script) {
		t.Errorf("%s", script)
	}
}
