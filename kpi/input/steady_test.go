package input

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/names"
	"cchc/kpi/units"
)

// A commune of September 2024 is found in a period a year before and in none before that;
// each row is judged by its own period, whichever is above the other.
func TestOrderOfPeriods(t *testing.T) {
	listed := Options{Units: units.Vietnam(definitions(t).Words)}
	const (
		head   = "period,district,commune,received\n"
		before = "2023-06,Huyện Sơn Dương,Xã Hồng Sơn,5\n"
		near   = "2023-10,Huyện Sơn Dương,Xã Hồng Sơn,7\n"
		office = "period;Đơn vị;received\n"
		early  = "2025-06;Văn phòng HĐND và UBND;5\n"
		late   = "2025-08;Văn phòng HĐND và UBND;7\n"
	)
	try(t, []readCase{
		{"the first is too early", files{"a.csv": head + before + near}, listed, "unit-unknown 2:3", "-"},
		{"the second is too early", files{"a.csv": head + near + before}, listed, "unit-unknown 3:3", "-"},
		{"an office of a district first, without a list", files{"a.csv": office + early + late}, Options{}, "unit-missing 2:2; office-alone 3:2", "-"},
		{"an office of a commune first, without a list", files{"a.csv": office + late + early}, Options{}, "office-alone 2:2; unit-missing 3:2", "-"},
	})
}

// A bare name that may be of a district or of a commune is of the level that the other names
// of its column have in its period.
func TestLevelOfOtherNamesInAPeriod(t *testing.T) {
	list, err := units.Read(definitions(t).Words, "units.csv", []byte(listedUnits+"06614,Xã Tân Thanh,commune,186,2023-05-01,2025-06-30\n"))
	if err != nil {
		t.Fatal(err)
	}
	const head, early, late, other = "period;Đơn vị;received\n", "2023-01;Đình Lập;5\n", "2024-01;Đình Lập;7\n", "2024-01;Tân Thanh;9\n"
	try(t, []readCase{
		{"the later first", files{"a.csv": head + late + early + other}, Options{Units: list}, "unit-ambiguous 3:2", "-"},
		{"the earlier first", files{"a.csv": head + early + late + other}, Options{Units: list}, "unit-ambiguous 2:2", "-"},
	})
}

// judged is what a row means by its key.
type judged struct {
	unit            names.Unit
	period          kpi.Period
	office          string
	total, blank    bool
	fault, unproved keyFault
}

func judgedBy(k *rowKey) judged {
	j := judged{unit: k.spelling.Unit, period: k.period, office: k.office, total: k.total, blank: k.blank}
	for to, from := range map[*keyFault]*keyFault{&j.fault: k.fault, &j.unproved: k.unproved} {
		if from != nil {
			*to = *from
		}
	}
	return j
}

// Rows of units in periods around the dates of units mean the same in any order as each of
// them does alone.
func TestRowsOfAllPeriodsAreJudgedAlone(t *testing.T) {
	list := units.Vietnam(definitions(t).Words)
	all := list.Find(units.Query{})
	towns := slices.DeleteFunc(slices.Clone(all), func(u units.Listed) bool { return u.Name.Key != u.District.Key })
	dated := slices.DeleteFunc(slices.Clone(all), func(u units.Listed) bool {
		return u.Level == kpi.Province || u.From() == "" && slices.Contains([]string{"", "2025-06-30"}, u.Until())
	})
	r := rand.New(rand.NewPCG(7, 9))
	trials, proved := 200, 0
	if testing.Short() {
		trials = 60
	}
	for range trials {
		text := datedRows(r, all, dated, towns)
		o := openRows(t, []byte(text), Options{Units: list})
		together := o.table.keys
		for {
			row, err := o.file.Next()
			if err != nil {
				break
			}
			alone := newKeyReader(o.table.run, o.table.export, o.file)
			got, want := judgedBy(together.of(row, &o.table.ctx)), judgedBy(alone.of(row, &o.table.ctx))
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("line %d:\n got %+v\nwant %+v\nof\n%s", row.Line, got, want, text)
			}
			if want.fault.code == "" && want.unproved.code == "" {
				proved++
			}
		}
	}
	if proved < 4*trials {
		t.Errorf("only %d rows name a unit", proved)
	}
}

// datedRows writes an export of a few units, most of them with dates, some towns called like
// their district, in fewer periods than there are names whose nearest are looked for.
func datedRows(r *rand.Rand, all, dated, towns []units.Listed) string {
	heads := []string{"period,district,commune,received\n", "period,commune,received\n", "period,Đơn vị,received\n", "period,province,district,commune,received\n",
		"period,district,commune,Mã xã,received\n", "period,Đơn vị,Mã đơn vị,received\n", "period,Lĩnh vực,received\n"}
	shape, bare := r.IntN(len(heads)), r.IntN(3) == 0
	var lines []string
	for range 3 {
		list := [][]units.Listed{dated, dated, all, towns}[r.IntN(4)]
		u := list[r.IntN(len(list))]
		name, district := u.Name.String(), u.District.String()
		if bare {
			name, district = u.Name.Text, u.District.Text
		}
		commune := name
		if u.Level == kpi.District {
			commune, district = "", name
		}
		cells := []string{district + "," + commune, commune, name, u.Province.String() + "," + district + "," + commune,
			district + "," + commune + "," + u.Code, name + "," + u.Code, "Đất đai"}[shape]
		for range nearLimit / 3 {
			lines = append(lines, fmt.Sprintf("%s,%s,%d\n", periodNear(r, u), cells, len(lines)))
		}
	}
	r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	title := ""
	if u := dated[r.IntN(len(dated))]; r.IntN(3) == 0 || shape == 6 {
		title = "UBND " + u.District.String() + strings.Repeat(",", strings.Count(heads[shape], ",")) + "\n"
	}
	return title + heads[shape] + strings.Join(lines, "")
}

// periodNear returns some months, or one, that are likely within a year of the dates of a unit.
func periodNear(r *rand.Rand, u units.Listed) kpi.Period {
	first, last := kpi.NewMonth(2019, 1), kpi.NewMonth(2026, 12)
	from := first + kpi.Month(r.IntN(int(last-first)+1))
	for _, date := range []kpi.Month{u.Valid.From, u.Valid.To} {
		if date >= first && date <= last && r.IntN(2) == 0 {
			from = date + kpi.Month(r.IntN(31)-15)
		}
	}
	months := []kpi.Month{1, 1, 1, 3, 6, 12}[r.IntN(6)]
	from -= from % months // quarters, halves and years are those of the calendar
	return kpi.Period{From: from, To: from + months - 1}
}
