// The two charts of the costs. Here figures are only put in place: a bar on the bar below it, a month after a month.
const HEIGHT = 250, LEFT = 60, MOST_LABELS = 3, LETTERS = "ABCDEFGHIJ";

const axis = (ticks, y, right) => ticks.map((value) => [
  draw("line", { class: value === 0 ? "zero" : "grid", x1: LEFT, x2: right, y1: y(value), y2: y(value) }),
  letters(compact(value), LEFT - 6, y(value) + 4, "soft", "end"),
]);

// About how wide a label is: a letter of Chinese is half as wide again as another.
const span = (label) => [...label].reduce((so, letter) => so + (letter > "\u2e80" ? 12 : 8), 0);

// Total cost of ownership by year: a column a year, a part a category.
function columns({ options: all, currency, horizon_years: years }, width) {
  const options = all.slice(0, material.most.columns);
  const used = [...new Set(options.flatMap(({ categories }) => categories.map(({ category }) => category)))];
  const ticks = steps(0, Math.max(1, ...options.flatMap((one) => one.years.map(({ cost }) => cost))));
  const y = (value) => HEIGHT - 26 - (value / ticks.at(-1)) * (HEIGHT - 62), each = (width - LEFT) / options.length;
  const parts = options.map((option, place) => {
    const left = LEFT + place * each + 8, wide = (each - 18) / option.years.length;
    const column = ({ year, cost }, nth) => {
      const x = left + nth * wide, label = compact(cost), fits = Number(cost) && span(label) < wide + 4;
      return [stacked(option, nth, used, { x: x + 2, width: wide - 4 }, y),
        fits && letters(label, x + wide / 2, y(cost) - 5, "strong", "middle"),
        letters(String(year), x + wide / 2, HEIGHT - 10, "soft", "middle")];
    };
    return [letters(cut(`${LETTERS[place]} ${option.option}`, each / 9), left, 14, "strong"), option.years.map(column)];
  });
  const totals = options.map(({ option, tco }) => `${option}: ${shown(tco.value)}`).join("; ");
  const legend = used.map((category, place) => [square(filled(place)), `${place + 1} ${word(category)}`]);
  const caption = `${word("TCO")} (${currency})`, alt = word("TCO_ALT", { years, currency, totals });
  return framed("tco", caption, alt, [width, HEIGHT], [axis(ticks, y, width), parts], legend);
}

function stacked({ categories }, nth, used, about, y) {
  let so = 0;
  return categories.filter(({ by_year: years }) => Number(years[nth])).map(({ category, by_year: years }) => {
    const from = y(so), to = y(so += Number(years[nth]));
    return part(used.indexOf(category), { ...about, y: to, height: Math.max(from - to, 0.5) });
  });
}

// Net cash so far, and a dot where an option has paid back.
function cash({ options: all, currency, horizon_years: years }, width) {
  const options = all.filter((one) => !one.is_baseline && one.monthly_net.length).slice(0, material.most.curves);
  if (!options.length) return "";
  const months = years * 12, curves = options.map((one) => curve(one, months));
  const amounts = curves.flatMap((points) => points.map(([, amount]) => amount));
  const ticks = steps(Math.min(0, ...amounts), Math.max(0, ...amounts), 6), [low, high] = [ticks[0], ticks.at(-1)];
  const x = (month) => LEFT + (month / months) * (width - LEFT - 16);
  const y = (value) => 14 + ((high - value) / (high - low || 1)) * (HEIGHT - 54);
  const to = ([month, amount]) => `${x(month).toFixed(1)} ${y(amount).toFixed(1)}`;
  const parts = curves.map((points, place) => [
    draw("path", { ...stroke(place), d: `M${points.map(to).join("L")}` }),
    paid(options[place], place, points, { months, x, y }),
  ]);
  const every = months > 72 || width < 500 ? 12 : 6;
  const below = Array.from({ length: Math.floor(months / every) + 1 }, (_, nth) =>
    letters(String(nth * every), x(nth * every), HEIGHT - 22, "soft", "middle"));
  const told = options.map(({ option, scenarios }) => `${option}: ${scenarios[1].payback_months ?? word("NEVER")}`).join("; ");
  const legend = options.map(({ option }, place) =>
    [draw("path", { ...stroke(place), d: "M0 8H28" }), `${LETTERS[place]} ${option}`]);
  const caption = `${word("CASH")} (${currency})`, alt = word("CASH_ALT", { currency, months, told });
  const title = letters(word("MONTH"), (width + LEFT) / 2, HEIGHT - 6, "soft", "middle");
  return framed("cash", caption, alt, [width, HEIGHT], [axis(ticks, y, width - 16), below, title, parts], legend);
}

const stroke = (place) =>
  ({ class: "line", "--fill": material.strokes[place], "stroke-dasharray": material.dashes[place].join(" ") });

// Month by month where the answer has every month; of a long answer, at the end of each year.
function curve({ monthly_net: net, years }, months) {
  const ends = years.map(({ year, cumulative }) => [year * 12, Number(cumulative)]);
  if (net.length <= months) return [[0, Number(net[0])], ...ends];
  let so = 0;
  return net.map((amount, month) => [month, so += Number(amount)]);
}

// Its label stands where the curve that has just paid back is not: above to the left, or below to the right where there
// is no room to the left.
function paid({ scenarios: [, { payback_months: month }] }, place, points, { months, x, y }) {
  if (month == null) return [];
  const cx = x(month), cy = y(points.find(([one]) => one >= month)[1]);
  const dot = draw("circle", { class: "dot", cx, cy, r: 5, "data-month": month });
  if (place >= MOST_LABELS) return [dot];  // the table says it too
  const text = word("PAID_BACK", { "": LETTERS[place] }).replace("{}", month);
  if (month >= months * 0.3) return [dot, letters(text, cx - 10, cy - 12 - 16 * place, "strong", "end")];
  return [dot, letters(text, cx + 10, Math.min(cy + 20 + 16 * place, HEIGHT - 44), "strong")];
}
