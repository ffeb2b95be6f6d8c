package kpi_test

import (
	"testing"

	"cchc/kpi"
)

// Days that are not whole months are a period that nothing contains but itself.
func TestDatedPeriods(t *testing.T) {
	july, _ := kpi.NewDay(2025, 7, 1)
	september, _ := kpi.NewDay(2025, 9, 23)
	dated, later := kpi.Dated(july, september), kpi.Dated(july, kpi.Day{Month: september.Month, Date: 24})
	quarter := kpi.Period{From: july.Month, To: september.Month}
	if text := dated.String(); text != "2025-07-01..2025-09-23" {
		t.Errorf("it is written %s", text)
	}
	if first, last := dated.Days(); first != july || last != september || !dated.IsDated() || quarter.IsDated() {
		t.Errorf("its days are %s, %s", first, last)
	}
	for _, o := range []kpi.Period{quarter, later, {From: july.Month, To: july.Month}} {
		if dated.Contains(o) || o.Contains(dated) || dated.Compare(o) == 0 || o.Compare(dated) == 0 {
			t.Errorf("%s and %s are one, or one contains the other", dated, o)
		}
		if !dated.Overlaps(o) || !o.Overlaps(dated) {
			t.Errorf("%s and %s have no month in common", dated, o)
		}
	}
	if !dated.Contains(dated) || dated.Span(dated) != dated || dated.Span(kpi.Period{}) != dated || (kpi.Period{}).Span(dated) != dated {
		t.Error("it is not contained in itself")
	}
	if span := dated.Span(later); span.IsDated() || span != quarter {
		t.Errorf("the span of two is %s", span)
	}
	if text := july.Vietnamese(); text != "01/07/2025" {
		t.Errorf("its first day is written %s", text)
	}
}
