// The examples that every client runs, with the answers that it is to give,
// those that change something last.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema } from "graphql";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = (path) => readFileSync(here(path), "utf8");

export const sdl = text("../../schema.graphqls");
export const schema = buildSchema(sdl);

export const operations = readdirSync(here("../operations"))
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => {
    const path = "../operations/" + file.slice(0, -".graphql".length);
    return {
      name: file.slice(0, -".graphql".length),
      query: text(path + ".graphql"),
      variables: existsSync(here(path + ".variables.json")) ? JSON.parse(text(path + ".variables.json")) : {},
      answer: JSON.parse(text(path + ".answer.json")),
      changes: /^mutation /m.test(text(path + ".graphql")),
    };
  })
  .sort((a, b) => a.changes - b.changes);

if (operations.length < 20) throw new Error(`only ${operations.length} examples`);

// subscriptions are only there where the schema has them.
export const subscriptions = schema.getSubscriptionType()
  ? readdirSync(here("../subscriptions")).map((file) => ({ name: file.slice(0, -".graphql".length), query: text("../subscriptions/" + file) }))
  : [];

// possibleTypes says which types an interface or union may be.
export const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => "getTypes" in type || type.constructor.name === "GraphQLInterfaceType")
    .map((type) => [type.name, schema.getPossibleTypes(type).map((possible) => possible.name)]),
);

// typePolicies let Apollo put together what several queries asked of a thing
// without an id (an attribution, a value, a page with the same arguments): it
// belongs to the thing that holds it, and is never exchanged for another one.
export const typePolicies = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => type.astNode?.kind === "ObjectTypeDefinition" && !possibleTypes.Node.includes(type.name))
    .filter((type) => !["Query", "Mutation", "Subscription"].includes(type.name))
    .map((type) => [type.name, { merge: true }]),
);

// trimmed takes away the __typename that caches ask for, where the answer lacks it.
export function trimmed(value, like) {
  if (Array.isArray(value)) return value.map((item, i) => trimmed(item, like?.[i]));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "__typename" || (like && "__typename" in like))
      .map(([name, item]) => [name, trimmed(item, like?.[name])]),
  );
}
