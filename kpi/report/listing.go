package report

import (
	"iter"
	"strconv"

	"cchc/kpi"
)

// Message is a finding with its text, and the word for its severity.
type Message struct {
	kpi.Finding
	Text, Remedy, Word string
}

// InColumn returns the header of a place in brackets, where it is not the cell itself.
func InColumn(p kpi.Place) string {
	if p.Column == 0 || p.Header == "" || p.Header == p.Text {
		return ""
	}
	return " [" + kpi.Printable(p.Header) + "]"
}

// Messages returns findings with their texts, in their order. Each gets its text when it
// is reached: there may be tens of thousands, of which people are shown few.
func Messages(findings []kpi.Finding, words Words, lang kpi.Lang) iter.Seq[Message] {
	return func(yield func(Message) bool) {
		for _, f := range findings {
			if !yield(message(f, words, lang)) {
				return
			}
		}
	}
}

func message(f kpi.Finding, words Words, lang kpi.Lang) Message {
	text, remedy := words.Message(f, lang)
	return Message{f, text, remedy, words.Text("severity."+f.Severity.String(), lang)}
}

// Listing is findings for people to read, with those of one code and file that
// are not shown counted.
type Listing struct {
	Shown []Message
	More  []More
}

// More is the number of findings of a code in a file that are not shown, in words.
type More struct{ File, Code, Text string }

// List takes the first findings of every code and file, at most as many as given, or all
// if most is 0.
func List(findings []kpi.Finding, most int, words Words, lang kpi.Lang) Listing {
	type key struct{ file, code string }
	var l Listing
	var order []key
	count := map[key]int{}
	for _, f := range findings {
		k := key{f.Place.File, f.Code}
		if count[k]++; count[k] == 1 {
			order = append(order, k)
		}
		if most == 0 || count[k] <= most {
			l.Shown = append(l.Shown, message(f, words, lang))
		}
	}
	for _, k := range order {
		if more := count[k] - most; most > 0 && more > 0 {
			l.More = append(l.More, More{k.file, k.code, Fill(words.Text("more-findings", lang), "n", strconv.Itoa(more))})
		}
	}
	return l
}
