// Package project reads the project file of a folder, kpi.toml. It takes the bytes of the
// file and gives settings with their places; it knows no flags, so that a new flag needs
// nothing here.
package project

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"cchc/kpi"
	"cchc/kpi/table"
)

// Name is the name of a project file.
const Name = "kpi.toml"

// Kind is what the value of a setting is.
type Kind uint8

// The kinds of values.
const (
	Other  Kind = iota // a date, a number with a fraction, a list of other than texts
	Header             // no value: the header of a table, such as [report]
	Text
	Number // a whole one
	Switch // true or false
	List   // of texts
)

// Setting is a key of a project file and its value. An example is keys report, by and the
// values district, level.
type Setting struct {
	Keys   []string // of the tables that the key is in, and its own
	Kind   Kind
	Values []string // one, but of a list
	Line   int
	Column int // 1-based, of characters
}

// Key returns the key of a setting without those of its tables.
func (s Setting) Key() string { return s.Keys[len(s.Keys)-1] }

// Path returns the keys of a setting as the file may write them: files."b.csv".in.
func (s Setting) Path() string {
	keys := make([]string, len(s.Keys))
	for i, key := range s.Keys {
		keys[i] = key
		isBare := func(r rune) bool {
			return r == '-' || r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
		}
		if key == "" || strings.ContainsFunc(key, func(r rune) bool { return !isBare(r) }) {
			keys[i] = strconv.Quote(key)
		}
	}
	return strings.Join(keys, ".")
}

// File is a project file.
type File struct {
	Path     string
	Settings []Setting // in the order of the file
}

// Read reads a project file. What is no TOML is an error with its place.
func Read(path string, data []byte) (*File, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var all map[string]any // finds keys that are given twice, too
	if err := toml.Unmarshal(data, &all); err != nil {
		refused := &table.Error{Table: path, Fault: kpi.NewFault("this is no TOML: {reason}", "reason", kpi.Printable(strings.TrimPrefix(err.Error(), "toml: ")))}
		if wrong := new(toml.DecodeError); errors.As(err, &wrong) {
			refused.Line, refused.Column = wrong.Position()
		}
		return nil, refused
	}
	r := reader{file: &File{Path: path}, data: data}
	r.parser.Reset(data)
	var tables []string
	for r.parser.NextExpression() {
		switch e := r.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			header := r.setting(nil, e)
			if header.Kind = Header; e.Kind == unstable.ArrayTable {
				header.Kind = Other
			}
			tables = header.Keys
			r.file.Settings = append(r.file.Settings, header)
		case unstable.KeyValue:
			r.add(tables, e)
		}
	}
	for _, s := range r.file.Settings { // which get into messages, and the file may be from anywhere
		for _, text := range slices.Concat(s.Keys, s.Values) {
			if strings.ContainsFunc(text, kpi.IsCommand) {
				return nil, r.file.Fault(s, kpi.NewFault("a key or its value holds a control character: {text}", "text", kpi.Excerpt(text)))
			}
		}
	}
	return r.file, r.parser.Error()
}

// Fault returns an error at a setting.
func (f *File) Fault(s Setting, fault error) error {
	return &table.Error{Table: f.Path, Line: s.Line, Column: s.Column, Header: kpi.Printable(s.Key()), Fault: fault}
}

// reader reads the settings of one file.
type reader struct {
	file   *File
	data   []byte
	parser unstable.Parser
}

// setting returns the setting of a key in some tables, without its value.
func (r *reader) setting(tables []string, node *unstable.Node) Setting {
	s := Setting{Keys: tables[:len(tables):len(tables)]}
	for it := node.Key(); it.Next(); {
		key := it.Node()
		if s.Line == 0 {
			before := r.data[:key.Raw.Offset]
			s.Line = 1 + bytes.Count(before, []byte("\n"))
			s.Column = 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		}
		s.Keys = append(s.Keys, string(key.Data))
	}
	return s
}

// add adds a key and its value; of a table within the line, those that it holds.
func (r *reader) add(tables []string, node *unstable.Node) {
	s, value := r.setting(tables, node), node.Value()
	switch value.Kind {
	case unstable.InlineTable:
		for it := value.Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				r.add(s.Keys, it.Node())
			}
		}
		s.Kind = Header
	case unstable.Array:
		s.Kind = List
		for it := value.Children(); it.Next(); {
			switch it.Node().Kind {
			case unstable.Comment:
				continue
			case unstable.String:
			default:
				s.Kind = Other
			}
			s.Values = append(s.Values, string(it.Node().Data))
		}
	default:
		kinds := map[unstable.Kind]Kind{unstable.String: Text, unstable.Integer: Number, unstable.Bool: Switch}
		s.Kind, s.Values = kinds[value.Kind], []string{string(value.Data)}
	}
	r.file.Settings = append(r.file.Settings, s)
}
