// Subscriptions as server-sent events (the distinct connections of graphql-sse):
// one request, answered by events named next and one named complete. By fetch and
// not EventSource, which can neither POST nor send a key.

import { errorOf, send } from "./api.js";

export class StreamLost extends Error {}

// subscribe gives the data of each event until the stream is complete. It throws
// StreamLost where the connection ends before.
export async function* subscribe(query, variables, signal) {
  for await (const answer of answers({ query, variables }, signal)) {
    if (answer.errors) throw errorOf(answer.errors);
    yield answer.data;
  }
}

// answers gives whole answers, errors and all.
export async function* answers(request, signal, headers) {
  const response = await send(request, "text/event-stream", signal, headers);
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    yield await response.json();
    return;
  }
  for await (const { event, data } of events(response.body)) {
    if (event === "complete") return;
    if (event === "next") yield JSON.parse(data);
  }
  throw new StreamLost("the connection was lost");
}

// Events are parted by empty lines; a line that begins with a colon is a comment.
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      for (let at = text.indexOf("\n\n"); at >= 0; at = text.indexOf("\n\n")) {
        yield eventOf(text.slice(0, at));
        text = text.slice(at + 2);
      }
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
  } finally {
    reader.cancel().catch(() => {});
  }
}

function eventOf(lines) {
  const event = { event: "message", data: "" };
  for (const line of lines.split("\n")) {
    const [, name, value] = line.match(/^(event|data): ?(.*)$/) ?? [];
    if (name === "event") event.event = value;
    if (name === "data") event.data += value;
  }
  return event;
}
