// The schema beside the last released one (docs/schema-stability.md): what would
// break a client is named, and fails unless it is listed with a reason.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";
import { sdl } from "./operations.js";

const file = (name) => readFileSync(new URL("../../testdata/schema/" + name, import.meta.url), "utf8");

async function changed(before, after, level) {
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes.filter((change) => change.criticality.level === level).map(({ type, path, message }) => ({ type, path, message }));
}

const breaking = (before, after) => changed(before, after, CriticalityLevel.Breaking);

const listed = (change, exceptions) => exceptions.some((entry) => entry.type === change.type && entry.path === change.path);

test("nothing breaks that is not listed", async (t) => {
  const exceptions = JSON.parse(file("breaking.json"));
  const changes = await breaking(file("released.graphqls"), sdl);
  const unlisted = changes.filter((change) => !listed(change, exceptions));
  assert.deepEqual(unlisted.map((change) => `${change.type} ${change.path}: ${change.message}`), []);
  // New values and members: clients are told to expect them, and people to see them.
  for (const { message } of await changed(file("released.graphqls"), sdl, CriticalityLevel.Dangerous)) t.diagnostic(message);
  for (const entry of exceptions) {
    assert.ok(entry.reason?.length > 10, `${entry.path}: say why clients have to bear it`);
    assert.ok(changes.some((change) => listed(change, [entry])), `${entry.path}: listed, but nothing breaks there`);
  }
});

test("what breaks is found", async () => {
  const released = file("released.graphqls");
  for (const [from, to, path] of [
    [/(type EntityName \{[^}]*?)count: Int!/s, "$1total: Int!", "EntityName.count"],
    [/(type GraphInfo \{[^}]*?)version: String!/s, "$1version: String", "GraphInfo.version"],
    [/(input RetractInput \{[^}]*?)reason: String/s, "$1reason: String!", "RetractInput.reason"],
    [/(enum Polarity \{[^}]*?)NEGATED/s, "$1DENIED", "Polarity.NEGATED"],
  ]) {
    const changed = released.replace(from, to);
    assert.notEqual(changed, released);
    const found = await breaking(released, changed);
    assert.ok(found.some((change) => change.path === path), `${path}: ${JSON.stringify(found)}`);
  }
});

test("what is deprecated says why, and since when", () => {
  for (const [, reason] of sdl.matchAll(/@deprecated(\([^)]*\))?/g)) {
    assert.match(reason ?? "", /^\(reason: ".+ Since .+\."\)$/, "@deprecated says what to use instead, and since which release");
  }
});

test("claimgraph schema prints it", () => {
  const printed = execFileSync(process.env.CLAIMGRAPH, ["schema"], { encoding: "utf8" });
  return diff(buildSchema(sdl), buildSchema(printed)).then((changes) => assert.deepEqual(changes, []));
});
