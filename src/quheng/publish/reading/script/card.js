// The card of the current claim: what it says, which rule set each field, and what can be decided.

const FIELDS = ["value", "measure", "hedge", "kind", "period", "place", "indicator"];

function shownField(field, claim) {
  switch (field) {
    case "value": return `${amount(claim.value, claim.measure)}${interval(claim) === "=" ? "" : `<br><small>${interval(claim)}</small>`}`;
    case "measure": return escaped(measureName(claim.measure));
    case "hedge": return escaped(say(`hedge.${claim.hedge}`));
    case "kind": return escaped(say(`kind.${claim.kind}`));
    case "period": return `${escaped(period(claim))}<br>${how(claim.period.how, claim.words)}`;
    case "place": return `${escaped(placeName(claim.place, claim.place_name))} <small>${escaped(claim.place || "")}</small><br>${how(claim.place_how)}`;
    case "indicator": return (claim.indicator
      ? `${claim.modifier ? `${escaped(claim.modifier)} · ` : ""}${escaped(indicatorName(claim.indicator))} <small>${escaped(claim.indicator)}</small>`
      : `<span class="chip indicator">${escaped(say("value.no_indicator"))}</span>`) +
      (claim.phrase ? `<br><small>${escaped(say("field.phrase"))}: ${escaped(claim.phrase)}</small>` : "");
    default: return "";
  }
}
const how = (way, from) => {
  const unsure = way === "default" || way === "unresolved";
  return `<small class="${unsure ? "unsure" : ""}">${escaped(say(`how.${way}`))}${from ? `: ${escaped(from)}` : ""}</small>`;
};
function fieldConfidence(field, rule) {
  const found = rule && data.confidence[`${field} ${rule}`];
  return found ? `${percent(found[0] / found[1])} <small>${found[0]}/${found[1]}</small>` : "<small>–</small>";
}
function wholeConfidence(claim) {
  const found = data.confidence[`all ${claim.combination}`];
  if (!found) return say("card.whole_none");
  const [accepted, n, low, high] = found;
  return say("card.whole", { accepted, n, low: percent(low), high: percent(high) });
}

function fieldTable(claim) {
  const rows = FIELDS.map((field) => {
    const rule = claim.rules[field];
    return `<tr><th scope="row">${escaped(say(`field.${field}`))}</th><td>${shownField(field, claim)}</td>` +
      `<td><code>${rule ? escaped(rule) : "–"}</code></td><td class="number">${fieldConfidence(field, rule)}</td></tr>`;
  });
  if (claim.relative_to) {
    rows.push(`<tr><th scope="row">${escaped(say("field.relative_to"))}</th><td colspan="3">${escaped(claim.relative_to)}</td></tr>`);
  }
  const heads = ["card.field", "card.read", "card.rule", "card.confidence"].map((one, at) =>
    `<th scope="col"${at === 3 ? ' class="number"' : ""}>${escaped(say(one))}</th>`);
  return `<table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>` +
    `<p class="small">${escaped(wholeConfidence(claim))}</p>`;
}

function actions(at) {
  const claim = claims[at];
  const button = (action, letter, kind = "") =>
    `<button type="button" data-do="${action}" class="${kind}">${escaped(say(`action.${action}`))}<kbd>${letter}</kbd></button>`;
  const whole = [];
  const list = openOf(listOf(at));
  if (claim.list !== null && list.length > 1) {
    whole.push(`<button type="button" data-do="list">${escaped(say("action.list", { n: list.length }))}<kbd>l</kbd></button>`);
  }
  const rest = openOf(articleOf(at)).filter((one) => !claims[one].risks.includes("conflict"));
  if (rest.length > 1) {
    whole.push(`<button type="button" data-do="article">${escaped(say("action.article", { n: rest.length }))}<kbd>A</kbd></button>`);
  }
  return `<div class="actions">${button("accept", "a", "main")}${button("correct", "f")}${button("reject", "r")}` +
    `${button("keep-both", "b")}${button("ask", "q")}${button("undo", "u")}</div>` +
    (whole.length ? `<div class="actions batch">${whole.join("")}</div>` : "");
}
const listOf = (at) => (claims[at].list === null ? [] : inText.filter((one) => claims[one].list === claims[at].list));
const articleOf = (at) => inText.filter((one) => claims[one].article === claims[at].article);
const openOf = (several) => several.filter(isOpen);

function correctedLine(corrected) {
  return Object.entries(corrected).map(([field, value]) => {
    const text = field === "kind" ? say(`kind.${value}`) : typeof value === "number" ? number(value) : value || say("value.none");
    return `${say(`field.${field}`)} ${text}`;
  }).join(state.lang === "zh" ? "，" : ", ");
}
function historyList(claim) {
  const history = historyOf(claim);
  if (!history.length) return "";
  const now = standing(claim);
  const items = history.map((one) => {
    const day = new Date(one.when).toLocaleString(state.lang === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
    const more = [one.corrected ? `${say("card.corrected")} ${correctedLine(one.corrected)}` : "", one.reason,
      one.says === claim.says ? "" : say("card.stale")].filter(Boolean);
    return `<li class="${one === now ? "standing" : ""}"><b>${escaped(say(`action.${one.action}`))}</b> ${escaped(one.who)} · ` +
      `<time>${escaped(day)}</time>${more.length ? `<br>${escaped(more.join(" · "))}` : ""}</li>`;
  });
  return `<h3>${escaped(say("card.history"))}</h3><ol class="history">${items.join("")}</ol>`;
}

let fieldsOpen = matchMedia("(min-width: 60rem)").matches;
function drawCard() {
  const card = $("card");
  if (state.at === null) {
    card.innerHTML = `<p class="empty">${escaped(say("card.none"))}</p>`;
    return;
  }
  const claim = claims[state.at];
  const now = states[state.at];
  const named = claim.indicator ? indicatorName(claim.indicator) : claim.phrase;
  const list = shown();
  card.dataset.state = now;
  card.innerHTML = `<header><p class="place"><span class="state-tag" data-state="${now}">${GLYPHS[now]} ${escaped(say(`state.${now}`))}</span>` +
    `<span class="quiet">${escaped(say("card.position", { at: list.indexOf(state.at) + 1, all: list.length }))}</span>` +
    `${claim.risks.map(chip).join("")}</p>` +
    `<h2><span class="k-${claim.kind}">${oneLine(claim.text)}</span><span class="is">${escaped(named || say("value.no_indicator"))}</span></h2></header>` +
    (state.form ? form(claim) : actions(state.at)) +
    findingsOf(state.at) +
    `<details class="fields"${fieldsOpen ? " open" : ""}><summary>${escaped(say("card.fields"))}</summary>${fieldTable(claim)}</details>` +
    historyList(claim);
  card.querySelector("details.fields").addEventListener("toggle", (event) => { fieldsOpen = event.target.open; });
  if (state.form) openForm();
  else card.scrollTop = 0;
}

function act(action) {
  if (state.at === null) return;
  switch (action) {
    case "accept": case "keep-both": case "ask":
      if (decide([state.at], action)) nextOpen();
      break;
    case "correct": case "reject":
      state.form = action;
      drawCard();
      break;
    case "undo": {
      const back = undo();
      if (back) afterDecision(back[0]);
      break;
    }
    case "list":
      if (openOf(listOf(state.at)).length && decide(openOf(listOf(state.at)), "accept")) nextOpen();
      break;
    case "article": {
      const rest = openOf(articleOf(state.at)).filter((at) => !claims[at].risks.includes("conflict"));
      if (rest.length && decide(rest, "accept")) nextOpen();
      break;
    }
    default:
  }
}
