// The page's data, the language in force, and how texts, numbers and periods are written.

const read = (name) => JSON.parse(document.getElementById(name).textContent);
const data = read("data");
const words = read("words");
const claims = data.claims;
const $ = (id) => document.getElementById(id);

const state = { lang: "zh", at: null, list: "queue", order: "risk", onlyOpen: false, form: null, keys: true };

const say = (key, values = {}) =>
  (words[key] ? words[key][state.lang] : key.replace(/^\w+\./, "")).replace(/\{(\w+)\}/g, (slot, name) =>
    name in values ? values[name] : slot);
const both = (text) => text[state.lang];
const escaped = (value) =>
  String(value).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
const oneLine = (text) => escaped(text.replace(/\s*\n\s*/g, ""));

const grouped = new Intl.NumberFormat("en", { maximumSignificantDigits: 12 });
const number = (value) => grouped.format(value).replace("-", "−");
const amount = (value, measure) => `${number(value)} ${escaped(measure)}`;
const percent = (share) => `${Math.round(100 * share)} %`;

function interval(claim) {
  const { low, high, value } = claim;
  if (low === value && high === value) return "=";
  return `${low === null ? "(−∞" : `[${number(low)}`}, ${high === null ? "∞)" : `${number(high)}]`}`;
}
function period(claim) {
  const { start, end, as_of } = claim.period;
  if (as_of) return say("value.as_of", { day: as_of });
  if (claim.written) return claim.written;
  if (end && !start) return say("value.until", { day: end });
  return say("how.unresolved");
}
function indicatorName(code) {
  return data.indicators[code] ? `${both(data.indicators[code])}` : code;
}
const placeName = (code, name) => name || data.places[code] || code;
const measureName = (measure) =>
  state.lang === "en" && data.measures[measure] ? `${measure} (${data.measures[measure]})` : measure;

function speak(language) {
  state.lang = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  for (const one of document.querySelectorAll("[data-words]")) one.textContent = say(one.dataset.words);
  drawWords();
  drawAll();
}

let hiding = null;
function tell(text) {
  const message = $("message");
  message.textContent = text;
  message.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { message.hidden = true; }, 6000);
}
