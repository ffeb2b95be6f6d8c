-- Indicators by district of 2025-08..2025-12, written by kpi sql --dialect clickhouse
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
    CASE WHEN coalesce(CAST(list."receiving_commune" AS Nullable(String)), '') <> '' THEN list."receiving_commune" ELSE list."commune" END AS "commune",
    count(*) AS "dossiers"
  FROM "cchc"."dossiers" AS list
  WHERE '' <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS Nullable(Date32)) <= DATE '2025-10-20')
  GROUP BY 1
),
-- The days and words of each dossier. One that was not received, or after the day of the table, does not count.
-- Another word, or no day of receipt, is an error.
list_rows AS (
  SELECT
    CASE WHEN coalesce(CAST(list."receiving_commune" AS Nullable(String)), '') <> '' THEN list."receiving_commune" ELSE list."commune" END AS "commune",
    CASE WHEN throwIf('' <> 'new' AND list."received" IS NULL, 'a dossier without a day of receipt') = 0 THEN CAST(list."received" AS Nullable(Date32)) END AS "received",
    CAST(list."due" AS Nullable(Date32)) AS "due",
    coalesce(toHour(toDateTime64(list."due", 0)) * 60 + toMinute(toDateTime64(list."due", 0)), 0) AS "due minute",
    CAST(list."result" AS Nullable(Date32)) AS "result",
    coalesce(toHour(toDateTime64(list."result", 0)) * 60 + toMinute(toDateTime64(list."result", 0)), 0) AS "result minute",
    CAST(list."handed" AS Nullable(Date32)) AS "handed",
    coalesce(toHour(toDateTime64(list."handed", 0)) * 60 + toMinute(toDateTime64(list."handed", 0)), 0) AS "handed minute",
    CAST(NULL AS Nullable(Date32)) AS "returned",
    0 AS "returned minute",
    CAST(list."asked" AS Nullable(Date32)) AS "asked",
    CAST(list."supplied" AS Nullable(Date32)) AS "supplied",
    '' AS "state",
    '' AS "channel"
  FROM "cchc"."dossiers" AS list
  WHERE '' <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS Nullable(Date32)) <= DATE '2025-10-20')
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
  FROM list_ends CROSS JOIN values('period String, first_day Date32, last_day Date32, is_last Bool',
    ('2025-08', DATE '2025-07-15', DATE '2025-08-14', FALSE),
    ('2025-09', DATE '2025-08-15', DATE '2025-09-14', FALSE),
    ('2025-10', DATE '2025-09-15', DATE '2025-10-14', FALSE),
    ('2025-11', DATE '2025-10-15', DATE '2025-10-20', TRUE)
  ) AS list_calendar
  WHERE list_ends."received" <= list_calendar."last_day" AND (list_ends."end" IS NULL OR list_ends."end" >= list_calendar."first_day" OR list_ends."end" < list_ends."received")
    AND throwIf(NOT (list_ends."end" IS NULL OR list_ends."end" >= list_ends."received"), 'a dossier that ended before its receipt') = 0
),
-- The appointment on that day, and whether the applicant is waited for: by the days of the supplement, on the day of the table by the state.
-- Where these do not agree, it is not known since the last of the days.
list_terms AS (
  SELECT
    list_months.*,
    CASE WHEN list_months."asked" <= list_months."on" THEN list_months."due" + greatest(dateDiff('day', list_months."asked", CASE WHEN list_months."supplied" <= list_months."on" THEN list_months."supplied" ELSE list_months."on" END), 0) ELSE list_months."due" END AS "term",
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
  FROM list_units CROSS JOIN values('period String, first_day Date32, last_day Date32, is_last Bool',
    ('2025-08', DATE '2025-07-15', DATE '2025-08-14', FALSE),
    ('2025-09', DATE '2025-08-15', DATE '2025-09-14', FALSE),
    ('2025-10', DATE '2025-09-15', DATE '2025-10-14', FALSE),
    ('2025-11', DATE '2025-10-15', DATE '2025-10-20', TRUE)
  ) AS list_calendar
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
source AS (
  SELECT
    tidy."period",
    tidy."commune",
    tidy."things",
    CASE WHEN throwIf(coalesce(tidy."resolved_late" < 0 OR tidy."resolved_late" > 9.2e18 OR tidy."resolved_late" <> floor(tidy."resolved_late"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_late") END AS "resolved_late",
    CASE WHEN throwIf(coalesce(tidy."resolved" < 0 OR tidy."resolved" > 9.2e18 OR tidy."resolved" <> floor(tidy."resolved"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved") END AS "resolved",
    CASE WHEN throwIf(coalesce(tidy."resolved_early" < 0 OR tidy."resolved_early" > 9.2e18 OR tidy."resolved_early" <> floor(tidy."resolved_early"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_early") END AS "resolved_early",
    CASE WHEN throwIf(coalesce(tidy."resolved_on_time" < 0 OR tidy."resolved_on_time" > 9.2e18 OR tidy."resolved_on_time" <> floor(tidy."resolved_on_time"), FALSE), 'not a count') = 0 THEN toInt128(tidy."resolved_on_time") END AS "resolved_on_time",
    CASE WHEN tidy."resolved_late" IS NULL THEN 0 ELSE 1 END + CASE WHEN tidy."resolved" IS NULL THEN 0 ELSE 2 END + CASE WHEN tidy."resolved_early" IS NULL THEN 0 ELSE 4 END + CASE WHEN tidy."resolved_on_time" IS NULL THEN 0 ELSE 8 END AS "given 1"
  FROM list_tidy AS tidy
),
-- A whole that is not given is the sum of its parts, a part is its whole without the others.
counts AS (
  SELECT
    source."period",
    source."commune",
    source."things",
    source."given 1",
    CASE WHEN source."resolved_late" IS NOT NULL THEN source."resolved_late" ELSE CASE WHEN source."resolved" >= (source."resolved_early" + source."resolved_on_time") THEN source."resolved" - (source."resolved_early" + source."resolved_on_time") END END AS "resolved_late"
  FROM source
),
-- Sums by the columns as they are: each server can add up its own rows. Those of one part give the same counts,
-- and are of months, or of one other period, which the part has for its own.
parts AS (
  SELECT
    counts."commune",
    counts."things",
    CASE WHEN counts."period" IS NULL THEN '' WHEN NOT match(counts."period", '^20[0-9][0-9]-(0[1-9]|1[0-2])$') THEN counts."period" END AS "own period",
    counts."given 1",
    CASE WHEN counts."resolved_late" IS NULL THEN 0 ELSE 1 END AS "derived 1",
    count(*) AS "all rows",
    min(counts."period") AS "first period",
    max(counts."period") AS "last period",
    groupUniqArray(CASE WHEN match(counts."period", '^20[0-9][0-9]-(0[1-9]|1[0-2])$') THEN toUInt16((ascii(substr(counts."period", 3, 1)) - 48) * 120 + (ascii(substr(counts."period", 4, 1)) - 48) * 12 + (ascii(substr(counts."period", 6, 1)) - 48) * 10 + (ascii(substr(counts."period", 7, 1)) - 48) * 1 + 119) END) AS "all months",
    sum(counts."resolved_late") AS "resolved_late"
  FROM counts
  GROUP BY 1, 2, 3, 4, 5
),
-- Months are counted from January of the year 0. A period written in another way is an error.
dated AS (
  SELECT
    '' AS "province",
    '' AS "district",
    coalesce(parts."commune", '') AS "commune",
    CASE WHEN coalesce(parts."commune", '') <> '' THEN 'commune' WHEN '' <> '' THEN 'district' ELSE 'province' END AS "level",
    (parts."things" IS NULL OR parts."things" = '' OR '; ' || parts."things" || '; ' LIKE '%; dossiers; %') AS "says dossiers",
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
    parts."resolved_late"
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
    dated."all rows",
    coalesce(dated."first month", 24307, 0) AS "first month",
    coalesce(dated."last month", 24311, 0) AS "last month",
    dated."own period",
    dated."all months",
    dated."resolved_late"
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
    placed."all rows",
    placed."all rows" * (CASE WHEN placed."own period" IS NULL THEN 1 ELSE placed."last month" - placed."first month" + 1 END) AS "months of rows",
    CASE WHEN placed."own period" IS NULL THEN placed."all months" ELSE range(toUInt16(assumeNotNull(placed."first month" - 23880)), toUInt16(assumeNotNull(placed."last month" - 23880) + 1)) END AS "all months",
    placed."last month",
    placed."resolved_late"
  FROM placed
),
-- The months of units of which two rows count the same thing in one month.
clashes AS (
  SELECT
    spans.*,
    CASE WHEN sum(CASE WHEN spans."says dossiers" THEN spans."months of rows" END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") <> length(groupUniqArrayArray(CASE WHEN spans."says dossiers" THEN spans."all months" ELSE [] END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level")) OR max(CASE WHEN NOT spans."says dossiers" AND (spans."resolved_late" IS NOT NULL) THEN 1 END) OVER (PARTITION BY spans."province", spans."district", spans."commune", spans."level") = 1 THEN spans."all months" ELSE [] END AS "dossiers months"
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
    CASE WHEN CASE WHEN length(groupUniqArrayArray(clashes."dossiers months")) > 0 THEN sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."dossiers months" ELSE [] END)) AND sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = length(groupUniqArrayArray(CASE WHEN clashes."resolved_late" IS NOT NULL OR clashes."says dossiers" THEN clashes."dossiers months" ELSE [] END)) ELSE sum(CASE WHEN clashes."resolved_late" IS NOT NULL THEN clashes."months of rows" END) = sum(CASE WHEN clashes."says dossiers" THEN clashes."months of rows" END) END AND max(CASE WHEN clashes."says dossiers" THEN 1 END) = 1 THEN sum(clashes."resolved_late") END AS "resolved_late"
  FROM clashes
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
