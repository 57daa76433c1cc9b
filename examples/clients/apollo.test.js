// @apollo/client with its normalised cache: every example gives the same answer
// from the network and from the cache alone, so no two things share a key, and
// lists are paged both ways with relayStylePagination.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { operations, possibleTypes, schema, trimmed, typePolicies } from "./operations.js";
import { startServer } from "./server.js";

const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...message) => complaints.push(message.join(" "));

function newClient({ url }, fields = {}) {
  const cache = new InMemoryCache({ possibleTypes, typePolicies: { ...typePolicies, Query: { fields } } });
  return new ApolloClient({ link: new HttpLink({ uri: url }), cache });
}

test("examples", async (t) => {
  const server = await startServer(t);
  const client = newClient(server);
  for (const { name, query, variables, answer, changes } of operations) {
    await t.test(name, async () => {
      const document = gql(query);
      if (changes) {
        const { data } = await client.mutate({ mutation: document, variables });
        assert.deepEqual(trimmed(data, answer.data), answer.data);
        return;
      }
      for (const fetchPolicy of ["network-only", "cache-only"]) {
        const { data } = await client.query({ query: document, variables, fetchPolicy });
        assert.deepEqual(trimmed(data, answer.data), answer.data, fetchPolicy);
      }
    });
  }
  await t.test("all of them from one cache", async () => {
    for (const { query, variables, answer, changes } of operations) {
      if (changes) continue;
      const { data } = await client.query({ query: gql(query), variables, fetchPolicy: "cache-only" });
      assert.deepEqual(trimmed(data, answer.data), answer.data);
    }
  });
  await t.test("no complaints", () => assert.deepEqual(complaints, []));
});

test("keys", async (t) => {
  const server = await startServer(t);
  const client = newClient(server);
  for (const { query, variables, changes } of operations) if (!changes) await client.query({ query: gql(query), variables });
  const keys = Object.keys(client.cache.extract());
  // Whatever is a Node has a key of its own as soon as its id is asked for; nothing else has one.
  const nodes = new Set(possibleTypes.Node);
  for (const key of keys) {
    const [type] = key.split(":");
    assert.ok(key.startsWith("ROOT_") || key === "__META" || nodes.has(type), key);
  }
  for (const type of ["Entity", "Fact", "Claim", "Article", "Predicate", "Conflict", "Mention"]) {
    assert.ok(keys.some((key) => key.startsWith(type + ":")), `no ${type} among the keys`);
  }
  // And what has an id is a Node.
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.getFields?.().id && type.astNode?.kind === "ObjectTypeDefinition") assert.ok(nodes.has(type.name), type.name);
  }
});

const forward = gql`
  query Forward($first: Int, $after: String) {
    entities(first: $first, after: $after) { totalCount edges { cursor node { id label } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  }
`;
const backward = gql`
  query Backward($last: Int, $before: String) {
    entities(last: $last, before: $before) { totalCount edges { cursor node { id label } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  }
`;
const ids = (data) => data.entities.edges.map((edge) => edge.node.id);

test("pages, forward and backward, merge into one list", async (t) => {
  const server = await startServer(t);
  const whole = ids((await newClient(server).query({ query: forward, variables: { first: 100 } })).data);
  for (const [document, size, from, cursor, start, more] of [
    [forward, "first", "after", "endCursor", 0, "hasNextPage"],
    [backward, "last", "before", "startCursor", -100, "hasPreviousPage"],
  ]) {
    const client = newClient(server, { entities: relayStylePagination() });
    const observable = client.watchQuery({ query: document, variables: { [size]: 40 } });
    const subscription = observable.subscribe(() => {});
    let { data } = await client.query({ query: document, variables: { [size]: 40 } });
    for (let pages = 1; pages < 3; pages++) {
      assert.equal(data.entities.pageInfo[more], true);
      await observable.fetchMore({ variables: { [size]: 30, [from]: data.entities.pageInfo[cursor] } });
      ({ data } = await client.query({ query: document, variables: { [size]: 40 }, fetchPolicy: "cache-only" }));
      assert.equal(ids(data).length, 40 + 30 * pages);
    }
    const merged = ids(data);
    assert.equal(new Set(merged).size, 100);
    if (start === 0) assert.deepEqual(merged, whole);
    else assert.deepEqual(merged, ids((await newClient(server).query({ query: backward, variables: { last: 100 } })).data));
    subscription.unsubscribe();
  }
});

test("what a mutation changes is seen where it is shown", async (t) => {
  const server = await startServer(t);
  const client = newClient(server, { articles: relayStylePagination() });
  const query = gql`query Articles { articles(first: 500) { edges { cursor node { id key title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const keys = async () => (await client.query({ query, fetchPolicy: "cache-only" })).data.articles.edges.map((edge) => edge.node.key);
  await client.query({ query });
  const before = await keys();
  const ingest = gql`
    mutation Ingest($input: IngestArticlesInput!) { ingestArticles(input: $input) { articleEdges { cursor node { id key title } } userErrors { message } } }
  `;
  await client.mutate({
    mutation: ingest,
    variables: { input: { articles: [{ key: "apollo", title: "One", text: "Acme was founded by Maria Lopez." }] } },
    update: (cache, { data }) => cache.updateQuery({ query }, (old) => ({ articles: { ...old.articles, edges: [...data.ingestArticles.articleEdges, ...old.articles.edges] } })),
  });
  assert.deepEqual(await keys(), ["apollo", ...before]);
  // The same article under another title: the cache knows it by its id.
  await client.mutate({ mutation: ingest, variables: { input: { articles: [{ key: "apollo", title: "Two", text: "Acme was founded by Maria Lopez in 2019." }] } } });
  const { data } = await client.query({ query, fetchPolicy: "cache-only" });
  assert.equal(data.articles.edges[0].node.title, "Two");
  const retract = gql`mutation Retract($input: RetractInput!) { retract(input: $input) { retractedId userErrors { message } } }`;
  await client.mutate({
    mutation: retract,
    variables: { input: { key: "apollo" } },
    update: (cache, { data }) => cache.evict({ id: cache.identify({ __typename: "Article", id: data.retract.retractedId }) }),
  });
  assert.deepEqual(await keys(), before);
});
