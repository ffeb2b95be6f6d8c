package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
)

// statement is run on a database. Its rows go to a file, where there is one.
type statement struct {
	SQL string `json:"sql"`
	Out string `json:"out,omitempty"`
	Lax bool   `json:"lax,omitempty"` // on Node the next are run though it fails, as by a shell
}

// engine is a database that statements of `kpi sql` are tried on.
type engine struct {
	dialect string
	version string
	ident   func(name string) string // quotes a name, in another way than kpi where there is one
	load    func(table, path string, columns []string, types func(column string) string) []statement
	run     func(t *testing.T, folder string, statements []statement) error
}

// engines are the databases. What is missing is installed by .ci/engines.
func engines(t *testing.T) []engine {
	double := func(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
	return []engine{
		{
			dialect: "duckdb", version: "SELECT version() AS version", ident: double, run: onNode("duckdb"),
			load: func(table, path string, _ []string, _ func(string) string) []statement {
				return []statement{{SQL: "CREATE TABLE " + table + " AS SELECT * FROM read_csv('" + path + "', header = true, delim = ',', quote = '\"', all_varchar = true)"}}
			},
		},
		{
			dialect: "postgres", version: "SELECT version() AS version", ident: double, run: onPostgres,
			load: func(table, path string, columns []string, types func(string) string) []statement {
				return []statement{
					{SQL: "CREATE TABLE " + table + " (" + typed(columns, double, types, "text", "bigint", "numeric(20, 1)") + ")"},
					{SQL: `\copy ` + table + ` FROM '` + path + `' WITH (FORMAT csv, HEADER)`},
				}
			},
		},
		{
			dialect: "clickhouse", version: "SELECT version() AS version", run: onNode("clickhouse"),
			ident: func(name string) string { return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(name) + "`" },
			load: func(table, path string, columns []string, types func(string) string) []statement {
				return []statement{
					{SQL: "CREATE TABLE " + table + " (" + typed(columns, double, types, "Nullable(String)", "Nullable(Int64)", "Nullable(Decimal(20, 1))") + ") ENGINE = Memory"},
					{SQL: "INSERT INTO " + table + " FROM INFILE '" + path + "' FORMAT CSVWithNames"},
				}
			},
		},
	}
}

// typed lists columns with their types: of texts, counts and days.
func typed(columns []string, ident, kind func(string) string, text, count, days string) string {
	types := map[string]string{"": text, kpi.Days: days}
	var list []string
	for _, name := range columns {
		form, ok := types[kind(name)]
		if !ok {
			form = count
		}
		list = append(list, ident(name)+" "+form)
	}
	return strings.Join(list, ", ")
}

// onNode runs statements on a database that is a package of Node.
func onNode(name string) func(*testing.T, string, []statement) error {
	return func(t *testing.T, _ string, statements []statement) error {
		folder := os.Getenv("KPI_ENGINES_DIR")
		if folder == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				t.Fatal(err)
			}
			folder = filepath.Join(home, ".cache", "kpi-engines")
		}
		if _, err := exec.LookPath("node"); err != nil {
			missing(t, "KPI_ENGINES", "no node: .ci/engines installs it")
		}
		if _, err := os.Stat(filepath.Join(folder, "installed")); err != nil {
			missing(t, "KPI_ENGINES", "no %s in %s: .ci/engines installs it", name, folder)
		}
		data, err := json.Marshal(statements)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("node", "../../.ci/engine.cjs", name, folder)
		cmd.Stdin = bytes.NewReader(data)
		return failure(cmd)
	}
}

// failure runs a program; the error has its output.
func failure(cmd *exec.Cmd) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// onPostgres runs statements on a cluster of their own, which ends with the test.
func onPostgres(t *testing.T, folder string, statements []statement) error {
	bin := postgresFolder(t)
	cluster, err := os.MkdirTemp("", "kpi-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	as := asPostgres(t, cluster)
	t.Cleanup(func() {
		as(filepath.Join(bin, "pg_ctl"), "stop", "-D", cluster+"/data", "-m", "immediate")
		os.RemoveAll(cluster)
	})
	as(filepath.Join(bin, "initdb"), "-D", cluster+"/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	as(filepath.Join(bin, "pg_ctl"), "start", "-w", "-D", cluster+"/data", "-l", cluster+"/log", "-o",
		"-c listen_addresses='' -c fsync=off -c jit=off -k "+cluster)
	var script strings.Builder
	script.WriteString("\\set ON_ERROR_STOP on\n\\pset null '\\\\N'\n")
	for i, s := range statements {
		out := s.Out
		if out == "" {
			out = filepath.Join(folder, "ignored")
		}
		end := ";\n"
		if strings.HasPrefix(s.SQL, `\`) || strings.HasSuffix(s.SQL, ";\n") {
			end = "\n"
		}
		fmt.Fprintf(&script, "\\echo %d\n\\o '%s'\n%s%s", i, out, s.SQL, end)
	}
	cmd := exec.Command("psql", "-X", "--csv", "-h", cluster, "-U", "postgres", "-f", "-")
	cmd.Stdin = strings.NewReader(script.String())
	return failure(cmd)
}

// postgresFolder finds the programs of the server.
func postgresFolder(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, lookErr := exec.LookPath("initdb"); lookErr == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			found = append(found, path)
		}
	}
	if err != nil || len(found) == 0 {
		missing(t, "KPI_ENGINES", "no PostgreSQL server: .ci/engines installs it")
	}
	return filepath.Dir(found[len(found)-1])
}

// asPostgres runs a program of the server, which refuses to run as root.
func asPostgres(t *testing.T, folder string) func(args ...string) {
	t.Helper()
	var before []string
	if os.Getuid() == 0 {
		before = []string{"runuser", "-u", "postgres", "--"}
		u, err := user.Lookup("postgres")
		if err != nil {
			missing(t, "KPI_ENGINES", "no user postgres: .ci/engines installs it")
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(folder, uid, gid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return func(args ...string) {
		args = append(slices.Clone(before), args...)
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = folder
		if err := failure(cmd); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
}

// rowsOf reads the rows that a statement gave, as maps by column. What is NULL has
// no entry.
func rowsOf(t *testing.T, path string) (columns []string, rows []map[string]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	for {
		record, err := r.Read()
		switch {
		case err == io.EOF:
			return columns, rows
		case err != nil:
			t.Fatal(err)
		case columns == nil:
			columns = record
			continue
		}
		row := map[string]string{}
		for i, cell := range record {
			if cell != `\N` {
				row[columns[i]] = cell
			}
		}
		rows = append(rows, row)
	}
}
