package report_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// The alphabet of Vietnamese: A Ă Â B C D Đ E Ê G H I K L M N O Ô Ơ P Q R S T U
// Ư V X Y. Tones count only where all letters of a name are the same: none, huyền,
// hỏi, ngã, sắc, nặng.
func TestAlphabeticalOrder(t *testing.T) {
	c := load(t)
	want := strings.Split("Ai, An, Án, Ạn, An Lão, Ăn, Ân Thi, Âu, Bà Rịa, Ba Vì, Bắc Sơn, Bình Gia, Cao Lộc, Cặp, Cần, Chi Lăng, Dương, Đại Từ, "+
		"Đặng, Đình Lập, Eo, Ê, Gia Lộc, Hữu Lũng, Kỳ Anh, Lạng Giang, Lê, Lóc, Long, Lộc Bình, Lợi, Ma, Mà, Mả, Mã, Má, Mạ, Mỏ Cày, Nghi, Ninh, Óc, Ô Môn, "+
		"Ơn, Phú, Quế, Sa Pa, Tam Thanh, Tân Thanh, Tân Thành, Tân Thạnh, Tân Thịnh, Thanh, Tràng Định, Tri, Uông Bí, Ứng, Văn Lãng, "+
		"Văn Quan, Xín, Yên", ", ")
	var rows []string
	for _, name := range want {
		rows = append(rows, "2024-06 | "+name+" | received 1")
	}
	for seed := range uint64(3) {
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		card := score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByDistrict})
		wantTexts(t, labels(build(c, card, "online", english())), want...)
	}
}

// Districts come before communes, an agency before its communes, then levels
// and months in their own order.
func TestOrderOfKeys(t *testing.T) {
	c := load(t)
	l := ledger(t, c,
		"2024-06 | Đình Lập/Ái Quốc | received 1", "2024-01 | Đình Lập/Ái Quốc | received 1", "2023-12 | Đình Lập/Ái Quốc | received 1",
		"2024-06 | Đình Lập | received 1", "2024-06 | Đình Lập/Đình Lập | received 1", "2024-06 | Đình Lập/Cường Lợi | received 1",
		"2024-06 | Cao Lộc/Yên Trạch | received 1", "2024 | Cao Lộc/Yên Trạch | received 1", "2024-Q1 | Cao Lộc/Yên Trạch | received 1", "| Cao Lộc/Yên Trạch | received 1")
	r := build(c, score(t, c, l, []kpi.Dimension{kpi.ByPeriod, kpi.ByCommune}), "online", english())
	wantTexts(t, labels(r),
		"Cao Lộc | Yên Trạch | (whole run)", "Cao Lộc | Yên Trạch | 2024-01 – 2024-03", "Cao Lộc | Yên Trạch | 2024-01 – 2024-12", "Cao Lộc | Yên Trạch | 2024-06",
		"Đình Lập | (district agency) | 2024-06", "Đình Lập | Ái Quốc | 2023-12", "Đình Lập | Ái Quốc | 2024-01", "Đình Lập | Ái Quốc | 2024-06",
		"Đình Lập | Cường Lợi | 2024-06", "Đình Lập | Đình Lập | 2024-06")
	r = build(c, score(t, c, l, []kpi.Dimension{kpi.ByLevel}), "online", english())
	wantTexts(t, labels(r), "District level", "Commune level")
}

// Rows with exact fractions that floats or a few decimals cannot distinguish, one
// of 0/0 and one that is not known.
func sortedRows() []string {
	return []string{
		"2024-06 | Bắc Sơn | received 2305843009213693952, received_online 2305843009213693951, resolved_late 5",
		"2024-06 | Bình Gia | received 2305843009213693953, received_online 2305843009213693952, resolved_late 0",
		"2024-06 | Cao Lộc | received 3, received_online 1, resolved_late 5",
		"2024-06 | Chi Lăng | received 1000000000, received_online 333333333, resolved_late 1000",
		"2024-06 | Đình Lập | received 0, received_online 0, resolved_late ?",
		"2024-06 | Hữu Lũng | received ?, received_online 1, resolved_late 7",
		"2024-06 | Lộc Bình | received 9, received_online 3, resolved_late 99",
		"2024-06 | Văn Lãng | received 7, received_online 7, resolved_late 7",
		"2024-06 | Văn Quan | received 5, received_online 0, resolved_late ?",
	}
}

func TestSortByIndicator(t *testing.T) {
	c := load(t)
	rows := sortedRows()
	slices.Reverse(rows)
	card := score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByDistrict})
	for sort, want := range map[string]string{
		"":        "Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Văn Lãng, Văn Quan",
		"online":  "Văn Lãng, Bình Gia, Bắc Sơn, Cao Lộc, Lộc Bình, Chi Lăng, Văn Quan, Đình Lập, Hữu Lũng",
		"-online": "Văn Quan, Chi Lăng, Cao Lộc, Lộc Bình, Bắc Sơn, Bình Gia, Văn Lãng, Đình Lập, Hữu Lũng",
		// Few late dossiers are good.
		"late":  "Bình Gia, Bắc Sơn, Cao Lộc, Hữu Lũng, Văn Lãng, Lộc Bình, Chi Lăng, Đình Lập, Văn Quan",
		"-late": "Chi Lăng, Lộc Bình, Hữu Lũng, Văn Lãng, Bắc Sơn, Cao Lộc, Bình Gia, Đình Lập, Văn Quan",
		// What no row has leaves the alphabet, and so does an unknown id.
		"-deadline_cut": "Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Văn Lãng, Văn Quan",
		"nothing":       "Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Văn Lãng, Văn Quan",
	} {
		// The indicator need not be one of the table.
		for _, ids := range []string{"late online", "digitised"} {
			opts := english()
			opts.Sort = sort
			if got := strings.Join(labels(build(c, card, ids, opts)), ", "); got != want {
				t.Errorf("sorted by %q with %s:\n got %s\nwant %s", sort, ids, got, want)
			}
		}
	}
}

// Sorting moves rows whole, and leaves the scorecard as it was.
func TestSortKeepsRows(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, sortedRows()...), []kpi.Dimension{kpi.ByDistrict})
	before := slices.Clone(card.Rows)
	r := build(c, card, "online late", report.Options{Lang: kpi.English, Decimals: 2, Sort: "-late"})
	first := r.Tables[0].Rows[0] // a row without a figure would not be there
	if first.Keys[0].Value != "Chi Lăng" || first.Figure(0).Shown != "33.33" || first.Figure(1).Shown != "1000" || !strings.Contains(counts(r, 0), "received_online 333333333,") {
		t.Errorf("got %+v, %s", first, counts(r, 0))
	}
	for i := range before {
		if card.Rows[i].Group != before[i].Group {
			t.Errorf("row %d of the scorecard is %+v now", i, card.Rows[i].Group)
		}
	}
}
