package rows

import (
	"bytes"
	"math"
	"math/big"
	"strings"
	"testing"

	"cchc/kpi"
)

// FuzzPercentage reads any cell as a percentage: one that is read is its digits
// with as many decimals, and the ratio that it states is found written in it.
func FuzzPercentage(f *testing.F) {
	for _, seed := range []string{"99,4", "99.40%", "100", "0", " 50 % ", "99,40\u00a0%", "1.234,5", "12,", ",5", "-1", "abc", "", "%", "1e3", "0.9939", "999999999999999999", "5.5.5"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		written, decimals, ok := Percentage(cell)
		if !ok {
			return
		}
		text := string(Trim(bytes.TrimSuffix(Trim(cell), []byte("%"))))
		number, isNumber := new(big.Rat).SetString(strings.Replace(text, ",", ".", 1))
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
		if !isNumber || number.Cmp(new(big.Rat).SetFrac(big.NewInt(written), scale)) != 0 {
			t.Errorf("%q was read as %d with %d decimals", cell, written, decimals)
		}
		if decimals <= 6 && written <= math.MaxInt32 {
			stated := kpi.Ratio{Num: written, Den: 100 * scale.Int64()}
			if !stated.IsShown(written, decimals) {
				t.Errorf("%q does not state %d/%d", cell, stated.Num, stated.Den)
			}
		}
	})
}
