package report

import (
	"strconv"
	"strings"

	"cchc/kpi"
)

// Message is a finding with what it says.
type Message struct {
	kpi.Finding
	Text, Remedy string
}

// Messages puts findings in words, in their order.
func Messages(findings []kpi.Finding, words Words, lang kpi.Lang) []Message {
	var messages []Message
	for _, f := range findings {
		text, remedy := words.Message(f, lang)
		messages = append(messages, Message{f, text, remedy})
	}
	return messages
}

// Listing is findings for people to read, with those of one code and file that
// are not shown counted.
type Listing struct {
	Shown []Message
	More  []More
}

// More says how many findings of a code in a file are not shown.
type More struct{ File, Code, Text string }

// List takes the first findings of every code and file, as many as most says,
// or all where it is 0.
func List(findings []Message, most int, words Words, lang kpi.Lang) Listing {
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
			l.Shown = append(l.Shown, f)
		}
	}
	for _, k := range order {
		if more := count[k] - most; most > 0 && more > 0 {
			l.More = append(l.More, More{k.file, k.code, strings.Replace(words.Text("more", lang), "{n}", strconv.Itoa(more), 1)})
		}
	}
	return l
}
