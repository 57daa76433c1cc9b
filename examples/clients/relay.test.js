// relay-compiler over every example, and relay-runtime with what it compiled:
// the answers come out of Relay's store as they went in, ids name one thing
// each, and pages go into connections as the handlers of the compiler say.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import relay from "relay-runtime";
import { operations, subscriptions, trimmed } from "./operations.js";
import { startServer } from "./server.js";

const { Environment, Network, RecordSource, Store, commitMutation, createOperationDescriptor, getSelector } = relay;
const dir = fileURLToPath(new URL("../build/relay/", import.meta.url));
const artifact = async (name) => (await import(pathToFileURL(`${dir}__generated__/${name}.graphql.js`))).default;
const suffix = (operation) => (operation.changes ? "Mutation" : "Query");

// Documents that the examples lack, for what only Relay has.
const own = {
  Pages: `
    query PagesQuery($entity: EntityRef!) { entity(ref: $entity) { id ...Pages_entity } }
    fragment Pages_entity on Entity
    @refetchable(queryName: "PagesPaginationQuery")
    @argumentDefinitions(first: { type: "Int" }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }) {
      facts(direction: BOTH, first: $first, after: $after, last: $last, before: $before) @connection(key: "Pages_facts") {
        edges { node { id } }
      }
    }`,
  List: `query ListQuery { articles(first: 100) @connection(key: "List_articles") { __id edges { node { id key } } } }`,
  Add: `
    mutation AddMutation($input: IngestArticlesInput!, $connections: [ID!]!) {
      ingestArticles(input: $input) { articleEdges @prependEdge(connections: $connections) { cursor node { id key } } userErrors { message } }
    }`,
  Remove: `
    mutation RemoveMutation($input: RetractInput!) { retract(input: $input) { retractedId @deleteRecord userErrors { message } } }`,
};

before(() => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir + "__generated__", { recursive: true });
  cpSync(fileURLToPath(new URL("../../schema.graphqls", import.meta.url)), dir + "schema.graphql");
  const config = { src: ".", schema: "./schema.graphql", language: "javascript", artifactDirectory: "./__generated__", eagerEsModules: true };
  writeFileSync(dir + "relay.config.json", JSON.stringify({ ...config, customScalarTypes: { DateTime: "string", EDTF: "string" } }));
  const texts = { ...own, ...Object.fromEntries([...operations, ...subscriptions].map(({ name, query }) => [name, query])) };
  for (const [name, text] of Object.entries(texts)) writeFileSync(`${dir}${name}.js`, `graphql\`\n${text.replace(/FactRow_/g, name + "_")}\`;\n`);
  const compiler = spawnSync(process.execPath, [fileURLToPath(new URL("../node_modules/relay-compiler/cli.js", import.meta.url)), "relay.config.json"], { cwd: dir, encoding: "utf8" });
  assert.equal(compiler.status, 0, compiler.stdout + compiler.stderr);
  // A bundler finds './Name.graphql'; Node wants the whole name of the file.
  for (const file of readdirSync(dir + "__generated__")) {
    const path = dir + "__generated__/" + file;
    writeFileSync(path, readFileSync(path, "utf8").replace(/from '(\.\/\w+\.graphql)'/g, "from '$1.js'"));
  }
});

const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...message) => complaints.push(message.join(" "));

async function newEnvironment(t) {
  const { url } = await startServer(t);
  const ask = async ({ text: query }, variables) => {
    const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) });
    return response.json();
  };
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
}

// execute asks, and reads the answer out of the store.
async function execute(environment, request, variables) {
  const operation = createOperationDescriptor(request, variables);
  const kind = request.params.operationKind === "mutation" ? "executeMutation" : "execute";
  await environment[kind]({ operation }).toPromise();
  environment.retain(operation);
  const { data, isMissingData } = environment.lookup(operation.fragment);
  assert.equal(isMissingData, false);
  return data;
}

// unmasked puts the data of fragments where they are spread.
async function unmasked(environment, value) {
  if (Array.isArray(value)) return Promise.all(value.map((item) => unmasked(environment, item)));
  if (value === null || typeof value !== "object") return value;
  const { __fragments = {}, __id, __fragmentOwner, ...own } = value;
  for (const name of Object.keys(__fragments)) Object.assign(own, environment.lookup(getSelector(await artifact(name), value)).data);
  return Object.fromEntries(await Promise.all(Object.entries(own).map(async ([name, item]) => [name, await unmasked(environment, item)])));
}

