package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// publish renders a result in memory and writes it once, never over one of the inputs.
func publish[T any](out io.Writer, o *outputFlags, format render.Format[T], result T, inputs ...string) error {
	var b bytes.Buffer
	if err := format.Render(&b, result); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	return o.to.write(out, o.path, b.Bytes(), inputs...)
}

// cause returns the reason of a path error without the path.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// shownPerCode is the number of findings of one code in one file that are printed; the
// rest are counted. JSON has all of them.
const shownPerCode = 10

// printFindings writes findings, with or without notes, in text for people.
func printFindings(w io.Writer, screen render.Screen, cat *catalog.Catalog, findings []kpi.Finding, lang kpi.Lang, notes bool) error {
	if !notes {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f kpi.Finding) bool { return f.Severity == kpi.Note })
	}
	listing := report.List(findings, shownPerCode, cat.Messages, lang)
	if err := screen.Findings(w, listing); err != nil {
		return fmt.Errorf("writing what was found to standard error: %w", cause(err))
	}
	return nil
}
