-- Indicators by period, commune of 2024-H1, written by kpi sql --dialect clickhouse
-- NULL is what is not known; is_total marks the row of all groups.
-- on_time = resolved_in_time / resolved; Practice of Circular 01/2020/TT-VPCP, form II.06: columns (8) + (9) over column (7)
-- tasks_on_time = tasks_on_time / tasks_assigned; Inspection of Lạng Sơn districts (25/06/2024): 15 of 17 tasks, 14 of 38 tasks
WITH
-- The rows as integers; days as half days.
source AS (
  SELECT
    tidy."period",
    tidy."province",
    tidy."district",
    tidy."commune",
    tidy."level",
    tidy."things",
    CASE WHEN throwIf(coalesce(tidy."resolved_early" < 0 OR tidy."resolved_early" > 9.2e18 OR tidy."resolved_early" <> floor(tidy."resolved_early"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(coalesce(tidy."resolved_on_time" < 0 OR tidy."resolved_on_time" > 9.2e18 OR tidy."resolved_on_time" <> floor(tidy."resolved_on_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN throwIf(coalesce(tidy."resolved_in_time" < 0 OR tidy."resolved_in_time" > 9.2e18 OR tidy."resolved_in_time" <> floor(tidy."resolved_in_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN throwIf(coalesce(tidy."resolved_late" < 0 OR tidy."resolved_late" > 9.2e18 OR tidy."resolved_late" <> floor(tidy."resolved_late"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    CASE WHEN throwIf(coalesce(tidy."resolved" < 0 OR tidy."resolved" > 9.2e18 OR tidy."resolved" <> floor(tidy."resolved"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved") END AS "resolved",
    CASE WHEN throwIf(coalesce(tidy."tasks_on_time" < 0 OR tidy."tasks_on_time" > 9.2e18 OR tidy."tasks_on_time" <> floor(tidy."tasks_on_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN throwIf(coalesce(tidy."tasks_assigned" < 0 OR tidy."tasks_assigned" > 9.2e18 OR tidy."tasks_assigned" <> floor(tidy."tasks_assigned"), FALSE), 'not a count') = 0 THEN toInt128(tidy."tasks_assigned") END AS "tasks_assigned",
    CASE WHEN tidy."resolved_early" IS NULL THEN 0 ELSE 1 END + CASE WHEN tidy."resolved_on_time" IS NULL THEN 0 ELSE 2 END + CASE WHEN tidy."resolved_in_time" IS NULL THEN 0 ELSE 4 END + CASE WHEN tidy."resolved_late" IS NULL THEN 0 ELSE 8 END + CASE WHEN tidy."resolved" IS NULL THEN 0 ELSE 16 END + CASE WHEN tidy."tasks_on_time" IS NULL THEN 0 ELSE 32 END + CASE WHEN tidy."tasks_assigned" IS NULL THEN 0 ELSE 64 END AS "given 1"
  FROM "tidy" AS tidy
  WHERE tidy."period" IN ('2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-Q1', '2024-Q2', '2024-H1')
    OR tidy."period" >= '2024-01' AND tidy."period" <= '2024-06' AND substr(tidy."period", 8, 2) = '..' AND substr(tidy."period", 10) >= '2024-01' AND substr(tidy."period", 10) <= '2024-06'
    OR tidy."period" IS NULL OR tidy."period" = ''
),
-- A whole that is not given is the sum of its parts, a part is its whole without the others.
counts AS (
  SELECT
    source."period",
    source."province",
    source."district",
    source."commune",
    source."level",
    source."things",
    source."given 1",
    CASE WHEN source."resolved_early" IS NOT NULL THEN source."resolved_early" ELSE CASE WHEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END >= source."resolved_on_time" THEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END - source."resolved_on_time" END END AS "resolved_early",
    CASE WHEN source."resolved_on_time" IS NOT NULL THEN source."resolved_on_time" ELSE CASE WHEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END >= source."resolved_early" THEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END - source."resolved_early" END END AS "resolved_on_time",
    CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" WHEN source."resolved_early" + source."resolved_on_time" IS NOT NULL THEN source."resolved_early" + source."resolved_on_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END AS "resolved_in_time",
    CASE WHEN source."resolved_late" IS NOT NULL THEN source."resolved_late" ELSE CASE WHEN source."resolved" >= CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END THEN source."resolved" - CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END END END AS "resolved_late",
    CASE WHEN source."resolved" IS NOT NULL THEN source."resolved" ELSE CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END + source."resolved_late" END AS "resolved",
    source."tasks_on_time",
    source."tasks_assigned"
  FROM source
),
-- Sums by the columns as they are: each server can add up its own rows. Those of one part give the same counts,
-- and are of months, or of one other period, which the part has for its own.
parts AS (
  SELECT
    counts."province",
    counts."district",
    counts."commune",
    counts."level",
    counts."things",
    CASE WHEN counts."period" IS NULL THEN '' ELSE counts."period" END AS "own period",
    counts."given 1",
    CASE WHEN counts."resolved_early" IS NULL THEN 0 ELSE 1 END + CASE WHEN counts."resolved_on_time" IS NULL THEN 0 ELSE 2 END + CASE WHEN counts."resolved_in_time" IS NULL THEN 0 ELSE 4 END + CASE WHEN counts."resolved_late" IS NULL THEN 0 ELSE 8 END + CASE WHEN counts."resolved" IS NULL THEN 0 ELSE 16 END + CASE WHEN counts."tasks_on_time" IS NULL THEN 0 ELSE 32 END + CASE WHEN counts."tasks_assigned" IS NULL THEN 0 ELSE 64 END AS "derived 1",
    count(*) AS "all rows",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    sum(counts."resolved_early") AS "resolved_early",
    sum(counts."resolved_on_time") AS "resolved_on_time",
    sum(counts."resolved_in_time") AS "resolved_in_time",
    sum(counts."resolved_late") AS "resolved_late",
    sum(counts."resolved") AS "resolved",
    sum(counts."tasks_on_time") AS "tasks_on_time",
    sum(counts."tasks_assigned") AS "tasks_assigned"
  FROM counts
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
-- Months are counted from January of the year 0. A period written in another way is an error.
dated AS (
  SELECT
    coalesce(parts."province", '') AS "province",
    coalesce(parts."district", '') AS "district",
    coalesce(parts."commune", '') AS "commune",
    coalesce(nullif(parts."level", ''), CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN coalesce(parts."district", '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') AS "says dossiers",
    (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; tasks; %') AS "says tasks",
    parts."own period",
    parts."all rows",
    CASE
      WHEN parts."own period" IS NULL THEN toInt32(substr(parts."first period", 1, 4)) * 12 + toInt32(substr(parts."first period", 6, 2)) - 1
      WHEN parts."own period" = '' THEN NULL
      WHEN parts."own period" <> '' AND (NOT match(parts."own period", '^(199[0-9]|20[0-9]{2})(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.](199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2]))?)?$') OR substr(parts."own period", 8, 2) = '..' AND substr(parts."own period", 1, 7) > substr(parts."own period", 10)) THEN throwIf(coalesce(parts."own period" <> '' AND (NOT match(parts."own period", '^(199[0-9]|20[0-9]{2})(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.](199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2]))?)?$') OR substr(parts."own period", 8, 2) = '..' AND substr(parts."own period", 1, 7) > substr(parts."own period", 10)), 0), 'not a period')
      WHEN length(parts."own period") = 4 THEN toInt32(substr(parts."own period", 1, 4)) * 12
      WHEN substr(parts."own period", 6, 1) = 'Q' THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 7, 1)) * 3 - 3
      WHEN substr(parts."own period", 6, 1) = 'H' THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 7, 1)) * 6 - 6
      WHEN length(parts."own period") = 7 THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 6, 2)) - 1
      ELSE toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 6, 2)) - 1
    END AS "first month",
    CASE
      WHEN parts."own period" IS NULL THEN toInt32(substr(parts."last period", 1, 4)) * 12 + toInt32(substr(parts."last period", 6, 2)) - 1
      WHEN parts."own period" = '' THEN NULL
      WHEN parts."own period" <> '' AND (NOT match(parts."own period", '^(199[0-9]|20[0-9]{2})(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.](199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2]))?)?$') OR substr(parts."own period", 8, 2) = '..' AND substr(parts."own period", 1, 7) > substr(parts."own period", 10)) THEN throwIf(coalesce(parts."own period" <> '' AND (NOT match(parts."own period", '^(199[0-9]|20[0-9]{2})(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.](199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2]))?)?$') OR substr(parts."own period", 8, 2) = '..' AND substr(parts."own period", 1, 7) > substr(parts."own period", 10)), 0), 'not a period')
      WHEN length(parts."own period") = 4 THEN toInt32(substr(parts."own period", 1, 4)) * 12 + 11
      WHEN substr(parts."own period", 6, 1) = 'Q' THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 7, 1)) * 3 - 1
      WHEN substr(parts."own period", 6, 1) = 'H' THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 7, 1)) * 6 - 1
      WHEN length(parts."own period") = 7 THEN toInt32(substr(parts."own period", 1, 4)) * 12 + toInt32(substr(parts."own period", 6, 2)) - 1
      ELSE toInt32(substr(parts."own period", 10, 4)) * 12 + toInt32(substr(parts."own period", 15, 2)) - 1
    END AS "last month",
    parts."resolved_early",
    parts."resolved_on_time",
    parts."resolved_in_time",
    parts."resolved_late",
    parts."resolved",
    parts."tasks_on_time",
    parts."tasks_assigned"
  FROM parts
),
-- A part without a period belongs to all.
placed AS (
  SELECT
    dated."province",
    dated."district",
    dated."commune",
    dated."level",
    dated."says dossiers",
    dated."says tasks",
    dated."all rows",
    coalesce(dated."first month", 24288, 0) AS "first month",
    coalesce(dated."last month", 24293, 0) AS "last month",
    coalesce(nullif(dated."own period", ''), '2024-H1') AS "period",
    dated."resolved_early",
    dated."resolved_on_time",
    dated."resolved_in_time",
    dated."resolved_late",
    dated."resolved",
    dated."tasks_on_time",
    dated."tasks_assigned"
  FROM dated
),
-- An opening count is known only where the first of all months is, a closing or distinct one where the last is.
-- Every part counts twice: in its period and in the total.
spans AS (
  SELECT
    scope."is total",
    CASE WHEN scope."is total" THEN 0 ELSE placed."first month" END AS "group first",
    CASE WHEN scope."is total" THEN 0 ELSE placed."last month" END AS "group last",
    placed."period",
    placed."province",
    placed."district",
    placed."commune",
    placed."level",
    placed."says dossiers",
    placed."says tasks",
    placed."all rows",
    placed."all rows" * (placed."last month" - placed."first month" + 1) AS "months of rows",
    range(toUInt16(assumeNotNull(placed."first month" - 23880)), toUInt16(assumeNotNull(placed."last month" - 23880) + 1)) AS "all months",
    placed."last month",
    placed."resolved_early",
    placed."resolved_on_time",
    placed."resolved_in_time",
    placed."resolved_late",
    placed."resolved",
    placed."tasks_on_time",
    placed."tasks_assigned"
  FROM placed CROSS JOIN (SELECT FALSE AS "is total" UNION ALL SELECT TRUE) AS scope
),
-- The months of units of which two rows count the same thing in one month.
clashes AS (
  SELECT
    spans.*,
    CASE WHEN sum(CASE WHEN spans."says dossiers" THEN spans."months of rows" END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level") <> length(groupUniqArrayArray(CASE WHEN spans."says dossiers" THEN spans."all months" ELSE [] END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level")) OR max(CASE WHEN NOT spans."says dossiers" AND (spans."resolved_early" IS NOT NULL OR spans."resolved_on_time" IS NOT NULL OR spans."resolved_in_time" IS NOT NULL OR spans."resolved_late" IS NOT NULL OR spans."resolved" IS NOT NULL) THEN 1 END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level") = 1 THEN spans."all months" ELSE [] END AS "dossiers months",
    CASE WHEN sum(CASE WHEN spans."says tasks" THEN spans."months of rows" END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level") <> length(groupUniqArrayArray(CASE WHEN spans."says tasks" THEN spans."all months" ELSE [] END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level")) OR max(CASE WHEN NOT spans."says tasks" AND (spans."tasks_on_time" IS NOT NULL OR spans."tasks_assigned" IS NOT NULL) THEN 1 END) OVER (PARTITION BY spans."is total", spans."group first", spans."group last", spans."province", spans."district", spans."commune", spans."level") = 1 THEN spans."all months" ELSE [] END AS "tasks months"
  FROM spans
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
    clashes."is total",
    clashes."group first",
    clashes."group last",
    clashes."province",
    clashes."district",
    clashes."commune",
    clashes."level",
    max(CASE WHEN clashes."says dossiers" THEN 1 END) AS "says dossiers",
    max(CASE WHEN clashes."says tasks" THEN 1 END) AS "says tasks",
    max(clashes."period") AS "period",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_early" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_early") END AS "resolved_early",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_on_time" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_in_time" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_late") END AS "resolved_late",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved") END AS "resolved",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."tasks months")) > 0 THEN sum(CASE WHEN clashes."tasks_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."tasks_on_time" IS NOT NULL THEN clashes."tasks months" ELSE [] END)) AND sum(CASE WHEN clashes."tasks_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."tasks_on_time" IS NOT NULL OR clashes."says tasks" THEN clashes."tasks months" ELSE [] END)) ELSE sum(CASE WHEN clashes."tasks_on_time" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says tasks" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says tasks" THEN 1 END) = 1 THEN sum(clashes."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."tasks months")) > 0 THEN sum(CASE WHEN clashes."tasks_assigned" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."tasks_assigned" IS NOT NULL THEN clashes."tasks months" ELSE [] END)) AND sum(CASE WHEN clashes."tasks_assigned" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."tasks_assigned" IS NOT NULL OR clashes."says tasks" THEN clashes."tasks months" ELSE [] END)) ELSE sum(CASE WHEN clashes."tasks_assigned" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says tasks" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says tasks" THEN 1 END) = 1 THEN sum(clashes."tasks_assigned") END AS "tasks_assigned"
  FROM clashes
  WHERE (clashes."district" = 'Cư M''gar'
      OR clashes."district" = '' AND clashes."commune" = 'Cư M''gar'
      OR clashes."district" = 'Bắc Sơn' AND clashes."commune" = 'A\\B')
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
-- A whole that is not known over time is the sum of its parts over time.
wholes AS (
  SELECT
    units."is total",
    units."group first",
    units."group last",
    units."province",
    units."district",
    units."commune",
    units."level",
    units."says dossiers",
    units."says tasks",
    units."period",
    coalesce(units."resolved_in_time", units."resolved_early" + units."resolved_on_time") AS "resolved_in_time",
    coalesce(units."resolved", coalesce(units."resolved_in_time", units."resolved_early" + units."resolved_on_time") + units."resolved_late") AS "resolved",
    units."tasks_on_time",
    units."tasks_assigned"
  FROM units
),
-- A sum over units is known where every unit that says anything of it has it.
groups AS (
  SELECT
    wholes."is total",
    wholes."group first",
    wholes."group last",
    CASE WHEN NOT wholes."is total" THEN nullif(wholes."province", '') END AS "province",
    CASE WHEN NOT wholes."is total" THEN nullif(wholes."district", '') END AS "district",
    CASE WHEN NOT wholes."is total" THEN nullif(wholes."commune", '') END AS "commune",
    CASE WHEN NOT wholes."is total" THEN nullif(wholes."level", '') END AS "level",
    max(CASE WHEN NOT wholes."is total" THEN wholes."period" END) AS "period",
    CASE WHEN count(wholes."resolved_in_time") = count(wholes."says dossiers") THEN sum(wholes."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN count(wholes."resolved") = count(wholes."says dossiers") THEN sum(wholes."resolved") END AS "resolved",
    CASE WHEN count(wholes."tasks_on_time") = count(wholes."says tasks") THEN sum(wholes."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN count(wholes."tasks_assigned") = count(wholes."says tasks") THEN sum(wholes."tasks_assigned") END AS "tasks_assigned"
  FROM wholes
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
-- An indicator is known where all its counts are.
ratios AS (
  SELECT
    groups."is total",
    groups."group first",
    groups."group last",
    groups."province",
    groups."district",
    groups."commune",
    groups."level",
    groups."period",
    CASE WHEN groups."resolved" IS NOT NULL THEN groups."resolved_in_time" END AS "on_time_numerator",
    CASE WHEN groups."resolved_in_time" IS NOT NULL THEN groups."resolved" END AS "on_time_denominator",
    CASE WHEN groups."tasks_assigned" IS NOT NULL THEN groups."tasks_on_time" END AS "tasks_on_time_numerator",
    CASE WHEN groups."tasks_on_time" IS NOT NULL THEN groups."tasks_assigned" END AS "tasks_on_time_denominator"
  FROM groups
)
SELECT
  ratios."province",
  ratios."district",
  ratios."commune",
  ratios."level",
  ratios."period",
  ratios."is total" AS "is_total",
  ratios."on_time_numerator",
  ratios."on_time_denominator",
  toDecimal128(toString(intDiv(2 * ratios."on_time_numerator" * 100000000 + sign(ratios."on_time_numerator") * abs(ratios."on_time_denominator"), 2 * nullif(ratios."on_time_denominator", 0))), 6) / 1000000 AS "on_time_percent",
  ratios."tasks_on_time_numerator",
  ratios."tasks_on_time_denominator",
  toDecimal128(toString(intDiv(2 * ratios."tasks_on_time_numerator" * 100000000 + sign(ratios."tasks_on_time_numerator") * abs(ratios."tasks_on_time_denominator"), 2 * nullif(ratios."tasks_on_time_denominator", 0))), 6) / 1000000 AS "tasks_on_time_percent"
FROM ratios
ORDER BY ratios."is total", ratios."province" NULLS FIRST, ratios."district" NULLS FIRST, ratios."commune" NULLS FIRST, ratios."level" NULLS FIRST, ratios."group first", ratios."group last";
