//go:build !windows

package main

// startedByMouse returns the run of a program that was started with the mouse, which has a
// meaning on Windows alone.
func startedByMouse() (d desktop, ok bool) { return d, false }
