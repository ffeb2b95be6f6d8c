package sqlgen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Dialect is what one database writes in its own way. All others of the words
// that a statement needs are common to the three.
type Dialect struct {
	name      string
	backslash bool // a backslash escapes in texts and names
	limit     int  // bytes of a name that count; 0: all
	text      string
	number    string // a small integer of digits
	matches   string // whether a text matches a regular expression
	fail      string // an error: a text is no period, under a condition
	count     string // an integer that sums do not overflow in silence; an error unless the pattern matches
	halves    string // a count of days as half days; likewise
	percent   string // hundred times the ratio of two counts, six decimals, half away from zero
	days      string // half days as days
	sets      setForms
	typed     typedForms
	list      listForms
	types     typeForms
}

// typedForms read columns of numbers.
type typedForms struct {
	count       string // an integer
	other       string // whether it is none that kpi writes; "" where that is an error
	halves      string // days as half days; likewise
	otherHalves string
}

// setForms are sets of months, by the number of each from January 1990.
type setForms struct {
	ofMonths string // of all rows: a number each, and whether the row has one
	span     string // from one number to another
	none     string
	union    string // of all rows: a set each, and the window of these, if any
	size     string // how many are in a set
}

// listForms is what databases write in their own way over a table of single dossiers.
type listForms struct {
	day     string // the day of a moment
	receipt string // the day of a moment that every dossier has but one whose state is new; else an error
	minute  string // its minute, counted from midnight
	later   string // a day, put off by the days from one to another, if it is after that
	holds   string // a condition, else an error that quotes nothing of a text
	months  string // rows of text, day, day and truth
}

