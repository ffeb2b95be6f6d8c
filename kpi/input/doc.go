// Package input turns export files into a ledger and findings.
//
//	rows    a file → rows of cells, each with its place; texts also by blocks
//	header  the first rows → what each column holds
//	batch   blocks of a text → runs of plain rows with their sums, by several workers
//	lists   rows of lists of single dossiers → what each shows by itself, by several workers
//	hashes  codes of dossiers → those that are there twice, in bounded memory
//	names   spellings → units
//	input   rows → the sums of units in periods, in order; all files → one ledger
//
// A form, and what each of its lines is. The last column is the function that decides it.
//
//	UBND HUYỆN BẮC SƠN,,,,             │ title    │ exportResult.readHead; its unit: titleReader.unit
//	Tháng 6 năm 2024,,,,               │ title    │ exportResult.readHead; its period: titleReader.period
//	,,,,                               │ blank    │ rows.Row.IsBlank
//	STT,Đơn vị,Tiếp nhận,,Đúng hạn     │ header   │ header.finder.find; what its columns hold: header.columnReader.column
//	,,Trực tuyến,Trực tiếp,            │ header   │ header.finder.depth
//	(1),(2),(3),(4),(5)                │ header   │ header.numbered
//	I,Các xã,17,5,16                   │ section  │ context.rankOf; its figures are compared: totals.check
//	1,Xã Tân Lập,12,3,14               │ data     │ table.addRow; its unit: proof.cell
//	2,Xã Vũ Lễ,5,2,2                   │ data     │ table.addRow; where it is added: posting.add
//	II,Thị trấn,-,,1                   │ section  │ table.closeSection
//	1,Thị trấn Bắc Sơn,-,,1            │ data     │ a dash is 0, a blank is missing: figures.unusual
//	,Tổng cộng,17,5,17                 │ total    │ keyReader.naming, catalog.Words.IsTotal; compared: totals.check
//	"Bắc Sơn, ngày 30 tháng 6 năm 2024",,,, │ footer │ run.isFooter
//	Người lập biểu,,,,                 │ footer   │ table.belowNote
//
// A file may have several tables: below each other, where cutter finds the next, and in the
// sheets of a workbook. Each is read to an exportResult of its own.
//
// A list of single dossiers has the same titles, sections and notes, but a dossier a row:
//
//	STT,Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả
//	1,H37.20-250901-0004,Xã Quốc Khánh,01/09/2025,03/09/2025,03/09/2025
//
// listTable takes its rows; what the cells of each show is read by lists.Parser.
// Package dossiers counts each by the months that it is received, open and ended in. When all
// files are read, listSet takes out dossiers that are there twice, decides which months and
// measures a list gives, and makes slots of its counts, as tables of counts have.
//
// What a row is depends on the rows before: table has a state, and a context of titles
// and open sections. Rows that are digits and known names are mostly parsed by package
// batch; adder adds a run of them at once where that is the same as taking each.
package input
