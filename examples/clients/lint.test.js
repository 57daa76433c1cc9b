// The schema and the operations under @graphql-eslint; eslint.config.js says
// what is asked of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

test("lint", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const eslint = new ESLint({ cwd: root, overrideConfigFile: root + "examples/eslint.config.js" });
  const results = await eslint.lintFiles(["schema.graphqls", "examples/operations/*.graphql"]);
  assert.ok(results.length > 20);
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${filePath.slice(root.length)}:${line} ${ruleId}: ${message}`),
  );
  assert.ok(found.length === 0, "\n" + found.join("\n"));
});
