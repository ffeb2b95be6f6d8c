package main

import (
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"cchc/kpi/input"
)

// progressAfter is how long reading takes before a bar shows how far it is.
const progressAfter = time.Second

// isTerminal reports whether what is written is seen on a screen.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

// canDraw reports whether a bar can be drawn on a stream, and is of use: on a
// terminal that can move its cursor, in front of a person.
func canDraw(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("TERM") != "dumb" && os.Getenv("CI") == ""
}

// watch draws how far reading is, once it takes longer than some time, until it is
// stopped. Then nothing of it is left to see.
func watch(w io.Writer, p *input.Progress, after time.Duration) (stop func()) {
	over, gone := make(chan struct{}), make(chan struct{})
	start := time.Now()
	go func() {
		defer close(gone)
		select {
		case <-over:
		case <-time.After(after):
			draw(w, p, start, over)
		}
	}()
	return func() {
		close(over)
		<-gone
	}
}

// draw draws a bar, or without a known size how much was read, until reading is over.
func draw(w io.Writer, p *input.Progress, start time.Time, over <-chan struct{}) {
	bars := mpb.New(mpb.WithOutput(w), mpb.WithWidth(64))
	after := []decor.Decorator{decor.Current(decor.SizeB1000(0), "% .1f"), decor.NewAverageSpeed(decor.SizeB1000(0), "  % .0f", start)}
	style := mpb.NopStyle()
	if total := p.Total(); total > 0 {
		style = mpb.BarStyle()
		after = []decor.Decorator{decor.Percentage(), decor.NewAverageSpeed(decor.SizeB1000(0), "  % .0f", start),
			decor.Name("  "), decor.NewAverageETA(decor.ET_STYLE_GO, start, nil), decor.Name(" left")}
	}
	bar := bars.New(p.Total(), style, mpb.PrependDecorators(decor.Name("reading ")), mpb.AppendDecorators(after...))
	ticks := time.NewTicker(100 * time.Millisecond)
	defer ticks.Stop()
	for {
		bar.SetCurrent(p.Read())
		select {
		case <-over:
			bar.Abort(true)
			bars.Wait()
			return
		case <-ticks.C:
		}
	}
}