test("examples", async (t) => {
  const environment = await newEnvironment(t);
  for (const example of operations) {
    await t.test(example.name, async () => {
      const data = await execute(environment, await artifact(example.name + suffix(example)), example.variables);
      assert.deepEqual(trimmed(await unmasked(environment, data), example.answer.data), example.answer.data);
    });
  }
  await t.test("subscriptions compile", async () => {
    for (const { name } of subscriptions) assert.equal((await artifact(name + "Subscription")).params.operationKind, "subscription");
  });
});

test("an id names one thing, and can be asked for again", async (t) => {
  const environment = await newEnvironment(t);
  for (const example of operations) if (!example.changes) await execute(environment, await artifact(example.name + "Query"), example.variables);
  const source = environment.getStore().getSource();
  const records = source.getRecordIDs().map((id) => source.get(id)).filter((record) => record?.id !== undefined);
  const types = new Set(records.map((record) => record.__typename));
  for (const type of ["Article", "Claim", "Conflict", "Entity", "Fact", "Mention", "Predicate"]) assert.ok(types.has(type), type);
  const request = await artifact("NodeByIdQuery");
  for (const { id, __typename } of records) {
    const { node } = await execute(environment, request, { id });
    assert.deepEqual([node?.__typename, node?.id], [__typename, id]);
  }
});

test("pages, by refetching the node", async (t) => {
  const environment = await newEnvironment(t);
  const { entity } = await execute(environment, await artifact("PagesQuery"), { entity: { name: "DeepSeek" } });
  const page = await artifact("PagesPaginationQuery");
  const fragment = await artifact("Pages_entity");
  const whole = async (variables) => {
    const { node } = await execute(environment, page, { id: entity.id, ...variables });
    return environment.lookup(getSelector(fragment, node)).data.facts;
  };
  // Forward: Relay's handler appends what comes after the cursor to what is there.
  let facts = await whole({ first: 3 });
  for (const expected of [3, 6, 9, 10]) {
    assert.equal(facts.edges.length, expected);
    assert.equal(new Set(facts.edges.map((edge) => edge.node.id)).size, expected);
    assert.equal(facts.pageInfo.hasNextPage, expected < 10);
    if (expected < 10) facts = await whole({ first: 3, after: facts.pageInfo.endCursor });
  }
  // Backward, from the end.
  const backward = await newEnvironment(t);
  const ids = [];
  for (let before; ; ) {
    const { node } = await execute(backward, page, { id: entity.id, last: 4, before });
    const { facts: part } = backward.lookup(getSelector(fragment, node)).data;
    if (ids.length === part.edges.length) assert.fail("no progress");
    ids.splice(0, ids.length, ...part.edges.map((edge) => edge.node.id));
    if (!part.pageInfo.hasPreviousPage) break;
    before = part.pageInfo.startCursor;
  }
  assert.deepEqual(ids, facts.edges.map((edge) => edge.node.id));
});

test("what a mutation adds goes into the list, what it retracts goes out", async (t) => {
  const environment = await newEnvironment(t);
  const list = await artifact("ListQuery");
  const keys = () => environment.lookup(createOperationDescriptor(list, {}).fragment).data.articles.edges.map((edge) => edge?.node?.key);
  const { articles } = await execute(environment, list, {});
  const before = keys();
  const commit = async (name, variables) => {
    const mutation = await artifact(name);
    return new Promise((onCompleted, onError) => commitMutation(environment, { mutation, variables, onCompleted, onError }));
  };
  const texts = ["one", "two"].map((key) => ({ key, text: `Company ${key} was founded by Maria Lopez in 2019.` }));
  await commit("AddMutation", { input: { articles: texts }, connections: [articles.__id] });
  assert.deepEqual(keys().slice().sort(), ["one", "two", ...before].sort());
  assert.deepEqual(keys().slice(2), before, "they come first");
  await commit("RemoveMutation", { input: { key: "one" } });
  assert.deepEqual(keys().filter(Boolean), ["two", ...before]);
});

test("no complaints", () => assert.deepEqual(complaints, []));
