package input

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// sectionSense is what the open sections add to what the texts of their rows mean.
type sectionSense struct {
	level    kpi.Level
	district catalog.Name
	items    string
}

// sectionTexts is what was found out about the texts of rows in sections of one sense. Forms
// that go through the same districts for each procedure come back to it.
type sectionTexts struct {
	number  int
	keys    map[string]*rowKey
	namings map[namingKey]*naming
	items   map[string]item
}

// sensesLimit is of how many senses of sections texts are remembered at a time.
const sensesLimit = 64

// otherSection takes up what is known of texts in sections such as those that are open now.
func (t *table) otherSection() {
	s := &t.ctx.sections
	sense := sectionSense{t.ctx.level(), t.ctx.district(), strings.Join(s.items(), "\x1f")}
	texts := s.texts[sense]
	if texts == nil {
		if s.senses++; len(s.texts) == sensesLimit || s.texts == nil {
			s.texts = map[sectionSense]*sectionTexts{}
		}
		texts = &sectionTexts{s.senses, map[string]*rowKey{}, map[namingKey]*naming{}, map[string]item{}}
		s.texts[sense] = texts
	}
	s.number, t.keys.keys, t.keys.namings, t.items.known = texts.number, texts.keys, texts.namings, texts.items
}

// items returns what the rows of the open sections are of.
func (s *sections) items() (texts []string) {
	for _, o := range s.open {
		if o.item != "" {
			texts = append(texts, o.item)
		}
	}
	return texts
}
