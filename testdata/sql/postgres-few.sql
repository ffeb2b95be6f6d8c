-- Indicators by district, written by kpi sql --dialect postgres
-- NULL is what is not known; is_total marks the row of all groups.
-- on_time_766 = (resolved_in_time + pending_in_time) / caseload; Decision 766/QĐ-TTg (2022), component 2.1 of the national portal
-- late = resolved_late; Circular 01/2020/TT-VPCP, form II.06: column (10)
-- deadline_cut = (statutory_days - assigned_days) / statutory_days; Decision 881/QĐ-UBND of Lạng Sơn (24/05/2022): days cut over statutory days, 292 / 595 = 49,08 %
WITH
-- The rows as integers; days as half days. A row says something of what it lists in things, else of all.
source AS (
  SELECT
    nullif(CAST(tidy."period" AS text), '') AS "period",
    '' AS "province",
    coalesce(CAST(tidy."district" AS text), '') AS "district",
    coalesce(CAST(tidy."commune" AS text), '') AS "commune",
    coalesce(nullif(CAST(tidy."level" AS text), ''), CASE WHEN coalesce(CAST(tidy."commune" AS text), '') <> '' THEN 'commune' WHEN coalesce(CAST(tidy."district" AS text), '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    coalesce(('; ' || nullif(CAST(tidy."things" AS text), '') || '; ') LIKE '%; dossiers; %', TRUE) AS "says dossiers",
    coalesce(('; ' || nullif(CAST(tidy."things" AS text), '') || '; ') LIKE '%; days; %', TRUE) AS "says days",
    CASE WHEN NOT CAST(tidy."resolved_early" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."resolved_early" AS text) AS bigint) ELSE CAST(CAST(tidy."resolved_early" AS numeric) AS bigint) END AS "resolved_early",
    CASE WHEN NOT CAST(tidy."resolved_on_time" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."resolved_on_time" AS text) AS bigint) ELSE CAST(CAST(tidy."resolved_on_time" AS numeric) AS bigint) END AS "resolved_on_time",
    CASE WHEN NOT CAST(tidy."pending_in_time" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."pending_in_time" AS text) AS bigint) ELSE CAST(CAST(tidy."pending_in_time" AS numeric) AS bigint) END AS "pending_in_time",
    CASE WHEN NOT CAST(tidy."received" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."received" AS text) AS bigint) ELSE CAST(CAST(tidy."received" AS numeric) AS bigint) END AS "received",
    CASE WHEN NOT CAST(tidy."carried_over" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."carried_over" AS text) AS bigint) ELSE CAST(CAST(tidy."carried_over" AS numeric) AS bigint) END AS "carried_over",
    CASE WHEN NOT CAST(tidy."caseload" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."caseload" AS text) AS bigint) ELSE CAST(CAST(tidy."caseload" AS numeric) AS bigint) END AS "caseload",
    CASE WHEN NOT CAST(tidy."resolved_late" AS text) ~ '^(0|[1-9][0-9]*)([.]0+)?$' THEN CAST('not a count: ' || CAST(tidy."resolved_late" AS text) AS bigint) ELSE CAST(CAST(tidy."resolved_late" AS numeric) AS bigint) END AS "resolved_late",
    CASE WHEN NOT CAST(tidy."statutory_days" AS text) ~ '^(0|[1-9][0-9]*)([.][05]0*)?$' THEN CAST('not a count: ' || CAST(tidy."statutory_days" AS text) AS bigint) ELSE CAST(CAST(tidy."statutory_days" AS numeric(20, 1)) * 2 AS bigint) END AS "statutory_days",
    CASE WHEN NOT CAST(tidy."assigned_days" AS text) ~ '^(0|[1-9][0-9]*)([.][05]0*)?$' THEN CAST('not a count: ' || CAST(tidy."assigned_days" AS text) AS bigint) ELSE CAST(CAST(tidy."assigned_days" AS numeric(20, 1)) * 2 AS bigint) END AS "assigned_days"
  FROM "cchc"."tidy" AS tidy
),
-- Months are counted from January of the year 0. A period written in another way is an error.
dated AS (
  SELECT
    source.*,
    CASE
      WHEN source."period" IS NULL THEN NULL
      WHEN NOT source."period" ~ '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$' THEN CAST('not a period: ' || source."period" AS integer)
      WHEN length(source."period") = 4 THEN CAST(substr(source."period", 1, 4) AS integer) * 12
      WHEN substr(source."period", 6, 1) = 'Q' THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 7, 1) AS integer) * 3 - 3
      WHEN substr(source."period", 6, 1) = 'H' THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 7, 1) AS integer) * 6 - 6
      WHEN length(source."period") = 7 THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 6, 2) AS integer) - 1
      ELSE CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 6, 2) AS integer) - 1
    END AS "first month",
    CASE
      WHEN source."period" IS NULL THEN NULL
      WHEN NOT source."period" ~ '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$' THEN CAST('not a period: ' || source."period" AS integer)
      WHEN length(source."period") = 4 THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + 11
      WHEN substr(source."period", 6, 1) = 'Q' THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 7, 1) AS integer) * 3 - 1
      WHEN substr(source."period", 6, 1) = 'H' THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 7, 1) AS integer) * 6 - 1
      WHEN length(source."period") = 7 THEN CAST(substr(source."period", 1, 4) AS integer) * 12 + CAST(substr(source."period", 6, 2) AS integer) - 1
      ELSE CAST(substr(source."period", 10, 4) AS integer) * 12 + CAST(substr(source."period", 15, 2) AS integer) - 1
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
    dated."says days",
    dated."period",
    coalesce(dated."first month", min(dated."first month") OVER (), 0) AS "first month",
    coalesce(dated."last month", max(dated."last month") OVER (), 0) AS "last month",
    dated."resolved_early",
    dated."resolved_on_time",
    dated."resolved_early" + dated."resolved_on_time" AS "resolved_in_time",
    dated."pending_in_time",
    coalesce(dated."received", nullif(greatest(dated."caseload" - dated."carried_over", -1), -1)) AS "received",
    coalesce(dated."carried_over", nullif(greatest(dated."caseload" - dated."received", -1), -1)) AS "carried_over",
    coalesce(dated."caseload", dated."received" + dated."carried_over") AS "caseload",
    dated."resolved_late",
    dated."statutory_days",
    dated."assigned_days"
  FROM dated
),
-- Every row counts twice: in its group and in the total.
scopes AS (
  SELECT
    counts.*,
    scope."is total"
  FROM counts CROSS JOIN (SELECT FALSE AS "is total" UNION ALL SELECT TRUE) AS scope
),
-- An opening count is known only where the first of all months is, a closing or distinct one where the last is.
spans AS (
  SELECT
    scopes.*,
    min(CASE WHEN scopes."says dossiers" THEN scopes."first month" END) OVER (PARTITION BY scopes."is total") AS "dossiers first",
    max(CASE WHEN scopes."says dossiers" THEN scopes."last month" END) OVER (PARTITION BY scopes."is total") AS "dossiers last",
    min(CASE WHEN scopes."says days" THEN scopes."first month" END) OVER (PARTITION BY scopes."is total") AS "days first",
    max(CASE WHEN scopes."says days" THEN scopes."last month" END) OVER (PARTITION BY scopes."is total") AS "days last"
  FROM scopes
),
-- One row for each month of a period.
months AS (
  SELECT
    spans.*,
    generate_series(spans."first month", spans."last month") AS "the month"
  FROM spans
),
-- Each month of a unit: how many rows give a count for it; counts stand in the first month of their period.
unit_months AS (
  SELECT
    months."is total",
    months."province",
    months."district",
    months."commune",
    months."level",
    months."the month",
    max(CASE WHEN months."says dossiers" THEN 1 END) AS "says dossiers",
    max(CASE WHEN months."says days" THEN 1 END) AS "says days",
    count(CASE WHEN months."says dossiers" AND months."the month" = months."first month" THEN 1 END) AS "dossiers periods",
    count(months."resolved_early") AS "resolved_early given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_early" END) AS "resolved_early",
    count(months."resolved_on_time") AS "resolved_on_time given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_on_time" END) AS "resolved_on_time",
    count(months."resolved_in_time") AS "resolved_in_time given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_in_time" END) AS "resolved_in_time",
    count(CASE WHEN months."the month" = months."first month" AND months."last month" = months."dossiers last" THEN months."pending_in_time" END) AS "pending_in_time given",
    sum(CASE WHEN months."the month" = months."first month" AND months."last month" = months."dossiers last" THEN months."pending_in_time" END) AS "pending_in_time",
    count(months."received") AS "received given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."received" END) AS "received",
    count(CASE WHEN months."the month" = months."first month" AND months."first month" = months."dossiers first" THEN months."carried_over" END) AS "carried_over given",
    sum(CASE WHEN months."the month" = months."first month" AND months."first month" = months."dossiers first" THEN months."carried_over" END) AS "carried_over",
    count(CASE WHEN months."the month" = months."first month" AND months."first month" = months."dossiers first" AND months."last month" = months."dossiers last" THEN months."caseload" END) AS "caseload given",
    sum(CASE WHEN months."the month" = months."first month" AND months."first month" = months."dossiers first" AND months."last month" = months."dossiers last" THEN months."caseload" END) AS "caseload",
    count(months."resolved_late") AS "resolved_late given",
    sum(CASE WHEN months."the month" = months."first month" THEN months."resolved_late" END) AS "resolved_late",
    count(months."statutory_days") AS "statutory_days given",
    count(CASE WHEN months."the month" = months."first month" AND months."last month" = months."days last" THEN months."statutory_days" END) AS "statutory_days at the edge",
    max(months."statutory_days") AS "statutory_days",
    count(months."assigned_days") AS "assigned_days given",
    count(CASE WHEN months."the month" = months."first month" AND months."last month" = months."days last" THEN months."assigned_days" END) AS "assigned_days at the edge",
    max(months."assigned_days") AS "assigned_days"
  FROM months
  GROUP BY 1, 2, 3, 4, 5, 6
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
    unit_months."is total",
    unit_months."province",
    unit_months."district",
    unit_months."commune",
    unit_months."level",
    max(unit_months."says dossiers") AS "says dossiers",
    max(unit_months."says days") AS "says days",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_early given" END) = 1 AND max(unit_months."resolved_early given") = 1 THEN sum(unit_months."resolved_early") END AS "resolved_early",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_on_time given" END) = 1 AND max(unit_months."resolved_on_time given") = 1 THEN sum(unit_months."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_in_time given" END) = 1 AND max(unit_months."resolved_in_time given") = 1 THEN sum(unit_months."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN sum(unit_months."pending_in_time given") = 1 THEN sum(unit_months."pending_in_time") END AS "pending_in_time",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."received given" END) = 1 AND max(unit_months."received given") = 1 THEN sum(unit_months."received") END AS "received",
    CASE WHEN sum(unit_months."carried_over given") = 1 THEN sum(unit_months."carried_over") END AS "carried_over",
    CASE WHEN sum(unit_months."caseload given") = 1 AND sum(unit_months."dossiers periods") = 1 THEN sum(unit_months."caseload") END AS "caseload",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_late given" END) = 1 AND max(unit_months."resolved_late given") = 1 THEN sum(unit_months."resolved_late") END AS "resolved_late",
    CASE WHEN min(CASE WHEN unit_months."says days" = 1 THEN unit_months."statutory_days given" END) = 1 AND max(unit_months."statutory_days given") = 1 AND min(unit_months."statutory_days") = max(unit_months."statutory_days") AND max(unit_months."statutory_days at the edge") = 1 THEN max(unit_months."statutory_days") END AS "statutory_days",
    CASE WHEN min(CASE WHEN unit_months."says days" = 1 THEN unit_months."assigned_days given" END) = 1 AND max(unit_months."assigned_days given") = 1 AND min(unit_months."assigned_days") = max(unit_months."assigned_days") AND max(unit_months."assigned_days at the edge") = 1 THEN max(unit_months."assigned_days") END AS "assigned_days"
  FROM unit_months
  GROUP BY 1, 2, 3, 4, 5
),
-- A whole that is not known over time is the sum of its parts over time.
wholes AS (
  SELECT
    units."is total",
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
    wholes."is total",
    CASE WHEN NOT wholes."is total" THEN nullif(wholes."district", '') END AS "district",
    CASE WHEN count(wholes."resolved_in_time") = count(wholes."says dossiers") THEN sum(wholes."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN count(wholes."pending_in_time") = count(wholes."says dossiers") THEN sum(wholes."pending_in_time") END AS "pending_in_time",
    CASE WHEN count(wholes."caseload") = count(wholes."says dossiers") THEN sum(wholes."caseload") END AS "caseload",
    CASE WHEN count(wholes."resolved_late") = count(wholes."says dossiers") THEN sum(wholes."resolved_late") END AS "resolved_late",
    CASE WHEN count(wholes."statutory_days") = count(wholes."says days") THEN sum(wholes."statutory_days") END AS "statutory_days",
    CASE WHEN count(wholes."assigned_days") = count(wholes."says days") THEN sum(wholes."assigned_days") END AS "assigned_days"
  FROM wholes
  GROUP BY 1, 2
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
  div(2 * ratios."on_time_766_numerator" * 100000000 + sign(ratios."on_time_766_numerator") * abs(ratios."on_time_766_denominator"), 2 * nullif(ratios."on_time_766_denominator", 0)) * 0.000001 AS "on_time_766_percent",
  ratios."late_count",
  ratios."deadline_cut_numerator" * 0.5 AS "deadline_cut_numerator",
  ratios."deadline_cut_denominator" * 0.5 AS "deadline_cut_denominator",
  div(2 * ratios."deadline_cut_numerator" * 100000000 + sign(ratios."deadline_cut_numerator") * abs(ratios."deadline_cut_denominator"), 2 * nullif(ratios."deadline_cut_denominator", 0)) * 0.000001 AS "deadline_cut_percent"
FROM ratios
ORDER BY ratios."is total", ratios."district" NULLS FIRST;
