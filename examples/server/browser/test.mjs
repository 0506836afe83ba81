// Tests the catalogue and the error pages in a browser, in languages that differ in script and
// direction:
//
//	./run              installs what is missing, then runs the test
//	node --test
//	UPDATE=1 ./run     also writes ltr-rtl.png
//	ALL=1 ./run        also checks the accessibility of the pages in every language
//
// Each language has a browser of its own, which asks for the language by a setting, as the browser
// of a reader does. No page may report an error or send a request to another origin.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { accessible } from "./axe.mjs";

const languages = {
  en: { direction: "ltr", script: /\p{Script=Latin}/u },
  ko: { direction: "ltr", script: /\p{Script=Hangul}/u },
  ar: { direction: "rtl", script: /\p{Script=Arabic}/u },
  ja: { direction: "ltr", script: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u },
};

// The rules of accessibility depend on the direction and on the kind of page, not on the texts. So
// two languages are enough for each change.
const directions = ["en", "ar"];

// The longest time for one step. It ends a test that hangs. A loaded machine does not reach it.
const patience = 10 * 60 * 1000;

const catalogue = "/";
const statusPage = "/status/503";
const vendorPage = "/status/522";
const nothingFound = "/?q=zzz";
const errorPage = "/status/503/response";
const desktop = { viewport: { width: 1280, height: 1024 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }; // 1280 by 1024 at 400 %

let server, base;
const browsers = {};

// The texts of a language, as a translator writes them.
const source = (tag) => JSON.parse(readFileSync(new URL(`../../../lang/texts/${tag}.json`, import.meta.url)));

before(async () => {
  // The server gets a process group of its own, because go run does not pass a signal on.
  server = spawn("go", ["run", "../", "-addr", "127.0.0.1:0"], { cwd: import.meta.dirname, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const printed = await new Promise((resolve, reject) => {
    server.stdout.once("data", resolve);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  base = new URL(String(printed).trim()).origin;
  for (const tag in languages) {
    browsers[tag] = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      timeout: patience,
      args: [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", `--accept-lang=${tag}`,
      ],
    });
  }
});

after(async () => {
  for (const tag in browsers) await browsers[tag].close();
  process.kill(-server.pid);
});

// visit opens one page after the other, does something with each, and checks that the browser
// reports no fault.
async function visit(tag, paths, options, what) {
  const context = await browsers[tag].newContext(options);
  context.setDefaultTimeout(patience);
  try {
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== base) faults.push(`asks for ${request.url()}`);
    });
    page.on("console", (message) => {
      // The error page has to have its status.
      const expected = message.location().url.startsWith(base + errorPage) && message.text().includes("responded with a status of 503");
      if (["error", "warning"].includes(message.type()) && !expected) faults.push(message.text());
    });
    for (const path of paths) {
      await page.goto(base + path);
      await what(page, path);
      assert.deepEqual(faults, [], path);
    }
  } finally {
    await context.close();
  }
}

const pages = [catalogue, "/?q=4", nothingFound, statusPage, vendorPage, errorPage];

