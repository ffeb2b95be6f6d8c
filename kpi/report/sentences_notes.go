package report

import (
	"slices"

	"cchc/kpi"
)

// unknownCodes are the codes of findings about figures that cannot be computed or judged.
func unknownCodes() []string {
	return []string{kpi.IndicatorAbsent, kpi.FigureUnknown, kpi.FigureUndefined, kpi.ScoreAbsent, kpi.PointsUnknown, kpi.TargetUnjudged}
}

// doubtCodes are the codes of notes that a reader of a text has to know beside: those that make
// a figure doubtful, and those about the time and the units that figures are of.
func doubtCodes() []string { return append(doubts(), kpi.ListPartial, kpi.BesideAbsent) }

// unknownSentences writes what cannot be computed, and why, as the findings have it, after the
// counts that are not known.
func unknownSentences(n counts, findings []kpi.Finding, w wording) Passage {
	p := Passage{ID: UnknownPassage, Items: n.lacks()}
	for _, f := range findings {
		if !slices.Contains(unknownCodes(), f.Code) {
			continue
		}
		text, _ := w.words.Message(f, w.lang)
		if text = sentence(text); !slices.Contains(p.Items, text) {
			p.Items = append(p.Items, text)
		}
	}
	return p
}

// doubtSentences writes what makes figures doubtful, and how many warnings there are.
func doubtSentences(n counts, findings []kpi.Finding, w wording) Passage {
	p := Passage{ID: DoubtsPassage}
	about := slices.Concat(n.partial(), findings)
	about = slices.DeleteFunc(about, func(f kpi.Finding) bool {
		return f.Code == kpi.RowsTop || f.Severity != kpi.Note || !slices.Contains(doubtCodes(), f.Code) || slices.Contains(unknownCodes(), f.Code)
	})
	for _, f := range about {
		if f.Code == kpi.DossierList {
			text := w.fill("say.list", "n", Localise(f.Args.Value("count"), w.lang), "day", w.resolved(f.Args.Value("day")), "scope", w.resolved(f.Args.Value("scope")))
			p.Items = append(p.Items, text)
		}
	}
	about = slices.DeleteFunc(about, func(f kpi.Finding) bool { return f.Code == kpi.DossierList })
	for i := range about {
		about[i].Place = kpi.Place{} // a text names no file
	}
	doubtful, others, _ := w.notes(together(about), len(about))
	for _, text := range slices.Concat(doubtful, others) {
		p.Items = append(p.Items, sentence(text))
	}
	isOfData := func(f kpi.Finding) bool {
		return f.Code != kpi.FieldUnknown && f.Code != kpi.FieldOthers && f.Code != kpi.TargetIdle
	}
	if count, what := w.warned(slices.DeleteFunc(slices.Clone(findings), func(f kpi.Finding) bool { return !isOfData(f) })); count != "" {
		p.Items = append(p.Items, w.fill("say.warnings", "count", count, "what", what))
	}
	return p
}

// together returns notes with those of totals that are of the same number of rows as one.
func together(notes []kpi.Finding) (all []kpi.Finding) {
	for _, f := range notes {
		at := slices.IndexFunc(all, func(o kpi.Finding) bool {
			return o.Code == kpi.TotalPartial && f.Code == o.Code && o.Args.Value("known") == f.Args.Value("known") && o.Args.Value("rows") == f.Args.Value("rows")
		})
		if at < 0 {
			f.Args = slices.Clone(f.Args)
			all = append(all, f)
			continue
		}
		all[at].Args.Set("indicator", all[at].Args.Value("indicator")+", "+f.Args.Value("indicator"))
	}
	return all
}
