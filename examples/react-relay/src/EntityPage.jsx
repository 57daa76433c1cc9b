import { graphql, useLazyLoadQuery } from "react-relay";
import { FactList } from "./FactList.jsx";

export function EntityPage({ id }) {
  const { node } = useLazyLoadQuery(
    graphql`
      query EntityPageQuery($id: ID!) {
        node(id: $id) {
          ... on Entity {
            label
            kind
            aliases
            ...FactList_entity @alias(as: "facts")
          }
        }
      }
    `,
    { id },
  );
  if (!node) return <p>It is gone.</p>;
  return (
    <article>
      <h2>
        {node.label} <span className="quiet">{[node.kind?.toLowerCase(), ...node.aliases].join(", ")}</span>
      </h2>
      <FactList entity={node.facts} />
    </article>
  );
}
