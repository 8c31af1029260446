// What the pages of both calculators have in common: what may be dragged beside what comes of it, the way into the
// conversation, tables and drawings. Every figure is one that the operation answered with.
const word = (name, parts = {}) => Object.entries(parts).reduce(
  (text, [mark, part]) => text.replace(`{${mark}}`, () => part), material.words[name][tongue === "zh" ? 0 : 1]);
const short = { notation: "compact", maximumSignificantDigits: 3 };
const compact = (value) => new Intl.NumberFormat(t("zh-CN", "en-GB"), short).format(value);
const region = (id, label) => el("div", { class: "wide", tabindex: "0", role: "region", id, "aria-label": label });

// `words`: the title, what to do, what to do where there is nothing to drag, the legend, the button, and the wish.
function bench(words, dials, above, beside, below) {
  return [
    el("h1", {}, words.title),
    el("p", { class: "lead" }, dials.length ? words.lead : words.empty),
    ...above,
    el("div", { class: dials.length && "bench" },
      dials.length && el("fieldset", { class: "dials" }, el("legend", {}, words.legend), dials),
      el("div", {}, beside)),
    ...below,
    dials.length && el("div", { class: "actions" },
      button(words.hand, { class: "primary", id: "hand", onclick: () => hand(words.wish) }),
      button(t("恢复原值", "Back to the original"), { id: "reset", onclick: restore })),
    status(),
  ].filter(Boolean);
}

function restore() {
  page.request = structuredClone(page.original);
  page.restore();
  say("");
  follow();
}

async function hand(wish) {
  const otherwise = t("这里不能代发：请在对话中说出这些改动。",
    "This client takes no message from here: tell the changes in the conversation.");
  say(await give(`${page.note({ data: page.now })}\n${wish}`, otherwise));
}

// A part of a bar chart would pass for the whole.
const beginnings = () => el("p", { class: "remark" }, t("答复太长，这里只有各列表的开头，因此不画：请减少方案或行数。",
  "The answer is too long: only beginnings are here, so nothing is drawn. Ask for fewer options or lines."));

// What the model is told of a change: what was changed and what came of it, a line an option.
function noted(tool, changes, lines) {
  const who = t(`用户在 ${tool} 的图上改了：`, `On the chart of ${tool} the user changed: `);
  return [who + (changes.join("; ") || t("没有改动", "nothing")), ...lines].join("\n").slice(0, MOST_SAID);
}

// Of heads those with a colon at the end stand over figures.
function table(heads, rows) {
  const head = (text) => el("th", { scope: "col", class: text.endsWith(":") && "right" }, text.replace(/:$/, ""));
  return el("table", {}, el("thead", {}, el("tr", {}, heads.map(head))), el("tbody", {}, rows));
}

// A figure, and what it was before anything was changed.
function figure(name, value, before, digits = 0) {
  const written = (one) => (one == null ? "—" : isNaN(one) ? one : shown(one, digits));
  const was = String(value) !== String(before) && el("small", {}, t("原 ", "was "), written(before));
  return el("td", { class: `right ${name}`, "data-value": value, title: value }, written(value), was);
}

// Drawings. A chart is as wide as there is room, so that its letters stay as large as they are.
const room = () => Math.min(Math.max(at("charts").clientWidth, 300), 1_000);
const drawing = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
const draw = (tag, about = {}, ...children) => grown(drawing(tag), about, children);
const letters = (text, x, y, kind, anchor = "start") => draw("text", { class: kind, x, y, "text-anchor": anchor }, text);
const square = (about) => draw("rect", { x: 6, y: 1, width: 16, height: 14, ...about });
const filled = (place) => ({ class: "bar", "--fill": material.fills[place] });

// For eyes, and what it says for those who listen.
function framed(id, caption, alt, [width, height], parts, legend) {
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, parts);
  const sign = (shape) => draw("svg", { viewBox: "0 0 28 16", "aria-hidden": "true" }, shape);
  return el("figure", { id },
    el("figcaption", {}, caption),
    el("div", { class: "chart", tabindex: "0", role: "img", "aria-label": alt }, svg),
    el("ul", { class: "legend" }, legend.map(([shape, name]) => el("li", {}, sign(shape), name))));
}

// A part of a bar, with its number in it where there is room: colours alone would be lost on a copy in grey.
function part(place, box) {
  const bar = draw("rect", { ...filled(place), ...box });
  if (box.width < 12 || box.height < 12) return [bar];
  const [red, green, blue] = [1, 3, 5].map((from) => parseInt(material.fills[place].slice(from, from + 2), 16));
  const ink = 0.299 * red + 0.587 * green + 0.114 * blue < 140 ? "#fff" : "#000";
  const about = { class: "mark", "--on": ink, "text-anchor": "middle" };
  return [bar, draw("text", { ...about, x: box.x + box.width / 2, y: box.y + box.height / 2 + 4 }, String(place + 1))];
}

// Round steps of 1, 2 or 5 that cover the values.
function steps(low, high, most = 5) {
  const rough = Math.max(high - low, 1e-9) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((one) => one * power >= rough), first = Math.floor(low / step);
  return Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, place) => (first + place) * step);
}
