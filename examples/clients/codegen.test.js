// @graphql-codegen with its client preset and strictScalars, over all examples,
// and tsc over what uses the types.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { generate } from "@graphql-codegen/cli";
import config from "../codegen.config.js";
import { operations } from "./operations.js";

const examples = fileURLToPath(new URL("..", import.meta.url));

test("types are generated", async () => {
  const files = await generate({ ...config, cwd: examples, silent: true }, true);
  const types = files.find((file) => file.filename.endsWith("graphql.ts")).content;
  for (const { name, changes } of operations) assert.ok(types.includes(`export const ${name}${changes ? "Mutation" : "Query"}Document =`), name);
});

test("the types know what can be asked", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], { cwd: examples, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
});

test("a scalar that is not listed is an error", async () => {
  const target = config.generates["build/codegen/"];
  const narrowed = { ...config, generates: { "build/codegen-strict/": { ...target, config: { ...target.config, scalars: { DateTime: "string" } } } } };
  await assert.rejects(generate({ ...narrowed, cwd: examples, silent: true }, false), /EDTF/);
});
