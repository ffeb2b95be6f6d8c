package main

import (
	"github.com/spf13/cobra"
)

func newIndicatorsCmd() *cobra.Command { return &cobra.Command{Use: "indicators [ID...]"} }
