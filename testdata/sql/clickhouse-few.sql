-- Indicators by district, written by kpi sql --dialect clickhouse
-- NULL is what is not known; is_total marks the row of all groups.
-- on_time_766 = (resolved_in_time + pending_in_time) / caseload; Decision 766/QĐ-TTg (2022), component 2.1 of the national portal
-- late = resolved_late; Circular 01/2020/TT-VPCP, form II.06: column (10)
-- deadline_cut = (statutory_days - assigned_days) / statutory_days; Decision 881/QĐ-UBND of Lạng Sơn (24/05/2022): days cut over statutory days, 292 / 595 = 49,08 %
WITH
-- The first and the last month of the table, as texts: an index on period serves.
ends AS (
  SELECT
    (SELECT min(tidy."period") FROM "cchc"."tidy" AS tidy WHERE (tidy."period" LIKE '____-0_' OR tidy."period" LIKE '____-1_') AND (tidy."things" IS NULL OR tidy."things" = '' OR '; ' || tidy."things" || '; ' LIKE '%; dossiers; %')) AS "dossiers first",
    (SELECT max(tidy."period") FROM "cchc"."tidy" AS tidy WHERE (tidy."period" LIKE '____-0_' OR tidy."period" LIKE '____-1_') AND (tidy."things" IS NULL OR tidy."things" = '' OR '; ' || tidy."things" || '; ' LIKE '%; dossiers; %')) AS "dossiers last"
),
-- The rows as integers; days as half days.
source AS (
  SELECT
    tidy."period",
    tidy."district",
    tidy."commune",
    tidy."level",
    tidy."things",
    CASE WHEN throwIf(coalesce(tidy."resolved_early" < 0 OR tidy."resolved_early" > 9.2e18 OR tidy."resolved_early" <> floor(tidy."resolved_early"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(coalesce(tidy."resolved_on_time" < 0 OR tidy."resolved_on_time" > 9.2e18 OR tidy."resolved_on_time" <> floor(tidy."resolved_on_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN throwIf(coalesce(tidy."pending_in_time" < 0 OR tidy."pending_in_time" > 9.2e18 OR tidy."pending_in_time" <> floor(tidy."pending_in_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."pending_in_time") END AS "pending_in_time",
    CASE WHEN throwIf(coalesce(tidy."received" < 0 OR tidy."received" > 9.2e18 OR tidy."received" <> floor(tidy."received"), FALSE), 'not a count') = 0 THEN toInt128(tidy."received") END AS "received",
    CASE WHEN throwIf(coalesce(tidy."carried_over" < 0 OR tidy."carried_over" > 9.2e18 OR tidy."carried_over" <> floor(tidy."carried_over"), FALSE), 'not a count') = 0 THEN toInt128(tidy."carried_over") END AS "carried_over",
    CASE WHEN throwIf(coalesce(tidy."caseload" < 0 OR tidy."caseload" > 9.2e18 OR tidy."caseload" <> floor(tidy."caseload"), FALSE), 'not a count') = 0 THEN toInt128(tidy."caseload") END AS "caseload",
    CASE WHEN throwIf(coalesce(tidy."resolved_late" < 0 OR tidy."resolved_late" > 9.2e18 OR tidy."resolved_late" <> floor(tidy."resolved_late"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    CASE WHEN throwIf(coalesce(tidy."statutory_days" < 0 OR tidy."statutory_days" > 4.6e18 OR tidy."statutory_days" * 2 <> floor(tidy."statutory_days" * 2), FALSE), 'not a count') = 0 THEN toInt128(tidy."statutory_days" * 2) END AS "statutory_days",
    CASE WHEN throwIf(coalesce(tidy."assigned_days" < 0 OR tidy."assigned_days" > 4.6e18 OR tidy."assigned_days" * 2 <> floor(tidy."assigned_days" * 2), FALSE), 'not a count') = 0 THEN toInt128(tidy."assigned_days" * 2) END AS "assigned_days",
    CASE WHEN tidy."resolved_early" IS NULL THEN 0 ELSE 1 END + CASE WHEN tidy."resolved_on_time" IS NULL THEN 0 ELSE 2 END + CASE WHEN tidy."pending_in_time" IS NULL THEN 0 ELSE 4 END + CASE WHEN tidy."received" IS NULL THEN 0 ELSE 8 END + CASE WHEN tidy."carried_over" IS NULL THEN 0 ELSE 16 END + CASE WHEN tidy."caseload" IS NULL THEN 0 ELSE 32 END + CASE WHEN tidy."resolved_late" IS NULL THEN 0 ELSE 64 END + CASE WHEN tidy."statutory_days" IS NULL THEN 0 ELSE 128 END + CASE WHEN tidy."assigned_days" IS NULL THEN 0 ELSE 256 END AS "given 1"
  FROM "cchc"."tidy" AS tidy
),
-- A whole that is not given is the sum of its parts, a part is its whole without the others.
counts AS (
  SELECT
    source."period",
    source."district",
    source."commune",
    source."level",
    source."things",
    source."given 1",
    source."resolved_early",
    source."resolved_on_time",
    source."resolved_early" + source."resolved_on_time" AS "resolved_in_time",
    source."pending_in_time",
    CASE WHEN source."received" IS NOT NULL THEN source."received" ELSE CASE WHEN source."caseload" >= source."carried_over" THEN source."caseload" - source."carried_over" END END AS "received",
    CASE WHEN source."carried_over" IS NOT NULL THEN source."carried_over" ELSE CASE WHEN source."caseload" >= source."received" THEN source."caseload" - source."received" END END AS "carried_over",
    CASE WHEN source."caseload" IS NOT NULL THEN source."caseload" ELSE source."received" + source."carried_over" END AS "caseload",
    source."resolved_late",
    source."statutory_days",
    source."assigned_days",
    source."period" = (SELECT ends."dossiers first" FROM ends) OR NOT (source."period" LIKE '____-0_' OR source."period" LIKE '____-1_') AS "in dossiers first",
    source."period" = (SELECT ends."dossiers last" FROM ends) OR NOT (source."period" LIKE '____-0_' OR source."period" LIKE '____-1_') AS "in dossiers last"
  FROM source
),
-- Sums by the columns as they are: each server can add up its own rows. Those of one part give the same counts,
-- and are of months, or of one other period, which the part has for its own.
parts AS (
  SELECT
    counts."district",
    counts."commune",
    counts."level",
    counts."things",
    CASE WHEN counts."period" IS NULL THEN '' WHEN NOT match(counts."period", '^20[0-9][0-9]-(0[1-9]|1[0-2])$') THEN counts."period" END AS "own period",
    counts."given 1",
    CASE WHEN counts."resolved_early" IS NULL THEN 0 ELSE 1 END + CASE WHEN counts."resolved_on_time" IS NULL THEN 0 ELSE 2 END + CASE WHEN counts."resolved_in_time" IS NULL THEN 0 ELSE 4 END + CASE WHEN counts."pending_in_time" IS NULL THEN 0 ELSE 8 END + CASE WHEN counts."received" IS NULL THEN 0 ELSE 16 END + CASE WHEN counts."carried_over" IS NULL THEN 0 ELSE 32 END + CASE WHEN counts."caseload" IS NULL THEN 0 ELSE 64 END + CASE WHEN counts."resolved_late" IS NULL THEN 0 ELSE 128 END + CASE WHEN counts."statutory_days" IS NULL THEN 0 ELSE 256 END + CASE WHEN counts."assigned_days" IS NULL THEN 0 ELSE 512 END AS "derived 1",
    count(*) AS "all rows",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    groupUniqArray(CASE WHEN match(counts."period", '^20[0-9][0-9]-(0[1-9]|1[0-2])$') THEN toUInt16((ascii(substr(counts."period", 3, 1)) - 48) * 120 + (ascii(substr(counts."period", 4, 1)) - 48) * 12 + (ascii(substr(counts."period", 6, 1)) - 48) * 10 + (ascii(substr(counts."period", 7, 1)) - 48) * 1 + 119) END) AS "all months",
    count(CASE WHEN counts."in dossiers first" THEN 1 END) AS "in dossiers first",
    min(CASE WHEN counts."in dossiers first" THEN counts."period" END) AS "dossiers first in period",
    count(CASE WHEN counts."in dossiers last" THEN 1 END) AS "in dossiers last",
    min(CASE WHEN counts."in dossiers last" THEN counts."period" END) AS "dossiers last in period",
    sum(counts."resolved_early") AS "resolved_early",
    sum(counts."resolved_on_time") AS "resolved_on_time",
    sum(counts."resolved_in_time") AS "resolved_in_time",
    sum(CASE WHEN counts."in dossiers last" THEN counts."pending_in_time" END) AS "pending_in_time",
    sum(counts."received") AS "received",
    sum(CASE WHEN counts."in dossiers first" THEN counts."carried_over" END) AS "carried_over",
    sum(CASE WHEN counts."in dossiers first" THEN counts."caseload" END) AS "caseload",
    sum(counts."resolved_late") AS "resolved_late",
    min(counts."statutory_days") AS "statutory_days least",
    max(counts."statutory_days") AS "statutory_days",
    min(counts."assigned_days") AS "assigned_days least",
    max(counts."assigned_days") AS "assigned_days"
  FROM counts
  GROUP BY 1, 2, 3, 4, 5, 6, 7
),
-- Months are counted from January of the year 0. A period written in another way is an error.
dated AS (
  SELECT
    '' AS "province",
    coalesce(parts."district", '') AS "district",
    coalesce(parts."commune", '') AS "commune",
    coalesce(nullif(parts."level", ''), CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN coalesce(parts."district", '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') AS "says dossiers",
    (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') AS "says days",
    parts."all months",
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
    parts."in dossiers first",
    parts."dossiers first in period",
    parts."in dossiers last",
    parts."dossiers last in period",
    parts."resolved_early",
    parts."resolved_on_time",
    parts."resolved_in_time",
    parts."pending_in_time",
    parts."received",
    parts."carried_over",
    parts."caseload",
    parts."resolved_late",
    parts."statutory_days least",
    parts."statutory_days",
    parts."assigned_days least",
    parts."assigned_days"
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
    dated."says days",
    dated."all rows",
    coalesce(dated."first month", min(dated."first month") OVER (), 0) AS "first month",
    coalesce(dated."last month", max(dated."last month") OVER (), 0) AS "last month",
    dated."own period",
    dated."all months",
    dated."in dossiers first",
    dated."dossiers first in period",
    dated."in dossiers last",
    dated."dossiers last in period",
    dated."resolved_early",
    dated."resolved_on_time",
    dated."resolved_in_time",
    dated."pending_in_time",
    dated."received",
    dated."carried_over",
    dated."caseload",
    dated."resolved_late",
    dated."statutory_days least",
    dated."statutory_days",
    dated."assigned_days least",
    dated."assigned_days"
  FROM dated
),
-- An opening count is known only where the first of all months is, a closing or distinct one where the last is.
spans AS (
  SELECT
    placed."province",
    placed."district",
    placed."commune",
    placed."level",
    placed."says dossiers",
    placed."says days",
    placed."all rows",
    placed."all rows" * (CASE WHEN placed."own period" IS NULL THEN 1 ELSE placed."last month" - placed."first month" + 1 END) AS "months of rows",
    CASE WHEN placed."own period" IS NULL THEN placed."all months" ELSE range(toUInt16(assumeNotNull(placed."first month" - 23880)), toUInt16(assumeNotNull(placed."last month" - 23880) + 1)) END AS "all months",
    placed."last month",
    min(CASE WHEN placed."says dossiers" THEN placed."first month" END) OVER () AS "dossiers first",
    max(CASE WHEN placed."says dossiers" THEN placed."last month" END) OVER () AS "dossiers last",
    min(CASE WHEN placed."says days" THEN placed."first month" END) OVER () AS "days first",
    max(CASE WHEN placed."says days" THEN placed."last month" END) OVER () AS "days last",
    placed."in dossiers first",
    placed."in dossiers last",
    CASE WHEN placed."own period" IS NULL THEN toInt32(substr(placed."dossiers first in period", 1, 4)) * 12 + toInt32(substr(placed."dossiers first in period", 6, 2)) - 1 ELSE placed."first month" END AS "dossiers first in month",
    CASE WHEN placed."own period" IS NULL THEN toInt32(substr(placed."dossiers last in period", 1, 4)) * 12 + toInt32(substr(placed."dossiers last in period", 6, 2)) - 1 ELSE placed."last month" END AS "dossiers last in month",
    placed."resolved_early",
    placed."resolved_on_time",
    placed."resolved_in_time",
    placed."pending_in_time",
    placed."received",
    placed."carried_over",
    placed."caseload",
    placed."resolved_late",
    placed."statutory_days least",
    placed."statutory_days",
    placed."assigned_days least",
    placed."assigned_days"
  FROM placed
),
-- The months of units of which two rows count the same thing in one month.
clashes AS (
  SELECT
    spans.*,
    CASE WHEN sum(CASE WHEN spans."says dossiers" THEN spans."months of rows" END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") <> length(groupUniqArrayArray(CASE WHEN spans."says dossiers" THEN spans."all months" ELSE [] END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level")) OR max(CASE WHEN NOT spans."says dossiers" AND (spans."resolved_early" IS NOT NULL OR spans."resolved_on_time" IS NOT NULL OR spans."resolved_in_time" IS NOT NULL OR spans."pending_in_time" IS NOT NULL OR spans."received" IS NOT NULL OR spans."carried_over" IS NOT NULL OR spans."caseload" IS NOT NULL OR spans."resolved_late" IS NOT NULL) THEN 1 END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") = 1 THEN spans."all months" ELSE [] END AS "dossiers months",
    CASE WHEN sum(CASE WHEN spans."says days" THEN spans."months of rows" END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") <> length(groupUniqArrayArray(CASE WHEN spans."says days" THEN spans."all months" ELSE [] END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level")) OR max(CASE WHEN NOT spans."says days" AND (spans."statutory_days" IS NOT NULL OR spans."assigned_days" IS NOT NULL) THEN 1 END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") = 1 THEN spans."all months" ELSE [] END AS "days months"
  FROM spans
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
    clashes."province",
    clashes."district",
    clashes."commune",
    clashes."level",
    max(CASE WHEN clashes."says dossiers" THEN 1 END) AS "says dossiers",
    max(CASE WHEN clashes."says days" THEN 1 END) AS "says days",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_early" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_early" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_early") END AS "resolved_early",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_on_time" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_on_time" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_in_time" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_in_time" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN sum(CASE WHEN clashes."pending_in_time" IS NOT NULL AND clashes."dossiers last in month" = clashes."dossiers last" THEN clashes."in dossiers last" END) = 1 THEN sum(CASE WHEN clashes."pending_in_time" IS NOT NULL AND clashes."dossiers last in month" = clashes."dossiers last" THEN clashes."pending_in_time" END) END AS "pending_in_time",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."received" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."received" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."received" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."received" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."received" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."received") END AS "received",
    CASE WHEN sum(CASE WHEN clashes."carried_over" IS NOT NULL AND clashes."dossiers first in month" = clashes."dossiers first" THEN clashes."in dossiers first" END) = 1 THEN sum(CASE WHEN clashes."carried_over" IS NOT NULL AND clashes."dossiers first in month" = clashes."dossiers first" THEN clashes."carried_over" END) END AS "carried_over",
    CASE WHEN sum(CASE WHEN clashes."caseload" IS NOT NULL AND clashes."dossiers first in month" = clashes."dossiers first" AND clashes."dossiers last in month" = clashes."dossiers last" THEN clashes."in dossiers first" END) = 1 AND sum(CASE WHEN clashes."says dossiers" THEN clashes."all rows" END) = 1 THEN sum(CASE WHEN clashes."caseload" IS NOT NULL AND clashes."dossiers first in month" = clashes."dossiers first" AND clashes."dossiers last in month" = clashes."dossiers last" THEN clashes."caseload" END) END AS "caseload",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_late") END AS "resolved_late",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."days months")) > 0 THEN sum(CASE WHEN clashes."statutory_days" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."statutory_days" IS NOT NULL THEN clashes."days months" ELSE [] END)) AND sum(CASE WHEN clashes."statutory_days" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."statutory_days" IS NOT NULL OR clashes."says days" THEN clashes."days months" ELSE [] END)) ELSE sum(CASE WHEN clashes."statutory_days" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says days" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says days" THEN 1 END) = 1 AND min(clashes."statutory_days least") = max(clashes."statutory_days") AND max(CASE WHEN clashes."statutory_days" IS NOT NULL AND clashes."last month" = clashes."days last" THEN 1 END) = 1 THEN max(clashes."statutory_days") END AS "statutory_days",
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."days months")) > 0 THEN sum(CASE WHEN clashes."assigned_days" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."assigned_days" IS NOT NULL THEN clashes."days months" ELSE [] END)) AND sum(CASE WHEN clashes."assigned_days" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."assigned_days" IS NOT NULL OR clashes."says days" THEN clashes."days months" ELSE [] END)) ELSE sum(CASE WHEN clashes."assigned_days" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says days" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says days" THEN 1 END) = 1 AND min(clashes."assigned_days least") = max(clashes."assigned_days") AND max(CASE WHEN clashes."assigned_days" IS NOT NULL AND clashes."last month" = clashes."days last" THEN 1 END) = 1 THEN max(clashes."assigned_days") END AS "assigned_days"
  FROM clashes
  GROUP BY 1, 2, 3, 4
),
-- A whole that is not known over time is the sum of its parts over time.
wholes AS (
  SELECT
    units."district",
    units."says dossiers",
    units."says days",
    coalesce(units."resolved_in_time", units."resolved_early" + units."resolved_on_time") AS "resolved_in_time",
    units."pending_in_time",
    coalesce(units."caseload", units."received" + units."carried_over") AS "caseload",
    units."resolved_late",
    units."statutory_days",
    units."assigned_days"
  FROM units
),
-- A sum over units is known where every unit that says anything of it has it.
groups AS (
  SELECT
    nullif(wholes."district", '') AS "district",
    CASE WHEN grouping(wholes."district") = 1 THEN TRUE ELSE FALSE END AS "is total",
    CASE WHEN count(wholes."resolved_in_time") = count(wholes."says dossiers") THEN sum(wholes."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN count(wholes."pending_in_time") = count(wholes."says dossiers") THEN sum(wholes."pending_in_time") END AS "pending_in_time",
    CASE WHEN count(wholes."caseload") = count(wholes."says dossiers") THEN sum(wholes."caseload") END AS "caseload",
    CASE WHEN count(wholes."resolved_late") = count(wholes."says dossiers") THEN sum(wholes."resolved_late") END AS "resolved_late",
    CASE WHEN count(wholes."statutory_days") = count(wholes."says days") THEN sum(wholes."statutory_days") END AS "statutory_days",
    CASE WHEN count(wholes."assigned_days") = count(wholes."says days") THEN sum(wholes."assigned_days") END AS "assigned_days"
  FROM wholes
  GROUP BY GROUPING SETS ((wholes."district"), ())
),
-- An indicator is known where all its counts are.
ratios AS (
  SELECT
    groups."is total",
    groups."district",
    CASE WHEN groups."caseload" IS NOT NULL THEN groups."resolved_in_time" + groups."pending_in_time" END AS "on_time_766_numerator",
    CASE WHEN groups."resolved_in_time" IS NOT NULL AND groups."pending_in_time" IS NOT NULL THEN groups."caseload" END AS "on_time_766_denominator",
    groups."resolved_late" AS "late_count",
    groups."statutory_days" - groups."assigned_days" AS "deadline_cut_numerator",
    CASE WHEN groups."assigned_days" IS NOT NULL THEN groups."statutory_days" END AS "deadline_cut_denominator"
  FROM groups
)
SELECT
  ratios."district",
  ratios."is total" AS "is_total",
  ratios."on_time_766_numerator",
  ratios."on_time_766_denominator",
  toDecimal128(toString(intDiv(2 * ratios."on_time_766_numerator" * 100000000 + sign(ratios."on_time_766_numerator") * abs(ratios."on_time_766_denominator"), 2 * nullif(ratios."on_time_766_denominator", 0))), 6) / 1000000 AS "on_time_766_percent",
  ratios."late_count",
  toDecimal128(toString(ratios."deadline_cut_numerator"), 1) / 2 AS "deadline_cut_numerator",
  toDecimal128(toString(ratios."deadline_cut_denominator"), 1) / 2 AS "deadline_cut_denominator",
  toDecimal128(toString(intDiv(2 * ratios."deadline_cut_numerator" * 100000000 + sign(ratios."deadline_cut_numerator") * abs(ratios."deadline_cut_denominator"), 2 * nullif(ratios."deadline_cut_denominator", 0))), 6) / 1000000 AS "deadline_cut_percent"
FROM ratios
ORDER BY ratios."is total", ratios."district" NULLS FIRST;
