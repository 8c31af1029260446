// The ranking, with its weights to drag.
const MOST_DIALS = 30, MOST_FLIPS = 3, ROW = 50;
const pct = (value) => `${shown(value, 1)} %`;
const plain = (name) => name.trim().split(/\s+/).join(" ");  // as the answer calls it
const listed = (names) => names.join(t("、", ", "));

const page = {
  tool: "compare_options",

  begin(answer) {
    page.dials = new Map();
    const siblings = (one) => answer.data.weights.some((other) => other !== one && other.parent === one.parent);
    const complete = page.request.criteria?.length === answer?.data.weights.length;  // of a very long answer it is not
    const weighed = answer && complete ? answer.data.weights.filter(siblings).slice(0, MOST_DIALS) : [];
    const words = {
      title: t("比较方案", "Compare options"),
      lead: t("拖动权重：同级其余按原比例让出或补足，每次都由 compare_options 重新排名。",
        "Drag a weight: its siblings keep their proportions, and compare_options ranks anew each time."),
      empty: t("请在对话中给出准则与评分；准则太多时这里不能改权重。",
        "Give criteria and scores in the conversation; where they are very many, weights are changed there too."),
      legend: t("权重（同级内 %）", "Weights (% among siblings)"),
      hand: t("把这些权重交给对话", "Take these weights into the conversation"),
      wish: t("请以这些权重再调用一次 compare_options，并据此更新报告的适用性分析；说明为何改权重。",
        "Call compare_options once more with these weights, bring the report up to date, and say why they were changed."),
    };
    const level = t("在此有别的方案追平", "where another option draws level");
    const dials = weighed.length ? [...weighed.map(dial), el("p", { class: "hint" }, el("span", { class: "flip" }), level)] : [];
    const above = [el("p", { class: "verdict", id: "verdict", "aria-live": "polite" }), el("div", { id: "remarks" })];
    const beside = [el("div", { id: "charts" }), el("div", { id: "flips" })];
    return bench(words, dials, above, beside, [region("figures", t("排名", "Ranking"))]);
  },

  show({ data }) {
    page.now = data;
    at("verdict").replaceChildren(...verdict(data));
    at("remarks").replaceChildren(...remarks(data).map((text) => el("p", { class: "remark" }, text)));
    at("flips").replaceChildren(...flips(data));
    at("figures").replaceChildren(figures(data));
    weights(data);
    page.draw();
  },

  draw() { at("charts").replaceChildren(page.now.ranking.length ? bars(page.now, room()) : ""); },
  restore() { page.dragged = null; },

  note({ data }) {
    const before = new Map(page.before.weights.map((one) => [one.criterion, pct(one.in_group_pct)]));
    const moved = data.weights.filter((one) => pct(one.in_group_pct) !== before.get(one.criterion));
    const change = ({ criterion: name, in_group_pct: share }) =>
      `${cut(name, 80)}: ${pct(share)}${t("，原 ", ", was ")}${before.get(name)}`;
    const line = ({ place, option, points }) => `${place}. ${cut(option, 80)}: ${points}`;
    return noted(page.tool, moved.map(change), data.ranking.map(line));
  },
};

function dial({ criterion, parent, in_group_pct: share }, nth) {
  const id = `weight-${nth}`, bounds = { min: 1, max: 99, step: 0.5, value: share };
  const slide = el("input", { type: "range", id, ...bounds, oninput: () => weigh(criterion, parent, Number(slide.value)) });
  const track = el("div", { class: "track" }, slide), output = el("output", { for: id }, pct(share));
  page.dials.set(criterion, { slide, track, output });
  const label = el("label", { for: id }, criterion, parent && el("small", {}, ` ${parent}`));
  return el("div", { class: parent ? "dial weight sub" : "dial weight" }, label, track, output);
}

