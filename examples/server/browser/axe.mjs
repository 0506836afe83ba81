// Checks the accessibility of a page with axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const contrast = ["color-contrast", "color-contrast-enhanced"]; // the latter wants 7 to 1

// accessible fails if the page violates a rule of axe, or has a text whose contrast is less than
// 7 to 1. The options are those of axe.run. The name is for the message.
export async function accessible(page, name, options = {}) {
  await page.evaluate(axe); // through the debugger, which no policy forbids
  const run = async (options) => {
    const { violations, passes, incomplete } = await page.evaluate((options) => window.axe.run(options), options);
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], name);
    return { passes: passes.map(({ id }) => id), doubts: incomplete.flatMap(({ nodes }) => nodes) };
  };
  await run(options);
  await page.evaluate(showColours);
  const { passes, doubts } = await run({ runOnly: contrast });
  await page.evaluate(() => window.restore());
  assert.deepEqual(passes.sort(), contrast, name);
  // axe only doubts a text in the colour of its ground.
  const invisible = doubts.filter(({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio"));
  assert.deepEqual(invisible.map(({ html }) => html), [], name);
}

// showColours changes two things, so that axe sees each colour, until restore is called:
//
//   - axe takes Arabic letters, which join, for the icons of an icon font. Then it skips the
//     contrast of all text in this font. So the texts get Latin letters.
//   - axe takes the ground of a page without a background for white. In dark colours the browser
//     paints it dark. So the page gets the browser's colour as its background.
function showColours() {
  const texts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.closest("script, style")) continue;
    texts.set(walker.currentNode, data);
    walker.currentNode.data = data.replace(/[\p{L}\p{M}]+/gu, "text");
  }
  const { style } = document.documentElement;
  style.backgroundColor = "Canvas";
  window.restore = () => {
    texts.forEach((data, node) => { node.data = data; });
    style.backgroundColor = "";
  };
}
