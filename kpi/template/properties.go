package template

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The orders of properties: Word refuses a file that has them in another.
const (
	paragraphOrder = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens " +
		"kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing " +
		"mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
	runOrder = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color " +
		"spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)

// properties are those of a paragraph or a run as they are in the file, without sections and
// tracked changes.
type properties struct {
	order string
	all   []property
}

type property struct {
	name string
	raw  string
	val  string
}

// children divides the element of properties.
func children(data []byte, order string) properties {
	p := properties{order: order}
	depth, from := 0, 0
	var first xml.StartElement
	_ = tokens(data, func(t xml.Token, start, end int) error { // it was read before
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				from, first = start, t.Copy()
			}
		case xml.EndElement:
			if depth--; depth == 1 && place(order, first.Name.Local) >= 0 {
				p.all = append(p.all, property{first.Name.Local, string(data[from:end]), value(first.Attr, "val")})
			}
		}
		return nil
	})
	return p
}

// place is where a property is in an order; -1 where it is in none.
func place(order, name string) int { return slices.Index(strings.Fields(order), name) }

func (p properties) has(name string) bool { return p.val(name) != nil }

// val returns a property; nil where it is not set.
func (p properties) val(name string) *property {
	if i := slices.IndexFunc(p.all, func(o property) bool { return o.name == name }); i >= 0 {
		return &p.all[i]
	}
	return nil
}

func (p properties) without(names ...string) properties {
	p.all = slices.DeleteFunc(slices.Clone(p.all), func(o property) bool { return slices.Contains(names, o.name) })
	return p
}

// with returns the properties with one set, in its place.
func (p properties) with(name, raw string) properties {
	p = p.without(name)
	at := slices.IndexFunc(p.all, func(o property) bool { return place(p.order, o.name) > place(p.order, name) })
	if at < 0 {
		at = len(p.all)
	}
	p.all = slices.Insert(p.all, at, property{name: name, raw: raw})
	return p
}

// in writes the properties in an element; nothing where there are none.
func (p properties) in(element string) string {
	if len(p.all) == 0 {
		return ""
	}
	var b strings.Builder
	for _, o := range p.all {
		b.WriteString(o.raw)
	}
	return "<" + element + ">" + b.String() + "</" + element + ">"
}

// fonts are the sizes of letters that styles set, in half points.
type fonts struct {
	standard int
	normal   string // style of paragraphs that name none
	styles   map[string]fontStyle
}

type fontStyle struct {
	size    int
	basedOn string
}

// readFonts reads the styles of a Word file; a file without has the size of Word.
func readFonts(a *archive, links []relation) (*fonts, error) {
	f := &fonts{standard: 20, styles: map[string]fontStyle{}}
	at := slices.IndexFunc(links, func(l relation) bool { return l.kind == "styles" })
	if at < 0 || a.texts[links[at].target] == nil {
		return f, nil
	}
	type size struct {
		Val string `xml:"val,attr"`
	}
	var s struct {
		Default size `xml:"docDefaults>rPrDefault>rPr>sz"`
		Styles  []struct {
			ID      string `xml:"styleId,attr"`
			Type    string `xml:"type,attr"`
			Default string `xml:"default,attr"`
			BasedOn size   `xml:"basedOn"`
			Size    size   `xml:"rPr>sz"`
		} `xml:"style"`
	}
	if err := xml.Unmarshal(a.texts[links[at].target], &s); err != nil {
		return nil, damaged(fmt.Errorf("%s: %w", links[at].target, err))
	}
	if n, err := strconv.Atoi(s.Default.Val); err == nil {
		f.standard = n
	}
	for _, o := range s.Styles {
		n, _ := strconv.Atoi(o.Size.Val)
		f.styles[o.ID] = fontStyle{n, o.BasedOn.Val}
		if on, _ := strconv.ParseBool(o.Default); on && o.Type == "paragraph" {
			f.normal = o.ID
		}
	}
	return f, nil
}

// size returns the size of the letters of a run, in half points.
func (f *fonts) size(para, run properties) int {
	size := 0
	if p := run.val("sz"); p != nil {
		size, _ = strconv.Atoi(p.val)
	}
	style := f.normal
	if p := para.val("pStyle"); p != nil {
		style = p.val
	}
	for range 20 { // styles that are based on each other
		if size == 0 {
			size = f.styles[style].size
		}
		style = f.styles[style].basedOn
	}
	if size == 0 {
		size = f.standard
	}
	return min(max(size, 8), 144)
}
