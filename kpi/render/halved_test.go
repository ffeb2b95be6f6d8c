package render

import "testing"

// A label is broken at the space nearest to its middle.
func TestHalved(t *testing.T) {
	for label, want := range map[string]string{
		"": "", "Late": "Late", "Deadline cut": "Deadline cut", "On time of resolved": "On time of\nresolved",
		"Đúng hạn, trước hạn / tiếp nhận": "Đúng hạn, trước\nhạn / tiếp nhận", "Mộttừrấtlàdàikhôngcáchra": "Mộttừrấtlàdàikhôngcáchra",
		"Số hóa kết quả": "Số hóa\nkết quả",
	} {
		if got := halved(label); got != want {
			t.Errorf("%q is broken into %q, want %q", label, got, want)
		}
	}
}