// dialects returns all dialects.
func dialects() []Dialect {
	return []Dialect{
		{
			name:    "duckdb",
			types:   typeForms{"VARCHAR", "VARCHAR", "BIGINT", "DECIMAL(18, 1)", "TIMESTAMP", "BOOLEAN"},
			text:    "CAST(%s AS VARCHAR)",
			number:  "CAST(%s AS INTEGER)",
			matches: "regexp_matches(%s, %s)",
			fail:    "CAST('not a period: ' || %[1]s AS INTEGER)",
			count:   "CASE WHEN NOT regexp_matches(CAST(%[1]s AS VARCHAR), %[2]s) THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s AS BIGINT) END",
			halves:  "CASE WHEN NOT regexp_matches(CAST(%[1]s AS VARCHAR), %[2]s) THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(CAST(%[1]s AS DECIMAL(20, 1)) * 2 AS BIGINT) END",
			percent: "CAST((2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s)) // (2 * nullif(%[2]s, 0)) AS DECIMAL(32, 0)) * 0.000001",
			days:    "CAST(%s AS DECIMAL(37, 0)) * 0.5",
			sets: setForms{
				ofMonths: "list(CASE WHEN %[2]s THEN %[1]s END)",
				span:     "range(%s, %s + 1)",
				none:     "NULL",
				union:    "list(%s)%s",
				size:     "list_unique(flatten(%s))",
			},
			typed: typedForms{
				count:  "CASE WHEN %[1]s NOT BETWEEN 0 AND 9223372036854775807 OR %[1]s %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s AS BIGINT) END",
				halves: "CASE WHEN %[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s * 2 AS BIGINT) END",
			},
			list: listForms{
				day:     "CAST(%s AS DATE)",
				receipt: "CASE WHEN %[2]s <> 'new' THEN coalesce(CAST(%[1]s AS DATE), CAST('a dossier without a day of receipt' || substr(coalesce(CAST(%[1]s AS text), ''), 1, 0) AS DATE)) END",
				minute:  "extract(hour FROM CAST(%[1]s AS TIMESTAMP)) * 60 + extract(minute FROM CAST(%[1]s AS TIMESTAMP))",
				later:   "%[1]s + CAST(greatest(%[3]s - %[2]s, 0) AS INTEGER)",
				holds:   "CASE WHEN %[1]s THEN TRUE ELSE CAST('%[3]s' || substr(%[2]s, 1, 0) AS BOOLEAN) END",
				months:  "(VALUES\n    %s\n  ) AS list_calendar (period, first_day, last_day, is_last)",
			},
		},
		{
			name:    "postgres",
			types:   typeForms{"text", "text", "bigint", "numeric", "timestamp", "boolean"},
			limit:   63,
			text:    "CAST(%s AS text)",
			number:  "CAST(%s AS integer)",
			matches: "%s ~ %s",
			fail:    "CAST('not a period: ' || %[1]s AS integer)",
			count:   "CASE WHEN NOT CAST(%[1]s AS text) ~ %[2]s THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(CAST(%[1]s AS numeric) AS bigint) END",
			halves:  "CASE WHEN NOT CAST(%[1]s AS text) ~ %[2]s THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(CAST(%[1]s AS numeric(20, 1)) * 2 AS bigint) END",
			percent: "div(2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s), 2 * nullif(%[2]s, 0)) * 0.000001",
			days:    "%s * 0.5",
			sets: setForms{ // of another row is a bit somewhere, which is not looked at
				ofMonths: "bit_or(CAST(1 AS bit(" + setSize + ")) << (%[1]s))",
				span:     "(~CAST(0 AS bit(" + setSize + ")) << (%[1]s)) & (~CAST(0 AS bit(" + setSize + ")) >> (" + setSize + " - 1 - (%[2]s)))",
				none:     "NULL",
				union:    "bit_or(%s)%s",
				size:     "bit_count(%s)",
			},
			typed: typedForms{ // an error of a text would keep servers from handing the sums on
				count:       "CAST(%s AS bigint)",
				other:       "%[1]s < 0 OR %[1]s <> CAST(%[1]s AS bigint)",
				halves:      "CAST(%s * 2 AS bigint)",
				otherHalves: "%[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 <> CAST(%[1]s * 2 AS bigint)",
			},
			list: listForms{
				day:     "CAST(%s AS DATE)",
				receipt: "CASE WHEN %[2]s <> 'new' THEN coalesce(CAST(%[1]s AS DATE), CAST('a dossier without a day of receipt' || substr(coalesce(CAST(%[1]s AS text), ''), 1, 0) AS DATE)) END",
				minute:  "extract(hour FROM CAST(%[1]s AS TIMESTAMP)) * 60 + extract(minute FROM CAST(%[1]s AS TIMESTAMP))",
				later:   "%[1]s + greatest(%[3]s - %[2]s, 0)",
				holds:   "CASE WHEN %[1]s THEN TRUE ELSE CAST('%[3]s' || substr(%[2]s, 1, 0) AS BOOLEAN) END",
				months:  "(VALUES\n    %s\n  ) AS list_calendar (period, first_day, last_day, is_last)",
			},
		},
		{
			// Of a Nullable text that is no number comes NULL, not an error, and a case
			// that does not hold may be computed all the same: an error must have its own
			// condition. Sums of Int64 would overflow in silence. Only texts become
			// decimals of any size. The rest of a decimal by an integer is that of its whole part.
			name:      "clickhouse",
			types:     typeForms{"String", "Nullable(String)", "Nullable(Int64)", "Nullable(Decimal(18, 4))", "Nullable(DateTime64(0))", "Nullable(Bool)"},
			backslash: true,
			text:      "CAST(%s AS Nullable(String))",
			number:    "toInt32(%s)",
			matches:   "match(%s, %s)",
			fail:      "throwIf(coalesce(%[2]s, 0), 'not a period')",
			count:     "CASE WHEN throwIf(NOT match(coalesce(toString(%[1]s), '0'), %[2]s), 'not a count') = 0 THEN toInt128(%[1]s) END",
			halves:    "CASE WHEN throwIf(NOT match(coalesce(toString(%[1]s), '0'), %[2]s), 'not a count') = 0 THEN toInt128(toDecimal128(%[1]s, 1) * 2) END",
			percent:   "toDecimal128(toString(intDiv(2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s), 2 * nullif(%[2]s, 0))), 6) / 1000000",
			days:      "toDecimal128(toString(%s), 1) / 2",
			sets: setForms{
				ofMonths: "groupUniqArray(CASE WHEN %[2]s THEN toUInt16(%[1]s) END)",
				span:     "range(toUInt16(assumeNotNull(%[1]s)), toUInt16(assumeNotNull(%[2]s) + 1))",
				none:     "[]",
				union:    "groupUniqArrayArray(%s)%s",
				size:     "length(%s)",
			},
			typed: typedForms{
				count:  "CASE WHEN throwIf(coalesce(%[1]s < 0 OR %[1]s > 9.2e18 OR %[1]s <> floor(%[1]s), FALSE), 'not a count') = 0 THEN toInt128(%[1]s) END",
				halves: "CASE WHEN throwIf(coalesce(%[1]s < 0 OR %[1]s > 4.6e18 OR %[1]s * 2 <> floor(%[1]s * 2), FALSE), 'not a count') = 0 THEN toInt128(%[1]s * 2) END",
			},
			list: listForms{
				day:     "CAST(%s AS Nullable(Date32))",
				receipt: "CASE WHEN throwIf(%[2]s <> 'new' AND %[1]s IS NULL, 'a dossier without a day of receipt') = 0 THEN CAST(%[1]s AS Nullable(Date32)) END",
				minute:  "toHour(toDateTime64(%[1]s, 0)) * 60 + toMinute(toDateTime64(%[1]s, 0))",
				later:   "%[1]s + greatest(dateDiff('day', %[2]s, %[3]s), 0)",
				holds:   "throwIf(NOT (%[1]s), '%[3]s') = 0",
				months:  "values('period String, first_day Date32, last_day Date32, is_last Bool',\n    %s\n  ) AS list_calendar",
			},
		},
	}
}

