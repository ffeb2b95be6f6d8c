// Package rows reads a file as rows of cells, each with its place: lines and columns as
// an editor or a spreadsheet shows them. It knows paths, kinds of files, encodings,
// quotes, workbooks and JSON, and nothing of what the cells mean.
//
// [Expand] finds the files that arguments name; [Open] opens one, finds out what it is,
// and gives its rows by [File.Next], or for a text by blocks, which several goroutines
// may look through. What keeps a file from being read is a finding.
package rows
