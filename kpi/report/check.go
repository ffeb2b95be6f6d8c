package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Check is the result of `kpi check`: what was found in files, and whether
// their figures can be trusted.
type Check struct {
	Inputs   []kpi.File
	Findings iter.Seq[Message] // all, by place
	Listing  Listing           // those that people are shown
	Headers  []string          // of a table of findings: place, severity, code, message, remedy
	Accounts []string          // a line of account for every file
	Coverage []Coverage        // the indicators that the files give, and what each headline one lacks that they do not
	Gives    []string          // the same in words
	Summary  Summary
	Texts    Texts
	Reply    *Reply // where the format shows it
}

// Summary is the number of findings, also of those that reading has counted but not kept.
type Summary struct {
	Errors, Warnings, Notes int
	Codes                   []CodeCount // the most severe first
	Verdict                 string      // the counts and what they mean, in words
}

// Coverage is an indicator, and the measures that it lacks in all files; none where some row
// has all.
type Coverage struct {
	Indicator string
	Lacking   []string
}

// CodeCount is how often a code was found.
type CodeCount struct {
	Severity kpi.Severity
	Code     string
	Count    int
}

// BuildCheck makes the check of findings, which are judged and sorted, of their files, and
// of the indicators that these give. People are shown at most so many of one code and file,
// or all if most is 0.
func BuildCheck(files []kpi.File, findings []kpi.Finding, coverage []Coverage, words Words, lang kpi.Lang, most int) *Check {
	w := wording{words: words, lang: lang}
	c := &Check{Inputs: files, Coverage: coverage, Gives: w.gives(coverage), Findings: Messages(findings, words, lang), Texts: Texts{words, lang}}
	c.Listing = List(findings, most, words, lang)
	for _, name := range []string{"place", "severity", "code", "message", "remedy"} {
		c.Headers = append(c.Headers, w.text("finding."+name))
	}
	for _, f := range files {
		c.Accounts = append(c.Accounts, w.account(f))
	}
	c.Summary = summary(findings)
	c.Summary.Verdict = w.verdict(c.Summary, len(files))
	return c
}

// Gives names the indicators that files give, and the measures that others lack, in words.
func Gives(coverage []Coverage, words Words, lang kpi.Lang) []string {
	return wording{words: words, lang: lang}.gives(coverage)
}

// gives names the indicators that files give, and the measures that others lack.
func (w wording) gives(coverage []Coverage) (lines []string) {
	var given []string
	for _, f := range coverage {
		if len(f.Lacking) == 0 {
			given = append(given, w.resolved(kpi.IndicatorKey(f.Indicator)))
			continue
		}
		lines = append(lines, w.fill("check.lacks", "indicator", w.resolved(kpi.IndicatorKey(f.Indicator)), "measures", w.resolved(kpi.Keys(kpi.MeasureKey, f.Lacking))))
	}
	if len(coverage) == 0 {
		return nil
	}
	return append([]string{w.fill("check.gives", "indicators", cmp.Or(strings.Join(given, ", "), w.text("near.none")))}, lines...)
}

// account returns the lines of a file as the sum of their kinds.
func (w wording) account(f kpi.File) string {
	var kinds []string
	for _, k := range f.Lines.Kinds() {
		if k.Lines > 0 {
			kinds = append(kinds, strconv.Itoa(k.Lines)+" "+w.text("lines."+k.Kind))
		}
	}
	line := kpi.Printable(f.Name) + ": " + w.number(f.Lines.Total, "lines")
	if len(kinds) == 0 {
		return line
	}
	return line + " = " + strings.Join(kinds, " + ")
}

// number returns a number of things in words; a single one may have a form of its own.
func (w wording) number(n int, things string) string {
	form := "count." + things
	if n == 1 {
		form += ".one"
	}
	return w.fill(form, "n", strconv.Itoa(n))
}

// summary counts findings by severity and by code.
func summary(findings []kpi.Finding) Summary {
	count, severity := map[string]int{}, map[string]kpi.Severity{}
	for _, f := range findings {
		count[f.Code]++
		severity[f.Code] = f.Severity
		if f.Code == kpi.FindingsMore {
			more, _ := strconv.Atoi(f.Args.Value("more")) // written by us
			count[f.Args.Value("code")] += more
		}
	}
	var s Summary
	for code, n := range count {
		s.Codes = append(s.Codes, CodeCount{severity[code], code, n})
		switch severity[code] {
		case kpi.Error:
			s.Errors += n
		case kpi.Warning:
			s.Warnings += n
		default:
			s.Notes += n
		}
	}
	slices.SortFunc(s.Codes, func(a, b CodeCount) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Code, b.Code))
	})
	return s
}

// verdict returns the counts of findings in words, and what they mean for figures.
func (w wording) verdict(s Summary, files int) string {
	var counts []string
	for _, k := range []struct {
		things string
		n      int
	}{{"errors", s.Errors}, {"warnings", s.Warnings}, {"notes", s.Notes}} {
		if k.n > 0 {
			counts = append(counts, w.number(k.n, k.things))
		}
	}
	what := "verdict.clean"
	switch {
	case s.Errors > 0:
		what = "verdict.untrusted"
	case s.Warnings > 0:
		what = "verdict.doubtful"
	}
	where := w.number(files, "files")
	if len(counts) > 0 {
		where = w.fill("verdict.where", "counts", strings.Join(counts, ", "), "files", where)
	}
	return where + ": " + w.text(what)
}
