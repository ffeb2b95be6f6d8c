package render

import "testing"

// A header is broken at its spaces into lines of about one length, as wide as its column or
// as most words.
func TestHeaded(t *testing.T) {
	for _, tt := range []struct {
		label, cell string
		least       int
		want        string
	}{
		{"", "", usualHeader, ""}, {"Late", "41", usualHeader, "Late"}, {"Deadline cut", "32.0%", usualHeader, "Deadline cut"},
		{"On time of resolved", "99.8%", usualHeader, "On time of\nresolved"},
		{"On time of resolved", "99.8%  17,508/17,549", usualHeader, "On time of resolved"},
		{"Tỷ lệ giải quyết đúng hạn (trên số đã giải quyết)", "99,8%  17.508/17.549", usualHeader, "Tỷ lệ giải quyết\nđúng hạn (trên số\nđã giải quyết)"},
		{"Submitted online", "97.7%", narrowHeader, "Submitted\nonline"}, {"Mộttừrấtlàdàikhôngcách", "", usualHeader, "Mộttừrấtlàdàik\nhôngcách"},
	} {
		if got := headed(tt.label, []string{tt.cell}, tt.least); got != tt.want {
			t.Errorf("%q is broken into %q, want %q", tt.label, got, tt.want)
		}
	}
}
