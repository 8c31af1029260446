// What every page inside a host has in common: the host behind postMessage (MCP Apps, JSON-RPC, 2026-01-26), its
// language and its colours, and the making of elements. What came from outside becomes a text, never markup.
"use strict";
const material = JSON.parse(document.getElementById("material").textContent);
const main = document.getElementById("main");
const PATIENCE = 60_000; // milliseconds, as the next two: for an answer of the host,
const PAUSE = 250; // after the last letter or step of a slider,
const WAIT = 1_500; // and for the call for which the page was opened
const MOST_SAID = 12_000; // characters

let tongue = "zh";
const t = (zh, en) => (tongue === "zh" ? zh : en);
const shown = (value, digits = 0) => new Intl.NumberFormat(t("zh-CN", "en-GB"), { maximumFractionDigits: digits }).format(value);
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
const at = (id) => document.getElementById(id);
const say = (text) => { at("status").textContent = text; };

// An element: names of attributes, `on…` for what happens, the rest children; texts stay texts.
function grown(node, about, children) {
  for (const [name, value] of Object.entries(about)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) node.style.setProperty(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}
const el = (tag, about = {}, ...children) => grown(document.createElement(tag), about, children);
const button = (text, about) => el("button", { type: "button", ...about }, text);
const status = () => el("p", { class: "status", id: "status", role: "status" });

const host = { context: {}, can: {}, waiting: new Map(), asked: 0 };
const send = (message) => parent.postMessage({ jsonrpc: "2.0", ...message }, "*");

function ask(method, params) {
  const id = ++host.asked;
  return new Promise((resolve, reject) => {
    const silence = { message: t("宿主没有回答", "The host did not answer") };
    const timer = setTimeout(() => answered({ id, error: silence }), PATIENCE);
    host.waiting.set(id, { resolve, reject, timer });
    send({ id, method, params });
  });
}

function answered({ id, result, error }) {
  const waiting = host.waiting.get(id);
  if (!waiting) return;
  host.waiting.delete(id);
  clearTimeout(waiting.timer);
  if (error) waiting.reject(new Error(String(error.message ?? error)));
  else waiting.resolve(result ?? {});
}

const heard = {
  "ui/notifications/tool-input": ({ arguments: given }) => { host.given = given ?? {}; },
  "ui/notifications/tool-result": (result) => begin(result),
  "ui/notifications/tool-cancelled": () => begin(),
  "ui/notifications/host-context-changed": (context) => dress(context),
  "ui/resource-teardown": () => ({}),
  ping: () => ({}),
};

addEventListener("message", ({ source, data }) => {
  if (source !== parent || data?.jsonrpc !== "2.0") return;
  if (!data.method) { answered(data); return; }
  const answer = Object.hasOwn(heard, data.method) ? heard[data.method](data.params ?? {}) : undefined;
  if (data.id === undefined) return;
  send(answer ? { id: data.id, result: answer } : { id: data.id, error: { code: -32601, message: "unknown method" } });
});

// The host's theme wins over the device's: the style's dark rules hold or do not.
const dark = [...document.styleSheets[0].cssRules].filter((rule) => rule.conditionText?.includes("dark"));
function dress(context) {
  Object.assign(host.context, context);
  const { theme, styles } = host.context;
  const root = document.documentElement;
  if (theme) {
    root.style.colorScheme = theme;
    for (const rule of dark) rule.media.mediaText = theme === "dark" ? "all" : "not all";
  }
  if (styles?.variables?.["--font-sans"]) root.style.setProperty("--text", styles.variables["--font-sans"]);
}

// A tool's answer: its data, its text, and what was wrong where it refused.
function read({ content = [], structuredContent: data, isError, _meta: meta = {} }) {
  const texts = content.filter(({ type }) => type === "text").map(({ text }) => text);
  if (isError) throw new Error(texts.join("\n").slice(0, MOST_SAID));
  return data && { data, meta, text: texts.at(-1) ?? "" };
}
const call = async (given) => read(await ask("tools/call", { name: page.tool, arguments: given }));

// What a page begins with: the call it was opened for and its answer, or nothing.
async function begin(result) {
  clearTimeout(host.alone);
  clearTimeout(question.timer);
  question.turn++;
  page.request = structuredClone(host.given ?? {});
  let answer, fault;
  try {
    answer = result && read(result);
    if (!answer && result && host.given) answer = await call(host.given); // the host kept the data to itself
  } catch (error) {
    fault = error;
  }
  page.original = structuredClone(page.request);
  page.before = answer?.data;
  tongue = answer?.data.language ?? (["zh", "en"].includes(page.request.language) ? page.request.language : local());
  document.documentElement.lang = t("zh-CN", "en");
  main.replaceChildren(...page.begin(answer), el("p", { id: "fault", class: "error", role: "alert", hidden: true }));
  if (answer) page.show(answer);
  tell(fault);
  main.setAttribute("aria-busy", "false");
}
const local = () => ((host.context.locale ?? navigator.language).startsWith("zh") ? "zh" : "en");

function tell(fault) {
  const place = at("fault");
  place.hidden = !fault;
  place.textContent = fault?.message ?? "";
}

// Asks again once whoever types or drags has paused; one question at a time, and the last one counts.
const question = { turn: 0, asking: false, missed: false };
function follow() {
  question.turn++;
  main.setAttribute("aria-busy", "true");
  clearTimeout(question.timer);
  question.timer = setTimeout(go, PAUSE);
}
async function go() {
  question.missed = question.asking;
  if (question.asking) return;
  question.asking = true;
  const mine = question.turn;
  try {
    const answer = await call(page.request);
    if (mine === question.turn) {
      tell();
      page.show(answer);
      if (page.note) remember(page.note(answer));
    }
  } catch (fault) {
    if (mine === question.turn) tell(fault);
  }
  question.asking = false;
  if (question.missed) go();
  else if (mine === question.turn) main.setAttribute("aria-busy", "false");
}

// The model knows of it with the next message; nothing is said in the conversation.
function remember(text) {
  if (host.can.updateModelContext) ask("ui/update-model-context", { content: [block(text)] }).catch(() => {});
}
const block = (text) => ({ type: "text", text });

// As if the user had typed it. Returns how it went, for them to read.
async function give(text, otherwise) {
  const content = [block(text)];
  const known = t("已放进上下文，请在对话中继续。", "It is in the model's context: go on in the conversation.");
  const ways = [
    ["ui/message", { role: "user", content }, t("已交给对话。", "It is in the conversation.")],
    ["ui/update-model-context", { content }, known],
  ];
  for (const [method, params, done] of ways) {
    const answer = await ask(method, params).catch(() => ({ isError: true })); // a host need not take it
    if (!answer.isError) return done;
  }
  return otherwise;
}

// The host gives the frame its height; what is drawn is drawn anew in another width.
let drawn = 0;
const frame = new ResizeObserver(() => {
  const { width, height } = document.documentElement.getBoundingClientRect();
  send({ method: "ui/notifications/size-changed", params: { height: Math.ceil(height) } });
  if (page.now && Math.abs(width - drawn) > 8) page.draw?.();
  drawn = width;
});

async function meet() {
  const appInfo = { name: "it-advisor", version: "1" };
  const met = await ask("ui/initialize", {
    appInfo,
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    protocolVersion: "2026-01-26",
  });
  host.can = met.hostCapabilities ?? {};
  dress(met.hostContext ?? {});
  send({ method: "ui/notifications/initialized", params: {} });
  frame.observe(document.documentElement);
  host.alone = setTimeout(begin, WAIT); // opened by itself, without a call
}
addEventListener("DOMContentLoaded", () => meet().catch(() => begin()));
