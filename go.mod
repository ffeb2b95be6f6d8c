module cchc

go 1.25.0
