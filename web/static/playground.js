// The playground: GraphiQL over this host's /graphql. ?query= opens it with a
// query of the caller's, &variables= with its variables. Where the explorer was
// given a key, it is sent along.

import { key } from "./key.js";

const welcome = `# Who claims that DeepSeek-V3 was trained on H800 chips?
# Press the play button, or Ctrl-Enter. Ctrl-Space completes; the book on the left is the manual.
{
  entity(ref: { name: "DeepSeek-V3" }) {
    facts(where: { predicates: ["trained_on"] }) {
      edges {
        other { label }
        node {
          status
          claims {
            nodes {
              modality
              attribution { text cue }
              evidence { text start end }
            }
          }
        }
      }
    }
  }
}
`;

const params = new URLSearchParams(location.search);
const given = params.get("query");

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql", headers: key() ? { Authorization: "Bearer " + key() } : {} }),
    defaultQuery: welcome,
    initialQuery: given ?? undefined,
    variables: params.get("variables") ?? undefined,
    query: given ?? undefined,
    defaultEditorToolsVisibility: false,
    shouldPersistHeaders: false,
  }),
);
