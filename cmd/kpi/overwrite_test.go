package main

import (
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
)

// No command writes over a file that it reads: an export or a table, by its name, by a
// link of either kind, or where a stream is the file.
func TestNothingReadIsWrittenOver(t *testing.T) {
	targets := "indicator,level,unit,target\non_time,,,91.6\n"
	score := "indicator,points,rule\nonline,6,linear\n"
	own := "id,numerator,denominator,better,headline,label_vi,label_en,source\nx,received_online,received,higher,yes,X,X,me\n"
	held := exports{"good.csv": small, "targets.csv": targets, "score.csv": score, "own.csv": own}
	held.into(t)
	var links []string
	for name, link := range map[string]func(old, new string) error{"link.csv": os.Symlink, "hard.csv": os.Link} {
		err := link("good.csv", name)
		if _, absent := os.Lstat(name); errors.Join(err, absent) == nil {
			links = append(links, name)
		} else if runtime.GOOS != "windows" { // which may forbid links, and wine makes none
			t.Fatal(err)
		}
	}
	cases := [][]string{
		{"report", "good.csv", "-o", "good.csv"}, {"report", "good.csv", "-o", "./good.csv"}, {"report", "-", "-o", "good.csv"},
		{"report", "good.csv", "--targets", "targets.csv", "-o", "targets.csv"}, {"report", "good.csv", "-k", "online", "--score", "score.csv", "-o", "score.csv"},
		{"report", "good.csv", "--indicators", "own.csv", "-o", "own.csv"}, {"check", "good.csv", "-f", "csv", "-o", "good.csv"}, {"check", "-", "-f", "csv", "-o", "good.csv"},
		{"clean", "-", "-o", "good.csv"}, {"trend", "-", "-k", "on_time", "-o", "good.csv"}, {"compare", "good.csv", "-", "-o", "good.csv"}, {"explain", "on_time", "good.csv", "-o", "good.csv"},
		{"indicators", "--indicators", "own.csv", "-o", "own.csv"}, {"check", "--codes", "--indicators", "own.csv", "-f", "csv", "-o", "own.csv"},
		{"sql", "--dialect", "duckdb", "--table", "t", "--indicators", "own.csv", "-o", "own.csv"},
	}
	for _, name := range links {
		cases = append(cases, []string{"report", "good.csv", "-o", name}, []string{"report", name, "-o", "good.csv"}, []string{"clean", "-", "-o", name})
	}
	for _, args := range cases {
		in, err := os.Open("good.csv")
		if err != nil {
			t.Fatal(err)
		}
		var out, errs strings.Builder
		code := run(args, in, &out, &errs)
		in.Close()
		if code != exitTrouble || !strings.Contains(errs.String(), "would overwrite what was read") || out.Len() > 0 {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
		held.wantSame(t)
	}
}

// Nor does standard output run into a file that is read.
func TestNothingReadIsAppendedTo(t *testing.T) {
	held := exports{"good.csv": small}
	held.into(t)
	out, err := os.OpenFile("good.csv", os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	for _, args := range [][]string{{"report", "good.csv"}, {"report", "-"}, {"clean", "good.csv"}} {
		if _, err := out.Seek(0, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		var errs strings.Builder
		if code := run(args, out, out, &errs); code != exitTrouble || !strings.Contains(errs.String(), "standard output is a file that was read") {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
		held.wantSame(t)
	}
}

// wantSame wants the files as they were made.
func (e exports) wantSame(t *testing.T) {
	t.Helper()
	for name, text := range e {
		if data, err := os.ReadFile(name); err != nil || string(data) != text {
			t.Fatalf("%v: %s holds %q", err, name, data)
		}
	}
}
