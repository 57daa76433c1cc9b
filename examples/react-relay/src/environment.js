import { Environment, Network, RecordSource, Store } from "relay-runtime";

async function ask({ text: query }, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) throw new Error(`${response.status}: ${await response.text()}`);
  const answer = await response.json();
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("; "));
  return answer;
}

export const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
