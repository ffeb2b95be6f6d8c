package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A file that is a mount of its own cannot be replaced by another of its name. It is written
// in place, or the run ends with the code of outputs that cannot be written; it is never
// half old and half new.
func TestOutputOfAMount(t *testing.T) {
	kpi, dir := built(t), t.TempDir()
	export, err := os.ReadFile("../../testdata/closed/reports/l-in.csv")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "in.csv", string(export))
	write(t, dir, "src.csv", "old\n")
	write(t, dir, "out.csv", "")
	mount := exec.Command("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
		`mount --bind src.csv out.csv || exit 99; "$0" report in.csv -k on_time -f csv --quiet --lang en -o out.csv`, kpi)
	mount.Dir = dir
	var errs strings.Builder
	mount.Stderr = &errs
	_ = mount.Run()
	code := exitCode(mount.ProcessState)
	if code == 99 || code == 1 && strings.Contains(errs.String(), "unshare") {
		t.Skipf("no mount can be made: %s", errs.String())
	}
	written, err := os.ReadFile(dir + "/src.csv")
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case code == exitDone:
		if !strings.Contains(string(written), "Lộc Bình,2024-09,58,118,176,7,183,96.174863") {
			t.Errorf("exit code 0, and the file holds %q", written)
		}
	case code != exitTrouble || string(written) != "old\n" || !strings.Contains(errs.String(), "out.csv"):
		t.Errorf("exit code %d, the file holds %q: %s", code, written, errs.String())
	}
}
