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
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_early", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_early", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_on_time", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_on_time", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_in_time", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_in_time", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_in_time") END AS "resolved_in_time",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved_late", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved_late", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    CASE WHEN throwIf(NOT (coalesce(tidy."resolved", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."resolved", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."resolved") END AS "resolved",
    CASE WHEN throwIf(NOT (coalesce(tidy."tasks_on_time", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."tasks_on_time", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."tasks_on_time") END AS "tasks_on_time",
    CASE WHEN throwIf(NOT (coalesce(tidy."tasks_assigned", 0) BETWEEN 0 AND 9223372036854775807 AND coalesce(tidy."tasks_assigned", 0) % 1 = 0), 'not a count') = 0 THEN toInt128(tidy."tasks_assigned") END AS "tasks_assigned"
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
    CASE WHEN source."resolved_early" IS NOT NULL THEN source."resolved_early" ELSE CASE WHEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END >= source."resolved_on_time" THEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END - source."resolved_on_time" END END AS "resolved_early",
    CASE WHEN source."resolved_on_time" IS NOT NULL THEN source."resolved_on_time" ELSE CASE WHEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END >= source."resolved_early" THEN CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END - source."resolved_early" END END AS "resolved_on_time",
    CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" WHEN source."resolved_early" + source."resolved_on_time" IS NOT NULL THEN source."resolved_early" + source."resolved_on_time" ELSE CASE WHEN source."resolved" >= source."resolved_late" THEN source."resolved" - source."resolved_late" END END AS "resolved_in_time",
    CASE WHEN source."resolved_late" IS NOT NULL THEN source."resolved_late" ELSE CASE WHEN source."resolved" >= CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END THEN source."resolved" - CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END END END AS "resolved_late",
    CASE WHEN source."resolved" IS NOT NULL THEN source."resolved" ELSE CASE WHEN source."resolved_in_time" IS NOT NULL THEN source."resolved_in_time" ELSE source."resolved_early" + source."resolved_on_time" END + source."resolved_late" END AS "resolved",
    source."tasks_on_time",
    source."tasks_assigned"
  FROM source
),
-- The sums of each unit, by the columns as they are: each server can add up its own rows.
parts AS (
  SELECT
    counts."province",
    counts."district",
    counts."commune",
    counts."level",
    counts."things",
    counts."period",
    count(*) AS "all rows",
    groupBitOr(CASE WHEN counts."period" LIKE '20__-__' AND ascii(substr(counts."period", 3, 1)) BETWEEN 48 AND 57 AND ascii(substr(counts."period", 4, 1)) BETWEEN 48 AND 57 AND position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(counts."period", 6)) % 3 = 2 THEN bitShiftLeft(toUInt128(1), toUInt8((ascii(substr(counts."period", 4, 1)) - 48) * 12 + toInt32((position(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(counts."period", 6)) - 2) / 3))) END) AS "all months",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    count(counts."resolved_early") AS "resolved_early given",
    sum(counts."resolved_early") AS "resolved_early",
    count(counts."resolved_on_time") AS "resolved_on_time given",
    sum(counts."resolved_on_time") AS "resolved_on_time",
    count(counts."resolved_in_time") AS "resolved_in_time given",
    sum(counts."resolved_in_time") AS "resolved_in_time",
    count(counts."resolved_late") AS "resolved_late given",
    sum(counts."resolved_late") AS "resolved_late",
    count(counts."resolved") AS "resolved given",
    sum(counts."resolved") AS "resolved",
    count(counts."tasks_on_time") AS "tasks_on_time given",
    sum(counts."tasks_on_time") AS "tasks_on_time",
    count(counts."tasks_assigned") AS "tasks_assigned given",
    sum(counts."tasks_assigned") AS "tasks_assigned"
  FROM counts
  GROUP BY 1, 2, 3, 4, 5, 6
),
-- The sums of each unit. A row counts the things that it lists, else all.
seen AS (
  SELECT
    coalesce(parts."province", '') AS "province",
    coalesce(parts."district", '') AS "district",
    coalesce(parts."commune", '') AS "commune",
    coalesce(nullif(parts."level", ''), CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN coalesce(parts."district", '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    sum(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all rows" END) AS "dossiers periods",
    bitCount(groupBitOr(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all months" END)) AS "dossiers months",
    sum(CASE WHEN NOT (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."resolved_early given" + parts."resolved_on_time given" + parts."resolved_in_time given" + parts."resolved_late given" + parts."resolved given" ELSE 0 END) AS "dossiers elsewhere",
    sum(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; tasks; %') THEN parts."all rows" END) AS "tasks periods",
    bitCount(groupBitOr(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; tasks; %') THEN parts."all months" END)) AS "tasks months",
    sum(CASE WHEN NOT (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; tasks; %') THEN parts."tasks_on_time given" + parts."tasks_assigned given" ELSE 0 END) AS "tasks elsewhere",
    sum(parts."resolved_early given") AS "resolved_early given",
    sum(parts."resolved_early") AS "resolved_early",
    sum(parts."resolved_on_time given") AS "resolved_on_time given",
    sum(parts."resolved_on_time") AS "resolved_on_time",
    sum(parts."resolved_in_time given") AS "resolved_in_time given",
    sum(parts."resolved_in_time") AS "resolved_in_time",
    sum(parts."resolved_late given") AS "resolved_late given",
    sum(parts."resolved_late") AS "resolved_late",
    sum(parts."resolved given") AS "resolved given",
    sum(parts."resolved") AS "resolved",
    sum(parts."tasks_on_time given") AS "tasks_on_time given",
    sum(parts."tasks_on_time") AS "tasks_on_time",
    sum(parts."tasks_assigned given") AS "tasks_assigned given",
    sum(parts."tasks_assigned") AS "tasks_assigned"
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
    NOT (coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0) AS "tasks is odd"
  FROM seen
  WHERE NOT (coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0)
    OR NOT (coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0)
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
    odd."tasks is odd" AND (counts."things" IS NULL OR counts."things" = '' OR '; ' || counts."things" || '; ' LIKE '%; tasks; %') AS "says tasks",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_early" END AS "resolved_early",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_on_time" END AS "resolved_on_time",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_in_time" END AS "resolved_in_time",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved_late" END AS "resolved_late",
    CASE WHEN odd."dossiers is odd" THEN counts."resolved" END AS "resolved",
    CASE WHEN odd."tasks is odd" THEN counts."tasks_on_time" END AS "tasks_on_time",
    CASE WHEN odd."tasks is odd" THEN counts."tasks_assigned" END AS "tasks_assigned"
  FROM counts JOIN odd ON coalesce(counts."province", '') = odd."province"
    AND coalesce(counts."district", '') = odd."district"
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
    odd_rows."says tasks",
    coalesce(odd_rows."first month", 24288, 0) AS "first month",
    coalesce(odd_rows."last month", 24293, 0) AS "last month",
    odd_rows."resolved_early",
    odd_rows."resolved_on_time",
    odd_rows."resolved_in_time",
    odd_rows."resolved_late",
    odd_rows."resolved",
    odd_rows."tasks_on_time",
    odd_rows."tasks_assigned"
  FROM odd_rows
),
-- Of what a unit has one row a month, its months are one: given once if all rows give it.
plain AS (
  SELECT
    TRUE AS "is total",
    0 AS "group first",
    0 AS "group last",
    seen."province" AS "province",
    seen."district" AS "district",
    seen."commune" AS "commune",
    seen."level" AS "level",
    0 AS "the month",
    CASE WHEN seen."dossiers periods" > 0 AND coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN 1 END AS "says dossiers",
    CASE WHEN seen."tasks periods" > 0 AND coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0 THEN 1 END AS "says tasks",
    CAST(NULL AS Nullable(String)) AS "period",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_early given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_early given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_early" END AS "resolved_early",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_on_time given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_on_time given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_on_time" END AS "resolved_on_time",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_in_time given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_in_time given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_in_time" END AS "resolved_in_time",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_late given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_late given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_late" END AS "resolved_late",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved" END AS "resolved",
    CASE WHEN coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0 THEN CASE WHEN seen."tasks_on_time given" = seen."tasks periods" THEN 1 ELSE 0 END END AS "tasks_on_time given",
    CASE WHEN coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0 THEN seen."tasks_on_time" END AS "tasks_on_time",
    CASE WHEN coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0 THEN CASE WHEN seen."tasks_assigned given" = seen."tasks periods" THEN 1 ELSE 0 END END AS "tasks_assigned given",
    CASE WHEN coalesce(seen."tasks periods", 0) = coalesce(seen."tasks months", 0) AND seen."tasks elsewhere" = 0 THEN seen."tasks_assigned" END AS "tasks_assigned"
  FROM seen
  WHERE (seen."district" = 'Cư M''gar'
      OR seen."district" = '' AND seen."commune" = 'Cư M''gar'
      OR seen."district" = 'Bắc Sơn' AND seen."commune" = 'A\\B')
),
-- One row for each month of a period.
months AS (
  SELECT
    odd_list."province" AS "province",
    odd_list."district" AS "district",
    odd_list."commune" AS "commune",
    odd_list."level" AS "level",
    odd_list."says dossiers" AS "says dossiers",
    odd_list."says tasks" AS "says tasks",
    odd_list."first month" AS "first month",
    odd_list."last month" AS "last month",
    odd_list."resolved_early" AS "resolved_early",
    odd_list."resolved_on_time" AS "resolved_on_time",
    odd_list."resolved_in_time" AS "resolved_in_time",
    odd_list."resolved_late" AS "resolved_late",
    odd_list."resolved" AS "resolved",
    odd_list."tasks_on_time" AS "tasks_on_time",
    odd_list."tasks_assigned" AS "tasks_assigned",
    arrayJoin(range(odd_list."first month", odd_list."last month" + 1)) AS "the month"
  FROM odd_list
  WHERE (odd_list."district" = 'Cư M''gar'
      OR odd_list."district" = '' AND odd_list."commune" = 'Cư M''gar'
      OR odd_list."district" = 'Bắc Sơn' AND odd_list."commune" = 'A\\B')
),
-- Each month of a unit: how many rows give a count for it; counts stand in the first month of their period.
odd_months AS (
  SELECT
    TRUE AS "is total",
    0 AS "group first",
    0 AS "group last",
    months."province",
    months."district",
    months."commune",
    months."level",
    months."the month",
    max(CASE WHEN months."says dossiers" THEN 1 END) AS "says dossiers",
    max(CASE WHEN months."says tasks" THEN 1 END) AS "says tasks",
    CAST(NULL AS Nullable(String)) AS "period",
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
-- Each period of a unit by itself: what one row gives.
each_period AS (
  SELECT
    FALSE AS "is total",
    coalesce(periods."first month", 24288) AS "group first",
    coalesce(periods."last month", 24293) AS "group last",
    coalesce(parts."province", '') AS "province",
    coalesce(parts."district", '') AS "district",
    coalesce(parts."commune", '') AS "commune",
    coalesce(nullif(parts."level", ''), CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN coalesce(parts."district", '') <> '' THEN 'district' ELSE 'province' END) AS "level",
    0 AS "the month",
    max(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN 1 END) AS "says dossiers",
    max(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; tasks; %') THEN 1 END) AS "says tasks",
    max(coalesce(nullif(parts."period", ''), '2024-H1')) AS "period",
    sum(parts."resolved_early given") AS "resolved_early given",
    sum(parts."resolved_early") AS "resolved_early",
    sum(parts."resolved_on_time given") AS "resolved_on_time given",
    sum(parts."resolved_on_time") AS "resolved_on_time",
    sum(parts."resolved_in_time given") AS "resolved_in_time given",
    sum(parts."resolved_in_time") AS "resolved_in_time",
    sum(parts."resolved_late given") AS "resolved_late given",
    sum(parts."resolved_late") AS "resolved_late",
    sum(parts."resolved given") AS "resolved given",
    sum(parts."resolved") AS "resolved",
    sum(parts."tasks_on_time given") AS "tasks_on_time given",
    sum(parts."tasks_on_time") AS "tasks_on_time",
    sum(parts."tasks_assigned given") AS "tasks_assigned given",
    sum(parts."tasks_assigned") AS "tasks_assigned"
  FROM parts JOIN periods ON coalesce(parts."period", '') = periods."period"
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
  FROM (SELECT * FROM plain UNION ALL SELECT * FROM odd_months UNION ALL SELECT * FROM each_period) AS unit_months
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
