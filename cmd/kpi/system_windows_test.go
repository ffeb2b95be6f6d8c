package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"cchc/kpi"
)

// hold opens a file as a program does that lets nobody else replace it.
func hold(t *testing.T, name string) windows.Handle {
	t.Helper()
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(path, windows.GENERIC_READ, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A report that is open in another program is not replaced, and the message says what to
// do; one that is closed in time is.
func TestOutputOpenElsewhere(t *testing.T) {
	exports{"a.csv": small, "out/r.csv": "old"}.intoFolders(t)
	for lang, want := range map[string]string{
		"en": `kpi: writing out\r.csv: is open in another program: close it there and run this again`,
		"vi": `kpi: không ghi được out\r.csv (tệp đang mở trong một chương trình khác: đóng tệp ở đó rồi chạy lại)`,
	} {
		h := hold(t, `out\r.csv`)
		code, _, errs := runKPI(t, "report", "a.csv", "-o", `out\r.csv`, "--lang", lang, "-q")
		if err := windows.CloseHandle(h); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(`out\r.csv`); code != exitTrouble || errs != want+"\n" || err != nil || string(data) != "old" {
			t.Errorf("code %d, %s%v: %q", code, errs, err, data)
		}
		wantOnly(t, "out", "r.csv")
	}
	h := hold(t, `out\r.csv`)
	time.AfterFunc(200*time.Millisecond, func() { _ = windows.CloseHandle(h) })
	code, _, errs := runKPI(t, "report", "a.csv", "-o", `out\r.csv`, "-q")
	if data, err := os.ReadFile(`out\r.csv`); code != exitDone || err != nil || len(data) < 100 {
		t.Errorf("code %d, %s%v: %q", code, errs, err, data)
	}
	wantOnly(t, "out", "r.csv")
}

// A result that is read from its temporary file while the run is interrupted leaves none.
func TestStopWhileRead(t *testing.T) {
	dir := t.TempDir()
	o := newOutputs()
	f, temp, err := o.begin(dir+`\kpi`, 0o600, &o.spools)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	in, err := openTemp(temp)
	if err != nil {
		t.Fatal(err)
	}
	o.stop()
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v: %v", err, left)
	}
}

// Names have no case on Windows, and patterns have none there; separators are of both kinds.
func TestPatternsOfWindows(t *testing.T) {
	exports{"Kỳ 6/Bắc Sơn.CSV": small}.intoFolders(t)
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := runKPI(t, "report", `Kỳ 6\Bắc Sơn.CSV`, "-f", "csv")
	for _, pattern := range []string{`kỳ 6\*.csv`, `Kỳ 6/*.csv`, `k*\b*`, `.\K? ?\[b]ắc*`, dir + `\Kỳ 6\*.csv`, `\\?\` + dir + `\*\*.CSV`} {
		if code, out, errs := runKPI(t, "report", pattern, "-f", "csv"); code != exitDone || out != want {
			t.Errorf("%s: code %d, %s%s", pattern, code, out, errs)
		}
	}
	if code, _, errs := runKPI(t, "report", `Kỳ 6\*.xlsx`); code != exitTrouble || !strings.Contains(errs, "file-not-found") {
		t.Errorf("code %d, %s", code, errs)
	}
}

// The language of the interface is asked for where no variable has a locale.
func TestInterfaceLanguages(t *testing.T) {
	names := interfaceLanguages()
	if len(names) == 0 || !regexp.MustCompile(`^[a-z]{2,3}-`).MatchString(names[0]) {
		t.Fatalf("languages %q", names)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	if lang := systemLanguage(); (lang == kpi.Vietnamese) != strings.HasPrefix(names[0], "vi-") {
		t.Errorf("%q: %s", names, lang)
	}
}