// One weight as dragged: its siblings share the rest as they stood to one another, and judgements on them are gone.
function weigh(name, parent, share) {
  const siblings = page.now.weights.filter((one) => one.parent === parent);
  const others = 100 - siblings.find((one) => one.criterion === name).in_group_pct;
  const left = (one) => Math.max((one.in_group_pct * (100 - share)) / Math.max(others, 1e-6), 1e-6);
  const given = new Map(siblings.map((one) => [one.criterion, one.criterion === name ? share : left(one)]));
  const { criteria, judgements = [], scoring_began_on: began, as_of: today } = page.request;
  page.request.criteria = criteria.map((one) => ({ ...one, weight: given.get(plain(one.name)) ?? one.weight }));
  page.request.judgements = judgements.filter((one) => !given.has(plain(one.criterion)));
  if (began) page.request.weights_set_on = today;  // now that the scores are known
  page.dragged = name;
  page.dials.get(name).output.textContent = pct(share);
  say("");
  follow();
}

// Each slider as the answer has it, and a mark where another option draws level.
function weights({ weights: all, robustness }) {
  const turning = new Map(robustness.weight_flips.map((one) => [one.criterion, one]));
  for (const { criterion, in_group_pct: share } of all.filter((one) => page.dials.has(one.criterion))) {
    const { slide, track, output } = page.dials.get(criterion), { flips_at_pct: flip, winners } = turning.get(criterion) ?? {};
    if (criterion !== page.dragged) slide.value = share;
    output.textContent = pct(share);
    slide.setAttribute("aria-valuetext", pct(share));
    track.querySelector(".flip")?.remove();
    if (flip == null) continue;
    const title = t(`到 ${pct(flip)}：${listed(winners)} 追平`, `at ${pct(flip)}: ${listed(winners)} draws level`);
    const mark = el("span", { class: "flip", title });
    mark.style.left = `calc(8px + (100% - 16px) * ${(flip - 1) / 98})`;
    track.append(mark);
  }
}

function verdict({ winners, ranking: [first, next], lead_points: lead }) {
  if (!first) return [t("没有方案通过必备条件，不做排名。", "No option passes its must-haves, so nothing is ranked.")];
  const names = el("strong", { id: "winner" }, listed(winners)), points = shown(first.points, 2), ahead = shown(lead ?? 0, 2);
  if (winners.length > 1) return [names, t(` 以 ${points} 分并列第一。`, ` tie for first at ${points} points.`)];
  if (!next) return [names, t(` 是唯一剩下的，${points} 分。`, ` is the only one left, at ${points} points.`)];
  return [names, t(` 以 ${points} 分居首，领先 ${next.option} ${ahead} 分。`,
    ` leads with ${points} points, ${ahead} ahead of ${next.option}.`)];
}

function remarks({ gates, winners, weights_changed_after_scoring: late }) {
  const lost = ({ checks }) => listed(checks.filter(({ result }) => result === "fail").slice(0, 5).map(({ gate }) => gate));
  const out = gates.filter(({ result }) => result === "fail").slice(0, 4);
  const open = gates.filter(({ result, option }) => result === "open" && winners.includes(option)).slice(0, 2);
  return [
    ...out.map((one) => t(`${one.option} 出局：${lost(one)}`, `${one.option} is out: ${lost(one)}`)),
    ...open.map(({ option }) => t(`${option} 尚有必备条件待证实`, `${option} still has must-haves to show`)),
    late && t("权重是在评分之后改的：请说明理由。", "The weights were changed after scoring: give the reason."),
  ].filter(Boolean);
}

