-- Indicators by period, commune of 2024-H1, written by kpi sql --dialect clickhouse
-- NULL is what is not known; is_total marks the row of all groups.
-- on_time = resolved_in_time / resolved; Practice of Circular 01/2020/TT-VPCP, form II.06: columns (8) + (9) over column (7)
-- tasks_on_time = tasks_on_time / tasks_assigned; Inspection of Lạng Sơn districts (25/06/2024): 15 of 17 tasks, 14 of 38 tasks
WITH
-- The rows as integers; days as half days. A row says something of what it lists in things, else of all.
source AS (
  SELECT
    nullif(CAST(tidy."period" AS Nullable(String)), '') AS "period",
    coalesce(CAST(tidy."province" AS Nullable(String)), '') AS "province",
    coalesce(CAST(tidy."district" AS Nullable(String)), '') AS "district",
    coalesce(CAST(tidy."commune" AS Nullable(String)), '') AS "commune",
    coalesce(nullif(CAST(tidy."level" AS Nullable(String)), ''), CASE WHEN coalesce(CAST(tidy."commune" AS Nullable(String)), '') <> '' THEN 'commune' WHEN coalesce(CAST(tidy."district" AS Nullable(String)), '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    coalesce(('; ' || nullif(CAST(tidy."things" AS Nullable(String)), '') || '; ') LIKE '%; dossiers; %', TRUE) AS "says dossiers",
    coalesce(('; ' || nullif(CAST(tidy."things" AS Nullable(String)), '') || '; ') LIKE '%; tasks; %', TRUE) AS "says tasks",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."resolved_early"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."resolved_on_time"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."resolved_in_time"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."resolved_late"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."resolved"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."resolved") END AS "resolved",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."tasks_on_time"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN throwIf(NOT match(coalesce(toString(tidy."tasks_assigned"), '0'), '^(0|[1-9][0-9]*)([.]0+)?$'), 'not a count') = 0 THEN toInt128(tidy."tasks_assigned") END AS "tasks_assigned"
  FROM "tidy" AS tidy
),
-- Months are counted from January of the year 0. A period written in another way is an error.
dated AS (
  SELECT
    source.*,
    CASE
      WHEN source."period" IS NULL THEN NULL
      WHEN NOT match(source."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(source."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(source."period") = 4 THEN toInt32(substr(source."period", 1, 4)) * 12
      WHEN substr(source."period", 6, 1) = 'Q' THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 7, 1)) * 3 - 3
      WHEN substr(source."period", 6, 1) = 'H' THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 7, 1)) * 6 - 6
      WHEN length(source."period") = 7 THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 6, 2)) - 1
      ELSE toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 6, 2)) - 1
    END AS "first month",
    CASE
      WHEN source."period" IS NULL THEN NULL
      WHEN NOT match(source."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(source."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(source."period") = 4 THEN toInt32(substr(source."period", 1, 4)) * 12 + 11
      WHEN substr(source."period", 6, 1) = 'Q' THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 7, 1)) * 3 - 1
      WHEN substr(source."period", 6, 1) = 'H' THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 7, 1)) * 6 - 1
      WHEN length(source."period") = 7 THEN toInt32(substr(source."period", 1, 4)) * 12 + toInt32(substr(source."period", 6, 2)) - 1
      ELSE toInt32(substr(source."period", 10, 4)) * 12 + toInt32(substr(source."period", 15, 2)) - 1
    END AS "last month"
  FROM source
),
-- A whole that is not given is the sum of its parts, a part is its whole without the others.
-- A row without a period belongs to all.
counts AS (
  SELECT
    dated."province",
    dated."district",
    dated."commune",
    dated."level",
    dated."says dossiers",
    dated."says tasks",
    coalesce(dated."period", '2024-H1') AS "period",
    coalesce(dated."first month", 24288) AS "first month",
    coalesce(dated."last month", 24293) AS "last month",
    coalesce(dated."resolved_early", nullif(greatest(coalesce(dated."resolved_in_time", nullif(greatest(dated."resolved" - dated."resolved_late", -1), -1)) - dated."resolved_on_time", -1), -1)) AS "resolved_early",
    coalesce(dated."resolved_on_time", nullif(greatest(coalesce(dated."resolved_in_time", nullif(greatest(dated."resolved" - dated."resolved_late", -1), -1)) - dated."resolved_early", -1), -1)) AS "resolved_on_time",
    coalesce(dated."resolved_in_time", dated."resolved_early" + dated."resolved_on_time", nullif(greatest(dated."resolved" - dated."resolved_late", -1), -1)) AS "resolved_in_time",
    coalesce(dated."resolved_late", nullif(greatest(dated."resolved" - coalesce(dated."resolved_in_time", dated."resolved_early" + dated."resolved_on_time"), -1), -1)) AS "resolved_late",
    coalesce(dated."resolved", coalesce(dated."resolved_in_time", dated."resolved_early" + dated."resolved_on_time") + dated."resolved_late") AS "resolved",
    dated."tasks_on_time",
    dated."tasks_assigned"
  FROM dated
),
-- Every row counts twice: in its group and in the total.
scopes AS (
  SELECT
    counts.*,
    scope."is total",
    CASE WHEN scope."is total" THEN 0 ELSE counts."first month" END AS "group first",
    CASE WHEN scope."is total" THEN 0 ELSE counts."last month" END AS "group last"
  FROM counts CROSS JOIN (SELECT FALSE AS "is total" UNION ALL SELECT TRUE) AS scope
  WHERE counts."first month" >= 24288 AND counts."last month" <= 24293
),
-- An opening count is known only where the first of all months is, a closing or distinct one where the last is.
spans AS (
  SELECT
    scopes.*
  FROM scopes
),
-- One row for each month of a period.
months AS (
  SELECT
    spans.*,
    arrayJoin(range(spans."first month", spans."last month" + 1)) AS "the month"
  FROM spans
  WHERE (spans."district" = 'Cư M''gar'
      OR spans."district" = '' AND spans."commune" = 'Cư M''gar'
      OR spans."district" = 'Bắc Sơn' AND spans."commune" = 'A\\B')
),
-- Each month of a unit: how many rows give a count for it; counts stand in the first month of their period.
unit_months AS (
  SELECT
    months."is total",
    months."group first",
    months."group last",
    months."province",
    months."district",
    months."commune",
    months."level",
    months."the month",
    max(CASE WHEN months."says dossiers" THEN 1 END) AS "says dossiers",
    max(CASE WHEN months."says tasks" THEN 1 END) AS "says tasks",
    max(months."period") AS "period",
    count(months."resolved_early") AS "resolved_early given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_early" END) AS "resolved_early",
    count(months."resolved_on_time") AS "resolved_on_time given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_on_time" END) AS "resolved_on_time",
    count(months."resolved_in_time") AS "resolved_in_time given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_in_time" END) AS "resolved_in_time",
    count(months."resolved_late") AS "resolved_late given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_late" END) AS "resolved_late",
    count(months."resolved") AS "resolved given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved" END) AS "resolved",
    count(months."tasks_on_time") AS "tasks_on_time given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."tasks_on_time" END) AS "tasks_on_time",
    count(months."tasks_assigned") AS "tasks_assigned given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."tasks_assigned" END) AS "tasks_assigned"
  FROM months
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
    unit_months."is total",
    unit_months."group first",
    unit_months."group last",
    unit_months."province",
    unit_months."district",
    unit_months."commune",
    unit_months."level",
    max(unit_months."says dossiers") AS "says dossiers",
    max(unit_months."says tasks") AS "says tasks",
    max(unit_months."period") AS "period",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_early given" END) = 1 AND max(unit_months."resolved_early given") = 1 THEN sum(unit_months."resolved_early") END AS "resolved_early",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_on_time given" END) = 1 AND max(unit_months."resolved_on_time given") = 1 THEN sum(unit_months."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_in_time given" END) = 1 AND max(unit_months."resolved_in_time given") = 1 THEN sum(unit_months."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_late given" END) = 1 AND max(unit_months."resolved_late given") = 1 THEN sum(unit_months."resolved_late") END AS "resolved_late",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved given" END) = 1 AND max(unit_months."resolved given") = 1 THEN sum(unit_months."resolved") END AS "resolved",
    CASE WHEN min(CASE WHEN unit_months."says tasks" = 1 THEN unit_months."tasks_on_time given" END) = 1 AND max(unit_months."tasks_on_time given") = 1 THEN sum(unit_months."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN min(CASE WHEN unit_months."says tasks" = 1 THEN unit_months."tasks_assigned given" END) = 1 AND max(unit_months."tasks_assigned given") = 1 THEN sum(unit_months."tasks_assigned") END AS "tasks_assigned"
  FROM unit_months
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
