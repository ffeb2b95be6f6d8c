-- Indicators by district of 2025-08..2025-12, written by kpi sql --dialect postgres
-- NULL is what is not known; is_total marks the row of all groups.
-- late = resolved_late; Circular 01/2020/TT-VPCP, form II.06: column (10)
-- Counted from single dossiers (caseload) as of 2025-10-20 by the rules due=time no-due=unknown channel=unknown end=result returned=apart paused=apart last-day=in-time unit=receiving supplement=subtract.
-- Months end on day 14.
-- 2025-11 is counted up to 2025-10-20.
-- Columns of the table, which has one row for each dossier:
--   commune text: of the unit that resolves it
--   receiving_commune text: of the unit that received it
--   received timestamp: when it was received
--   due timestamp: the appointment
--   result timestamp: the end of processing
--   handed timestamp: when the result was fetched or sent
--   asked timestamp: when a supplement was asked for
--   supplied timestamp: when it was supplied
-- A moment at 00:00 is one whose minute is not known. What is not known is NULL: the measures that it may be of are, too.
WITH
-- Every unit of the table has a row for every month: 0 where nothing happened.
list_units AS (
  SELECT
    CASE WHEN coalesce(CAST(list."receiving_commune" AS text), '') <> '' THEN list."receiving_commune" ELSE list."commune" END AS "commune",
    count(*) AS "dossiers"
  FROM "cchc"."dossiers" AS list
  WHERE '' <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS DATE) <= DATE '2025-10-20')
  GROUP BY 1
),
-- The days and words of each dossier. One that was not received, or after the day of the table, does not count.
-- Another word, or no day of receipt, is an error.
list_rows AS (
  SELECT
    CASE WHEN coalesce(CAST(list."receiving_commune" AS text), '') <> '' THEN list."receiving_commune" ELSE list."commune" END AS "commune",
    CASE WHEN '' <> 'new' THEN coalesce(CAST(list."received" AS DATE), CAST('a dossier without a day of receipt' || substr(coalesce(CAST(list."received" AS text), ''), 1, 0) AS DATE)) END AS "received",
    CAST(list."due" AS DATE) AS "due",
    coalesce(extract(hour FROM CAST(list."due" AS TIMESTAMP)) * 60 + extract(minute FROM CAST(list."due" AS TIMESTAMP)), 0) AS "due minute",
    CAST(list."result" AS DATE) AS "result",
    coalesce(extract(hour FROM CAST(list."result" AS TIMESTAMP)) * 60 + extract(minute FROM CAST(list."result" AS TIMESTAMP)), 0) AS "result minute",
    CAST(list."handed" AS DATE) AS "handed",
    coalesce(extract(hour FROM CAST(list."handed" AS TIMESTAMP)) * 60 + extract(minute FROM CAST(list."handed" AS TIMESTAMP)), 0) AS "handed minute",
    CAST(NULL AS DATE) AS "returned",
    0 AS "returned minute",
    CAST(list."asked" AS DATE) AS "asked",
    CAST(list."supplied" AS DATE) AS "supplied",
    '' AS "state",
    '' AS "channel"
  FROM "cchc"."dossiers" AS list
  WHERE '' <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS DATE) <= DATE '2025-10-20')
),
-- The end of each dossier, and whether it was returned.
list_ends AS (
  SELECT
    list_rows.*,
    CASE WHEN list_rows."returned" IS NOT NULL AND (list_rows."state" IN ('', 'withdrawn', 'stopped') OR coalesce(list_rows."result", list_rows."handed") IS NULL) THEN list_rows."returned" ELSE coalesce(list_rows."result", list_rows."handed") END AS "end",
    list_rows."state" IN ('withdrawn', 'stopped') OR list_rows."returned" IS NOT NULL AND (list_rows."state" IN ('', 'withdrawn', 'stopped') OR coalesce(list_rows."result", list_rows."handed") IS NULL) AS "is returned",
    CASE WHEN list_rows."returned" IS NOT NULL AND (list_rows."state" IN ('', 'withdrawn', 'stopped') OR coalesce(list_rows."result", list_rows."handed") IS NULL) THEN list_rows."returned minute" WHEN list_rows."result" IS NOT NULL THEN list_rows."result minute" ELSE list_rows."handed minute" END AS "end minute"
  FROM list_rows
),
-- Each dossier once for every month from its receipt to its end; at the end of a month it is open, or it has ended in it. An end before the receipt is an error.
list_months AS (
  SELECT
    list_ends.*,
    list_calendar."period",
    list_calendar."is_last",
    list_ends."received" >= list_calendar."first_day" AS "is receipt",
    (list_ends."end" IS NULL OR list_ends."end" > list_calendar."last_day") AS "is open",
    CASE WHEN (list_ends."end" IS NULL OR list_ends."end" > list_calendar."last_day") THEN list_calendar."last_day" ELSE list_ends."end" END AS "on",
    list_ends."end" IS NULL OR list_ends."end" > DATE '2025-10-20' AS "is endless"
  FROM list_ends CROSS JOIN (VALUES
    ('2025-08', DATE '2025-07-15', DATE '2025-08-14', FALSE),
    ('2025-09', DATE '2025-08-15', DATE '2025-09-14', FALSE),
    ('2025-10', DATE '2025-09-15', DATE '2025-10-14', FALSE),
    ('2025-11', DATE '2025-10-15', DATE '2025-10-20', TRUE)
  ) AS list_calendar (period, first_day, last_day, is_last)
  WHERE list_ends."received" <= list_calendar."last_day" AND (list_ends."end" IS NULL OR list_ends."end" >= list_calendar."first_day" OR list_ends."end" < list_ends."received")
    AND CASE WHEN list_ends."end" IS NULL OR list_ends."end" >= list_ends."received" THEN TRUE ELSE CAST('a dossier that ended before its receipt' || substr(CAST(list_ends."received" AS text), 1, 0) AS BOOLEAN) END
),
-- The appointment on that day, and whether the applicant is waited for: by the days of the supplement, on the day of the table by the state.
-- Where these do not agree, it is not known since the last of the days.
list_terms AS (
  SELECT
    list_months.*,
    CASE WHEN list_months."asked" <= list_months."on" THEN list_months."due" + greatest(CASE WHEN list_months."supplied" <= list_months."on" THEN list_months."supplied" ELSE list_months."on" END - list_months."asked", 0) ELSE list_months."due" END AS "term",
    CASE WHEN list_months."is endless" AND list_months."state" IN ('open', 'waiting', 'withdrawn', 'stopped') AND list_months."is_last" THEN list_months."state" <> 'open' ELSE coalesce(list_months."asked" <= list_months."on" AND (list_months."supplied" IS NULL OR list_months."supplied" > list_months."on"), FALSE) END AS "is paused",
    list_months."is endless" AND list_months."state" IN ('open', 'waiting', 'withdrawn', 'stopped') AND NOT list_months."is_last" AND (list_months."state" <> 'open') <> (list_months."asked" IS NOT NULL AND list_months."supplied" IS NULL)
      AND NOT coalesce(coalesce(list_months."supplied", list_months."asked") > list_months."on", FALSE) AS "is unknown"
  FROM list_months
),
-- What each dossier is in each month.
list_parts AS (
  SELECT
    list_terms."commune",
    list_terms."period",
    list_terms."is receipt",
    list_terms."channel",
    CASE
      WHEN NOT list_terms."is open" AND list_terms."is returned" THEN 'returned'
      WHEN NOT list_terms."is open" AND list_terms."term" IS NULL THEN 'resolved_unknown'
      WHEN NOT list_terms."is open" AND list_terms."on" < list_terms."term" THEN 'resolved_early'
      WHEN NOT list_terms."is open" AND list_terms."on" > list_terms."term" THEN 'resolved_late'
      WHEN NOT list_terms."is open" AND list_terms."due minute" > 0 AND list_terms."end minute" > 0 AND list_terms."end minute" < list_terms."due minute" THEN 'resolved_early'
      WHEN NOT list_terms."is open" AND list_terms."due minute" > 0 AND list_terms."end minute" > 0 AND list_terms."end minute" > list_terms."due minute" THEN 'resolved_late'
      WHEN NOT list_terms."is open" THEN 'resolved_on_time'
      WHEN list_terms."is unknown" THEN 'open_unknown'
      WHEN list_terms."is paused" THEN 'paused'
      WHEN list_terms."term" IS NULL THEN 'pending_unknown'
      WHEN list_terms."term" < list_terms."on" THEN 'pending_overdue'
      ELSE 'pending_in_time'
    END AS "part"
  FROM list_terms
),
-- What the dossiers of each unit are in each month.
list_counts AS (
  SELECT
    list_parts."commune",
    list_parts."period",
    count(CASE WHEN list_parts."is receipt" AND list_parts."channel" = 'online' THEN 1 END) AS "received_online",
    count(CASE WHEN list_parts."is receipt" AND list_parts."channel" = 'direct' THEN 1 END) AS "received_direct",
    count(CASE WHEN list_parts."is receipt" AND list_parts."channel" = 'postal' THEN 1 END) AS "received_postal",
    count(CASE WHEN list_parts."is receipt" AND list_parts."channel" = '' THEN 1 END) AS "received_unknown",
    count(CASE WHEN NOT list_parts."is receipt" THEN 1 END) AS "carried_over",
    count(CASE WHEN list_parts."part" = 'resolved_early' THEN 1 END) AS "resolved_early",
    count(CASE WHEN list_parts."part" = 'resolved_on_time' THEN 1 END) AS "resolved_on_time",
    count(CASE WHEN list_parts."part" = 'resolved_late' THEN 1 END) AS "resolved_late",
    count(CASE WHEN list_parts."part" = 'resolved_unknown' THEN 1 END) AS "resolved_unknown",
    count(CASE WHEN list_parts."part" = 'returned' THEN 1 END) AS "returned",
    count(CASE WHEN list_parts."part" = 'pending_in_time' THEN 1 END) AS "pending_in_time",
    count(CASE WHEN list_parts."part" = 'pending_overdue' THEN 1 END) AS "pending_overdue",
    count(CASE WHEN list_parts."part" = 'pending_unknown' THEN 1 END) AS "pending_unknown",
    count(CASE WHEN list_parts."part" = 'paused' THEN 1 END) AS "paused",
    count(CASE WHEN list_parts."part" = 'open_unknown' THEN 1 END) AS "open_unknown"
  FROM list_parts
  GROUP BY 1, 2
),
list_zeros AS (
  SELECT
    list_units."commune",
    list_calendar."period",
    0 AS "received_online",
    0 AS "received_direct",
    0 AS "received_postal",
    0 AS "received_unknown",
    0 AS "carried_over",
    0 AS "resolved_early",
    0 AS "resolved_on_time",
    0 AS "resolved_late",
    0 AS "resolved_unknown",
    0 AS "returned",
    0 AS "pending_in_time",
    0 AS "pending_overdue",
    0 AS "pending_unknown",
    0 AS "paused",
    0 AS "open_unknown"
  FROM list_units CROSS JOIN (VALUES
    ('2025-08', DATE '2025-07-15', DATE '2025-08-14', FALSE),
    ('2025-09', DATE '2025-08-15', DATE '2025-09-14', FALSE),
    ('2025-10', DATE '2025-09-15', DATE '2025-10-14', FALSE),
    ('2025-11', DATE '2025-10-15', DATE '2025-10-20', TRUE)
  ) AS list_calendar (period, first_day, last_day, is_last)
  WHERE list_units."dossiers" > 0
),
-- The tidy table: a measure is not known where a dossier may be of it or not; the whole is given then.
list_tidy AS (
  SELECT
    list_all."period",
    list_all."commune",
    'dossiers' AS "things",
    sum(list_all."received_unknown") + sum(list_all."received_online") + sum(list_all."received_direct") + sum(list_all."received_postal") AS "received",
    sum(list_all."carried_over") AS "carried_over",
    CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_early") END AS "resolved_early",
    CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_late") END AS "resolved_late",
    CASE WHEN sum(list_all."resolved_unknown") > 0 THEN sum(list_all."resolved_unknown") + sum(list_all."resolved_early") + sum(list_all."resolved_on_time") + sum(list_all."resolved_late") END AS "resolved",
    sum(list_all."returned") AS "returned",
    CASE WHEN sum(list_all."pending_unknown") + sum(list_all."open_unknown") = 0 THEN sum(list_all."pending_in_time") END AS "pending_in_time",
    CASE WHEN sum(list_all."pending_unknown") + sum(list_all."open_unknown") = 0 THEN sum(list_all."pending_overdue") END AS "pending_overdue",
    CASE WHEN sum(list_all."open_unknown") = 0 AND sum(list_all."pending_unknown") > 0 THEN sum(list_all."pending_unknown") + sum(list_all."pending_in_time") + sum(list_all."pending_overdue") END AS "pending",
    CASE WHEN sum(list_all."open_unknown") = 0 THEN sum(list_all."paused") END AS "paused"
  FROM (SELECT * FROM list_counts UNION ALL SELECT * FROM list_zeros) AS list_all
  GROUP BY 1, 2
),
-- The rows as integers; days as half days.
source AS NOT MATERIALIZED (
  SELECT
    tidy."period",
    tidy."commune",
    tidy."things",
    tidy."resolved_late",
    tidy."resolved",
    tidy."resolved_early",
    tidy."resolved_on_time"
  FROM list_tidy AS tidy
),
-- A whole that is not given is the sum of its parts, a part is its whole without the others.
counts AS NOT MATERIALIZED (
  SELECT
    source."period",
    source."commune",
    source."things",
    CASE WHEN source."resolved_late" IS NOT NULL THEN source."resolved_late" ELSE CASE WHEN source."resolved" >= (source."resolved_early" + source."resolved_on_time") THEN source."resolved" - (source."resolved_early" + source."resolved_on_time") END END AS "resolved_late"
  FROM source
),
-- The sums of each unit, by the columns as they are: each server can add up its own rows.
parts AS (
  SELECT
    counts."commune",
    counts."things",
    count(*) AS "all rows",
    bit_or(CASE WHEN counts."period" LIKE '20__-__' AND ascii(substr(counts."period", 3, 1)) BETWEEN 48 AND 57 THEN CAST(1 AS bit(390)) << ((ascii(substr(counts."period", 4, 1)) - 48) * 39 + strpos(' 01 02 03 04 05 06 07 08 09 10 11 12', substr(counts."period", 6))) END) AS "all months",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    count(counts."resolved_late") AS "resolved_late given",
    sum(counts."resolved_late") AS "resolved_late"
  FROM counts
  GROUP BY 1, 2
),
-- The sums of each unit. A row counts the things that it lists, else all.
seen AS (
  SELECT
    '' AS "province",
    '' AS "district",
    coalesce(parts."commune", '') AS "commune",
    CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN '' <> '' THEN 'district' ELSE 'province' END AS "level",
    sum(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all rows" END) AS "dossiers periods",
    bit_count(bit_or(CASE WHEN (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."all months" END) & CAST(repeat('100', 130) AS bit(390))) AS "dossiers months",
    sum(CASE WHEN NOT (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') THEN parts."resolved_late given" ELSE 0 END) AS "dossiers elsewhere",
    sum(parts."resolved_late given") AS "resolved_late given",
    sum(parts."resolved_late") AS "resolved_late"
  FROM parts
  GROUP BY 1, 2, 3, 4
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
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN CASE WHEN seen."resolved_late given" = seen."dossiers periods" THEN 1 ELSE 0 END END AS "resolved_late given",
    CASE WHEN coalesce(seen."dossiers periods", 0) = coalesce(seen."dossiers months", 0) AND seen."dossiers elsewhere" = 0 THEN seen."resolved_late" END AS "resolved_late"
  FROM seen
),
-- A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same.
units AS (
  SELECT
    unit_months."province",
    unit_months."district",
    unit_months."commune",
    unit_months."level",
    max(unit_months."says dossiers") AS "says dossiers",
    CASE WHEN min(CASE WHEN unit_months."says dossiers" = 1 THEN unit_months."resolved_late given" END) = 1 AND max(unit_months."resolved_late given") = 1 THEN sum(unit_months."resolved_late") END AS "resolved_late"
  FROM (SELECT * FROM plain) AS unit_months
  GROUP BY 1, 2, 3, 4
),
-- A whole that is not known over time is the sum of its parts over time.
wholes AS (
  SELECT
    units."says dossiers",
    units."resolved_late"
  FROM units
),
-- A sum over units is known where every unit that says anything of it has it.
groups AS (
  SELECT
    scope."is total",
    CASE WHEN count(wholes."resolved_late") = count(wholes."says dossiers") THEN sum(wholes."resolved_late") END AS "resolved_late"
  FROM wholes CROSS JOIN (SELECT FALSE AS "is total" UNION ALL SELECT TRUE) AS scope
  GROUP BY 1
),
-- An indicator is known where all its counts are.
ratios AS (
  SELECT
    groups."is total",
    groups."resolved_late" AS "late_count"
  FROM groups
)
SELECT
  ratios."is total" AS "is_total",
  ratios."late_count"
FROM ratios
ORDER BY ratios."is total";
