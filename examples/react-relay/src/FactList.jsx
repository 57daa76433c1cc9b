import { graphql, usePaginationFragment } from "react-relay";
import { FactRow } from "./FactRow.jsx";
import { useMore } from "./useMore.js";

// The far end and the direction stand on the edge: a fact is the same from
// wherever it is looked at.
export function FactList({ entity }) {
  const pages = usePaginationFragment(
    graphql`
      fragment FactList_entity on Entity
      @refetchable(queryName: "FactListPaginationQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" }) {
        label
        facts(direction: BOTH, first: $count, after: $cursor) @connection(key: "FactList_facts") {
          totalCount
          edges {
            direction
            other {
              label
            }
            node {
              id
              ...FactRow_fact
            }
          }
        }
      }
    `,
    entity,
  );
  const { data, isLoadingNext } = pages;
  const { edges, totalCount } = data.facts;
  const more = useMore(pages, edges.length);
  return (
    <>
      <p className="quiet shown">{edges.length} of {totalCount} facts</p>
      <ul>
        {edges.map(({ direction, other, node }) => (
          <FactRow key={node.id + direction} fact={node} subject={direction === "OUT" ? data.label : other.label} object={direction === "OUT" ? other.label : data.label} />
        ))}
      </ul>
      {more && <button className="more" disabled={isLoadingNext} onClick={() => more(4)}>More</button>}
    </>
  );
}
