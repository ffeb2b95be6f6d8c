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
	fail      string // an error, that a text does not match a regular expression
	count     string // an integer that sums do not overflow in silence; an error unless the pattern matches
	halves    string // a count of days as half days; likewise
	months    string // one row for each integer of a range
	percent   string // hundred times the ratio of two counts, six decimals, half away from zero
	days      string // half days as days
	open      string // AS with a bracket, of a query whose rows are not kept
	find      string // where a text is in another, from 1; 0: nowhere
	small     string // a number as the type of the places of bits
	bit       string // a set of one of 120 bits
	bits      string // the union of sets
	nullCount string // an integer that is not known
	bitCount  string // how many are in a set
	typed     typedForms
	list      listForms
}

// typedForms read columns of numbers.
type typedForms struct {
	count       string // an integer
	other       string // whether it is none that kpi writes; "" where that is an error
	halves      string // days as half days; likewise
	otherHalves string
	late        string // an integer, else an error
	lateHalves  string
}

// listForms is what databases write in their own way over a table of single dossiers.
type listForms struct {
	day     string // the day of a moment
	receipt string // the day of a moment that every dossier has but one whose state is new; else an error
	minute  string // its minute, counted from midnight
	later   string // a day, put off by the days from one to another, if it is after that
	holds   string // a condition, else an error that quotes nothing of a text
	months  string // rows of text, day, day and truth
	nothing string // a truth that is not known
}

