-- Indicators by district, written by kpi sql --dialect clickhouse
-- NULL is what is not known; is_total marks the row of all groups.
-- on_time_766 = (resolved_in_time + pending_in_time) / caseload; Decision 766/QĐ-TTg (2022), component 2.1 of the national portal
-- late = resolved_late; Circular 01/2020/TT-VPCP, form II.06: column (10)
-- deadline_cut = (statutory_days - assigned_days) / statutory_days; Decision 881/QĐ-UBND of Lạng Sơn (24/05/2022): days cut over statutory days, 292 / 595 = 49,08 %
WITH
-- The rows as integers; days as half days.
source AS (
  SELECT
    tidy."period",
    tidy."district",
    tidy."commune",
    tidy."level",
    tidy."things",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_early", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_early", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_on_time", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_on_time", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN throwIf(NOT (coalesce(tidy."pending_in_time", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."pending_in_time", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."pending_in_time") END AS "pending_in_time",
    CASE WHEN throwIf(NOT (coalesce(tidy."received", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."received", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."received") END AS "received",
    CASE WHEN throwIf(NOT (coalesce(tidy."carried_over", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."carried_over", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."carried_over") END AS "carried_over",
    CASE WHEN throwIf(NOT (coalesce(tidy."caseload", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."caseload", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."caseload") END AS "caseload",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_late", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_late", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    tidy."statutory_days",
    tidy."assigned_days"
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
    source."resolved_early",
    source."resolved_on_time",
    source."resolved_early" + source."resolved_on_time" AS "resolved_in_time",
    source."pending_in_time",
    CASE WHEN source."received" IS NOT NULL THEN source."received" ELSE CASE WHEN source."caseload" >= source."carried_over" THEN source."caseload" - source."carried_over" END END AS "received",
    CASE WHEN source."carried_over" IS NOT NULL THEN source."carried_over" ELSE CASE WHEN source."caseload" >= source."received" THEN source."caseload" - source."received" END END AS "carried_over",
    CASE WHEN source."caseload" IS NOT NULL THEN source."caseload" ELSE source."received" + source."carried_over" END AS "caseload",
    source."resolved_late",
    source."statutory_days",
    source."assigned_days"
  FROM source
),
-- The first and the last month of the table, as texts: an index on period serves.
ends AS (
  SELECT
    (SELECT min(tidy."period") FROM "cchc"."tidy" AS tidy WHERE tidy."period" LIKE '20__-__' AND ascii(substr(tidy."period", 3, 1)) BETWEEN 48 AND 57 AND ascii(substr(tidy."period", 4, 1)) BETWEEN 48 AND 57 AND position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(tidy."period", 6)) % 3 = 2 AND (tidy."things" IS NULL OR tidy."things" = '' OR '; ' || tidy."things" || '; ' LIKE '%; dossiers; %')) AS "dossiers first",
    (SELECT max(tidy."period") FROM "cchc"."tidy" AS tidy WHERE tidy."period" LIKE '20__-__' AND ascii(substr(tidy."period", 3, 1)) BETWEEN 48 AND 57 AND ascii(substr(tidy."period", 4, 1)) BETWEEN 48 AND 57 AND position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(tidy."period", 6)) % 3 = 2 AND (tidy."things" IS NULL OR tidy."things" = '' OR '; ' || tidy."things" || '; ' LIKE '%; dossiers; %')) AS "dossiers last"
),
-- The sums of each unit, by the columns as they are: each server can add up its own rows.
parts AS (
  SELECT
    counts."district",
    counts."commune",
    counts."level",
    counts."things",
    count(*) AS "all rows",
    groupBitOr(CASE WHEN counts."period" LIKE '20__-__' AND ascii(substr(counts."period", 3, 1)) BETWEEN 48 AND 57 AND ascii(substr(counts."period", 4, 1)) BETWEEN 48 AND 57 AND position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(counts."period", 6)) % 3 = 2 THEN bitShiftLeft(toUInt128(1), toUInt8((ascii(substr(counts."period", 4, 1)) - 48) * 12 + toInt32((position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(counts."period", 6)) - 2) / 3))) END) AS "all months",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    count(counts."received") AS "received given",
    sum(counts."received") AS "received",
    count(counts."carried_over") AS "carried_over given",
    sum(CASE WHEN counts."period" = (SELECT ends."dossiers first" FROM ends) THEN counts."carried_over" END) AS "carried_over",
    count(counts."caseload") AS "caseload given",
    sum(counts."caseload") AS "caseload",
    count(counts."resolved_in_time") AS "resolved_in_time given",
    sum(counts."resolved_in_time") AS "resolved_in_time",
    count(counts."resolved_late") AS "resolved_late given",
    sum(counts."resolved_late") AS "resolved_late",
    count(counts."pending_in_time") AS "pending_in_time given",
    sum(CASE WHEN counts."period" = (SELECT ends."dossiers last" FROM ends) THEN counts."pending_in_time" END) AS "pending_in_time",
    count(counts."statutory_days") AS "statutory_days given",
    min(counts."statutory_days") AS "statutory_days least",
    max(counts."statutory_days") AS "statutory_days",
    count(counts."assigned_days") AS "assigned_days given",
    min(counts."assigned_days") AS "assigned_days least",
    max(counts."assigned_days") AS "assigned_days"
  FROM counts
  GROUP BY 1, 2, 3, 4
),
-- The sums of each unit. A row counts the things that it lists, else all.
seen AS (
  SELECT
    '' AS "province",
    coalesce(parts."district", '') AS "district",
    coalesce(parts."commune", '') AS "commune",
    coalesce(nullif(parts."level", ''), CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN coalesce(parts."district", '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    sum(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all rows" END) AS "dossiers periods",
    bitCount(groupBitOr(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all months" END)) AS "dossiers months",
    min(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."first period" END) AS "dossiers first",
    max(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."last period" END) AS "dossiers last",
    sum(CASE WHEN NOT (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."received given" + parts."carried_over given" + parts."caseload given" + parts."resolved_in_time given" + parts."resolved_late given" + parts."pending_in_time given" ELSE 0 END) AS "dossiers elsewhere",
    sum(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') THEN parts."all rows" END) AS "days periods",
    bitCount(groupBitOr(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') THEN parts."all months" END)) AS "days months",
    min(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') THEN parts."first period" END) AS "days first",
    max(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') THEN parts."last period" END) AS "days last",
    sum(CASE WHEN NOT (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; days; %') THEN parts."statutory_days given" + parts."assigned_days given" ELSE 0 END) AS "days elsewhere",
    sum(parts."received given") AS "received given",
    sum(parts."received") AS "received",
    sum(parts."carried_over given") AS "carried_over given",
    sum(parts."carried_over") AS "carried_over",
    sum(parts."caseload given") AS "caseload given",
    sum(parts."caseload") AS "caseload",
    sum(parts."resolved_in_time given") AS "resolved_in_time given",
    sum(parts."resolved_in_time") AS "resolved_in_time",
    sum(parts."resolved_late given") AS "resolved_late given",
    sum(parts."resolved_late") AS "resolved_late",
    sum(parts."pending_in_time given") AS "pending_in_time given",
    sum(parts."pending_in_time") AS "pending_in_time",
    sum(parts."statutory_days given") AS "statutory_days given",
    CASE WHEN throwIf(NOT (coalesce(min(parts."statutory_days least"), 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(min(parts."statutory_days least"), 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(min(parts."statutory_days least") * 2) END AS "statutory_days least",
    CASE WHEN throwIf(NOT (coalesce(max(parts."statutory_days"), 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(max(parts."statutory_days"), 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(max(parts."statutory_days") * 2) END AS "statutory_days",
    sum(parts."assigned_days given") AS "assigned_days given",
    CASE WHEN throwIf(NOT (coalesce(min(parts."assigned_days least"), 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(min(parts."assigned_days least"), 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(min(parts."assigned_days least") * 2) END AS "assigned_days least",
    CASE WHEN throwIf(NOT (coalesce(max(parts."assigned_days"), 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(max(parts."assigned_days"), 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(max(parts."assigned_days") * 2) END AS "assigned_days"
  FROM parts
  GROUP BY 1, 2, 3, 4
),
-- The months of every period of the table.
periods AS (
  SELECT
    period_texts."period",
    CASE
      WHEN period_texts."period" IS NULL OR period_texts."period" = '' THEN NULL
      WHEN NOT match(period_texts."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(period_texts."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(period_texts."period") = 4 THEN toInt32(substr(period_texts."period", 1, 4)) * 12
      WHEN substr(period_texts."period", 6, 1) = 'Q' THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 7, 1)) * 3 - 3
      WHEN substr(period_texts."period", 6, 1) = 'H' THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 7, 1)) * 6 - 6
      WHEN length(period_texts."period") = 7 THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 6, 2)) - 1
      ELSE toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 6, 2)) - 1
    END AS "first month",
    CASE
      WHEN period_texts."period" IS NULL OR period_texts."period" = '' THEN NULL
      WHEN NOT match(period_texts."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(period_texts."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(period_texts."period") = 4 THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + 11
      WHEN substr(period_texts."period", 6, 1) = 'Q' THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 7, 1)) * 3 - 1
      WHEN substr(period_texts."period", 6, 1) = 'H' THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 7, 1)) * 6 - 1
      WHEN length(period_texts."period") = 7 THEN toInt32(substr(period_texts."period", 1, 4)) * 12 + toInt32(substr(period_texts."period", 6, 2)) - 1
      ELSE toInt32(substr(period_texts."period", 10, 4)) * 12 + toInt32(substr(period_texts."period", 15, 2)) - 1
    END AS "last month"
  FROM (SELECT DISTINCT coalesce(source."period", '') AS "period" FROM source) AS period_texts
),
-- What units have in another way: periods of several months, two rows for a month, no period.
odd AS (
  SELECT
    seen."province",
    seen."district",
    seen."commune",
    seen."level",
    NOT (coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0) AS "dossiers is odd",
    NOT (coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0) AS "days is odd"
  FROM seen
  WHERE NOT (coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0)
    OR NOT (coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0)
),
-- Their rows. Months are counted from January of the year 0. A period written in another way is an error.
odd_rows AS (
  SELECT
    odd."province" AS "province",
    odd."district" AS "district",
    odd."commune" AS "commune",
    odd."level" AS "level",
    CASE
      WHEN counts."period" IS NULL OR counts."period" = '' THEN NULL
      WHEN NOT match(counts."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(counts."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(counts."period") = 4 THEN toInt32(substr(counts."period", 1, 4)) * 12
      WHEN substr(counts."period", 6, 1) = 'Q' THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 7, 1)) * 3 - 3
      WHEN substr(counts."period", 6, 1) = 'H' THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 7, 1)) * 6 - 6
      WHEN length(counts."period") = 7 THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 6, 2)) - 1
      ELSE toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 6, 2)) - 1
    END AS "first month",
    CASE
      WHEN counts."period" IS NULL OR counts."period" = '' THEN NULL
      WHEN NOT match(counts."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(counts."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(counts."period") = 4 THEN toInt32(substr(counts."period", 1, 4)) * 12 + 11
      WHEN substr(counts."period", 6, 1) = 'Q' THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 7, 1)) * 3 - 1
      WHEN substr(counts."period", 6, 1) = 'H' THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 7, 1)) * 6 - 1
      WHEN length(counts."period") = 7 THEN toInt32(substr(counts."period", 1, 4)) * 12 + toInt32(substr(counts."period", 6, 2)) - 1
      ELSE toInt32(substr(counts."period", 10, 4)) * 12 + toInt32(substr(counts."period", 15, 2)) - 1
    END AS "last month",
    odd."dossiers is odd" AND (counts."things" IS NULL OR counts."things" = '' OR '; ' || counts."things" || '; ' LIKE '%; dossiers; %') AS "says dossiers",
    odd."days is odd" AND (counts."things" IS NULL OR counts."things" = '' OR '; ' || counts."things" || '; ' LIKE '%; days; %') AS "says days",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_early" END AS "resolved_early",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_on_time" END AS "resolved_on_time",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_in_time" END AS "resolved_in_time",
    CASE WHEN odd."dossiers is odd" THEN counts."pending_in_time" END AS "pending_in_time",
    CASE WHEN odd."dossiers is odd" THEN counts."received" END AS "received",
    CASE WHEN odd."dossiers is odd" THEN counts."carried_over" END AS "carried_over",
    CASE WHEN odd."dossiers is odd" THEN counts."caseload" END AS "caseload",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_late" END AS "resolved_late",
    CASE WHEN odd."days is odd" THEN CASE WHEN throwIf(NOT (coalesce(counts."statutory_days", 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(counts."statutory_days", 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(counts."statutory_days" * 2) END END AS "statutory_days",
    CASE WHEN odd."days is odd" THEN CASE WHEN throwIf(NOT (coalesce(counts."assigned_days", 0) BETWEEN 0 AND 4611686018427387903 AND coalesce(counts."assigned_days", 0) * 2 % 1 = 0), 'not a count') = 0 THEN toInt128(counts."assigned_days" * 2) END END AS "assigned_days"
  FROM counts JOIN odd ON coalesce(counts."district", '') = odd."district"
    AND coalesce(counts."commune", '') = odd."commune"
    AND coalesce(nullif(counts."level", ''), CASE WHEN coalesce(counts."commune", '') <> '' THEN 'commune' WHEN coalesce(counts."district", '') <> '' THEN 'district' ELSE 'province' END) = odd."level"
),
-- A row without a period belongs to all.
odd_list AS (
  SELECT
    odd_rows."province",
    odd_rows."district",
    odd_rows."commune",
    odd_rows."level",
    odd_rows."says dossiers",
    odd_rows."says days",
    coalesce(odd_rows."first month", (SELECT min(periods."first month") FROM periods), 0) AS "first month",
    coalesce(odd_rows."last month", (SELECT max(periods."last month") FROM periods), 0) AS "last month",
    odd_rows."resolved_early",
    odd_rows."resolved_on_time",
    odd_rows."resolved_in_time",
    odd_rows."pending_in_time",
    odd_rows."received",
    odd_rows."carried_over",
    odd_rows."caseload",
    odd_rows."resolved_late",
    odd_rows."statutory_days",
    odd_rows."assigned_days"
  FROM odd_rows
),
-- An opening count is known only where the first of all months is, a closing or distinct one where the last is.
spans AS (
  SELECT
    min(CASE WHEN (span_rows."things" IS NULL OR span_rows."things" = '' OR '; ' || span_rows."things" || '; ' LIKE '%; dossiers; %') THEN coalesce(CASE
      WHEN span_rows."period" IS NULL OR span_rows."period" = '' THEN NULL
      WHEN NOT match(span_rows."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(span_rows."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(span_rows."period") = 4 THEN toInt32(substr(span_rows."period", 1, 4)) * 12
      WHEN substr(span_rows."period", 6, 1) = 'Q' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 3 - 3
      WHEN substr(span_rows."period", 6, 1) = 'H' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 6 - 6
      WHEN length(span_rows."period") = 7 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
      ELSE toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
    END, (SELECT min(periods."first month") FROM periods), 0) END) AS "dossiers first",
    max(CASE WHEN (span_rows."things" IS NULL OR span_rows."things" = '' OR '; ' || span_rows."things" || '; ' LIKE '%; dossiers; %') THEN coalesce(CASE
      WHEN span_rows."period" IS NULL OR span_rows."period" = '' THEN NULL
      WHEN NOT match(span_rows."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(span_rows."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(span_rows."period") = 4 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + 11
      WHEN substr(span_rows."period", 6, 1) = 'Q' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 3 - 1
      WHEN substr(span_rows."period", 6, 1) = 'H' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 6 - 1
      WHEN length(span_rows."period") = 7 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
      ELSE toInt32(substr(span_rows."period", 10, 4)) * 12 + toInt32(substr(span_rows."period", 15, 2)) - 1
    END, (SELECT max(periods."last month") FROM periods), 0) END) AS "dossiers last",
    min(CASE WHEN (span_rows."things" IS NULL OR span_rows."things" = '' OR '; ' || span_rows."things" || '; ' LIKE '%; days; %') THEN coalesce(CASE
      WHEN span_rows."period" IS NULL OR span_rows."period" = '' THEN NULL
      WHEN NOT match(span_rows."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(span_rows."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(span_rows."period") = 4 THEN toInt32(substr(span_rows."period", 1, 4)) * 12
      WHEN substr(span_rows."period", 6, 1) = 'Q' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 3 - 3
      WHEN substr(span_rows."period", 6, 1) = 'H' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 6 - 6
      WHEN length(span_rows."period") = 7 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
      ELSE toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
    END, (SELECT min(periods."first month") FROM periods), 0) END) AS "days first",
    max(CASE WHEN (span_rows."things" IS NULL OR span_rows."things" = '' OR '; ' || span_rows."things" || '; ' LIKE '%; days; %') THEN coalesce(CASE
      WHEN span_rows."period" IS NULL OR span_rows."period" = '' THEN NULL
      WHEN NOT match(span_rows."period", '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$') THEN throwIf(NOT match(coalesce(span_rows."period", '2024'), '^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$'), 'not a period')
      WHEN length(span_rows."period") = 4 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + 11
      WHEN substr(span_rows."period", 6, 1) = 'Q' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 3 - 1
      WHEN substr(span_rows."period", 6, 1) = 'H' THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 7, 1)) * 6 - 1
      WHEN length(span_rows."period") = 7 THEN toInt32(substr(span_rows."period", 1, 4)) * 12 + toInt32(substr(span_rows."period", 6, 2)) - 1
      ELSE toInt32(substr(span_rows."period", 10, 4)) * 12 + toInt32(substr(span_rows."period", 15, 2)) - 1
    END, (SELECT max(periods."last month") FROM periods), 0) END) AS "days last"
  FROM (SELECT DISTINCT source."period", source."things" FROM source) AS span_rows
),
-- Of what a unit has one row a month, its months are one: given once if all rows give it.
plain AS (
  SELECT
    seen."province" AS "province",
    seen."district" AS "district",
    seen."commune" AS "commune",
    seen."level" AS "level",
    0 AS "the month",
    CASE WHEN seen."dossiers periods" > 0 AND coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN 1 END AS "says dossiers",
    CASE WHEN seen."days periods" > 0 AND coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 THEN 1 END AS "says days",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."dossiers periods" END AS "dossiers periods",
    CAST(NULL AS Nullable(Int128)) AS "resolved_early given",
    CAST(NULL AS Nullable(Int128)) AS "resolved_early",
    CAST(NULL AS Nullable(Int128)) AS "resolved_on_time given",
    CAST(NULL AS Nullable(Int128)) AS "resolved_on_time",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_in_time given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_in_time given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_in_time" END AS "resolved_in_time",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."pending_in_time" IS NOT NULL AND toInt32(substr((SELECT ends."dossiers last" FROM ends), 1, 4)) * 12 + toInt32(substr((SELECT ends."dossiers last" FROM ends), 6, 2)) - 1 = spans."dossiers last" THEN 1 ELSE 0 END END AS "pending_in_time given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."pending_in_time" END AS "pending_in_time",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."received given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "received given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."received" END AS "received",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."carried_over" IS NOT NULL AND toInt32(substr((SELECT ends."dossiers first" FROM ends), 1, 4)) * 12 + toInt32(substr((SELECT ends."dossiers first" FROM ends), 6, 2)) - 1 = spans."dossiers first" THEN 1 ELSE 0 END END AS "carried_over given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."carried_over" END AS "carried_over",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."caseload given" = seen."dossiers periods" AND seen."dossiers periods" = 1 AND toInt32(substr(seen."dossiers first", 1, 4)) * 12 + toInt32(substr(seen."dossiers first", 6, 2)) - 1 = spans."dossiers first" AND toInt32(substr(seen."dossiers last", 1, 4)) * 12 + toInt32(substr(seen."dossiers last", 6, 2)) - 1 = spans."dossiers last" THEN 1 ELSE 0 END END AS "caseload given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."caseload" END AS "caseload",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_late given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_late given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_late" END AS "resolved_late",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 THEN CASE WHEN seen."statutory_days given" = seen."days periods" AND seen."statutory_days least" = seen."statutory_days" THEN 1 ELSE 0 END END AS "statutory_days given",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 AND toInt32(substr(seen."days last", 1, 4)) * 12 + toInt32(substr(seen."days last", 6, 2)) - 1 = spans."days last" THEN 1 ELSE 0 END AS "statutory_days at the edge",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 THEN seen."statutory_days" END AS "statutory_days",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 THEN CASE WHEN seen."assigned_days given" = seen."days periods" AND seen."assigned_days least" = seen."assigned_days" THEN 1 ELSE 0 END END AS "assigned_days given",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 AND toInt32(substr(seen."days last", 1, 4)) * 12 + toInt32(substr(seen."days last", 6, 2)) - 1 = spans."days last" THEN 1 ELSE 0 END AS "assigned_days at the edge",
    CASE WHEN coalesce(seen."days periods", 0) = coalesce(seen."days months", 0) AND seen."days elsewhere" = 0 THEN seen."assigned_days" END AS "assigned_days"
  FROM seen CROSS JOIN spans
),
-- One row for each month of a period.
months AS (
  SELECT
    odd_list."province" AS "province",
    odd_list."district" AS "district",
    odd_list."commune" AS "commune",
    odd_list."level" AS "level",
    odd_list."says dossiers" AS "says dossiers",
    odd_list."says days" AS "says days",
    odd_list."first month" AS "first month",
    odd_list."last month" AS "last month",
    odd_list."resolved_early" AS "resolved_early",
    odd_list."resolved_on_time" AS "resolved_on_time",
    odd_list."resolved_in_time" AS "resolved_in_time",
    odd_list."pending_in_time" AS "pending_in_time",
    odd_list."received" AS "received",
    odd_list."carried_over" AS "carried_over",
    odd_list."caseload" AS "caseload",
    odd_list."resolved_late" AS "resolved_late",
    odd_list."statutory_days" AS "statutory_days",
    odd_list."assigned_days" AS "assigned_days",
    arrayJoin(range(odd_list."first month", odd_list."last month" + 1)) AS "the month",
    spans."dossiers first" AS "dossiers first",
    spans."dossiers last" AS "dossiers last",
    spans."days first" AS "days first",
    spans."days last" AS "days last"
  FROM odd_list CROSS JOIN spans
),
-- Each month of a unit: how many rows give a count for it; counts stand in the first month of their period.
odd_months AS (
  SELECT
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
  GROUP BY 1, 2, 3, 4, 5
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
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
  FROM (SELECT * FROM plain UNION ALL SELECT * FROM odd_months) AS unit_months
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
