package render

import "testing"

// A header is broken at its spaces into lines of about one length, as wide as its column or
// as most words.
func TestHeaded(t *testing.T) {
	for _, tt := range []struct {
		label, cell string
		narrow      bool
		want        string
	}{
		{"", "", false, ""}, {"Late", "41", false, "Late"}, {"Deadline cut", "32.0%", false, "Deadline cut"},
		{"On time of resolved", "99.8%", false, "On time of\nresolved"},
		{"On time of resolved", "99.8%  17,508/17,549", false, "On time of resolved"},
		{"Tỷ lệ giải quyết đúng hạn (trên số đã giải quyết)", "99,8%  17.508/17.549", false, "Tỷ lệ giải quyết\nđúng hạn (trên số\nđã giải quyết)"},
		{"Submitted online", "97.7%", true, "Submitted\nonline"}, {"Mộttừrấtlàdàikhôngcách", "", false, "Mộttừrấtlàdàik\nhôngcách"},
	} {
		if got := headed(tt.label, []string{tt.cell}, tt.narrow); got != tt.want {
			t.Errorf("%q is broken into %q, want %q", tt.label, got, tt.want)
		}
	}
}