for (const [tag, { direction, script }] of Object.entries(languages)) {
  describe(tag, () => {
    test("is the language of the page, by the browser's setting", () =>
      visit(tag, pages, desktop, async (page, path) => {
        assert.equal(await page.evaluate(() => navigator.language), tag);
        assert.equal(await page.getAttribute("html", "lang"), tag, path);
        assert.equal(await page.getAttribute("html", "dir"), direction, path);
      }));

    test("can be left by a link, and the choice stays", () =>
      visit(tag, [catalogue], desktop, async (page) => {
        const other = tag === "ko" ? "ar" : "ko";
        await page.click("summary");
        await page.click(`#languages [lang=${other}]`);
        await page.click(`a[href^="${statusPage}?"]`);
        assert.equal(await page.getAttribute("html", "lang"), other);
        assert.match(await page.textContent("h1 .title"), languages[other].script);
        await page.click("text=Open it");
        assert.match(await page.textContent("body"), languages[other].script);
      }));

    test("is not mixed with another", async () => {
      const { latin = [] } = source(tag);
      await visit(tag, [...pages, "/status/301", "/status/401"], desktop, async (page, path) => {
        const prose = await page.evaluate(texts);
        assert.ok(path === nothingFound || prose.some(({ lang }) => lang === tag), path);
        for (const { text, lang } of prose) {
          if (lang === "en") assert.doesNotMatch(text, /[^\p{Script=Latin}\P{L}]/u, `marked as English on ${path}`);
          if (lang !== tag || tag === "en") continue;
          assert.match(text, script, `marked as ${tag} on ${path}`);
          const foreign = text.match(/\p{Script=Latin}+/gu)?.filter((word) => !latin.includes(word)) ?? [];
          assert.deepEqual(foreign, [], `${text}, on ${path}`);
        }
      });
    });

    test("is searched while the reader types", () =>
      visit(tag, [catalogue], desktop, async (page) => {
        const title = await page.textContent('a[href="/status/404"] .title');
        const all = await page.locator(".statuses li").count();
        assert.ok(all > 100);
        await page.evaluate(() => (window.stayed = true));
        await page.locator("[name=q]").pressSequentially(title);
        await page.waitForURL((url) => url.searchParams.get("q") === title);
        const found = await page.locator(".statuses li").count();
        assert.ok(found < all / 4);
        assert.equal(await page.isVisible('a[href="/status/404"]'), true);
        assert.equal(await page.isVisible('a[href="/status/503"]'), false);
        assert.equal((await page.textContent("#count")).trim(), `${found} of ${all} statuses`);
        await page.fill("[name=q]", "");
        await page.waitForFunction((all) => document.querySelectorAll(".statuses li").length === all, all);
        await page.fill("[name=q]", "no such status");
        await page.waitForFunction(() => document.querySelectorAll(".statuses li").length === 0);
        assert.match(await page.textContent("#results"), /No status matches no such status\./);
        await page.fill("[name=q]", "cloudflare");
        await page.waitForSelector(`a[href="${vendorPage}"]`);
        assert.equal(await page.evaluate(() => window.stayed), true);
      }));

    test("is searched without script", () =>
      visit(tag, [catalogue], { ...desktop, javaScriptEnabled: false }, async (page) => {
        const title = await page.textContent('a[href="/status/404"] .title');
        await page.fill("[name=q]", title);
        await page.click("form button");
        assert.equal(new URL(page.url()).searchParams.get("q"), title);
        assert.equal(await page.inputValue("[name=q]"), title);
        assert.equal(await page.isVisible('a[href="/status/404"]'), true);
        assert.equal(await page.isVisible('a[href="/status/503"]'), false);
        await page.fill("[name=q]", "zzz");
        await page.click("form button");
        assert.equal(await page.isVisible(".none"), true);
        await page.click("text=show all statuses");
        assert.equal(page.url(), base + catalogue);
      }));

    test("is searched by causes and advice", () =>
      visit(tag, [catalogue], desktop, async (page) => {
        const [cause] = source(tag).causes[503];
        await page.fill("[name=q]", cause);
        await page.waitForFunction(() => document.querySelectorAll(".statuses li").length < 20);
        assert.equal(await page.isVisible(`a[href="${statusPage}"]`), true);
      }));

    test("has links to its sections and between its pages, without script too", async () => {
      for (const javaScriptEnabled of [true, false]) {
        await visit(tag, [catalogue], { ...desktop, javaScriptEnabled }, async (page) => {
          for (const section of ["class-5", "vendors", "class-1"]) {
            await page.click(`.jump a[href="#${section}"]`);
            assert.equal(new URL(page.url()).hash, `#${section}`);
            const { y } = await page.locator(`#${section}`).boundingBox();
            assert.ok(y >= 0 && y < desktop.viewport.height, `${section} is at ${y}`);
          }
          await page.click('a[href="/status/401"]');
          await page.click("[rel=next]");
          assert.equal(page.url(), `${base}/status/402`);
          await page.click("[rel=prev]");
          assert.equal(page.url(), `${base}/status/401`);
          await page.click('.related a[href="/status/403"]');
          assert.match(await page.textContent("h1 .title"), script);
          await page.goto(`${base}/status/504`);
          await page.click(`.related a[href="${vendorPage}"]`);
          assert.match(await page.textContent("h1 .title"), script);
          assert.match(await page.textContent("main"), /Cloudflare: Connection timed out/);
          await page.click('.use a[href="/status/504"]');
          assert.equal(page.url(), `${base}/status/504`);
        });
      }
    });

    test("has an error page that leads on, without script too", async () => {
      for (const javaScriptEnabled of [true, false]) {
        await visit(tag, [errorPage], { ...desktop, javaScriptEnabled }, async (page) => {
          assert.match(await page.textContent("main"), /2:00/); // the wait that Retry-After asks for
          const [again] = await Promise.all([page.waitForResponse(base + errorPage), page.click('a[href=""]')]);
          assert.equal(again.status(), 503);
          assert.equal(page.url(), base + errorPage);
          await page.click('a[href="/"]');
          assert.equal(page.url(), base + catalogue);
        });
      }
    });

    test("can be used with the keyboard alone", () =>
      visit(tag, [catalogue], desktop, async (page) => {
        const enter = () => Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
        await tabTo(page, ".skip");
        await tabTo(page, "[name=q]");
        await page.keyboard.type("503");
        await page.waitForFunction(() => document.querySelectorAll(".statuses li").length === 1);
        await enter(); // what the form finds is the same
        await tabTo(page, ".statuses a");
        await enter();
        assert.equal(page.url(), base + statusPage);
        await tabTo(page, ".skip");
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => document.activeElement.id === "main");
        await tabTo(page, ".facts details:not([open]) summary");
        await page.keyboard.press("Enter");
        await tabTo(page, "a[href*='format=text']");
      }));

    if (directions.includes(tag)) test("is accessible", () => visit(tag, pages, desktop, checkAccess));

    for (const [name, size] of Object.entries({ "a phone": phone, "a screen at 400 %": zoomed })) {
      test(`fits ${name}`, () =>
        visit(tag, [...pages, "/status/103", "/status/301", "/status/426", "/status/499", "/status/504", "/status/511"], size, async (page, path) => {
          await page.evaluate(openAll);
          const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          assert.ok(wide <= room && room === size.viewport.width, `${path} is ${wide} wide, in ${room}`);
        }));
    }
  });
}

