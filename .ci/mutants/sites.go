package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// site is a place of a package that one switch changes.
type site struct {
	File   string // below the root
	Line   int
	Column int
	Kind   string // boundary, negate, arithmetic, logic, leave out
	Text   string // the line of the source, without blanks around it
}

// String writes a site as survivors are printed.
func (s site) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", s.File, s.Line, s.Column, s.Kind, s.Text)
}

// parseSite reads what String wrote, but for the line's number, which it leaves 0.
func parseSite(line string) (s site, ok bool) {
	at, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
	if s.Kind, s.Text, ok = strings.Cut(rest, ": "); !ok {
		return s, false
	}
	parts := strings.Split(at, ":")
	if len(parts) != 3 {
		return s, false
	}
	column, err := strconv.Atoi(parts[2])
	s.File, s.Column = parts[0], column
	return s, err == nil
}

// edit is a text in place of bytes of a file. Edits at one place are written in the
// order of their ranks.
type edit struct {
	from, to, rank int
	text           string
}

// mutator changes the files of a package.
type mutator struct {
	files *token.FileSet
	info  types.Info
	sites []site
	name  string // of the file, below the root
	lines []string
	edits []edit
}

// swaps are the operators that are changed, with the functions of package switched.
var swaps = map[token.Token]string{
	token.LSS: "Less", token.LEQ: "LessEqual", token.GTR: "Greater", token.GEQ: "GreaterEqual",
	token.ADD: "Add", token.SUB: "Sub", token.MUL: "Mul", token.QUO: "Quo",
}

// mutate returns the changed files of a package by their paths, and their sites.
func mutate(root, folder string) (changed map[string][]byte, sites []site, err error) {
	p, exports, err := list(root, folder)
	if err != nil {
		return nil, nil, err
	}
	m := &mutator{files: token.NewFileSet(), info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	var parsed []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(m.files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		parsed = append(parsed, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(m.files, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	if _, err := conf.Check(p.ImportPath, m.files, parsed, &m.info); err != nil {
		return nil, nil, err
	}
	changed = map[string][]byte{}
	for i, f := range parsed {
		path := filepath.Join(p.Dir, p.GoFiles[i])
		if changed[path], err = m.file(root, path, f); err != nil {
			return nil, nil, err
		}
	}
	return changed, m.sites, nil
}

// listed is a package as "go list" describes it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// list returns a package, and where the compiled ones are that it imports.
func list(root, folder string) (p listed, exports map[string]string, err error) {
	command := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles", folder)
	command.Dir, command.Stderr = root, os.Stderr
	out, err := command.Output()
	if err != nil {
		return p, nil, err
	}
	exports = map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var next listed
		if err := d.Decode(&next); err == io.EOF {
			return p, exports, nil // the last one is the one that was asked for
		} else if err != nil {
			return p, nil, err
		}
		p, exports[next.ImportPath] = next, next.Export
	}
}

// file changes one file.
func (m *mutator) file(root, path string, f *ast.File) ([]byte, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m.name, _ = filepath.Rel(root, path)
	m.lines, m.edits = strings.Split(string(source), "\n"), nil
	m.edits = append(m.edits, edit{m.offset(f.Name.End()), m.offset(f.Name.End()), 0, "; import switched \"" + switchedPath + "\""})
	for _, d := range f.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			ast.Inspect(f.Body, m.node)
		}
	}
	if len(m.edits) == 1 {
		return source, nil
	}
	slices.SortStableFunc(m.edits, func(a, b edit) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.rank - b.rank
	})
	var out bytes.Buffer
	at := 0
	for _, e := range m.edits {
		out.Write(source[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(source[at:])
	return out.Bytes(), nil
}

func (m *mutator) offset(p token.Pos) int { return m.files.Position(p).Offset }

// site notes a site and returns its number, from 1.
func (m *mutator) site(p token.Pos, kind string) int {
	at := m.files.Position(p)
	m.sites = append(m.sites, site{m.name, at.Line, at.Column, kind, strings.TrimSpace(m.lines[at.Line-1])})
	return len(m.sites)
}

// around puts texts before and behind a node. Of nodes that begin or end at one place the
// longer one is outside.
func (m *mutator) around(n ast.Node, before, behind string) {
	from, to := m.offset(n.Pos()), m.offset(n.End())
	m.edits = append(m.edits, edit{from, from, from - to, before}, edit{to, to, to - from - 1<<30, behind})
}

// node changes one node of a function; it is asked for each.
func (m *mutator) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		m.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			m.around(n, fmt.Sprintf("switched.Not(%d, ", m.site(n.Pos(), "negate")), ")")
		}
	case *ast.BlockStmt:
		for _, s := range n.List {
			m.statement(s)
		}
	case *ast.CaseClause:
		for _, s := range n.Body {
			m.statement(s)
		}
	case *ast.GenDecl:
		return n.Tok != token.CONST
	case *ast.ArrayType: // whose length is constant
		return false
	}
	return true
}

// binary changes an operation on two values, unless it is a constant.
func (m *mutator) binary(n *ast.BinaryExpr) {
	is := m.info.Types[n]
	if is.Value != nil {
		return
	}
	from, to := m.offset(n.OpPos), m.offset(n.OpPos)+len(n.Op.String())
	operator := func(text string) { m.edits = append(m.edits, edit{from, to, 0, text}) }
	x, basic := m.info.Types[n.X].Type.Underlying().(*types.Basic)
	switch n.Op {
	case token.EQL, token.NEQ:
		m.around(n, fmt.Sprintf("switched.Not(%d, ", m.site(n.OpPos, "negate")), ")")
	case token.LAND, token.LOR:
		m.around(n, fmt.Sprintf("switched.%s(%d, ", map[token.Token]string{token.LAND: "And", token.LOR: "Or"}[n.Op], m.site(n.OpPos, "logic")), ") })")
		operator(", func() bool { return (") // its operand may be on the next line
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		boundary, negate := m.site(n.OpPos, "boundary"), m.site(n.OpPos, "negate")
		m.around(n, fmt.Sprintf("switched.%s(%d, %d, ", swaps[n.Op], boundary, negate), ")")
		operator(", ")
	case token.ADD, token.SUB, token.MUL, token.QUO:
		if !basic || x.Info()&types.IsNumeric == 0 {
			return
		}
		m.around(n, fmt.Sprintf("switched.%s(%d, ", swaps[n.Op], m.site(n.OpPos, "arithmetic")), ")")
		operator(", ")
	}
}

// statement leaves a statement out that declares nothing and ends nothing.
func (m *mutator) statement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			return
		}
	case *ast.IncDecStmt:
	case *ast.ExprStmt:
		if call, ok := s.X.(*ast.CallExpr); ok {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "panic" {
				return
			}
		}
	default:
		return
	}
	m.around(s, fmt.Sprintf("if !switched.Is(%d) { ", m.site(s.Pos(), "leave out")), " }")
}
