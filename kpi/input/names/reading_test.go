package names

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi/catalog"
)

// A text is read in every way in which names are written, the whole text first.
func TestReadings(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Xã Chi Lăng":            "Xã Chi Lăng",
		"1. Xã Chi Lăng":         "1. Xã Chi Lăng | Xã Chi Lăng",
		"12) Xã A":               "12) Xã A | Xã A",
		"3.Xã A":                 "3.Xã A | Xã A",
		"(4) Xã A":               "(4) Xã A | Xã A",
		"IV. Huyện A":            "IV. Huyện A | Huyện A",
		"b) Xã A":                "b) Xã A | Xã A",
		"- Xã Chi Lăng (1)":      "- Xã Chi Lăng (1) | - Xã Chi Lăng < 1 | Xã Chi Lăng",
		"Xã A*":                  "Xã A* | Xã A",
		"Xã A [2]":               "Xã A [2] | Xã A",
		"H. Bắc Sơn":             "H. Bắc Sơn",
		"Quận 1":                 "Quận 1",
		"Bắc Sơn (huyện)":        "Bắc Sơn (huyện) | huyện Bắc Sơn",
		"Bắc Sơn, Lạng Sơn":      "Bắc Sơn, Lạng Sơn | Bắc Sơn < Lạng Sơn",
		"Xã A, huyện B - tỉnh C": "Xã A, huyện B - tỉnh C | Xã A, huyện B < tỉnh C | Xã A < tỉnh C < huyện B",
		"Xuân Hương - Đà Lạt":    "Xuân Hương - Đà Lạt | Xuân Hương < Đà Lạt",
		"TTPVHCC xã Chi Lăng":    "TTPVHCC xã Chi Lăng | *xã Chi Lăng | *Chi Lăng | *Lăng",
		"Bộ phận Một cửa UBND xã A (tỉnh B)": "Bộ phận Một cửa UBND xã A (tỉnh B) | Bộ phận Một cửa UBND xã A < tỉnh B | *phận Một cửa UBND xã A (tỉnh B) | *Một cửa UBND xã A (tỉnh B) | *cửa UBND xã A (tỉnh B) | *UBND xã A (tỉnh B) | *xã A (tỉnh B) | *A (tỉnh B) | *(tỉnh B) | *B) | *phận Một cửa UBND xã A < tỉnh B | *Một cửa UBND xã A < tỉnh B | *cửa UBND xã A < tỉnh B | *UBND xã A < tỉnh B | *xã A < tỉnh B | *A < tỉnh B",
		"Văn phòng HĐND&UBND huyện A":        "Văn phòng HĐND&UBND huyện A | *phòng HĐND&UBND huyện A | *HĐND&UBND huyện A | *UBND huyện A | *huyện A | *A",
		"Trung Tâm":                          "Trung Tâm | *Tâm",
	} {
		var got []string
		named, offices := Readings(cat.Words, text)
		for _, r := range slices.Concat(named, offices) {
			text := strings.Join(append([]string{r.Text}, r.Above...), " < ")
			if r.Office {
				text = "*" + text
			}
			got = append(got, text)
		}
		if all := strings.Join(got, " | "); all != want {
			t.Errorf("%q:\n got %s\nwant %s", text, all, want)
		}
	}
}
