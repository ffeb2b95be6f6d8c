// Runs statements on DuckDB or ClickHouse, which are Node packages of the folder
// that .ci/engines fills:
//   node engine.cjs duckdb|clickhouse FOLDER < statements.json
// A statement is {"sql": ..., "out": FILE}; its rows go to FILE as CSV with a
// header and \N for NULL. Without "out" it has no result. With "lax": true the next
// are run though it fails.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const [engine, folder] = process.argv.slice(2);
const load = (name) => require(path.join(folder, "node_modules", name));

const cell = (value) => (value === null ? "\\N" : '"' + String(value).replaceAll('"', '""') + '"');
const csv = (rows) => rows.map((row) => row.map(cell).join(",") + "\n").join("");

const engines = {
  async duckdb() {
    const instance = await load("@duckdb/node-api").DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    return async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return csv([reader.columnNames(), ...reader.getRowsJson()]);
    };
  },
  async clickhouse() {
    const session = new (load("chdb").Session)();
    return async (sql) => session.query(sql, "CSVWithNames");
  },
};

async function main() {
  const run = await engines[engine]();
  for (const { sql, out, lax } of JSON.parse(fs.readFileSync(0, "utf8"))) {
    try {
      const result = await run(sql);
      if (out) fs.writeFileSync(out, result);
    } catch (error) {
      if (!lax) throw new Error(`${error.message}\nin\n${sql}`);
    }
  }
}

main().then(() => process.exit(0), (error) => {
  console.error(error.message);
  process.exit(1);
});
