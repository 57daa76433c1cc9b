// graphql-ws and graphql-sse (distinct connections): claims as they come, and
// the steps of a load, also from where a client left off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient as overSSE } from "graphql-sse";
import { createClient as overWebSocket } from "graphql-ws";
import WebSocket from "ws";
import { operations, schema, subscriptions } from "./operations.js";
import { startServer } from "./server.js";

const skip = !schema.getSubscriptionType() && "the schema has no subscriptions";

const transports = {
  "graphql-ws": ({ url }) => overWebSocket({ url: url.replace(/^http/, "ws"), webSocketImpl: WebSocket, retryAttempts: 0 }),
  "graphql-sse": ({ url }) => overSSE({ url, retryAttempts: 0 }),
};

const text = (name) => subscriptions.find((subscription) => subscription.name === name)?.query;
const claimAdded = text("ClaimAdded");
const progress = text("IngestProgress");

for (const [name, connect] of Object.entries(transports)) {
  test(name, { skip, timeout: 60_000 }, async (t) => {
    const server = await startServer(t);
    const client = connect(server);
    t.after(() => client.dispose());

    await t.test("examples", async () => {
      for (const { query, variables, answer, changes } of operations) {
        if (changes) continue;
        for await (const result of client.iterate({ query, variables })) assert.deepEqual(result, answer);
      }
    });
    await t.test("claims as they come", async () => {
      const claims = client.iterate({ query: claimAdded, variables: { fact: { predicates: ["founded_by"] } } });
      const first = claims.next();
      const key = `added-${name}`;
      const stop = await until(first, () => ingest(server, { articles: [{ key, text: `Acme was founded by Maria Lopez in ${name.length + 2000}.` }] }, key));
      const { errors, data } = stop.value;
      assert.equal(errors, undefined);
      assert.equal(data.claimAdded.fact.predicate.name, "founded_by");
      assert.equal(data.claimAdded.fact.object.label, "Maria Lopez");
      await claims.return();
    });
    await t.test("the steps of a load", async () => {
      const articles = Array.from({ length: 5 }, (_, i) => ({ key: `step-${i}`, text: `Company ${i} was founded by Maria Lopez in ${1990 + i}.` }));
      const { job } = await ingest(server, { articles, wait: false });
      const steps = [];
      for await (const { data, errors } of client.iterate({ query: progress, variables: { job: job.id } })) {
        assert.equal(errors, undefined);
        steps.push(data.ingestProgress);
      }
      assert.equal(steps.at(-1).job.state, "DONE");
      assert.equal(steps.at(-1).job.done, articles.length);
      assert.deepEqual(steps.flatMap((step) => step.article?.key ?? []), articles.map((article) => article.key));
      const rest = [];
      for await (const { data } of client.iterate({ query: progress, variables: { job: job.id, after: steps[1].sequence } })) rest.push(data.ingestProgress);
      assert.deepEqual(rest, steps.slice(2));
    });
    await t.test("what cannot be asked is an error", async () => {
      const asked = client.iterate({ query: progress, variables: { job: "bm90aGluZw" } }).next();
      // graphql-ws rejects with the errors, graphql-sse hands them on.
      const errors = await asked.then(({ value }) => value.errors, (rejected) => rejected);
      assert.match(errors[0].message, /job/);
    });
  });
}

// until changes something again and again, until the subscription, which starts
// when it does, has seen it.
async function until(seen, change) {
  let done = false;
  seen.finally(() => (done = true)).catch(() => {});
  while (!done) {
    await change();
    await Promise.race([seen, new Promise((resolve) => setTimeout(resolve, 300))]);
  }
  return seen;
}

const retract = `mutation($key: String!) { retract(input: { key: $key }) { retractedId } }`;

async function ingest({ url }, input, again) {
  if (again) await ask(url, retract, { key: again });
  const document = `mutation($input: IngestArticlesInput!) { ingestArticles(input: $input) { job { id } userErrors { message } } }`;
  const { ingestArticles } = await ask(url, document, { input });
  assert.deepEqual(ingestArticles.userErrors, []);
  return ingestArticles;
}

async function ask(url, query, variables) {
  const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  return data;
}
