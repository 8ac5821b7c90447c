// The queue of claims, in the order of their risk or of the text, and the state of each in text and list.

const RISKS = ["conflict", "suspicious", "period", "indicator", "chinese"];
const GLYPHS = { open: "○", accepted: "✓", corrected: "✎", rejected: "✕", "kept-both": "⧉", asked: "?" };

// The gravest risk counts first; of equal ones, how many others there are.
const weight = (claim) => {
  const grave = RISKS.findIndex((risk) => claim.risks.includes(risk));
  return (grave < 0 ? RISKS.length : grave) * 10 - claim.risks.length;
};
const inText = claims.map((_, at) => at);
const byRisk = [...inText].sort((a, b) => weight(claims[a]) - weight(claims[b]) || a - b);
const order = () => (state.order === "risk" ? byRisk : inText);
const shown = () => (state.onlyOpen ? order().filter((at) => isOpen(at) || at === state.at) : order());

const chip = (risk) => `<span class="chip ${risk}">${escaped(say(`risk.${risk}`))}</span>`;
function row(at) {
  const claim = claims[at];
  const named = claim.indicator
    ? escaped(indicatorName(claim.indicator))
    : `<i>${escaped(claim.phrase || say("value.no_indicator"))}</i>`;
  return `<button type="button" class="row" data-c="${at}" id="row-${at}" tabindex="-1">` +
    `<span class="glyph" aria-hidden="true"></span><span class="visually-hidden state"></span>` +
    `<span class="said">${oneLine(claim.text)}</span>` +
    `<span class="kind k-${claim.kind}">${escaped(say(`kind.${claim.kind}`))}</span>` +
    `<span class="what">${named}</span><span class="chips">${claim.risks.map(chip).join("")}</span></button>`;
}
// Rows stand in blocks, each of which the browser may leave out of its work while it is out of sight.
const BLOCK = 100;
const blocks = (list) => Array.from({ length: Math.ceil(list.length / BLOCK) }, (_, at) => list.slice(at * BLOCK, (at + 1) * BLOCK));
function drawQueue() {
  const list = shown();
  $("panel").innerHTML = list.length
    ? `<div class="queue">${blocks(list).map((some) => `<div class="block">${some.map(row).join("")}</div>`).join("")}</div>`
    : `<p class="empty">${escaped(say(claims.length ? "list.all_done" : "card.none"))}</p>`;
  list.forEach(drawRow);
  markCurrent();
}
function drawRow(at) {
  const one = $(`row-${at}`);
  if (!one) return;
  const now = states[at];
  one.dataset.state = now;
  one.querySelector(".glyph").textContent = GLYPHS[now];
  one.querySelector(".state").textContent = say(`state.${now}`);
}
function drawState(at) {
  const mark = $(`c${at}`);
  if (mark) mark.dataset.state = states[at];
  drawRow(at);
}
function drawProgress() {
  const done = inText.filter((at) => !isOpen(at)).length;
  $("progress").max = Math.max(1, claims.length);
  $("progress").value = done;
  $("count").textContent = say("page.count", { done, all: claims.length });
}

let marked = [];
function markCurrent() {
  for (const one of marked) {
    one.classList.remove("current");
    one.removeAttribute("aria-current");
    if (one.matches(".row")) one.tabIndex = -1;
  }
  marked = [$(`c${state.at}`), $(`row-${state.at}`)].filter(Boolean);
  for (const one of marked) {
    one.classList.add("current");
    one.setAttribute("aria-current", "true");
    if (one.matches(".row")) one.tabIndex = 0;
  }
}

// Scrolls only the pane that holds the element, where panes scroll by themselves.
function bringIntoView(one) {
  if (one && one.getClientRects().length) one.scrollIntoView({ behavior: "auto", block: "center" });
}
function go(at) {
  if (at === null || at === undefined) return;
  state.at = at;
  state.form = null;
  drawCard();
  markCurrent();
  bringIntoView($(`row-${at}`));
  bringIntoView($(`c${at}`));
}
function step(by) {
  const list = shown();
  if (!list.length) return;
  const here = list.indexOf(state.at);
  go(list[Math.min(list.length - 1, Math.max(0, here + by))]);
}
// The next claim that is open, behind the current one in the order, else from its beginning.
function nextOpen() {
  const list = order();
  const here = list.indexOf(state.at);
  const next = [...list.slice(here + 1), ...list.slice(0, here)].find(isOpen);
  afterDecision(next ?? state.at);
}
function afterDecision(at) {
  drawProgress();
  if (state.list !== "queue" || state.onlyOpen) drawList();
  go(at);
}
