// The lists beside the text: claims, checks, numbers that are no claims, notes.

function drawList() {
  const lists = { queue: claims.length, findings: data.findings.length, rejected: data.rejected.length, notes: data.notes.length };
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.list === state.list;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    tab.querySelector(".n").textContent = lists[tab.dataset.list];
  }
  $("panel").setAttribute("aria-labelledby", `tab-${state.list}`);
  $("tools").hidden = state.list !== "queue";
  if (state.list === "queue") return drawQueue();
  const items = {
    findings: () => data.findings.map((_, number) => findingCard(number)),
    rejected: () => data.rejected.map((one, number) =>
      `<button type="button" class="row plain" data-n="${number}"><span class="said">${oneLine(one.text)}</span>` +
      `<span class="what">${escaped(say(`reason.${one.reason}`))}</span><code>${escaped(one.rule)}</code></button>`),
    notes: () => data.notes.map((note) =>
      `<div class="note"><p>${escaped(both(note.message))}</p><blockquote>${escaped(note.text)}</blockquote></div>`),
  }[state.list]();
  $("panel").innerHTML = items.length ? `<div class="queue">${items.join("")}</div>` : `<p class="empty">${escaped(say("list.nothing"))}</p>`;
  return undefined;
}
function showList(name) {
  state.list = name;
  drawList();
}
function show(view) {
  document.body.dataset.show = view;
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === view));
}

const KEYS = ["j", "k", "a", "f", "r", "b", "q", "u", "l", "A"];
function drawWords() {
  $("key-list").innerHTML = [...KEYS.map((one) => [one, `keys.${one}`]), ["?", "keys.help"]]
    .map(([one, words]) => `<div><dt><kbd>${one}</kbd></dt><dd>${escaped(say(words))}</dd></div>`).join("");
  $("legend").innerHTML = data.kinds.map((kind) => `<span class="k-${kind}">${escaped(say(`kind.${kind}`))}</span>`).join("") +
    `<span class="no">${escaped(say("legend.rejected"))}</span>`;
  const option = (value, label) => `<option value="${escaped(value)}">${escaped(label)}</option>`;
  $("indicator-list").innerHTML = Object.keys(data.indicators).map((code) => option(code, indicatorName(code))).join("");
  $("place-list").innerHTML = Object.entries(data.places).map(([code, name]) => option(code, name)).join("");
  $("measure-list").innerHTML = Object.keys(data.measures).map((one) => option(one, measureName(one))).join("");
  const reasons = Object.keys(words).filter((one) => one.startsWith("reason."));
  $("reason-list").innerHTML = reasons.map((one) => option(say(one), "")).join("");
  $("about").textContent = say("page.about", {
    version: data.version, sha256: data.sha256,
    published: data.published || say("page.unknown"), home: data.home || say("page.unknown"),
  });
}
function drawAll() {
  drawProgress();
  drawList();
  drawCard();
  markCurrent();
}
