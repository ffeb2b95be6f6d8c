// Package header finds the header of a table among its first rows, and reads what each
// column holds: a [Head] is where the header is, a [Layout] what its columns mean. It
// knows header texts, and nothing of the rows below.
//
// A layout of its own is a file of its own: months.go finds a table with a column for each
// month, whose rows monthrows.go reads; units.go is a table with a column for each unit,
// long.go one with a row for each count, whose rows longrows.go joins. Each turns the
// rows of such a table into rows of one unit and one month, whose cells keep their places;
// [Choose] tries them in order.
package header
