package vietnamese

import "testing"

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "ab", 2}, {"ab", "", 2}, {"late", "late", 0},
		{"lte", "late", 1}, {"laate", "late", 1}, {"lete", "late", 1}, {"alte", "late", 1},
		{"reprot", "report", 1}, {"định", "định", 0}, {"kitten", "sitting", 3}, {"ca", "abc", 3},
	} {
		if got := Distance([]rune(tt.a), []rune(tt.b)); got != tt.want {
			t.Errorf("from %q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := Distance([]rune(tt.b), []rune(tt.a)); got != tt.want {
			t.Errorf("from %q to %q: %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}
