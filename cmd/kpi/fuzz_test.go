package main

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// fuzzFlags are the flags of reading that five bytes choose.
func fuzzFlags(encoding, delimiter, period, monthEnds byte, zero bool) inputFlags {
	pick := func(words []string, n byte) choice { return choice{value: words[int(n)%len(words)], words: words} }
	f := inputFlags{blank: choice{value: "missing"}, calendar: kpi.Calendar{MonthEnds: int(monthEnds % 29)}, encoding: pick(rows.Encodings(), encoding),
		delimiter: pick([]string{"auto", "comma", "semicolon", "tab"}, delimiter)}
	if zero {
		f.blank.value = "zero"
	}
	f.period.Period, _, _ = dates.Parse([]string{"", "2024", "2024-06", "2024-Q2", "2025-07"}[period%5], kpi.Calendar{}) // "" is none
	return f
}

// addSeeds adds the heads of the example exports, and forms of a few rows.
func addSeeds(f *testing.F, add func(text []byte, encoding byte)) {
	f.Helper()
	paths, err := filepath.Glob("../../testdata/*/*.csv")
	if err != nil || len(paths) < 9 {
		f.Fatalf("%d examples, %v", len(paths), err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		lines := bytes.SplitAfter(data, []byte("\n"))
		add(bytes.Join(lines[:min(len(lines), 6)], nil), 0)
	}
	cat, err := catalog.Load()
	if err != nil {
		f.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2024))
	for _, form := range forms(cat) {
		for _, text := range form.in(f, r, offices(r)[:6]) {
			add([]byte(text), byte(slices.Index(rows.Encodings(), form.encoding)+len(rows.Encodings()))) // -1 is the last
		}
	}
}

// FuzzCheck checks any bytes with any flags: nothing panics, in no format; every
// line is of one kind; every finding has a code of the list, a message in both
// languages, and a place within the file. The report that follows has figures only
// where no finding is an error.
func FuzzCheck(f *testing.F) {
	addSeeds(f, func(text []byte, encoding byte) { f.Add(text, encoding, byte(0), byte(0), byte(0), false) })
	f.Add([]byte("Huyện;Tiếp nhận;Đã giải quyết\nA;5;\nTổng;6;-\n"), byte(1), byte(2), byte(2), byte(14), true)
	cat, err := catalog.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte, encoding, delimiter, period, monthEnds byte, zero bool) {
		flags := fuzzFlags(encoding, delimiter, period, monthEnds, zero)
		s := session{cat: cat, input: flags, in: bytes.NewReader(text), errw: io.Discard, output: outputFlags{color: &colorFlag{}, lang: &choice{}}}
		c := &checkOptions{session: s}
		ledger := c.session.load(request{sets: [][]string{{rows.Stdin}}, about: cat.Indicators})[0]
		code := c.applyRules(ledger)
		wantSound(t, cat, text, ledger, c.session.findings)
		for _, format := range render.Formats(render.Screen{Width: 40, Color: true}, checkFormats()...) {
			result := report.BuildCheck(ledger.Files, c.session.findings, c.coverage(ledger), cat.Messages, kpi.Vietnamese, shownPerCode)
			result.AddReply(ledger, kpi.Period{}, nil)
			if err := format.Render(io.Discard, result); err != nil {
				t.Errorf("%s: %v", format.Name, err)
			}
		}
		if wrong := kpi.Worst(c.session.findings) == kpi.Error; wrong != (code != exitDone) {
			t.Errorf("exit code %d; an error among the findings: %t", code, wrong)
		}
		s.in = bytes.NewReader(text)
		o := &reportOptions{session: s, indicators: []string{allIndicators}}
		o.rows.session = &o.session
		r := &reporter{flags: o, session: &o.session}
		ledger, err := r.session.ledger([]string{rows.Stdin}, about(cat, o.indicators), false)
		if (err == nil) != (code == exitDone) {
			t.Errorf("check ends with %d, report with %v", code, err)
		} else if err == nil {
			wantFigures(t, r, ledger)
		}
	})
}

// wantSound holds what is true of the findings of every file.
func wantSound(t *testing.T, cat *catalog.Catalog, text []byte, ledger *kpi.Ledger, findings []kpi.Finding) {
	t.Helper()
	n := ledger.Files[0].Lines
	if sum := n.Title + n.Header + n.Data + n.Section + n.Sum + n.Blank + n.Footer; sum != n.Total {
		t.Errorf("%d lines, but the kinds make %d: %+v", n.Total, sum, n)
	}
	lines := 1 + bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r"))
	isBook := bytes.HasPrefix(text, []byte("PK"))
	quotesBraces := isBook || bytes.ContainsAny(text, "{}")
	for _, finding := range findings {
		if !slices.Contains(cat.Messages.Codes(), finding.Code) || finding.Severity == 0 {
			t.Errorf("finding %+v", finding)
		}
		if p := finding.Place; p.File != rows.Stdin && p != (kpi.Place{}) || p.Line < 0 || p.Column < 0 || p.Line > lines && !isBook {
			t.Errorf("%s stands at %+v of %d lines", finding.Code, p, lines)
		}
		for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
			if message, remedy := cat.Messages.Message(finding, lang); message == "" || !quotesBraces && strings.ContainsAny(message+remedy, "{}") {
				t.Errorf("%s, %s: message %q, remedy %q", finding.Code, lang, message, remedy)
			}
		}
	}
}

// wantFigures wants a report in every format.
func wantFigures(t *testing.T, r *reporter, ledger *kpi.Ledger) {
	t.Helper()
	card, chosen, err := r.score(ledger)
	if err != nil {
		if kpi.Worst(r.session.findings) != kpi.Error {
			t.Errorf("no figures: %v", err)
		}
		return
	}
	for _, format := range render.Formats(render.Screen{Width: 40, Color: true}, reportFormats()...) {
		if format.Binary {
			continue // the pixels of the picture before, which take time
		}
		shown := chosen
		if format.Name == "svg" {
			shown = chosen[:min(len(chosen), 1)]
		}
		result := report.Build(card, shown, nil, ledger.Files, r.session.findings, r.session.cat.Messages, report.Options{Lang: kpi.Vietnamese, Decimals: 1})
		var refused *picture.Error
		if err := format.Render(io.Discard, result); err != nil && !errors.As(err, &refused) {
			t.Errorf("%s: %v", format.Name, err)
		}
	}
}
