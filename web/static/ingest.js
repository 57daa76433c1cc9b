// Loading articles. A server that has jobs tells how far it is as it goes; one
// that has none answers when all is done.

import { StreamLost, subscribe } from "./stream.js";

const mostBytes = 700_000; // of one request, whose limit is 1 MiB as JSON
const mostArticles = 100;
const retries = 5;

const read = `mutation Read($input: IngestArticlesInput!) {
  ingestArticles(input: $input) { claimCount articleEdges { node { id key title } } userErrors { message } }
}`;

const begin = `mutation Begin($input: IngestArticlesInput!) {
  ingestArticles(input: $input) { job { id } userErrors { message } }
}`;

const progress = `subscription Progress($job: ID!, $after: Int!) {
  ingestProgress(jobId: $job, afterSequence: $after) { sequence newClaimCount message
    article { id key title }
    job { state done failed errors { message } }
  }
}`;

// hasJobs asks whether the server tells of progress. One that does not describe
// itself is taken to tell nothing.
export async function hasJobs(view) {
  try {
    return (await view.ask(`query Features { __type(name: "Subscription") { name } }`)).__type !== null;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return false;
  }
}

// batches parts articles into requests.
export function batches(articles) {
  const list = [];
  let bytes = 0;
  for (const a of articles) {
    const size = new Blob([a.text]).size;
    if (!list.length || bytes + size > mostBytes || list.at(-1).length === mostArticles) {
      list.push([]);
      bytes = 0;
    }
    list.at(-1).push(a);
    bytes += size;
  }
  return list;
}

// load gives steps { tried, claims, article, trouble, waiting } until all is done.
// One text that is too long does not stop the others.
export async function* load(view, articles, { dryRun, jobs }) {
  for (const batch of batches(articles)) {
    try {
      yield* jobs && !dryRun ? job(view, batch) : atOnce(view, batch, dryRun);
    } catch (error) {
      if (error.code !== "BODY_TOO_LARGE" || articles.length === 1) throw error;
      yield { tried: batch.length, trouble: `${batch.map((a) => a.title ?? a.key).join(", ")}: ${error.message}` };
    }
  }
}

async function* atOnce(view, articles, dryRun) {
  const d = (await view.ask(read, { input: { articles, dryRun } })).ingestArticles;
  for (const { node } of d.articleEdges) yield { article: node };
  for (const { message } of d.userErrors) yield { trouble: message };
  yield { tried: articles.length, claims: d.claimCount };
}

async function* job(view, articles) {
  const d = (await view.ask(begin, { input: { articles, wait: false } })).ingestArticles;
  if (!d.job) {
    for (const { message } of d.userErrors) yield { trouble: message };
    return;
  }
  let tried = 0;
  for await (const { ingestProgress: step } of resumed(view, d.job.id)) {
    const now = step.job.done + step.job.failed;
    yield { tried: now - tried, claims: step.newClaimCount, article: step.article, trouble: step.message, waiting: step.job.state === "QUEUED" };
    tried = now;
  }
}

// resumed goes on after the last step that was seen where a connection is lost.
async function* resumed(view, jobID) {
  let after = 0;
  for (let tries = 0; ; tries++) {
    try {
      view.note(progress, { job: jobID, after: 0 });
      for await (const d of subscribe(progress, { job: jobID, after }, view.signal)) {
        after = d.ingestProgress.sequence;
        yield d;
      }
      return;
    } catch (error) {
      if (!(error instanceof StreamLost) || tries === retries) throw error;
      await new Promise((done) => setTimeout(done, 300 << tries));
    }
  }
}
