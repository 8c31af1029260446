// What options cost, with the rate, the horizon and the largest lines to drag.
const MOST = { costs: 4, benefits: 2 };
const FIGURES = [
  ["tco", ({ scenarios }) => scenarios[1].tco],
  ["npv", ({ scenarios }) => scenarios[1].npv],
  ["irr", ({ scenarios }) => scenarios[1].irr_pct.join(", ") || null, 1],
  ["payback", ({ scenarios }) => scenarios[1].payback_months],
  ["chance", ({ simulation }) => simulation.payback_probability_pct, 1],
];

const page = {
  tool: "estimate_costs",

  begin(answer) {
    page.dials = answer && page.request.costs ? [...settings(answer.data), ...lines(answer.data)] : [];
    const words = {
      title: t("成本与效益", "Costs and benefits"),
      lead: t("拖动滑块或改数字：每次都由 estimate_costs 重新计算。",
        "Drag a slider or type a figure: estimate_costs calculates anew each time."),
      empty: t("请在对话中给出费用行。", "Give the cost lines in the conversation."),
      legend: t("假设", "Assumptions"),
      hand: t("把这些数字交给对话", "Take these figures into the conversation"),
      wish: t("请以这些值再调用一次 estimate_costs，并据此更新报告的成本效益部分。",
        "Call estimate_costs once more with these values and bring the report's costs and benefits up to date."),
    };
    const figures = region("figures", t("各方案的数字", "Figures of the options"));
    return bench(words, page.dials.map(dial), [], [figures, el("div", { id: "charts" })], []);
  },

  show({ data }) {
    page.now = data;
    at("figures").replaceChildren(table(material.heads[tongue], data.options.map(row)));
    page.draw();
  },

  draw() {
    const drawn = whole(page.now) ? [columns(page.now, room()), cash(page.now, room())] : [beginnings()];
    at("charts").replaceChildren(...drawn);
  },
  restore() { for (const one of page.dials) one.put(one.value); },

  note({ data: { options, currency } }) {
    const moved = page.dials.filter((one) => one.is !== one.value);
    const change = ({ name, label, is, value }) => `${name} (${cut(label, 80)}): ${is}${t("，原 ", ", was ")}${value}`;
    const line = ({ option, tco, scenarios: [, { npv, payback_months: months }] }) =>
      `${cut(option, 80)}: TCO ${tco.value} ${currency}, NPV ${npv ?? "—"}, ${t("回收（月）", "payback, months")} ${months ?? "—"}`;
    return noted(page.tool, moved.map(change), options.map(line));
  },
};

// Of an answer too long for clients lists are beginnings; where a year of months is left, nothing shorter is cut.
const whole = ({ options }) => options.every((one) => one.is_baseline || one.monthly_net.length >= 12);

// What may be dragged: its name in the request, its label, its bounds and where it goes.
function settings({ discount_rate_pct: rate, horizon_years: years, users }) {
  const set = (name) => (value) => { page.request[name] = value; };
  const of = (name, label, value, [min, max, step]) => ({ name, label, value, min, max, step, set: set(name) });
  return [
    of("discount_rate_pct", t("折现率 %", "Discount rate %"), Number(rate), [0, Math.max(20, rate), 0.5]),
    of("horizon_years", t("测算年数", "Years"), years, [1, 10, 1]),
    users && of("users", t("用户数", "Users"), users, [Math.ceil(users / 2), users * 2, 1]),
  ].filter(Boolean);
}

// Those that come to most over the horizon.
function lines(data) {
  const places = new Map();
  for (const [list, letter] of [["costs", "L"], ["benefits", "B"]]) {
    (page.request[list] ?? []).forEach(({ id }, place) => places.set(id ?? `${letter}${place + 1}`, [list, place]));
  }
  const found = data.lines.filter(({ id }) => places.has(id)).sort((one, other) => other.likely - one.likely);
  const of = (list) => found.filter(({ id }) => places.get(id)[0] === list).slice(0, MOST[list]);
  return [...of("costs"), ...of("benefits")].map((one) => price(one, places.get(one.id), data.currency))
    .filter(({ value }) => Number.isFinite(value));
}

// The likely amount of a line, between its low and its high where these are given.
function price({ option, item }, [list, place], currency) {
  const given = page.request[list][place], value = Number(given.likely);
  const low = Number(given.low ?? value), high = Number(given.high ?? value);
  const [min, max] = low < high ? [low, high] : [value / 2, value * 1.5 || 100_000];
  const yearly = (list === "benefits" || given.kind === "yearly") && t("每年", "a year");
  const unit = [given.currency ?? currency, yearly, given.per_user && t("每用户", "per user")].filter(Boolean).join(" ");
  const set = (likely) => { page.request[list][place].likely = likely; };
  const step = 10 ** Math.floor(Math.log10((max - min) / 40));
  return { name: `${list}.${place}.likely`, label: item, about: `${option} · ${unit}`, value, min, max, step, set };
}

function dial(one) {
  const { name, label, about, min, max, step } = one;
  const slide = el("input", { type: "range", id: name, min, max, step, oninput: () => turn(slide, type) });
  const named = { "aria-label": [label, about].filter(Boolean).join(" ") };
  const type = el("input", { type: "number", class: "figure", min: 0, step: "any", ...named, oninput: () => turn(type, slide) });
  one.put = (value) => { one.is = value; slide.value = type.value = value; one.set(value); };
  function turn(from, to) {
    if (!from.value) return;  // still being typed
    one.is = Number(from.value);
    to.value = from.value;
    one.set(one.is);
    say("");
    follow();
  }
  one.put(one.value);
  return el("div", { class: "dial" }, el("label", { for: name }, label, about && el("small", {}, ` ${about}`)), slide, type);
}

function row(option, place) {
  const before = page.before.options[place];
  const baseline = option.is_baseline && el("small", {}, t("维持现状", "doing nothing"));
  const name = el("th", { scope: "row" }, option.option, baseline);
  const cells = FIGURES.map(([kind, of, digits]) => figure(kind, of(option), before && of(before), digits));
  return el("tr", {}, name, cells, el("td", { class: "budget" }, budget(option.budget)));
}

function budget(verdicts) {
  const over = verdicts.filter(({ overrun }) => Number(overrun) > 0).slice(0, 3);
  if (!verdicts.length) return "—";
  if (!over.length) return el("span", { class: "badge" }, t("在预算内", "within"));
  return over.map(({ budget: kind, year, overrun }) =>
    el("span", { class: "badge warn" }, `${word(kind)}${year ? ` ${year}` : ""} ${t("超", "over by")} ${compact(overrun)}`));
}
