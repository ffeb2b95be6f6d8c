package rows

import "testing"

// The last row of a start that goes on is not looked at: it may go on, too.
func TestStartOfAFile(t *testing.T) {
	for _, tt := range []struct {
		text  string
		whole bool
		want  int
	}{{"a\nb\nc", true, 3}, {"a\nb\nc", false, 2}, {"a\nb\n\"c\nd", true, 2}, {"a\nb\"\nc", true, 1}, {"", true, 0}} {
		if got := len(firstRows([]byte(tt.text), ',', tt.whole)); got != tt.want {
			t.Errorf("%q, whole %v: %d rows, want %d", tt.text, tt.whole, got, tt.want)
		}
	}
}
