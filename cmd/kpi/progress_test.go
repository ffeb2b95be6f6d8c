package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"cchc/kpi/input"
)

// A run that ends before the time is over draws nothing, and one that is not watched
// on a terminal never does.
func TestQuickRunsShowNoProgress(t *testing.T) {
	var b bytes.Buffer
	stop := watch(&b, &input.Progress{}, time.Hour)
	stop()
	if b.Len() > 0 {
		t.Errorf("drawn: %q", b.String())
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if canDraw(&b) || canDraw(null) {
		t.Error("a buffer and the null device are taken for terminals")
	}
}

// The bar of a run that takes longer is gone when it is over, and says nothing of
// sizes that are not known.
func TestProgressIsRemoved(t *testing.T) {
	var b bytes.Buffer
	watch(&b, &input.Progress{}, 0)()
	if text := b.String(); strings.Contains(text, "%") || strings.HasSuffix(strings.TrimRight(text, "\n"), "B/s") {
		t.Errorf("left: %q", text)
	}
}
