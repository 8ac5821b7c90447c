// The log of decisions: only ever added to; what stands is computed from it as `quheng.evidence.review.replay` does.

const STATES = { accept: "accepted", correct: "corrected", reject: "rejected", "keep-both": "kept-both", ask: "asked" };
const key = (one) => `${one.start}-${one.end}`;
const bySpan = new Map();
claims.forEach((claim, at) => bySpan.set(key(claim), [...(bySpan.get(key(claim)) || []), at]));
const states = claims.map(() => "open");
const log = [];
const histories = new Map();
const known = new Set();

const lineOf = (decision) => JSON.stringify(decision);
const time = (decision) => Date.parse(decision.when);

function add(decision) {
  const line = lineOf(decision);
  if (known.has(line)) return false;
  known.add(line);
  log.push(decision);
  const history = histories.get(key(decision)) || [];
  history.push(decision);
  if (history.length > 1 && time(history.at(-2)) > time(decision)) history.sort((a, b) => time(a) - time(b));
  histories.set(key(decision), history);
  for (const at of bySpan.get(key(decision)) || []) {
    const now = standing(claims[at]);
    states[at] = now ? STATES[now.action] : "open";
  }
  return true;
}
const historyOf = (claim) => histories.get(key(claim)) || [];

// Decisions that hold for the claim as it is read now and were not taken back, in time.
function kept(claim) {
  const stack = [];
  for (const decision of historyOf(claim)) {
    if (decision.says !== claim.says) continue;
    if (decision.action !== "undo") stack.push(decision);
    else {
      const own = stack.findLastIndex((earlier) => earlier.who === decision.who);
      if (own >= 0) stack.splice(own, 1);
    }
  }
  return stack;
}
const standing = (claim) => kept(claim).at(-1) || null;
const isOpen = (at) => states[at] === "open";

let lastMoment = 0;
function moment() {
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  return new Date(lastMoment).toISOString();
}

// Records one action on several claims; they bear one moment, by which they are undone together.
function decide(several, action, { reason = "", corrected = null } = {}) {
  const who = $("who").value.trim();
  if (!who) {
    tell(say("message.who"));
    $("who").focus();
    return false;
  }
  const when = moment();
  for (const at of several) {
    const claim = claims[at];
    const decision = {
      sha256: data.sha256,
      start: claim.start,
      end: claim.end,
      text: claim.exact ?? claim.text,
      says: claim.says,
      action,
      who,
      when,
      reason,
    };
    if (corrected) decision.corrected = corrected;
    add(decision);
    drawState(at);
  }
  keep();
  return true;
}

function undo() {
  const who = $("who").value.trim();
  const own = inText.filter((at) => historyOf(claims[at]).length).flatMap((at) =>
    kept(claims[at]).filter((one) => one.who === who).map((one) => [one.when, at]));
  if (!own.length) {
    tell(say("message.nothing_to_undo"));
    return null;
  }
  const latest = own.reduce((best, [when]) => (Date.parse(when) > Date.parse(best) ? when : best), own[0][0]);
  const several = own.filter(([when]) => when === latest).map(([, at]) => at);
  return decide(several, "undo") ? several : null;
}

const storeName = `quheng-review:${data.sha256}`;
let canKeep = true;
const written = () => log.map((decision) => `${lineOf(decision)}\n`).join("");
function keep() {
  try {
    localStorage.setItem(storeName, written());
    localStorage.setItem("quheng-reviewer", $("who").value.trim());
  } catch {
    if (canKeep) tell(say("message.not_kept"));
    canKeep = false;
  }
}
function recall() {
  try {
    $("who").value = localStorage.getItem("quheng-reviewer") || "";
    return localStorage.getItem(storeName) || "";
  } catch {
    return "";
  }
}

const isDecision = (one) =>
  one !== null && typeof one === "object" && Number.isInteger(one.start) && Number.isInteger(one.end) &&
  typeof one.sha256 === "string" && (one.action in STATES || one.action === "undo") &&
  typeof one.who === "string" && !Number.isNaN(Date.parse(one.when));

// Takes in the lines of a file of decisions; all of them, or none and why.
function takeIn(text) {
  const found = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (!line.trim()) continue;
    let decision = null;
    try { decision = JSON.parse(line); } catch { /* told below */ }
    if (!isDecision(decision)) return say("message.bad_line", { row: at + 1 });
    found.push(decision);
  }
  const foreign = found.filter((decision) => decision.sha256 !== data.sha256).length;
  if (foreign) return say("message.other_text", { n: foreign });
  const added = found.filter(add).length;
  keep();
  return say("message.loaded", { n: found.length, added });
}

function save() {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([written()], { type: "application/jsonl" }));
  link.href = url;
  link.download = "decisions.jsonl";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  tell(say("message.saved", { n: log.length }));
}
