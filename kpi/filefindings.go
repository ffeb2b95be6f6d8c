package kpi

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// findingLimit is how many findings of one code are kept of a file; the rest are
// counted. It bounds the memory that a hopeless file takes.
const findingLimit = 10_000

// FileFindings are the findings of one file while it is read: at most 10,000 of a code,
// and how many there are of each.
type FileFindings struct {
	file   string
	list   []Finding
	counts map[string]int // by code
}

// NewFileFindings returns the findings of a file, none yet.
func NewFileFindings(file string) *FileFindings {
	return &FileFindings{file: file, counts: map[string]int{}}
}

// File returns the name of the file.
func (f *FileFindings) File() string { return f.file }

// Add adds a finding of the file. Args are names and values in turn.
func (f *FileFindings) Add(code string, place Place, args ...string) {
	f.counts[code]++
	if f.counts[code] > findingLimit {
		return
	}
	place.File = f.file
	place.Header, place.Text = shortened(place.Header), shortened(place.Text)
	for i, arg := range args {
		args[i] = shortened(arg)
	}
	f.list = append(f.list, NewFinding(code, place, args...))
}

// Skip counts a finding of a code of which no more are kept: its place and its args need not
// be made. ok is false where it is to be added.
func (f *FileFindings) Skip(code string) (ok bool) {
	if f.counts[code] < findingLimit {
		return false
	}
	f.counts[code]++
	return true
}

// Count adds something harmless that may be in many cells: one finding, at the first
// of them, which [FileFindings.All] completes with their number.
func (f *FileFindings) Count(code string, place Place, args ...string) {
	if f.counts[code] == 0 {
		f.Add(code, place, args...)
		return
	}
	f.counts[code]++
}

// Kept returns how many findings are kept.
func (f *FileFindings) Kept() int { return len(f.list) }

// From returns the findings that are kept, but for some of the first.
func (f *FileFindings) From(first int) []Finding { return f.list[first:] }

// Number returns how many findings of a code there are.
func (f *FileFindings) Number(code string) int { return f.counts[code] }

// All returns the findings in the order of their places, completed with their counts.
// It is called once, at the end.
func (f *FileFindings) All() []Finding {
	for i, g := range f.list {
		if what := counted(g.Code); what != "" {
			f.list[i].Args.Set(what, strconv.Itoa(f.counts[g.Code]))
		}
	}
	for _, code := range slices.Sorted(maps.Keys(f.counts)) {
		if n := f.counts[code]; n > findingLimit && counted(code) == "" {
			f.list = append(f.list, NewFinding(FindingsMore, Place{File: f.file}, "code", code, "short", CodeKey(code), "more", strconv.Itoa(n-findingLimit)))
		}
	}
	SortFindings(f.list)
	return f.list
}

// shortened returns what is kept of a text for a finding: all of it, unless it is too
// long for anybody to read.
func shortened(text string) string {
	const most = 1 << 12 // bytes
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(strings.Clone(text[:most]), "") + "…"
}

// counted returns the argument that holds the number of findings of a code which
// [FileFindings.Count] adds, or "" for all other codes.
func counted(code string) string {
	switch code {
	case RowTotal, RowIndistinct:
		return "rows"
	case CountDash, CountDecimal, CountBlankZero, CountUnknown:
		return "cells"
	}
	return ""
}
