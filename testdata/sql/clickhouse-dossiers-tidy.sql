-- The tidy table of 2025-08..2025-09, written by kpi sql --dialect clickhouse
-- Counted from single dossiers (caseload) as of 2025-10-20 by the rules due=day no-due=unknown channel=unknown end=result returned=apart paused=apart last-day=in-time unit=resolving supplement=as-is.
-- Columns of the table, which has one row for each dossier:
--   province text: of the unit that resolves it
--   district text: of the unit that resolves it
--   commune text: of the unit that resolves it
--   level text: of the unit that resolves it: commune, district or province
--   code text: is not read: a dossier with two rows counts twice
--   received timestamp: when it was received
--   due timestamp: the appointment
--   result timestamp: the end of processing
--   handed timestamp: when the result was fetched or sent
--   returned timestamp: when it was withdrawn, refused or stopped
--   asked timestamp: when a supplement was asked for
--   supplied timestamp: when it was supplied
--   state text: on the day of the table: new, open, waiting, withdrawn, stopped, done, handed
--   channel text: online, direct, postal
--   fee boolean: whether it has a fee
--   paid boolean: whether the fee was paid online
--   digitised boolean: whether its papers were digitised, of those that must be
--   reused boolean: whether digitised data was used again
--   electronic boolean: whether the result is electronic
-- A moment at 00:00 is one whose minute is not known. What is not known is NULL: the measures that it may be of are, too.
WITH
-- Every unit of the table has a row for every month: 0 where nothing happened.
list_units AS (
  SELECT
    list."province",
    list."district",
    list."commune",
    list."level",
    count(*) AS "dossiers"
  FROM "dossiers" AS list
  WHERE coalesce(CAST(list."state" AS Nullable(String)), '') <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS Nullable(Date32)) <= DATE '2025-10-20')
  GROUP BY 1, 2, 3, 4
),
-- The days and words of each dossier. One that was not received, or after the day of the table, does not count.
-- Another word, or no day of receipt, is an error.
list_rows AS (
  SELECT
    list."province",
    list."district",
    list."commune",
    list."level",
    CASE WHEN throwIf(coalesce(CAST(list."state" AS Nullable(String)), '') <> 'new' AND list."received" IS NULL, 'a dossier without a day of receipt') = 0 THEN CAST(list."received" AS Nullable(Date32)) END AS "received",
    CAST(list."due" AS Nullable(Date32)) AS "due",
    CAST(list."result" AS Nullable(Date32)) AS "result",
    CAST(list."handed" AS Nullable(Date32)) AS "handed",
    CAST(list."returned" AS Nullable(Date32)) AS "returned",
    CAST(list."asked" AS Nullable(Date32)) AS "asked",
    CAST(list."supplied" AS Nullable(Date32)) AS "supplied",
    coalesce(CAST(list."state" AS Nullable(String)), '') AS "state",
    coalesce(CAST(list."channel" AS Nullable(String)), '') AS "channel",
    list."fee",
    list."paid",
    list."digitised",
    list."reused",
    list."electronic"
  FROM "dossiers" AS list
  WHERE coalesce(CAST(list."state" AS Nullable(String)), '') <> 'new' AND (list."received" IS NULL OR CAST(list."received" AS Nullable(Date32)) <= DATE '2025-10-20')
    AND throwIf(NOT (coalesce(CAST(list."state" AS Nullable(String)), '') IN ('', 'new', 'open', 'waiting', 'withdrawn', 'stopped', 'done', 'handed')), 'not a state of a dossier') = 0
    AND throwIf(NOT (coalesce(CAST(list."channel" AS Nullable(String)), '') IN ('', 'online', 'direct', 'postal')), 'not a channel of a dossier') = 0
),
-- The end of each dossier, and whether it was returned.
list_ends AS (
  SELECT
    list_rows.*,
    CASE WHEN list_rows."returned" IS NOT NULL AND (list_rows."state" IN ('', 'withdrawn', 'stopped') OR coalesce(list_rows."result", list_rows."handed") IS NULL) THEN list_rows."returned" ELSE coalesce(list_rows."result", list_rows."handed") END AS "end",
    list_rows."state" IN ('withdrawn', 'stopped') OR list_rows."returned" IS NOT NULL AND (list_rows."state" IN ('', 'withdrawn', 'stopped') OR coalesce(list_rows."result", list_rows."handed") IS NULL) AS "is returned"
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
    ('2025-08', DATE '2025-08-01', DATE '2025-08-31', FALSE),
    ('2025-09', DATE '2025-09-01', DATE '2025-09-30', FALSE)
  ) AS list_calendar
  WHERE list_ends."received" <= list_calendar."last_day" AND (list_ends."end" IS NULL OR list_ends."end" >= list_calendar."first_day" OR list_ends."end" < list_ends."received")
    AND throwIf(NOT (list_ends."end" IS NULL OR list_ends."end" >= list_ends."received"), 'a dossier that ended before its receipt') = 0
),
-- The appointment on that day, and whether the applicant is waited for: by the days of the supplement, on the day of the table by the state.
-- Where these do not agree, it is not known since the last of the days.
list_terms AS (
  SELECT
    list_months.*,
    list_months."due" AS "term",
    CASE WHEN list_months."is endless" AND list_months."state" IN ('open', 'waiting', 'withdrawn', 'stopped') AND list_months."is_last" THEN list_months."state" <> 'open' ELSE coalesce(list_months."asked" <= list_months."on" AND (list_months."supplied" IS NULL OR list_months."supplied" > list_months."on"), FALSE) END AS "is paused",
    list_months."is endless" AND list_months."state" IN ('open', 'waiting', 'withdrawn', 'stopped') AND NOT list_months."is_last" AND (list_months."state" <> 'open') <> (list_months."asked" IS NOT NULL AND list_months."supplied" IS NULL)
      AND NOT coalesce(coalesce(list_months."supplied", list_months."asked") > list_months."on", FALSE) AS "is unknown"
  FROM list_months
),
-- What each dossier is in each month.
list_parts AS (
  SELECT
    list_terms."province",
    list_terms."district",
    list_terms."commune",
    list_terms."level",
    list_terms."period",
    list_terms."is receipt",
    list_terms."channel",
    list_terms."fee",
    list_terms."paid",
    list_terms."digitised",
    list_terms."reused",
    list_terms."electronic",
    CASE
      WHEN NOT list_terms."is open" AND list_terms."is returned" THEN 'returned'
      WHEN NOT list_terms."is open" AND list_terms."term" IS NULL THEN 'resolved_unknown'
      WHEN NOT list_terms."is open" AND list_terms."on" < list_terms."term" THEN 'resolved_early'
      WHEN NOT list_terms."is open" AND list_terms."on" > list_terms."term" THEN 'resolved_late'
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
    list_parts."province",
    list_parts."district",
    list_parts."commune",
    list_parts."level",
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
    count(CASE WHEN list_parts."part" = 'open_unknown' THEN 1 END) AS "open_unknown",
    count(CASE WHEN list_parts."is receipt" AND list_parts."fee" THEN 1 END) AS "fee_bearing",
    count(CASE WHEN list_parts."is receipt" AND list_parts."fee" IS NULL THEN 1 END) AS "fee_unknown",
    count(CASE WHEN list_parts."is receipt" AND list_parts."fee" AND list_parts."paid" THEN 1 END) AS "paid_online",
    count(CASE WHEN list_parts."is receipt" AND list_parts."fee" AND list_parts."paid" IS NULL THEN 1 END) AS "paid_unknown",
    count(CASE WHEN list_parts."is receipt" AND list_parts."digitised" IS NOT NULL THEN 1 END) AS "digitised_eligible",
    count(CASE WHEN list_parts."is receipt" AND list_parts."digitised" THEN 1 END) AS "digitised",
    count(CASE WHEN list_parts."is receipt" AND list_parts."reused" THEN 1 END) AS "reused",
    count(CASE WHEN list_parts."is receipt" AND list_parts."reused" IS NULL THEN 1 END) AS "reused_unknown",
    count(CASE WHEN list_parts."part" IN ('resolved_early', 'resolved_on_time', 'resolved_late', 'resolved_unknown') AND list_parts."electronic" THEN 1 END) AS "results_electronic",
    count(CASE WHEN list_parts."part" IN ('resolved_early', 'resolved_on_time', 'resolved_late', 'resolved_unknown') AND list_parts."electronic" IS NULL THEN 1 END) AS "results_electronic_unknown"
  FROM list_parts
  GROUP BY 1, 2, 3, 4, 5
),
list_zeros AS (
  SELECT
    list_units."province",
    list_units."district",
    list_units."commune",
    list_units."level",
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
    0 AS "open_unknown",
    0 AS "fee_bearing",
    0 AS "fee_unknown",
    0 AS "paid_online",
    0 AS "paid_unknown",
    0 AS "digitised_eligible",
    0 AS "digitised",
    0 AS "reused",
    0 AS "reused_unknown",
    0 AS "results_electronic",
    0 AS "results_electronic_unknown"
  FROM list_units CROSS JOIN values('period String, first_day Date32, last_day Date32, is_last Bool',
    ('2025-08', DATE '2025-08-01', DATE '2025-08-31', FALSE),
    ('2025-09', DATE '2025-09-01', DATE '2025-09-30', FALSE)
  ) AS list_calendar
  WHERE list_units."dossiers" > 0
)
-- The tidy table: a measure is not known where a dossier may be of it or not; the whole is given then.
SELECT
  list_all."period",
  list_all."province",
  list_all."district",
  list_all."commune",
  list_all."level",
  'dossiers' AS "things",
  CASE WHEN sum(list_all."received_unknown") = 0 THEN sum(list_all."received_online") END AS "received_online",
  CASE WHEN sum(list_all."received_unknown") = 0 THEN sum(list_all."received_direct") END AS "received_direct",
  CASE WHEN sum(list_all."received_unknown") = 0 THEN sum(list_all."received_postal") END AS "received_postal",
  CASE WHEN sum(list_all."received_unknown") > 0 THEN sum(list_all."received_unknown") + sum(list_all."received_online") + sum(list_all."received_direct") + sum(list_all."received_postal") END AS "received",
  sum(list_all."carried_over") AS "carried_over",
  CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_early") END AS "resolved_early",
  CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_on_time") END AS "resolved_on_time",
  CASE WHEN sum(list_all."resolved_unknown") = 0 THEN sum(list_all."resolved_late") END AS "resolved_late",
  CASE WHEN sum(list_all."resolved_unknown") > 0 THEN sum(list_all."resolved_unknown") + sum(list_all."resolved_early") + sum(list_all."resolved_on_time") + sum(list_all."resolved_late") END AS "resolved",
  sum(list_all."returned") AS "returned",
  CASE WHEN sum(list_all."pending_unknown") + sum(list_all."open_unknown") = 0 THEN sum(list_all."pending_in_time") END AS "pending_in_time",
  CASE WHEN sum(list_all."pending_unknown") + sum(list_all."open_unknown") = 0 THEN sum(list_all."pending_overdue") END AS "pending_overdue",
  CASE WHEN sum(list_all."open_unknown") = 0 AND sum(list_all."pending_unknown") > 0 THEN sum(list_all."pending_unknown") + sum(list_all."pending_in_time") + sum(list_all."pending_overdue") END AS "pending",
  CASE WHEN sum(list_all."open_unknown") = 0 THEN sum(list_all."paused") END AS "paused",
  CASE WHEN sum(list_all."fee_unknown") = 0 THEN sum(list_all."fee_bearing") END AS "fee_bearing",
  CASE WHEN sum(list_all."fee_unknown") + sum(list_all."paid_unknown") = 0 THEN sum(list_all."paid_online") END AS "paid_online",
  sum(list_all."digitised_eligible") AS "digitised_eligible",
  sum(list_all."digitised") AS "digitised",
  CASE WHEN sum(list_all."reused_unknown") = 0 THEN sum(list_all."reused") END AS "reused",
  CASE WHEN sum(list_all."results_electronic_unknown") = 0 THEN sum(list_all."results_electronic") END AS "results_electronic"
FROM (SELECT * FROM list_counts UNION ALL SELECT * FROM list_zeros) AS list_all
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5;
