// Everything here only makes quicker what the page does without it.
"use strict";
document.documentElement.classList.add("scripted");

// What is typed, without the mark of this page, which another page has another of.
const typed = (form) => [...new FormData(form)].filter(([name, value]) => name !== "csrf" && typeof value === "string");
const parts = (root) => root.querySelectorAll("[data-part][id]");

// The server answers a whole page; only its parts are taken over, so that what is being typed is never touched.
async function refresh(form, signal, pressed, typing) {
  const body = new FormData(form, pressed);
  if (typing) body.append("typing", "1");
  const answer = await fetch(form.action, { method: "POST", body, signal });
  if (answer.status === 401) { location.assign("/sign-in?next=" + encodeURIComponent(location.pathname)); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts(document)) {
    const fresh = page.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  }
  if (pressed || body.get("file")?.size) {
    for (const rows of document.querySelectorAll("[data-rows]")) rows.innerHTML = page.getElementById(rows.id).innerHTML;
  }
  for (const field of form.elements) {
    const fresh = field.id && page.getElementById(field.id);
    if (!fresh) continue;
    if (fresh.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const share = page.querySelector("[data-share]");
  if (form.id === "brief") history.replaceState(null, "", share ? share.getAttribute("href") : "/");
}

function live(form) {
  const key = "draft " + location.pathname;
  let timer, drawing, flight;
  const keep = () => sessionStorage.setItem(key, JSON.stringify(typed(form)));
  const go = async (pressed, typing = false) => {
    flight?.abort();
    flight = new AbortController();
    const waiting = [...document.querySelectorAll(typing ? ".result" : ".result, .charts")];
    document.querySelectorAll(".result, .charts").forEach((one) => one.classList.add("waiting"));
    try {
      await refresh(form, flight.signal, pressed, typing);
      document.getElementById("offline")?.remove();
      waiting.forEach((one) => one.classList.remove("waiting"));
    } catch (error) {
      if (error.name !== "AbortError") offline(form, go);
    }
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") { form.submit(); return; }
    keep(); clearTimeout(timer); clearTimeout(drawing);
    const draws = "draws" in form.dataset;  // charts take a second: they follow once the typing has stopped
    timer = setTimeout(() => go(undefined, draws), 350);
    if (draws) drawing = setTimeout(() => go(), 1400);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction") || form.elements.file?.value) return;
    event.preventDefault(); clearTimeout(timer); clearTimeout(drawing);
    const adding = event.submitter?.hasAttribute("data-more");
    if (adding) go(event.submitter, true).then(() => "draws" in form.dataset && go());
    else go();
    if (!adding) document.querySelector(".result")?.scrollIntoView({ block: "nearest" });
  });
  const empty = [...form.querySelectorAll("textarea, input:not([type=hidden])")].every((field) => !field.value);
  const draft = sessionStorage.getItem(key);
  if (empty && draft) {
    for (const [name, value] of JSON.parse(draft)) if (form.elements[name]?.value !== undefined) form.elements[name].value = value;
    if ([...form.querySelectorAll("textarea, input")].some((field) => field.value)) go();
  }
  document.querySelector("[data-clear]")?.addEventListener("click", () => sessionStorage.removeItem(key));
  addEventListener("online", () => go());
}

// What is typed stays in the page and in this tab's memory until the server answers again.
function offline(form, again) {
  if (document.getElementById("offline")) return;
  const chinese = document.documentElement.lang.startsWith("zh");
  const note = document.createElement("p");
  note.id = "offline"; note.className = "remark"; note.setAttribute("role", "alert");
  note.textContent = chinese ? "连接中断；您填写的内容仍在，恢复后会继续。" : "Connection lost; what you typed is kept, and this goes on when it is back. ";
  const button = document.createElement("button");
  button.type = "button"; button.textContent = chinese ? "重试" : "Try again"; button.onclick = () => again();
  note.append(button); form.prepend(note);
}

async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

document.addEventListener("click", async (event) => {
  const maker = event.target.closest("[data-copy], [data-share], [data-add]");
  if (!maker) return;
  if (maker.dataset.add) {
    const field = document.getElementById(maker.dataset.add);
    const typed = field.value.trimEnd();
    field.value = typed && field.tagName === "TEXTAREA" ? typed + "\n" + maker.textContent : maker.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    return;
  }
  let text;
  if (maker.dataset.copy) {
    const source = document.getElementById(maker.dataset.copy);
    text = source.value ?? source.textContent;
    source.select?.();
  } else { event.preventDefault(); text = maker.href; }
  if (await copy(text) && maker.dataset.done) {
    const said = maker.textContent;
    maker.textContent = maker.dataset.done;
    setTimeout(() => { maker.textContent = said; }, 1600);
  }
});

for (const form of document.querySelectorAll("form[data-live]")) live(form);

// A form that writes: what was typed stays in this tab until the server says that it has been saved.
// A draft goes with the revision it was written on, so that a change made meanwhile is noticed, and one that
// was sent without an answer goes with its key, so that nothing is done twice.
function forget() {
  const done = document.cookie.match(/(?:^|; )done=([^;]+)/)?.[1];
  for (const place of Object.keys(sessionStorage)) {
    if (place.startsWith("kept ") && JSON.parse(sessionStorage[place]).key === done) sessionStorage.removeItem(place);
  }
}

function keep(form) {
  const { action, section, key } = form.elements, fresh = key.value;
  const place = ["kept", form.getAttribute("action"), action?.value, section?.type === "hidden" && section.value].join(" ");
  // Of what cannot be seen only the revision and the key go along; the rest is the page's own.
  const own = ({ type, name, dataset }) => type === "hidden" && !dataset.kept && !["base_revision", "key"].includes(name);
  const put = (sent) => sessionStorage.setItem(place, JSON.stringify({ sent, key: key.value,
    fields: [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !own(form.elements[name])) }));
  const draft = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (draft && form.dataset.keep === "fresh") {
    if (draft.fields.map(([name, value]) => restored(form, name, value, draft.sent)).some(Boolean)) found(form, place);
  }
  form.addEventListener("input", () => { key.value = fresh; put(false); });
  form.addEventListener("submit", () => put(true));
}

// Whether something that can be seen is other than the server had it. A row that is not on the page yet goes along unseen.
function restored(form, name, value, sent) {
  let field = form.elements[name];
  if (name === "key" && !sent) return false;
  if (!field) {
    field = form.appendChild(document.createElement("input"));
    field.type = "hidden"; field.name = name; field.dataset.kept = "";
  }
  if (!("value" in field) || field.value === value && field.type !== "checkbox") return false;
  if (field.type === "checkbox") field.checked = true; else field.value = value;
  return field.type !== "hidden" && name !== "author";
}

function found(form, place) {
  const chinese = document.documentElement.lang.startsWith("zh");
  const note = document.createElement("p"), button = document.createElement("button");
  note.className = "remark"; note.setAttribute("role", "status");
  note.textContent = chinese ? "这是您上次没有保存的内容。" : "This is what you had typed and not saved. ";
  button.type = "button"; button.textContent = chinese ? "丢弃" : "Discard it";
  button.onclick = () => { sessionStorage.removeItem(place); location.reload(); };
  note.append(button); form.prepend(note);
}
forget();
for (const form of document.querySelectorAll("form[data-keep]")) keep(form);

// Whoever waits for a page, or for a document being written, sees that the button was taken.
document.addEventListener("submit", ({ submitter, defaultPrevented }) => {
  if (!submitter || defaultPrevented) return;
  submitter.classList.add("sending");
  setTimeout(() => submitter.classList.remove("sending"), 10_000);
});
addEventListener("pageshow", () => document.querySelectorAll(".sending").forEach((one) => one.classList.remove("sending")));
