package report

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseQuery(t *testing.T) {
	good := map[string]Query{
		"on_time":                               {Name: "on_time"},
		"On_time | Tràng Định":                  {Name: "on_time", Unit: "Tràng Định"},
		"on_time.change.previous":               {Name: "on_time", Change: true, Beside: "previous"},
		"on_time.last_year.fraction | Xã A / B": {Name: "on_time", Beside: "last-year", Part: "fraction", Unit: "Xã A / B"},
		"on_time.to–date":                       {Name: "on_time", Beside: "to-date"},
		"late.count":                            {Name: "late", Part: "count"},
		"table":                                 {Name: "table", IDs: []string{}},
		"table district on_time,online":         {Name: "table", By: "district", IDs: []string{"on_time", "online"}},
		"table units":                           {Name: "table", By: "units"},
		"table on_time, online":                 {Name: "table", IDs: []string{"on_time", "online"}},
		"chart commune on_time":                 {Name: "chart", By: "commune", IDs: []string{"on_time"}},
		"sentences":                             {Name: "sentences"},
		"period.previous":                       {Name: "period", Beside: "previous"},
	}
	for text, want := range good {
		got, err := ParseQuery(text)
		if len(got.IDs) == 0 && len(want.IDs) == 0 {
			got.IDs, want.IDs = nil, nil
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	bad := map[string]string{
		"": "blank", " | Bắc Sơn": "blank", "on_time |": "name of a unit is missing", "on_time online": `"online" is not understood`,
		"on_time.change": "a change is from another period", "on_time.change.count": `"count" is no part`, "on_time.previous.to-date": `"to-date" is no part`,
		"on_time.share": `"share" is no part of a figure`, "on_time.count.previous": `"count" is no part`, "chart a,b": "one indicator",
		"table | Bắc Sơn": "no unit", "table.count": "no part", "sentences.count": "no part", "period.count": "no part", "office | Bắc Sơn": "no unit",
	}
	for text, want := range bad {
		if f, err := ParseQuery(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v; want %q", text, f, err, want)
		}
	}
}
