import { useState } from "react";
import { graphql, useLazyLoadQuery, useMutation, usePaginationFragment } from "react-relay";
import { useMore } from "./useMore.js";

export function Articles() {
  const query = useLazyLoadQuery(graphql`query ArticlesQuery { ...Articles_query }`, {});
  const pages = usePaginationFragment(
    graphql`
      fragment Articles_query on Query
      @refetchable(queryName: "ArticlesPaginationQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
        articles(first: $count, after: $cursor) @connection(key: "Articles_articles") {
          __id
          edges {
            node {
              id
              key
              title
            }
          }
        }
      }
    `,
    query,
  );
  const { data } = pages;
  const connections = [data.articles.__id];
  const more = useMore(pages, data.articles.edges.length);
  return (
    <>
      <h2>Articles</h2>
      <AddArticle connections={connections} />
      <ul className="articles">
        {data.articles.edges.map(({ node }) => (
          <li key={node.id}>
            {node.title ?? node.key} <Retract articleKey={node.key} connections={connections} />
          </li>
        ))}
      </ul>
      {more && <button className="more-articles" onClick={() => more(10)}>More</button>}
    </>
  );
}

function AddArticle({ connections }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const [commit, busy] = useMutation(graphql`
    mutation ArticlesAddMutation($input: IngestArticlesInput!, $connections: [ID!]!) {
      ingestArticles(input: $input) {
        articleEdges @prependEdge(connections: $connections) {
          cursor
          node {
            id
            key
            title
          }
        }
        userErrors {
          message
        }
      }
    }
  `);
  const add = (event) => {
    event.preventDefault();
    const title = text.trim().split("\n")[0].slice(0, 60);
    commit({
      variables: { input: { articles: [{ key: `typed: ${title}`, title, text }] }, connections },
      onCompleted: ({ ingestArticles }) => {
        setProblem(ingestArticles.userErrors.map((error) => error.message).join("; "));
        if (ingestArticles.articleEdges.length > 0) setText("");
      },
      onError: (error) => setProblem(error.message),
    });
  };
  return (
    <form onSubmit={add}>
      <textarea aria-label="An article" rows="3" value={text} onChange={(event) => setText(event.target.value)} />
      <button disabled={busy || text.trim() === ""}>Read</button> {problem && <span role="alert">{problem}</span>}
    </form>
  );
}

function Retract({ articleKey, connections }) {
  const [commit, busy] = useMutation(graphql`
    mutation ArticlesRetractMutation($input: RetractInput!, $connections: [ID!]!) {
      retract(input: $input) {
        retractedId @deleteEdge(connections: $connections)
        userErrors {
          message
        }
      }
    }
  `);
  return (
    <button className="plain" disabled={busy} aria-label={`Retract ${articleKey}`} onClick={() => commit({ variables: { input: { key: articleKey }, connections } })}>
      ✕
    </button>
  );
}
