package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"cchc/kpi/render"
	"cchc/kpi/render/picture"
)

// produceWithFindings produces a result and then writes the findings, with notes if the
// format has none.
func produceWithFindings[T any](cmd *cobra.Command, args []string, s *session, formats func(render.Screen) []render.Format[T],
	result func(args []string, format render.Format[T]) (T, error),
) error {
	format, err := produce(cmd, args, s, formats, result)
	if err != nil {
		return err
	}
	return s.writeFindings(!format.Notes)
}

// produce gets the result of a command in a format and writes it once, never over one of
// its inputs. The format is that of --format, else of the extension of --output, else the
// first. Binary formats are refused on a terminal.
func produce[T any](cmd *cobra.Command, args []string, s *session, formats func(render.Screen) []render.Format[T],
	result func(args []string, format render.Format[T]) (T, error),
) (render.Format[T], error) {
	out, o := cmd.OutOrStdout(), &s.output
	s.in, s.errw = cmd.InOrStdin(), cmd.ErrOrStderr()
	known := formats(o.screen(out))
	format := known[0]
	switch {
	case o.format.value != "":
		format, _ = render.Find(known, o.format.value)
	case o.path != "":
		var ok bool
		if format, ok = render.ForFile(known, o.path); !ok {
			return format, usage("--output %s: the extension names no format: give --format", o.path)
		}
	}
	if format.Binary && o.path == "" && isTerminal(out) {
		return format, usage("%s is nothing for a terminal: give --output FILE", format.Name)
	}
	made, err := result(args, format)
	if err != nil {
		return format, err
	}
	var b bytes.Buffer
	if err := format.Render(&b, made); err != nil {
		var refused *picture.Error
		if errors.As(err, &refused) {
			return format, usage("%s: %w", format.Name, refused)
		}
		return format, fmt.Errorf("rendering: %w", err)
	}
	inputs := append(s.files, s.input.unitFiles()...)
	for _, t := range s.catalog.tables {
		inputs = append(inputs, t.Name)
	}
	return format, o.to.write(out, o.path, b.Bytes(), inputs...)
}

// cause returns the reason of a path error without the path.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
