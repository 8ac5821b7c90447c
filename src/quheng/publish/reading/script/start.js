// What happens when the page opens, and what keys, clicks and files do.

const DO = { a: "accept", f: "correct", r: "reject", b: "keep-both", q: "ask", u: "undo", l: "list", A: "article" };

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target.closest("#form") && event.key === "Escape") {
    event.preventDefault();
    return closeForm();
  }
  if (target.matches("input:not([type=checkbox]), select, textarea") || $("keys").open) return;
  const row = target.closest(".row");
  if (event.key === "?") $("keys").showModal();
  else if (row && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    step(event.key === "ArrowDown" ? 1 : -1);
    const now = $(`row-${state.at}`);
    if (now) now.focus({ preventScroll: true });
  } else if (!state.keys || state.form) return;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key in DO) act(DO[event.key]);
  else return;
  event.preventDefault();
}

function click(event) {
  const target = event.target;
  const choice = target.closest("[data-choice]");
  if (choice) return choose(Number(choice.closest("[data-f]").dataset.f), choice.dataset.choice);
  const action = target.closest("[data-do]");
  if (action) return action.dataset.do === "cancel" ? closeForm() : act(action.dataset.do);
  const claim = target.closest("[data-c]");
  if (claim) return go(Number(claim.dataset.c));
  const rejected = target.closest("button[data-n]");
  if (rejected) {
    show("text");
    return bringIntoView(document.querySelector(`#text [data-n="${rejected.dataset.n}"]`));
  }
  const tab = target.closest("[role=tab]");
  if (tab) return showList(tab.dataset.list);
  const view = target.closest("[data-view]");
  if (view) return show(view.dataset.view);
  return undefined;
}

document.addEventListener("keydown", press);
document.addEventListener("click", click);
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const next = tabs[(tabs.findIndex((tab) => tab.dataset.list === state.list) + by + tabs.length) % tabs.length];
  showList(next.dataset.list);
  next.focus();
});
$("help").addEventListener("click", () => $("keys").showModal());
$("save").addEventListener("click", save);
$("language").addEventListener("click", () => speak(state.lang === "zh" ? "en" : "zh"));
$("who").addEventListener("change", keep);
$("shortcuts").addEventListener("change", (event) => { state.keys = event.target.checked; });
$("order").addEventListener("change", (event) => { state.order = event.target.value; drawList(); drawCard(); });
$("only-open").addEventListener("change", (event) => { state.onlyOpen = event.target.checked; drawList(); drawCard(); });
$("load").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  tell(takeIn(await file.text()));
  event.target.value = "";
  inText.forEach(drawState);
  drawAll();
});

data.decisions.forEach(add);
const stored = recall();
if (stored) takeIn(stored);
inText.forEach(drawState);
state.at = order().find(isOpen) ?? order()[0] ?? null;
speak(new URLSearchParams(location.hash.slice(1)).get("lang") === "en" ? "en" : "zh");
go(state.at);
