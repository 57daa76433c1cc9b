import { graphql, useLazyLoadQuery } from "react-relay";

export function Search({ text, onPick }) {
  const { search } = useLazyLoadQuery(
    graphql`
      query SearchQuery($text: String!) {
        search(query: $text, scopes: [ENTITY], first: 8) {
          totalCount
          edges {
            node {
              __typename
              ... on Entity {
                id
                label
                kind
              }
            }
          }
        }
      }
    `,
    { text },
  );
  return (
    <ul className="found">
      {search.edges.map(({ node }) => (
        <li key={node.id}>
          <button className="plain" onClick={() => onPick(node.id)}>{node.label}</button> <span className="quiet">{node.kind.toLowerCase()}</span>
        </li>
      ))}
      {search.totalCount === 0 && <li className="quiet">Nothing is called that.</li>}
    </ul>
  );
}