// Dialects returns the names of the databases that statements are written for.
func Dialects() []string {
	var names []string
	for _, d := range dialects() {
		names = append(names, d.name)
	}
	return names
}

// ParseDialect returns the dialect of a name of [Dialects].
func ParseDialect(name string) (Dialect, error) {
	for _, d := range dialects() {
		if d.name == name {
			return d, nil
		}
	}
	return Dialect{}, kpi.NewFault("no dialect {text}: want {words}", "text", strconv.Quote(name), "words", strings.Join(Dialects(), ", "))
}

// ident quotes a name. Every name is quoted: an id may be a word of the language,
// and names of steps may hold a space, which no id does.
func (d Dialect) ident(name string) string {
	if d.backslash {
		name = strings.ReplaceAll(name, `\`, `\\`)
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// literal quotes a text. Whether PostgreSQL takes a backslash for an escape depends on a
// setting, except in a text with an E before it.
func (d Dialect) literal(text string) string {
	start := "'"
	if strings.Contains(text, `\`) && (d.backslash || d.name == "postgres") {
		text = strings.ReplaceAll(text, `\`, `\\`)
		if !d.backslash {
			start = "E'"
		}
	}
	return start + strings.ReplaceAll(text, "'", "''") + "'"
}

// call writes a form of the dialect with its arguments.
func call(form string, args ...any) string { return fmt.Sprintf(form, args...) }

// parts returns the parts of the name of a table, with dots between them. A part in double
// quotes may hold anything; a quote in it is doubled.
func (d Dialect) parts(name string) ([]string, error) {
	part := regexp.MustCompile(`^("(?:[^"\x00-\x1f]|"")+"|[^".\x00-\x1f][^.\x00-\x1f]*)(\.|$)`)
	var parts []string
	for rest, more := name, true; more; {
		found := part.FindStringSubmatch(rest)
		if found == nil {
			return nil, kpi.NewFault("{text} is not the name of a table: want TABLE or SCHEMA.TABLE, with double quotes around what holds a dot", "text", strconv.Quote(name))
		}
		text := found[1]
		if text[0] == '"' {
			text = strings.ReplaceAll(text[1:len(text)-1], `""`, `"`)
		}
		if d.limit > 0 && len(text) > d.limit {
			return nil, kpi.NewFault("the name {text} has more than {n} bytes", "text", strconv.Quote(text), "n", strconv.Itoa(d.limit))
		}
		parts = append(parts, text)
		rest, more = rest[len(found[0]):], found[2] != ""
	}
	return parts, nil
}

// dotted quotes the parts of a name.
func (d Dialect) dotted(parts []string) string { return strings.Join(forEach(parts, d.ident), ".") }

// table quotes the name of a table.
func (d Dialect) table(name string) (string, error) {
	parts, err := d.parts(name)
	return d.dotted(parts), err
}
