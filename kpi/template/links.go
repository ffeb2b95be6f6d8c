package template

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// relation is a link from a part to another.
type relation struct {
	id     string
	kind   string // the last word of its type, such as header
	target string // path of the part; "" outside the file
}

// linksPath returns the part with the links of a part; "" is the whole file.
func linksPath(of string) string {
	dir, name := path.Split(of)
	return dir + "_rels/" + name + ".rels"
}

// links returns the links of a part in their order; none where it has no such part.
func (a *archive) links(of string) ([]relation, error) {
	var all struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	data := a.texts[linksPath(of)]
	if data == nil {
		return nil, nil
	}
	if err := xml.Unmarshal(data, &all); err != nil {
		return nil, damaged(fmt.Errorf("%s: %w", linksPath(of), err))
	}
	var links []relation
	for _, l := range all.Links {
		r := relation{id: l.ID, kind: path.Base(l.Type)}
		if !strings.EqualFold(l.Mode, "External") {
			r.target = partPath(l.Target)
			if !path.IsAbs(r.target) {
				r.target = path.Join("/", path.Dir(of), r.target)
			}
			r.target = strings.TrimPrefix(path.Clean(r.target), "/")
		}
		links = append(links, r)
	}
	return links, nil
}

// types are the content types of the parts of a file.
type types struct {
	Defaults []struct {
		Extension string `xml:"Extension,attr"`
		Type      string `xml:"ContentType,attr"`
	} `xml:"Default"`
	Overrides []struct {
		Part string `xml:"PartName,attr"`
		Type string `xml:"ContentType,attr"`
	} `xml:"Override"`
}

func (a *archive) types() (t types, err error) {
	if err := xml.Unmarshal(a.texts["[content_types].xml"], &t); err != nil {
		return t, damaged(fmt.Errorf("[Content_Types].xml: %w", err))
	}
	return t, nil
}

// contentType returns the type of a part.
func (a *archive) contentType(of string) (string, error) {
	t, err := a.types()
	if err != nil {
		return "", err
	}
	for _, o := range t.Overrides {
		if strings.TrimPrefix(partPath(o.Part), "/") == of {
			return o.Type, nil
		}
	}
	for _, d := range t.Defaults {
		if strings.EqualFold("."+d.Extension, path.Ext(of)) {
			return d.Type, nil
		}
	}
	return "", nil
}

// media is a new picture.
type media struct {
	name string
	data []byte
}

// link is a new link from a part to a picture.
type link struct {
	part string
	id   string
	to   string // path of the picture
}

// addPicture returns the id of the link from a part to a picture. A picture that is there
// twice is one part.
func (f *filling) addPicture(p *part, png []byte) string {
	name := ""
	for _, m := range f.media {
		if bytes.Equal(m.data, png) {
			name = m.name
		}
	}
	folder := path.Dir(f.t.archive.byPath[f.t.archive.main].Name) + "/media/"
	for n := 1; name == ""; n++ {
		try := folder + "kpi" + strconv.Itoa(n) + ".png"
		taken := f.t.archive.byPath[partPath(try)] != nil
		for _, m := range f.media {
			taken = taken || m.name == try
		}
		if !taken {
			name = try
			f.media = append(f.media, media{name, png})
		}
	}
	for _, l := range f.links {
		if l.part == p.path && l.to == name {
			return l.id
		}
	}
	id := "rIdKpi" + strconv.Itoa(len(f.links)+1)
	for bytes.Contains(f.t.archive.texts[linksPath(p.path)], []byte(`"`+id+`"`)) {
		id += "x"
	}
	f.links = append(f.links, link{p.path, id, name})
	return id
}

// linkPictures adds the links to new pictures, and their content type.
func (f *filling) linkPictures() {
	const namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
	if len(f.links) == 0 {
		return
	}
	added := map[string]string{}
	var parts []string
	for _, l := range f.links {
		kind := "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
		if f.t.pages.strict {
			kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/image"
		}
		if added[l.part] == "" {
			parts = append(parts, l.part)
		}
		added[l.part] += `<Relationship xmlns="` + namespace + `" Id="` + l.id + `" Type="` + kind + `" Target="/` + l.to + `"/>`
	}
	for _, part := range parts {
		own := linksPath(part)
		if f.t.archive.texts[own] == nil {
			f.media = append(f.media, media{linksPath(f.t.archive.byPath[part].Name), []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
				`<Relationships xmlns="` + namespace + `">` + added[part] + `</Relationships>`)})
			continue
		}
		f.appendTo(own, added[part])
	}
	t, err := f.t.archive.types()
	if err != nil {
		f.faults = append(f.faults, err)
	}
	for _, d := range t.Defaults {
		if strings.EqualFold(d.Extension, "png") {
			return
		}
	}
	f.appendTo("[content_types].xml",
		`<Default xmlns="http://schemas.openxmlformats.org/package/2006/content-types" Extension="png" ContentType="image/png"/>`)
}

// appendTo adds an element to the end of the root of a part.
func (f *filling) appendTo(path, element string) {
	data := f.t.archive.texts[path]
	rootStart, rootEnd, from, to := -1, 0, 0, 0
	err := tokens(data, func(t xml.Token, start, end int) error {
		switch t.(type) {
		case xml.StartElement:
			if rootStart < 0 {
				rootStart, rootEnd = start, end
			}
		case xml.EndElement:
			from, to = start, end
		}
		return nil
	})
	if err != nil || rootStart < 0 {
		f.faults = append(f.faults, damaged(fmt.Errorf("%s: %w", path, cmp.Or(err, io.ErrUnexpectedEOF))))
		return
	}
	e := edit{from, from, element}
	if from == to { // a root without elements
		tag := string(data[rootStart:rootEnd])
		name := strings.Fields(strings.Trim(tag, "</>"))[0]
		e = edit{rootStart, rootEnd, strings.TrimSuffix(tag, "/>") + ">" + element + "</" + name + ">"}
	}
	f.edits[path] = append(f.edits[path], e)
}
