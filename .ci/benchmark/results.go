package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// resultShapes are the exports of large results: a row for each commune in each month of a
// year, of two provinces, of the nation since 2025, and of more than there ever were.
func resultShapes() []shape {
	return []shape{{months: 12, communes: 320, procedures: 1}, {months: 12, communes: 3321, procedures: 1}, {months: 12, communes: invented, procedures: 1}}
}

// resultCommands are the commands whose results have a row for each commune, in their formats.
func resultCommands() (commands []string) {
	const months = " --period 2024-11 --with 2024-12"
	for _, of := range []struct{ command, formats string }{
		{"report -b commune", "csv json markdown html xlsx docx"}, {"report -b commune -k all", "csv html xlsx"},
		{"trend -b commune -k on_time", "csv html xlsx"}, {"compare -b commune" + months, "csv html xlsx"},
		{"check", "text xlsx"}, {"clean", "csv xlsx parquet"}, {"explain on_time", "text"},
	} {
		for format := range strings.FieldsSeq(of.formats) {
			commands = append(commands, of.command+" -f "+format)
		}
	}
	return commands
}

// results prints what large results take, by command, format and number of communes.
func results(folder string, sizes []string) error {
	var files []string
	header, line := "| |", "|---|"
	for _, s := range resultShapes() {
		if len(sizes) > 0 && !slices.Contains(sizes, strconv.Itoa(s.communes)) {
			continue
		}
		path, err := madeBefore(folder, s.file(), "generate", folder, s.file())
		if err != nil {
			return err
		}
		files = append(files, path)
		header, line = header+" "+thousands(s.communes)+" communes |", line+"--:|"
	}
	fmt.Printf("%s: seconds of processor time, MB of memory, MB of the result\n\n%s\n%s\n", model(), header, line)
	for _, command := range resultCommands() {
		fmt.Printf("| `%s` |", command)
		for _, file := range files {
			taken, err := resultOf(filepath.Join(folder, "kpi"), command, file)
			if err != nil {
				return err
			}
			fmt.Printf(" %s |", taken)
		}
		fmt.Println()
	}
	return nil
}

// resultOf runs a command on a file, whose units are taken as they are written where the list
// has not so many, and returns what it took.
func resultOf(kpi, command, file string) (string, error) {
	words := append(strings.Fields(command), file)
	if filepath.Base(file) == (shape{months: 12, communes: invented, procedures: 1}).file() {
		words = append(words, "--units", "none")
	}
	out, err := os.CreateTemp("", "kpi-result-*")
	if err != nil {
		return "", err
	}
	defer func() { _, _ = out.Close(), os.Remove(out.Name()) }()
	cmd := exec.Command(kpi, words...)
	cmd.Stdout = out
	r, err := measured(cmd)
	if exit := new(exec.ExitError); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) { // 1: a check with warnings
		return "", fmt.Errorf("%s: %w", cmd, err)
	}
	info, err := out.Stat()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%.1f s, %.0f MB, %.1f MB", r.cpu, r.memory, float64(info.Size())/1e6), nil
}
