package render

import (
	"bytes"
	"fmt"
	"io"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Findings writes findings for people: file:line:col: severity code: text, and
// on the next line what to do, once for equal ones that follow each other.
func (s Screen) Findings(w io.Writer, l report.Listing) error {
	var b bytes.Buffer
	last := ""
	for _, f := range l.Shown {
		place := f.Place.String()
		if place != "" {
			place += ": "
		}
		fmt.Fprintf(&b, "%s%s %s: %s%s\n", place, s.severity(f.Severity), f.Code, f.Text, report.InColumn(f.Place))
		if f.Remedy != "" && f.Remedy != last {
			fmt.Fprintf(&b, "  %s\n", f.Remedy)
		}
		last = f.Remedy
	}
	for _, m := range l.More {
		fmt.Fprintf(&b, "%s %s: %s\n", kpi.Printable(m.File), m.Code, m.Text)
	}
	_, err := w.Write(b.Bytes())
	return err
}
