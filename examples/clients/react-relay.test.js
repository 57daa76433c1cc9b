// The React app, built and opened in a browser that may speak to nobody else:
// search, an entity, its facts page by page, a claim with its evidence, an
// article that is read and retracted.
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { build } from "../react-relay/build.js";
import { serve } from "../react-relay/serve.js";
import { startServer } from "./server.js";

const browser = findBrowser();

test("React and Relay", { skip: !browser && "no chromium on this machine", timeout: 120_000 }, async (t) => {
  await build();
  const claimgraph = await startServer(t);
  const app = await serve(claimgraph.origin, 0);
  t.after(() => app.close(() => {}).closeAllConnections());
  const origin = `http://127.0.0.1:${app.address().port}`;
  const chromium = await puppeteer.launch({ executablePath: browser, args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
  t.after(() => chromium.close());
  const page = await chromium.newPage();
  const problems = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => !request.url().startsWith(origin) && !request.url().startsWith("data:") && problems.push("asked " + request.url()));

  const has = (selector, text) =>
    page.waitForFunction((s, want) => [...document.querySelectorAll(s)].some((element) => element.textContent.includes(want)), { timeout: 20_000 }, selector, text);
  const count = (selector) => page.$$eval(selector, (elements) => elements.length);

  await page.goto(origin);
  await t.test("search", async () => {
    await has(".found button", "DeepSeek researchers");
    await page.type("input", "-V3");
    await page.waitForFunction(() => document.querySelectorAll(".found button").length === 1);
    await page.click(".found button");
    await has("article h2", "DeepSeek-V3");
  });
  await t.test("claims with evidence", async () => {
    await has(".fact summary", "trained_on");
    for (const summary of await page.$$(".fact summary")) await summary.click();
    await has(".fact blockquote", "However, DeepSeek researchers recently claimed");
    await has(".fact blockquote .quiet", "reported, “claimed” DeepSeek researchers · deepseek.txt, characters 1048 to 1250");
  });
  await t.test("facts page by page", async () => {
    await page.$eval("input", (input) => input.select());
    await page.type("input", "DeepSeek");
    await page.waitForFunction(() => document.querySelectorAll(".found button").length > 2);
    await page.evaluate(() => [...document.querySelectorAll(".found button")].find((button) => button.textContent === "DeepSeek").click());
    await has(".shown", "4 of 10 facts");
    await page.click(".more");
    await has(".shown", "8 of 10 facts");
    await page.click(".more");
    await has(".shown", "10 of 10 facts");
    assert.equal(await count(".fact"), 10);
    assert.equal(await count(".more"), 0);
  });
  await t.test("an article is read, and retracted", async () => {
    const before = await count(".articles li");
    assert.equal(before, 3);
    await page.type("textarea", "Acme was founded by Maria Lopez in 2019.");
    await page.click("form button");
    await has(".articles li:first-child", "Acme was founded");
    assert.equal(await count(".articles li"), before + 1);
    await page.click(".articles li:first-child button");
    await page.waitForFunction((n) => document.querySelectorAll(".articles li").length === n, {}, before);
  });
  await t.test("more of a list that has changed since", async () => {
    await page.click(".more-articles");
    await page.waitForFunction(() => document.querySelectorAll(".articles li").length === 5);
    assert.equal(await count(".more-articles"), 0);
  });
  await t.test("no complaints", () => assert.deepEqual(problems, []));
});

function findBrowser() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const dir of (process.env.PATH ?? "").split(delimiter)) {
      try {
        accessSync(join(dir, name), constants.X_OK);
        return join(dir, name);
      } catch {
        // not there
      }
    }
  }
}
