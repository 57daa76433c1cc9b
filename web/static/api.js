// Questions to /graphql, and nowhere else.

import { askForKey, key } from "./key.js";

// What a key could change.
const wantsKey = ["UNAUTHENTICATED", "FORBIDDEN", "PERSISTED_QUERY_ID_REQUIRED"];

export async function ask(query, variables = {}, signal = undefined) {
  const answer = await answerOf(await send({ query, variables }, "application/graphql-response+json, application/json", signal));
  if (!answer.errors) return answer.data;
  const error = errorOf(answer.errors);
  if (wantsKey.includes(error.code) && await askForKey(error.message)) return ask(query, variables, signal);
  throw error;
}

// errorOf makes one error of an answer's, each message once; code is the first one's.
export function errorOf(errors) {
  const error = new Error([...new Set(errors.map((e) => e.message))].join("; "));
  error.code = errors[0].extensions?.code;
  return error;
}

// send posts a request ({ query, variables, operationName }) as it is.
export async function send(request, accept, signal, more = {}) {
  const headers = { "Content-Type": "application/json", Accept: accept };
  if (key()) headers.Authorization = "Bearer " + key();
  try {
    return await fetch("/graphql", { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(request), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The server does not answer. Is claimgraph still running?");
  }
}

async function answerOf(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(`The server answered ${response.status} ${response.statusText}, and nothing that can be read.`);
  }
}
