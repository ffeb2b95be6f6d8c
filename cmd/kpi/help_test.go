package main

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// wholeProgram returns the program with the commands of the library, in a language.
func wholeProgram(lang string) *cobra.Command {
	p := newProgram()
	p.args = []string{cobra.ShellCompRequestCmd, "--lang", lang, ""} // which translates all
	root := newRootCmd(p)
	p.finish(root)
	return root
}

// everyCommand calls a function for a command and all below it.
func everyCommand(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, below := range c.Commands() {
		everyCommand(below, do)
	}
}

// Every text of help has its twin in the table, by exactly the English in the code, and
// the table has no text that none has.
func TestHelpHasTwins(t *testing.T) {
	file, err := os.Open("../../kpi/catalog/help.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, r := range rows[1:] {
		if _, ok := used[r[0]]; ok || r[0] == "" || r[1] == "" || r[0] == r[1] {
			t.Errorf("%q and %q are no twins, or there are two", r[0], r[1])
		}
		used[r[0]] = false
	}
	want := func(where, text string) {
		if _, ok := used[strings.TrimSpace(text)]; !ok {
			t.Errorf("%s: %q has no twin in help.csv", where, text)
		}
		used[strings.TrimSpace(text)] = true
	}
	for _, text := range append(headings(), defaultMark, "all that can be computed", "sum of points") {
		want("help", text)
	}
	everyCommand(wholeProgram("en"), func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		where := c.CommandPath()
		if !c.DisableFlagsInUseLine {
			want(where, c.Use)
		}
		want(where, c.Short)
		want(where, c.Long)
		c.Flags().VisitAll(func(f *pflag.Flag) { want(where+" --"+f.Name, f.Usage) })
	})
	for text, isUsed := range used {
		if !isUsed {
			t.Errorf("no command has %q", text)
		}
	}
}

// Names of flags, of values and of files are the same in both languages: what people type.
func TestHelpNamesTheSame(t *testing.T) {
	typed := func(text string) (names []string) {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t,;:()`'\"…?", r) }) {
			word = strings.Trim(word, ".")
			if strings.HasPrefix(word, "--") || strings.Contains(word, ".") && !strings.Contains(word, "..") && word != strings.ToUpper(word) || strings.Contains(word, "_") && word == strings.ToLower(word) {
				names = append(names, word)
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	everyCommand(wholeProgram("en"), func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		texts := []string{c.Short, c.Long}
		c.Flags().VisitAll(func(f *pflag.Flag) { texts = append(texts, f.Usage) })
		for _, text := range texts {
			if en, vi := typed(text), typed(catalog.HelpText(text, kpi.Vietnamese)); !slices.Equal(en, vi) {
				t.Errorf("%s: %q names %q, its twin %q", c.CommandPath(), text, en, vi)
			}
		}
	})
}

// Help in Vietnamese has no English left but what people type, with the same examples, no
// line of a description wider than a terminal, and the texts of flags in one column.
func TestHelpInVietnamese(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("LC_ALL", "vi_VN.UTF-8")
	everyCommand(wholeProgram("en"), func(c *cobra.Command) {
		if c.Name() == cobra.ShellCompRequestCmd {
			return
		}
		args := strings.Fields(c.CommandPath())[1:]
		code, out, errs := runKPI(t, append(args, "--help")...)
		_, asked, _ := runKPI(t, append([]string{"help"}, args...)...)
		if code != exitDone || errs != "" || asked != out {
			t.Errorf("%s: code %d, %s, or help differs", c.CommandPath(), code, errs)
		}
		if !strings.Contains(out, c.Example) {
			t.Errorf("%s: the examples differ:\n%s", c.CommandPath(), out)
		}
		for _, word := range []string{"Usage", "Flags", "Examples", "[flags]", "[command]", "(default", " the ", "FILE", "NAME ", "help for"} {
			if strings.Contains(out, word) {
				t.Errorf("%s: %q is left in\n%s", c.CommandPath(), word, out)
			}
		}
		description, flags, _ := strings.Cut(out, "\nCách dùng:\n")
		for line := range strings.Lines(description) {
			if utf8.RuneCountInString(line) > 82 {
				t.Errorf("%s: a line is wider than a terminal: %s", c.CommandPath(), line)
			}
		}
		for _, part := range strings.Split(flags, "\n\n") {
			columns := map[int]bool{}
			for line := range strings.Lines(part) {
				if start := strings.LastIndex(strings.TrimRight(line, "\n"), "   "); start >= 0 && strings.Contains(line[:start], "--") {
					columns[utf8.RuneCountInString(line[:start])] = true
				}
			}
			if len(columns) > 1 {
				t.Errorf("%s: the texts of flags are not in one column:\n%s", c.CommandPath(), part)
			}
		}
	})
	if _, out, _ := runKPI(t, "help", "trend"); !strings.HasPrefix(out, "trend đọc các tệp kết xuất") {
		t.Errorf("kpi help trend: %s", out)
	}
}

// A shell shows what words mean in the language of the user.
func TestCompletionInVietnamese(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("LC_ALL", "vi_VN.UTF-8")
	for _, tt := range []struct{ args, vi, en string }{
		{"re", "report\tIn các chỉ số của từng đơn vị\n", "report\tPrint the indicators of every unit\n"},
		{"report --fa", "--fail-on\tthoát với mã 1 nếu có chỉ tiêu chưa đạt\n", "--fail-on\texit with 1 where a target is missed\n"},
		{"report --he", "--help\thướng dẫn về lệnh report\n", "--help\thelp for report\n"},
		{"report -k lat", "late\tHồ sơ giải quyết quá hạn\n", "late\tResolved late\n"},
		{"report -k al", "all\tmọi chỉ số tính được\n", "all\tall that can be computed\n"},
		{"report --score x.csv --sort=poi", "points\ttổng điểm\n", "points\tsum of points\n"},
		{"report --allow count-missing", "count-missing\tô trống", "count-missing\ta blank"},
		{"help tr", "trend\tIn các chỉ số của từng đơn vị qua các kỳ\n", "trend\tPrint indicators of every unit over time\n"},
	} {
		for lang, want := range map[string]string{"vi": tt.vi, "en": tt.en} {
			args := []string{"__complete"}
			if lang == "en" {
				args = append(args, "--lang=en")
			}
			if _, out, _ := runKPI(t, append(args, strings.Fields(tt.args)...)...); !strings.Contains(out, want) {
				t.Errorf("kpi %s: %q, want %q", tt.args, out, want)
			}
		}
	}
}
