package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"cchc/kpi/input/rows"
	"cchc/kpi/report"
)

// progressAfter is the time of reading before the progress bar appears. Most runs end
// before.
const progressAfter = time.Second

// isTerminal reports whether a stream is a screen or a keyboard.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

// showsProgress reports whether a bar can be drawn and is wanted: on a terminal that can
// move its cursor, without --quiet and CI.
func showsProgress(terminal, quiet bool) bool {
	return terminal && !quiet && os.Getenv("TERM") != "dumb" && os.Getenv("CI") == ""
}

// watch draws a progress bar, or the bytes read if the size is not known, from some time
// on until it is stopped, and then removes it. A signal may end the program at any moment:
// the bar changes no state of the terminal, such as a hidden cursor.
func watch(w io.Writer, p *rows.Progress, after time.Duration, text func(name string) string) (stop func()) {
	start, over, gone := time.Now(), make(chan struct{}), make(chan struct{})
	timer := time.AfterFunc(after, func() {
		defer close(gone)
		var style mpb.BarFillerBuilder = mpb.BarStyle().Rbound("] ")
		if p.Total() == 0 {
			style = mpb.NopStyle()
		}
		bars := mpb.New(mpb.WithOutput(w), mpb.ForceTTY(), mpb.WithAutoRefresh(), mpb.WithWidth(64))
		// A bar made with a total is complete when it is reached, and then cannot be removed.
		bar := bars.New(0, style, mpb.BarFillerTrim(), mpb.PrependDecorators(decor.Name(text("progress.reading")+" ")),
			mpb.AppendDecorators(decor.Any(func(s decor.Statistics) string {
				return status(s.Current, s.Total, time.Since(start), text)
			})))
		ticks := time.NewTicker(100 * time.Millisecond)
		defer ticks.Stop()
		for {
			bar.SetTotal(p.Total(), false)
			bar.SetCurrent(p.Read())
			select {
			case <-over:
				bar.Abort(true)
				bars.Wait()
				return
			case <-ticks.C:
			}
		}
	})
	return func() {
		if timer.Stop() {
			return // it was never drawn
		}
		close(over)
		<-gone
	}
}

// status describes the progress: "45 % 812 MB/s 2s left", or if the total is not known
// "365.4 MB 812 MB/s". It is at 100 % and 0s only when all is read. The rate is the mean
// since the start.
func status(read, total int64, spent time.Duration, text func(name string) string) string {
	switch {
	case read == 0 && total == 0:
		return "0 B"
	case read == 0:
		return "0 %"
	}
	rate := float64(read) / max(spent, time.Millisecond).Seconds()
	speed := fmt.Sprintf("% .0f", decor.FmtAsSpeed(decor.SizeB1000(rate)))
	if total == 0 {
		return fmt.Sprintf("% .1f %s", decor.SizeB1000(read), speed)
	}
	read = min(read, total) // a file may grow
	so := fmt.Sprintf("%d %% %s", 100*read/total, speed)
	if left := float64(total-read) / rate; left < maxLeft {
		m, s := int(math.Ceil(left))/60, int(math.Ceil(left))%60
		name := "progress.minutes"
		if m == 0 {
			name = "progress.seconds"
		}
		so += " " + report.Fill(text("progress.left"), "time", report.Fill(text(name), "m", strconv.Itoa(m), "s", strconv.Itoa(s)))
	}
	return so
}

// maxLeft is the most seconds of time left that are shown: a day.
const maxLeft = 24 * 60 * 60