function flips({ robustness: { weight_flips: weights, score_flips: scores }, ranking }) {
  if (ranking.length < 2) return [];
  const level = (winners) => t(`${listed(winners)} 追平`, `${listed(winners)} draws level`);
  const weight = ({ criterion, weight_pct: now, flips_at_pct: then, winners }) =>
    t(`“${criterion}”的权重由 ${pct(now)} 到 ${pct(then)}：${level(winners)}`,
      `The weight of ${criterion} from ${pct(now)} to ${pct(then)}: ${level(winners)}`);
  const score = ({ option, criterion, score: now, flips_at: then, winners }) =>
    t(`${option} 的“${criterion}”由 ${shown(now, 2)} 到 ${shown(then, 2)}：${level(winners)}`,
      `${option} on ${criterion} from ${shown(now, 2)} to ${shown(then, 2)}: ${level(winners)}`);
  const turning = weights.filter(({ flips_at_pct: then }) => then != null).slice(0, MOST_FLIPS);
  const found = [...turning.map(weight), ...scores.slice(0, MOST_FLIPS).map(score)].map((text) => el("li", {}, text));
  const firm = t("单独改变任何一个权重或评分都不会改变第一名。", "No change of a single weight or score changes who comes first.");
  const what = found.length ? el("ul", { class: "flips" }, found) : el("p", { class: "hint" }, firm);
  return [el("h2", {}, t("什么会改变第一名", "What would change who comes first")), what];
}

function figures({ ranking, robustness: { weight_space: space } }) {
  const heads = t(["方案", "名次:", "加权得分:", "TOPSIS 名次:", "可信度 %:", "居首的权重占比 %:"],
    ["Option", "Place:", "Points:", "TOPSIS place:", "Confidence %:", "First in % of weights:"]);
  const before = new Map(page.before.ranking.map((one) => [one.option, one]));
  const line = (one) => {
    const was = before.get(one.option), share = space?.wins_pct[one.option];
    return el("tr", {}, el("th", { scope: "row" }, one.option),
      figure("place", one.place, was?.place),
      figure("points", one.points, was?.points, 2),
      figure("topsis", one.topsis_place, was?.topsis_place),
      figure("confidence", one.confidence_pct, was?.confidence_pct),
      figure("share", share, share));
  };
  return table(heads, ranking.slice(0, material.most.options).map(line));
}

// Weighted points, a part a criterion: the heaviest have a colour each, the others are the grey rest of the bar.
function bars({ ranking: all, weights: every }, width) {
  const ranking = all.slice(0, material.most.options), scored = every.filter((one) => !one.is_group);
  const kept = [...scored].sort((one, other) => other.in_total_pct - one.in_total_pct).slice(0, material.most.criteria);
  const height = ranking.length * ROW + 36, x = (points) => 4 + (points / 100) * (width - 48);
  const grid = [0, 20, 40, 60, 80, 100].map((value) => [
    draw("line", { class: "grid", x1: x(value), x2: x(value), y1: 18, y2: height - 34 }),
    letters(String(value), x(value), height - 20, "soft", value ? "middle" : "start"),
  ]);
  const bar = (one, nth) => {
    const y = nth * ROW + 18, about = { y, height: 22 };
    let so = 0;
    const piece = ({ criterion }, place) => {
      const from = x(so), to = x(so += one.points_by_criterion[criterion] ?? 0);
      return part(place, { ...about, x: from, width: to - from });
    };
    return [letters(cut(`${one.place}. ${one.option}`, width / 9), x(0), y - 6, one.place === 1 ? "strong" : ""),
      draw("rect", { class: "bar rest", ...about, x: x(0), width: x(one.points) - x(0) }), kept.map(piece),
      letters(shown(one.points, 1), x(one.points) + 6, y + 16, "strong")];
  };
  const legend = kept.map(({ criterion, in_total_pct: share }, place) =>
    [square(filled(place)), `${place + 1} ${cut(criterion, 60)} ${pct(share)}`]);
  const rest = Object.keys(ranking[0].points_by_criterion).length - kept.length;
  if (rest > 0) legend.push([square({ class: "bar rest" }), word("OTHERS", { "": rest })]);
  const told = ranking.map(({ place, option, points }) => `${place}. ${option}: ${shown(points, 1)}`).join("; ");
  const title = letters(word("POINTS_OF_100"), x(50), height - 4, "soft", "middle");
  const parts = [grid, ranking.map(bar), title];
  return framed("ranking", word("SCORES"), word("SCORES_ALT", { "": told }), [width, height], parts, legend);
}