if (process.env.ALL) {
  test("every language is accessible", async (t) => {
    let all;
    await visit("en", [catalogue], desktop, async (page) => {
      all = await page.locator("#languages [lang]").evaluateAll((links) => links.map(({ lang }) => lang));
    });
    for (const locale of all) {
      await t.test(locale, () =>
        visit("en", pages, { ...desktop, locale }, async (page, path) => {
          assert.equal(await page.getAttribute("html", "lang"), locale, path);
          await checkAccess(page, path);
        }));
    }
  });
}

// checkAccess runs axe on the page, in light and in dark colours.
async function checkAccess(page, path) {
  await page.evaluate(openAll);
  await accessible(page, path);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(phone.viewport);
  const [text, ground] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.color, style.backgroundColor].map((color) => Number(color.match(/\d+/)[0]));
  });
  assert.ok(ground < text, `${path} is not dark`);
  await accessible(page, `${path} on a dark phone`, { runOnly: ["target-size"] });
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(desktop.viewport);
}

function openAll() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

// texts returns the prose of the page: each text with its language.
function texts() {
  const texts = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (/\p{L}/u.test(data) && !parentElement.closest("script, style, code, pre, .code, [translate=no], small")) {
      texts.push({ text: data.trim(), lang: parentElement.closest("[lang]").lang });
    }
  }
  return texts;
}

// tabTo presses Tab until an element has the focus. The focus has to be visible on each element.
async function tabTo(page, selector) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Tab");
    const [outline, box, name] = await page.evaluate(() => {
      const focused = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const { top, bottom, left, right } = focused.getBoundingClientRect();
      return [outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, bottom > 0 && top < innerHeight && right > 0 && left < innerWidth, focused.outerHTML];
    });
    assert.ok(outline && box, `the focus cannot be seen on ${name}`);
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`Tab does not reach ${selector}`);
}

test("rtl mirrors ltr", async () => {
  const begins = { // elements of each page
    [catalogue]: [".brand", "form", "h1 span", "#count span", ".jump a", "h2 span", ".statuses .code", ".statuses .title", ".statuses .phrase"],
    [nothingFound]: [".none span"],
    [statusPage]: ["h1 .code", "h1 .title", ".phrase span", ".reader p", ".reader li", ".related h2 span", ".related .code", ".previous"],
  };
  const boxes = {};
  for (const tag of ["en", "ar"]) {
    await visit(tag, Object.keys(begins), desktop, async (page, path) => {
      for (const selector of begins[path]) {
        const { x, width } = await page.locator(selector).first().boundingBox();
        // The distance from the side on which reading begins.
        (boxes[selector] ??= {})[tag] = tag === "ar" ? desktop.viewport.width - x - width : x;
      }
    });
  }
  for (const [selector, { en, ar }] of Object.entries(boxes)) {
    assert.ok(Math.abs(en - ar) <= 2, `${selector} begins at ${en} in en, at ${ar} in ar`);
  }
  assert.ok(boxes["h1 .code"].en < boxes["h1 .title"].en);
  assert.ok(boxes["h1 .code"].ar < boxes["h1 .title"].ar);
});

// The picture in the README shows one error page in a language that is read from the left and in
// one that is read from the right.
test("ltr beside rtl", async () => {
  const shots = [];
  for (const tag of ["en", "ar"]) {
    await visit(tag, [errorPage], { viewport: { width: 560, height: 320 } }, async (page) => shots.push(await page.screenshot()));
  }
  const page = await browsers.en.newPage({ viewport: { width: 1123, height: 322 } });
  page.setDefaultTimeout(patience);
  await page.setContent(
    '<body style="margin:0; display:grid; grid-template-columns:560px 560px; gap:1px; padding:1px; background:#8a8f98">' +
      shots.map((shot) => `<img alt="" src="data:image/png;base64,${shot.toString("base64")}">`).join(""));
  const picture = await page.screenshot();
  await page.close();
  assert.ok(picture.length < 200_000, `${picture.length} bytes`);
  if (process.env.UPDATE) writeFileSync(new URL("ltr-rtl.png", import.meta.url), picture);
});
