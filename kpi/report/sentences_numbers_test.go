package report_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// randomRows are rows of some districts in a period. Counts are large, so that no number is
// another by chance; some are blank, and some units lack a column.
func randomRows(r *rand.Rand, period string, units int) (rows []string) {
	for n := range units {
		counts := []string{"received_online " + strconv.Itoa(1000+r.IntN(90000))}
		for _, id := range []string{"received_direct", "received_postal", "carried_over", "resolved_early", "resolved_on_time", "resolved_late",
			"pending_in_time", "pending_overdue", "returned", "paused", "digitised_eligible", "digitised", "fee_bearing", "paid_online"} {
			switch r.IntN(40) {
			case 0:
				counts = append(counts, id+" ?")
			case 1:
				counts = append(counts, id+" 0")
			default:
				counts = append(counts, id+" "+strconv.Itoa(1000+r.IntN(90000)))
			}
		}
		rows = append(rows, period+" | "+string(rune('A'+n))+" | "+strings.Join(counts, ", "))
	}
	return rows
}

// numbersOf collects the numbers of the records of a report, as a language writes them, with
// the counts of other periods and their differences.
func numbersOf(d *report.Document, card *kpi.Scorecard, b report.Besides, lang kpi.Lang) map[string]bool {
	all := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			all[report.Localise(strings.TrimLeft(text, "+-<>"), lang)] = true
		}
	}
	for _, record := range slices.Concat(slices.Collect(d.Machine.Records.Rows), d.Machine.Records.Totals) {
		for _, c := range record {
			switch {
			case c.Count != nil:
				add(c.Count.String())
			case c.Figure != nil:
				numerator, denominator := c.Figure.Sums()
				add(c.Figure.Shown, c.Figure.Target, numerator.String(), denominator.String())
			case c.Change != nil:
				add(c.Change.Shown)
			}
		}
	}
	for _, a := range b.Asides {
		for _, id := range []string{"received", "resolved"} {
			i, _ := card.Measures.Index(id)
			now, _ := card.Total.Tally.Value(i)
			then, known := a.Card.Total.Tally.Value(i)
			if known {
				add(strconv.FormatInt(then, 10), strconv.FormatInt(now-then, 10))
			}
		}
	}
	return all
}

// Every number of a text is one of its report, but for periods and numbers of units.
func TestNumbersOfSentences(t *testing.T) {
	c := shipped(t)
	others := regexp.MustCompile(`\d\d/\d{4}|\d{4}-\d\d|\d+ (đơn vị|units|ranked units)|\d+ (trong|of) \d+|\d+ miss it|(dưới|below) 30\b|0 (đến|to) 100%|tử số thay đổi 1 |(và|and) \d+ (đơn vị khác|more)`)
	number := regexp.MustCompile(`\d(?:[\d.,]*\d)?`)
	seen := 0
	for n := range 60 {
		r := rand.New(rand.NewPCG(1, uint64(n)))
		units := 1 + r.IntN(9)
		now, before := randomRows(r, "2024-02", units), randomRows(r, "2024-01", 1+r.IntN(9))
		x := prose{catalog: c, ids: "on_time online digitised late online_payment", rows: now, targets: []kpi.Target{target(t, "on_time", nil, "51.25"), target(t, "late", nil, "45678")},
			sides: []besideRows{{is: kpi.Before, period: "2024-01", rows: before}, {is: kpi.ToDate, period: "2024-01..2024-02", rows: slices.Concat(before, now)}}}
		card, chosen, b, findings := x.parts(t)
		for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
			opts := report.Options{Lang: lang, Decimals: r.IntN(3)}
			d := report.Build(card, chosen, nil, nil, findings, c.Messages, opts)
			d.AddBeside(b, card, chosen, opts)
			known := numbersOf(d, card, b, lang)
			for _, p := range report.Sentences(card, chosen, b, findings, needed{c.Messages, t}, opts) {
				if p.ID == report.UnknownPassage || p.ID == report.DoubtsPassage {
					continue // messages of findings
				}
				for _, text := range slices.Concat(p.Text, p.Items, p.After) {
					for _, found := range number.FindAllString(others.ReplaceAllString(text, " "), -1) {
						seen++
						if !known[found] {
							t.Fatalf("run %d, %s: %s is nowhere in the report: %s", n, lang, found, text)
						}
					}
					if strings.ContainsAny(text, "°†*{}<>≥≤✓✗") || strings.Contains(text, "  ") || strings.Contains(text, "..") {
						t.Fatalf("run %d, %s: %s", n, lang, text)
					}
				}
			}
		}
	}
	if seen < 5000 {
		t.Errorf("only %d numbers", seen)
	}
}

// needed are texts of which none may be missing.
type needed struct {
	*catalog.Messages
	t *testing.T
}

func (n needed) Text(name string, lang kpi.Lang) string {
	text := n.Messages.Text(name, lang)
	if text == "" {
		n.t.Errorf("there is no text %q", name)
	}
	return text
}

// Texts whose names are made of parts are there for all parts, and no others are.
func TestTextsOfSentences(t *testing.T) {
	c := shipped(t)
	made := map[string]bool{}
	add := func(form string, parts ...string) {
		for _, part := range parts {
			made[fmt.Sprintf(form, part)] = true
		}
	}
	add("say.title.%s", report.CountsPassage, report.IndicatorsPassage, report.UnitsPassage, report.UnknownPassage, report.DoubtsPassage)
	things := []string{"points"}
	var parts []string
	for i := range c.Measures.Len() {
		m := c.Measures.At(i)
		things = append(things, m.Of)
		if whole := c.Measures.Whole(i); whole >= 0 && m.ID != "received" && m.ID != "carried_over" {
			parts = append(parts, m.ID)
		}
	}
	add("say.n.%s", things...)
	add("say.n.%s.one", things...)
	add("say.part.%s", parts...)
	for _, form := range []string{"say.%s", "say.%s.of", "say.%s.parts"} {
		add(form, "received", "resolved", "pending")
	}
	add("say.%s", "carried_over", "caseload", "returned", "paused")
	for _, form := range []string{"say.indicator.%s", "say.target.%s", "say.ranks.%s"} {
		add(form, "higher", "lower")
	}
	add("say.beside.%s", "previous", "last-year", "to-date")
	for _, form := range []string{"say.since.%s", "say.to-date.%s"} {
		add(form, "up", "down", "hardly", "same")
	}
	add("say.%s.some", "uncompared", "uncompared.to-date", "others")
	var sources strings.Builder
	for _, file := range []string{"sentences.go", "sentences_counts.go", "sentences_beside.go", "sentences_units.go", "sentences_notes.go"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources.Write(data)
	}
	table, err := os.ReadFile("../catalog/texts.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(table), "\n") {
		name, _, _ := strings.Cut(line, ",")
		if strings.HasPrefix(name, "say.") && !made[name] && !strings.Contains(sources.String(), `"`+name+`"`) {
			t.Errorf("nobody asks for %q", name)
		}
	}
	for name := range made {
		if c.Messages.Text(name, kpi.Vietnamese) == "" {
			t.Errorf("there is no text %q", name)
		}
	}
}
