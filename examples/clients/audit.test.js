// graphql-http's audits: every one of them, those that only recommend as well.
import assert from "node:assert/strict";
import { test } from "node:test";
import { auditServer } from "graphql-http";
import { startServer } from "./server.js";

test("graphql-http audits", async (t) => {
  const { url } = await startServer(t);
  const results = await auditServer({ url });
  const failing = results.filter((result) => result.status !== "ok").map(({ id, name, status, reason }) => `${id} ${name}: ${status}, ${reason}`);
  console.log(`${results.length - failing.length} of ${results.length} audits`);
  assert.deepEqual(failing, []);
  assert.equal(results.length, 61);
});
