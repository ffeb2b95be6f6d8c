package dates

import "testing"

func TestMoment(t *testing.T) {
	for text, want := range map[string]string{
		"03/09/2025":                "2025-09-03",
		"03/09/2025 16:05":          "2025-09-03 16:05",
		"03/09/2025 16:05:59":       "2025-09-03 16:05",
		"3/9/2025":                  "2025-09-03",
		"3/9/2025 8:05":             "2025-09-03 08:05",
		"3/9/2025 8:05:00 CH":       "2025-09-03 20:05",
		"3/9/2025 12:05:00 AM":      "2025-09-03 00:05",
		"3/9/2025 12:05:00 SA":      "2025-09-03 00:05",
		"08:05, 03/09/2025":         "2025-09-03 08:05",
		"08:05:10 03/09/2025":       "2025-09-03 08:05",
		"  03-09-2025  ":            "2025-09-03",
		"03.09.2025":                "2025-09-03",
		"2025-09-03":                "2025-09-03",
		"2025-09-03 16:05:59":       "2025-09-03 16:05",
		"2025-09-03T16:05:59.123":   "2025-09-03 16:05",
		"2025-09-03T16:05:59+07:00": "2025-09-03 16:05",
		"2025-09-30T20:05:59Z":      "2025-10-01 03:05",
		"2025-09-30T01:05:59.000Z":  "2025-09-30 08:05",
		"2025/09/03":                "2025-09-03",
		"20250903":                  "2025-09-03",
		"20250903160559":            "2025-09-03 16:05",
		"202509031605":              "2025-09-03 16:05",
		"45903":                     "2025-09-03",
		"45903.333333333336":        "2025-09-03 08:00",
		"45903.6875":                "2025-09-03 16:30",
		"29/02/2024":                "2024-02-29",
		"31/12/2099 23:59":          "2099-12-31 23:59",
	} {
		if m, fault := Moment([]byte(text)); fault != NoFault || m.String() != want {
			t.Errorf("%q is %q, fault %d; want %s", text, m, fault, want)
		}
	}
	for text, want := range map[string]MomentFault{
		"31/09/2025":                NoSuchDay,
		"31/09/2025 08:00:00":       NoSuchDay,
		"29/02/2025":                NoSuchDay,
		"00/09/2025":                NoSuchDay,
		"01/01/1989":                NoSuchDay,
		"20250931":                  NoSuchDay,
		"20250903240000":            NoSuchDay,
		"09/13/2025 08:00:00":       MonthBeforeDay,
		"9/13/2025":                 MonthBeforeDay,
		"14/09/25":                  TwoDigitYear,
		"14/09/25 08:00":            TwoDigitYear,
		"":                          NotADay,
		"trong ngày":                NotADay,
		"Nông Thị Hoa":              NotADay,
		"0912000101":                NotADay,
		"39999":                     NotADay,
		"60001":                     NotADay,
		"2025":                      NotADay,
		"09/2025":                   NotADay,
		"03/09/2025 25:00":          NotADay,
		"03/09/2025 16:60":          NotADay,
		"03/09/2025 16h05":          NotADay,
		"2025-09-03T16:05:59+08:00": NotADay,
		"13:05 SA 03/09/2025":       NotADay,
		"03/09/2025/1":              NotADay,
		"03/09-2025-1":              NotADay,
		"03//2025":                  NotADay,
		"-3/9/2025":                 NotADay,
	} {
		if m, fault := Moment([]byte(text)); fault != want {
			t.Errorf("%q is %q, fault %d; want %d", text, m, fault, want)
		}
	}
}

func BenchmarkMoment(b *testing.B) {
	cell := []byte("03/09/2025 16:05:59")
	for b.Loop() {
		if _, fault := Moment(cell); fault != NoFault {
			b.Fatal(fault)
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, text := range []string{"03/09/2025", "08:05, 03/09/2025", "2025-09-30T20:05:59Z", "45903.5", "9/13/2025", "20250903160559"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, fault := Moment([]byte(text))
		if (fault == NoFault) == m.IsZero() {
			t.Fatalf("%q is %q with fault %d", text, m, fault)
		}
		if fault == NoFault {
			if again, fault := Moment([]byte(m.String())); fault != NoFault || again != m {
				t.Fatalf("%q is %s, which is %s", text, m, again)
			}
		}
	})
}
