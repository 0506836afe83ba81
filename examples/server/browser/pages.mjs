// Looks at the static error pages of package pages, in each template:
//
//	./run              installs what is missing, then runs all tests
//	node --test pages.mjs
//	UPDATE=1 ./run     also writes ../../../pages/preview.png
//
// No page may report an error, have a script or ask for anything.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { accessible } from "./axe.mjs";

const templates = ["plain", "branded", "minimal"];
const tags = { en: "ltr", ar: "rtl", ko: "ltr", ta: "ltr" };
const directions = ["en", "ar"]; // one language of each direction
const patience = 10 * 60 * 1000; // for a loaded machine
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 900 };

let dir, browser;

before(async () => {
  dir = mkdtempSync(join(tmpdir(), "pages"));
  const { status, stderr } = spawnSync("go", ["run", "../../pages", "-preview", dir, "-lang", Object.keys(tags).join(), "-status", "401,404,413,503,511"], { cwd: import.meta.dirname, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    timeout: patience,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

const url = (...parts) => pathToFileURL(join(dir, ...parts)).href;

// visit opens each page of a template in a language.
async function visit(template, tag, viewport, what) {
  const context = await browser.newContext({ viewport });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => faults.push(message.text()));
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) faults.push(`asks for ${request.url()}`);
  });
  for (const name of readdirSync(join(dir, template, tag)).filter((name) => name.endsWith(".html"))) {
    await page.goto(url(template, tag, name));
    await what(page, `${template}/${tag}/${name}`);
    assert.deepEqual(faults, [], name);
    assert.equal(await page.locator("script").count(), 0, name);
  }
  await context.close();
}

for (const template of templates) {
  for (const [tag, direction] of Object.entries(tags)) {
    test(`${template} in ${tag} fits a phone, and reads in its direction`, () =>
      visit(template, tag, phone, async (page, name) => {
        assert.equal(await page.getAttribute("html", "lang"), tag, name);
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).direction), direction, name);
        // Each text begins on the side on which reading begins.
        const begins = await page.evaluate((direction) => [...document.querySelectorAll("header, h1, p, li, footer")].map((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const { left, right } = range.getClientRects()[0];
          return [element.outerHTML, direction === "rtl" ? document.documentElement.clientWidth - right : left];
        }), direction);
        for (const [html, begin] of begins) assert.ok(Math.abs(begin - begins[0][1]) <= 3, `${name}: ${html} begins at ${begin}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= phone.width, `${name} is ${wide} wide`);
      }));
  }

  for (const tag of directions) {
    test(`${template} in ${tag} is accessible, in light and dark`, () =>
      visit(template, tag, phone, async (page, name) => {
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await accessible(page, `${name} in ${colorScheme}`, { rules: { "target-size": { enabled: true } } });
          const dark = await page.evaluate(() => getComputedStyle(document.body).color);
          const bright = Number(dark.match(/\d+/)[0]) > 127;
          assert.equal(bright, colorScheme === "dark", `${name} has text of ${dark} in ${colorScheme}`);
        }
      }));
  }

  test(`${template} is fit for print`, () =>
    visit(template, "en", desktop, async (page, name) => {
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      const color = await page.evaluate(() => getComputedStyle(document.body).color);
      assert.ok(Number(color.match(/\d+/)[0]) < 60, `${name} prints ${color}`);
    }));

  test(`the preview of ${template} shows all pages`, async () => {
    const page = await browser.newPage({ viewport: desktop });
    page.setDefaultTimeout(patience);
    await page.goto(url(template, "preview.html"));
    assert.equal(await page.locator("iframe").count(), 5 * Object.keys(tags).length);
    await page.locator("summary", { hasText: "(ar)" }).click();
    const heading = page.frameLocator('iframe[src="ar/503.html"]').locator("h1");
    await page.locator('iframe[src="ar/503.html"]').scrollIntoViewIfNeeded();
    assert.match(await heading.textContent(), /\p{Script=Arabic}/u);
    await accessible(page, `the preview of ${template}`, { iframes: false });
    await page.close();
  });
}

// The picture in the README of package pages: the three templates, in light and dark, read from
// the left and from the right.
test("the templates beside one another", async () => {
  const shots = [];
  for (const [template, tag, colorScheme] of [["plain", "ko", "light"], ["branded", "ko", "light"], ["minimal", "ko", "light"], ["plain", "ar", "dark"], ["branded", "ar", "dark"], ["minimal", "ar", "dark"]]) {
    const page = await browser.newPage({ viewport: { width: 400, height: 420 }, colorScheme });
    page.setDefaultTimeout(patience);
    await page.goto(url(template, tag, "503.html"));
    shots.push(await page.screenshot());
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1204, height: 843 } });
  await page.setContent(
    '<body style="margin:0; display:grid; grid-template-columns:repeat(3, 400px); gap:1px; padding:1px; background:#8a8f98">' +
      shots.map((shot) => `<img alt="" src="data:image/png;base64,${shot.toString("base64")}">`).join(""));
  const picture = await page.screenshot();
  await page.close();
  assert.ok(picture.length < 200_000, `${picture.length} bytes`);
  if (process.env.UPDATE) writeFileSync(new URL("../../../pages/preview.png", import.meta.url), picture);
});