// dialects returns all dialects.
func dialects() []Dialect {
	return []Dialect{
		{
			name:      "duckdb",
			text:      "CAST(%s AS VARCHAR)",
			number:    "CAST(%s AS INTEGER)",
			matches:   "regexp_matches(%s, %s)",
			fail:      "CAST('not a period: ' || %[1]s AS INTEGER)",
			count:     "CASE WHEN NOT regexp_matches(CAST(%[1]s AS VARCHAR), %[2]s) THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s AS BIGINT) END",
			halves:    "CASE WHEN NOT regexp_matches(CAST(%[1]s AS VARCHAR), %[2]s) THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(CAST(%[1]s AS DECIMAL(20, 1)) * 2 AS BIGINT) END",
			months:    "unnest(range(%s, %s + 1))",
			percent:   "CAST((2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s)) // (2 * nullif(%[2]s, 0)) AS DECIMAL(32, 0)) * 0.000001",
			days:      "CAST(%s AS DECIMAL(37, 0)) * 0.5",
			open:      " AS NOT MATERIALIZED (",
			find:      "strpos(%s, %s)",
			small:     "CAST(%s AS HUGEINT)",
			bit:       "CAST(1 AS HUGEINT) << %s",
			bits:      "bit_or(%s)",
			bitCount:  "bit_count(%s)",
			nullCount: "CAST(%s AS HUGEINT)",
			typed: typedForms{
				count:      "CASE WHEN %[1]s NOT BETWEEN 0 AND 9223372036854775807 OR %[1]s %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s AS BIGINT) END",
				halves:     "CASE WHEN %[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s * 2 AS BIGINT) END",
				late:       "CASE WHEN %[1]s NOT BETWEEN 0 AND 9223372036854775807 OR %[1]s %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s AS BIGINT) END",
				lateHalves: "CASE WHEN %[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 %% 1 <> 0 THEN CAST('not a count: ' || CAST(%[1]s AS VARCHAR) AS BIGINT) ELSE CAST(%[1]s * 2 AS BIGINT) END",
			},
			list: listForms{
				day:     "CAST(%s AS DATE)",
				receipt: "CASE WHEN %[2]s <> 'new' THEN coalesce(CAST(%[1]s AS DATE), CAST('a dossier without a day of receipt' || substr(coalesce(CAST(%[1]s AS text), ''), 1, 0) AS DATE)) END",
				minute:  "extract(hour FROM CAST(%[1]s AS TIMESTAMP)) * 60 + extract(minute FROM CAST(%[1]s AS TIMESTAMP))",
				later:   "%[1]s + CAST(greatest(%[3]s - %[2]s, 0) AS INTEGER)",
				holds:   "CASE WHEN %[1]s THEN TRUE ELSE CAST('%[3]s' || substr(%[2]s, 1, 0) AS BOOLEAN) END",
				months:  "(VALUES\n    %s\n  ) AS list_calendar (period, first_day, last_day, is_last)",
				nothing: "CAST(NULL AS BOOLEAN)",
			},
		},
		{
			name:      "postgres",
			limit:     63,
			text:      "CAST(%s AS text)",
			number:    "CAST(%s AS integer)",
			matches:   "%s ~ %s",
			fail:      "CAST('not a period: ' || %[1]s AS integer)",
			count:     "CASE WHEN NOT CAST(%[1]s AS text) ~ %[2]s THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(CAST(%[1]s AS numeric) AS bigint) END",
			halves:    "CASE WHEN NOT CAST(%[1]s AS text) ~ %[2]s THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(CAST(%[1]s AS numeric(20, 1)) * 2 AS bigint) END",
			months:    "generate_series(%s, %s)",
			percent:   "div(2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s), 2 * nullif(%[2]s, 0)) * 0.000001",
			days:      "%s * 0.5",
			open:      " AS NOT MATERIALIZED (",
			find:      "strpos(%s, %s)",
			small:     "(%s)",
			bit:       "CAST(1 AS bit(390)) << %s",
			bits:      "bit_or(%s)",
			bitCount:  "bit_count(%s & CAST(repeat('100', 130) AS bit(390)))",
			nullCount: "CAST(%s AS numeric)",
			typed: typedForms{ // an error of a text would keep servers from handing the sums on
				count:       "CAST(%s AS bigint)",
				other:       "%[1]s < 0 OR %[1]s <> CAST(%[1]s AS bigint)",
				halves:      "CAST(%s * 2 AS bigint)",
				otherHalves: "%[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 <> CAST(%[1]s * 2 AS bigint)",
				late:        "CASE WHEN %[1]s < 0 OR %[1]s <> CAST(%[1]s AS bigint) THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(%[1]s AS bigint) END",
				lateHalves:  "CASE WHEN %[1]s NOT BETWEEN 0 AND 4611686018427387903 OR %[1]s * 2 <> CAST(%[1]s * 2 AS bigint) THEN CAST('not a count: ' || CAST(%[1]s AS text) AS bigint) ELSE CAST(%[1]s * 2 AS bigint) END",
			},
			list: listForms{
				day:     "CAST(%s AS DATE)",
				receipt: "CASE WHEN %[2]s <> 'new' THEN coalesce(CAST(%[1]s AS DATE), CAST('a dossier without a day of receipt' || substr(coalesce(CAST(%[1]s AS text), ''), 1, 0) AS DATE)) END",
				minute:  "extract(hour FROM CAST(%[1]s AS TIMESTAMP)) * 60 + extract(minute FROM CAST(%[1]s AS TIMESTAMP))",
				later:   "%[1]s + greatest(%[3]s - %[2]s, 0)",
				holds:   "CASE WHEN %[1]s THEN TRUE ELSE CAST('%[3]s' || substr(%[2]s, 1, 0) AS BOOLEAN) END",
				months:  "(VALUES\n    %s\n  ) AS list_calendar (period, first_day, last_day, is_last)",
				nothing: "CAST(NULL AS BOOLEAN)",
			},
		},
		{
			// Of a Nullable text that is no number comes NULL, not an error, and a case
			// that does not hold may be computed all the same: an error must have its own
			// condition. Sums of Int64 would overflow in silence. Only texts become
			// decimals of any size.
			name:      "clickhouse",
			backslash: true,
			text:      "CAST(%s AS Nullable(String))",
			number:    "toInt32(%s)",
			matches:   "match(%s, %s)",
			fail:      "throwIf(NOT match(coalesce(%[1]s, '2024'), %[2]s), 'not a period')",
			count:     "CASE WHEN throwIf(NOT match(coalesce(toString(%[1]s), '0'), %[2]s), 'not a count') = 0 THEN toInt128(%[1]s) END",
			halves:    "CASE WHEN throwIf(NOT match(coalesce(toString(%[1]s), '0'), %[2]s), 'not a count') = 0 THEN toInt128(toDecimal128(%[1]s, 1) * 2) END",
			months:    "arrayJoin(range(%s, %s + 1))",
			percent:   "toDecimal128(toString(intDiv(2 * %[1]s * 100000000 + sign(%[1]s) * abs(%[2]s), 2 * nullif(%[2]s, 0))), 6) / 1000000",
			days:      "toDecimal128(toString(%s), 1) / 2",
			open:      " AS (",
			find:      "position(%s, %s)",
			small:     "toUInt8(%s)",
			bit:       "bitShiftLeft(toUInt128(1), %s)",
			bits:      "groupBitOr(%s)",
			bitCount:  "bitCount(%s)",
			nullCount: "CAST(%s AS Nullable(Int128))",
			typed: typedForms{
				count:      "CASE WHEN throwIf(NOT (coalesce(%[1]s, 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(%[1]s, 0) %% 1 = 0), 'not a count') = 0 THEN toInt128(%[1]s) END",
				halves:     "CASE WHEN throwIf(NOT (coalesce(%[1]s, 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(%[1]s, 0) * 2 %% 1 = 0), 'not a count') = 0 THEN toInt128(%[1]s * 2) END",
				late:       "CASE WHEN throwIf(NOT (coalesce(%[1]s, 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(%[1]s, 0) %% 1 = 0), 'not a count') = 0 THEN toInt128(%[1]s) END",
				lateHalves: "CASE WHEN throwIf(NOT (coalesce(%[1]s, 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(%[1]s, 0) * 2 %% 1 = 0), 'not a count') = 0 THEN toInt128(%[1]s * 2) END",
			},
			list: listForms{
				day:     "CAST(%s AS Nullable(Date32))",
				receipt: "CASE WHEN throwIf(%[2]s <> 'new' AND %[1]s IS NULL, 'a dossier without a day of receipt') = 0 THEN CAST(%[1]s AS Nullable(Date32)) END",
				minute:  "toHour(toDateTime64(%[1]s, 0)) * 60 + toMinute(toDateTime64(%[1]s, 0))",
				later:   "%[1]s + greatest(dateDiff('day', %[2]s, %[3]s), 0)",
				holds:   "throwIf(NOT (%[1]s), '%[3]s') = 0",
				months:  "values('period String, first_day Date32, last_day Date32, is_last Bool',\n    %s\n  ) AS list_calendar",
				nothing: "CAST(NULL AS Nullable(Bool))",
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

// table quotes the name of a table: parts with dots between them. A part in double
// quotes may hold anything; a quote in it is doubled.
func (d Dialect) table(name string) (string, error) {
	part := regexp.MustCompile(`^("(?:[^"\x00-\x1f]|"")+"|[^".\x00-\x1f][^.\x00-\x1f]*)(\.|$)`)
	var parts []string
	for rest, more := name, true; more; {
		found := part.FindStringSubmatch(rest)
		if found == nil {
			return "", kpi.NewFault("{text} is not the name of a table: want TABLE or SCHEMA.TABLE, with double quotes around what holds a dot", "text", strconv.Quote(name))
		}
		text := found[1]
		if text[0] == '"' {
			text = strings.ReplaceAll(text[1:len(text)-1], `""`, `"`)
		}
		parts = append(parts, text)
		rest, more = rest[len(found[0]):], found[2] != ""
	}
	for i, text := range parts {
		if d.limit > 0 && len(text) > d.limit {
			return "", kpi.NewFault("the name {text} has more than {n} bytes", "text", strconv.Quote(text), "n", strconv.Itoa(d.limit))
		}
		parts[i] = d.ident(text)
	}
	return strings.Join(parts, "."), nil
}
