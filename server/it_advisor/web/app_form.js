// The four fields, how they are understood while one types, and the filled prompt for the conversation.
const page = {
  tool: "recommend_it_systems",

  begin(answer) {
    const given = { ...answer?.data.understood.brief, ...page.request };
    const lead = t("边填边看怎样理解；确认后把提示词交给对话，由它写报告。",
      "See how each field is understood as you type; then hand the prompt to the conversation, which writes the report.");
    const write = { class: "primary", id: "write", disabled: !answer, onclick: hand };
    const name = t("填好的提示词", "The filled prompt");
    const prompt = { id: "prompt", class: "prompt", readonly: true, spellcheck: "false", "aria-label": name };
    return [
      el("h1", {}, t("企业 IT 系统选型", "Choose business IT systems")),
      el("p", { class: "lead" }, lead),
      el("div", { class: "fields", oninput: changed }, material[tongue].map((field) => place(field, given[field.name]))),
      el("p", { class: "facts", id: "facts", "aria-live": "polite" }),
      el("ul", { class: "taken", id: "taken", "aria-label": t("附入的案例", "Cases in the prompt") }),
      el("div", { class: "actions" },
        button(t("由此写报告", "Write the report from this"), write),
        el("label", { class: "tick" }, t("相似案例", "Similar cases"), several(given.cases ?? 2))),
      status(),
      el("details", { id: "whole" }, el("summary", {}, name), el("textarea", prompt)),
    ];
  },

  show({ data, meta }) {
    const { understood, cases, no_match: none } = data, count = cases.length;
    page.prompt = at("prompt").value = data.prompt;
    at("write").disabled = false;
    for (const { name } of material[tongue]) {
      at(`${name}-note`).replaceChildren(...notes(name, understood, meta["it-advisor/read"]?.[name]));
    }
    const tokens = shown(data.token_estimate);
    at("facts").textContent = t(`提示词约 ${tokens} 个 token，附 ${count} 个案例`,
      `A prompt of about ${tokens} tokens; cases in it: ${count}`) + (none ? t("：没有足够相似的案例", ": none fits well enough") : "");
    at("taken").replaceChildren(...cases.map(({ title, why }) => el("li", {}, title, el("p", { class: "why" }, why))));
  },
};

const several = (chosen) => el("select", { id: "cases", onchange: changed },
  [0, 1, 2, 3].map((n) => el("option", { value: n, selected: n === chosen }, n ? String(n) : t("不附", "none"))));

function place({ name, title, description, required, rows, most }, value = "") {
  const told = { "aria-describedby": `${name}-hint ${name}-note`, "aria-required": required && "true" };
  const about = { id: name, maxlength: most, autocomplete: "off", ...told };
  const input = rows > 1 ? el("textarea", { ...about, rows: 2 }) : el("input", about);
  input.value = value ?? "";
  return el("div", { class: rows > 1 ? "field long" : "field" },
    el("label", { for: name }, title, required && el("span", { class: "must" }, t("必填", "required"))),
    el("p", { class: "hint", id: `${name}-hint` }, description),
    input,
    el("div", { class: "note", id: `${name}-note`, "aria-live": "polite" }));
}

function notes(name, { requirements, notes: remarks }, line) {
  const as = t("读作", "read as"), needs = name === "technical_requirements" ? requirements : [];
  const need = ({ id, text }) => el("li", {}, el("span", {}, id), " ", el("div", {}, text));
  return [
    line && el("p", { class: "read" }, el("span", {}, as), " ", line),
    needs.length && el("ol", { class: "needs", "aria-label": as }, needs.map(need)),
    ...remarks.filter(({ field }) => field === name).map(({ zh, en }) => el("p", { class: "remark" }, t(zh, en))),
  ].filter(Boolean);
}

function changed() {
  for (const { name } of material[tongue]) {
    const typed = at(name).value.trim();
    if (typed) page.request[name] = typed; else delete page.request[name];
  }
  page.request.cases = Number(at("cases").value);
  at("write").disabled = true;
  say("");
  follow();
}

async function hand() {
  const otherwise = t("这里不能代发：请复制下面的提示词，粘贴到对话。",
    "This client takes no message from here: copy the prompt below into the conversation.");
  const how = await give(page.prompt, otherwise);
  say(how);
  if (how === otherwise) { at("whole").open = true; at("prompt").select(); }
}
