package dossiers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// moment reads 2025-09-30 or 2025-09-30 16:05.
func moment(t *testing.T, text string) kpi.Moment {
	t.Helper()
	if text == "" {
		return 0
	}
	var year, month, date, hour, minute int
	n, _ := fmt.Sscanf(text, "%d-%d-%d %d:%d", &year, &month, &date, &hour, &minute)
	if n == 3 {
		hour, minute = 0, -1
	}
	m, ok := kpi.NewMoment(year, month, date, hour*60+minute)
	if !ok {
		t.Fatalf("no moment: %s", text)
	}
	return m
}

// parts writes what a dossier adds, in order: "2025-09 carried_over".
func parts(c *Counter, d Dossier) (list []string) {
	c.Count(&d, func(m kpi.Month, p Part) {
		list = append(list, m.String()+" "+strings.Replace(p.ID(), "_unknown", "?", 1))
	})
	slices.Sort(list)
	return list
}

func TestCount(t *testing.T) {
	september := kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30}
	for name, test := range map[string]struct {
		dossier [7]string // received, due, result, handed, returned, asked, supplied
		state   State
		rules   []string
		want    string
	}{
		"early": {dossier: [7]string{"2025-08-28", "2025-09-04", "2025-09-03"}, state: Done,
			want: "2025-08 pending_in_time, 2025-08 received?, 2025-09 carried_over, 2025-09 resolved_early"},
		"same minute":      {dossier: [7]string{"2025-09-01", "2025-09-04 17:00", "2025-09-04 17:00"}, rules: []string{"due=time"}, want: "2025-09 received?, 2025-09 resolved_on_time"},
		"a minute late":    {dossier: [7]string{"2025-09-01", "2025-09-04 17:00", "2025-09-04 17:01"}, rules: []string{"due=time"}, want: "2025-09 received?, 2025-09 resolved_late"},
		"a minute, by day": {dossier: [7]string{"2025-09-01", "2025-09-04 17:00", "2025-09-04 17:01"}, want: "2025-09 received?, 2025-09 resolved_on_time"},
		"no appointment":   {dossier: [7]string{"2025-09-01", "", "2025-09-04"}, want: "2025-09 received?, 2025-09 resolved?"},
		"then on time":     {dossier: [7]string{"2025-09-01", "", "2025-09-04"}, rules: []string{"no-due=on-time"}, want: "2025-09 received?, 2025-09 resolved_on_time"},
		"open, not due": {dossier: [7]string{"2025-08-01", ""}, rules: []string{"no-due=early"},
			want: "2025-08 pending_in_time, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_in_time"},
		"due on the last": {dossier: [7]string{"2025-08-01", "2025-08-31"}, want: "2025-08 pending_in_time, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_overdue"},
		"overdue then": {dossier: [7]string{"2025-08-01", "2025-08-31"}, rules: []string{"last-day=overdue"},
			want: "2025-08 pending_overdue, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_overdue"},
		"handed": {dossier: [7]string{"2025-08-01", "2025-08-05", "2025-08-05", "2025-09-02"}, rules: []string{"end=handed"},
			want: "2025-08 pending_overdue, 2025-08 received?, 2025-09 carried_over, 2025-09 resolved_late"},
		"withdrawn":         {dossier: [7]string{"2025-09-01", "2025-09-09", "", "", "2025-09-03"}, state: Withdrawn, want: "2025-09 received?, 2025-09 returned"},
		"withdrawn, no day": {dossier: [7]string{"2025-08-01", "2025-09-09"}, state: Withdrawn, want: "2025-08 open?, 2025-08 received?, 2025-09 carried_over, 2025-09 paused"},
		"open, returned":    {dossier: [7]string{"2025-09-01", "2025-09-09", "", "", "2025-09-03"}, state: Open, want: "2025-09 received?, 2025-09 returned"},
		"as resolved": {dossier: [7]string{"2025-09-01", "2025-09-09", "2025-09-03"}, state: Stopped, rules: []string{"returned=resolved"},
			want: "2025-09 received?, 2025-09 resolved_early"},
		"waiting": {dossier: [7]string{"2025-08-01", "2025-08-09", "", "", "", "2025-08-05"}, state: Waiting,
			want: "2025-08 paused, 2025-08 received?, 2025-09 carried_over, 2025-09 paused"},
		"waiting, no day": {dossier: [7]string{"2025-08-01", "2025-08-09"}, state: Waiting, want: "2025-08 open?, 2025-08 received?, 2025-09 carried_over, 2025-09 paused"},
		"as pending": {dossier: [7]string{"2025-08-01", "2025-08-09"}, state: Waiting, rules: []string{"paused=pending"},
			want: "2025-08 pending_overdue, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_overdue"},
		"supplied": {dossier: [7]string{"2025-08-01", "2025-09-29", "", "", "", "2025-08-05", "2025-09-02"}, state: Open,
			want: "2025-08 paused, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_overdue"},
		"then later due": {dossier: [7]string{"2025-08-01", "2025-09-29", "", "", "", "2025-08-05", "2025-09-02"}, state: Open,
			rules: []string{"supplement=subtract"}, want: "2025-08 paused, 2025-08 received?, 2025-09 carried_over, 2025-09 pending_in_time"},
		"in process again": {dossier: [7]string{"2025-07-01", "2025-10-29", "", "", "", "2025-08-05"}, state: Open,
			want: "2025-07 pending_in_time, 2025-07 received?, 2025-08 carried_over, 2025-08 open?, 2025-09 carried_over, 2025-09 pending_in_time"},
		"not received":   {dossier: [7]string{"2025-08-01", "2025-08-09"}, state: New},
		"received later": {dossier: [7]string{"2025-10-01", "2025-10-09"}},
		"ended later":    {dossier: [7]string{"2025-09-01", "2025-10-09", "2025-10-01"}, want: "2025-09 pending_in_time, 2025-09 received?"},
	} {
		rules, err := ParseRules(test.rules)
		if err != nil {
			t.Fatal(err)
		}
		m := func(i int) kpi.Moment { return moment(t, test.dossier[i]) }
		d := Dossier{Received: m(0), Due: m(1), Result: m(2), Handed: m(3), Returned: m(4), Asked: m(5), Supplied: m(6), State: test.state}
		if got := strings.Join(parts(NewCounter(rules, kpi.Calendar{}, september), d), ", "); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

func TestRules(t *testing.T) {
	for _, test := range []struct{ texts, want string }{
		{"", ""},
		{"tt01", ""},
		{"766", "due=time channel=direct returned=resolved supplement=subtract"},
		{"766 due=day", "channel=direct returned=resolved supplement=subtract"},
		{"no-due=early 766", "due=time channel=direct returned=resolved supplement=subtract"},
		{"no-due=early unit=receiving paused=pending", "no-due=early paused=pending unit=receiving"},
	} {
		rules, err := ParseRules(strings.Fields(test.texts))
		if got := strings.Join(rules.Changed(), " "); err != nil || got != test.want {
			t.Errorf("%q: %s, %v; want %s", test.texts, got, err, test.want)
		}
	}
	for _, text := range []string{"due", "due=", "due=hour", "=day", "767", "Due=day"} {
		if _, err := ParseRules([]string{text}); err == nil {
			t.Errorf("%q is a rule", text)
		}
	}
}
