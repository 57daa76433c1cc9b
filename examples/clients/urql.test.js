// @urql/core by POST and by GET. Mutations always go by POST.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { operations, trimmed } from "./operations.js";
import { startServer } from "./server.js";

for (const method of ["POST", "GET"]) {
  test(`urql by ${method}`, async (t) => {
    const { url } = await startServer(t);
    const sent = [];
    const client = new Client({
      url,
      exchanges: [cacheExchange, fetchExchange],
      preferGetMethod: method === "GET" && "force",
      fetch: (input, init) => {
        sent.push(init.method);
        return fetch(input, init);
      },
    });
    for (const { name, query, variables, answer, changes } of operations) {
      await t.test(name, async () => {
        sent.length = 0;
        const result = changes ? await client.mutation(query, variables) : await client.query(query, variables);
        assert.equal(result.error, undefined);
        assert.deepEqual(trimmed(result.data, answer.data), answer.data);
        assert.deepEqual(sent, [changes ? "POST" : method]);
      });
    }
    await t.test("errors", async () => {
      const { error } = await client.query("{ entity(ref: { name: \"Nobody at all\", iri: \"x\" }) { id } }", {});
      assert.match(error.message, /EntityRef/);
    });
  });
}
