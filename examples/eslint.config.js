// The schema and the operations under @graphql-eslint. What is turned off or
// narrowed says why; names are those of the design and bind.
import plugin from "@graphql-eslint/eslint-plugin";

const { configs, parser } = plugin;
const schema = new URL("../schema.graphqls", import.meta.url).pathname;
const operations = new URL("operations/*.graphql", import.meta.url).pathname;

const linted = (files, rules) => ({
  files,
  plugins: { "@graphql-eslint": plugin },
  languageOptions: { parser, parserOptions: { graphQLConfig: { schema, documents: operations } } },
  rules,
});

export default [
  linted(["schema.graphqls"], {
    ...configs["flat/schema-recommended"].rules,
    ...configs["flat/schema-relay"].rules,
    // One line each, as the whole schema has them.
    "@graphql-eslint/description-style": ["error", { style: "inline" }],
    // What is found in one direction (matches, paths, searches, timelines) is paged in one.
    "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
    // Rows of a match, paths and entries of a timeline are no things with an id. Lists that are
    // bounded by what holds them (rules of a claim, steps of a path) are no connections, and
    // connections have "nodes" for clients that need no cursors.
    "@graphql-eslint/relay-edge-types": ["error", { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
    // What has an identity of its own is a Node (clients/apollo.test.js holds that); a span, a
    // value or a page has none, and an id made up for it would fill caches with copies.
    "@graphql-eslint/strict-id-in-types": "off",
  }),
  linted(["examples/operations/*.graphql"], {
    ...configs["flat/operations-recommended"].rules,
    // Relay wants operations to end so, and fragments to be called Component_prop.
    "@graphql-eslint/naming-convention": ["error", { VariableDefinition: "camelCase", OperationDefinition: { style: "PascalCase", requiredSuffixes: ["Query", "Mutation"] } }],
  }),
];
