// The inline forms: put fields right, or reject with a reason.

const KINDS_OF_PERIOD = [/^\d{4}$/, /^\d{4}-?[HS][12]$/, /^\d{4}-?Q[1-4]$/, /^\d{4}-M?(0?[1-9]|1[0-2])$/];
function isDay(text) {
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (!found) return false;
  const day = new Date(Date.UTC(+found[1], +found[2] - 1, +found[3]));
  return day.getUTCMonth() === +found[2] - 1 && day.getUTCDate() === +found[3];
}
const isPeriod = (text) => {
  const parts = text.split("/");
  return parts.length <= 2 && (parts.length === 1 || parts[0] <= parts[1]) &&
    parts.every((part) => isDay(part) || KINDS_OF_PERIOD.some((kind) => kind.test(part)));
};

function input(name, value, more = "") {
  return `<label><span>${escaped(say(`field.${name}`))}</span><input name="${name}" value="${escaped(value)}" autocomplete="off" ${more}></label>`;
}
function form(claim) {
  if (state.form === "reject") {
    return `<form id="form"><label class="wide"><span>${escaped(say("form.reject"))}</span>` +
      `<input name="reason" list="reason-list" autocomplete="off" required></label>${buttons()}</form>`;
  }
  const kinds = data.kinds.map((kind) =>
    `<option value="${kind}"${kind === claim.kind ? " selected" : ""}>${escaped(say(`kind.${kind}`))}</option>`);
  return `<form id="form">${input("value", claim.value, 'inputmode="decimal"')}${input("measure", claim.measure, 'list="measure-list"')}` +
    `<label><span>${escaped(say("field.kind"))}</span><select name="kind">${kinds.join("")}</select></label>` +
    `${input("period", claim.written || "", `aria-describedby="period-hint"`)}` +
    `${input("place", claim.place || "", 'list="place-list"')}${input("indicator", claim.indicator || "", 'list="indicator-list"')}` +
    `<p id="period-hint" class="small wide">${escaped(say("field.period"))}: ${escaped(say("form.period_hint"))}</p>` +
    `<label class="wide"><span>${escaped(say("field.reason"))}</span><input name="reason" autocomplete="off"></label>${buttons()}</form>`;
}
const buttons = () =>
  `<p class="problem wide" role="alert" id="problem"></p><p class="wide actions"><button type="submit" class="main">${escaped(say("form.save"))}</button>` +
  `<button type="button" data-do="cancel">${escaped(say("form.cancel"))}</button></p>`;

function openForm() {
  const one = $("form");
  one.addEventListener("submit", (event) => {
    event.preventDefault();
    if (state.form === "reject") submitRejection(one);
    else submitCorrection(one);
  });
  const first = one.querySelector("input");
  first.focus();
  first.select();
}
function closeForm() {
  state.form = null;
  drawCard();
  $("card").focus({ preventScroll: true });
}
function refuse(key, field) {
  $("problem").textContent = say(key);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}
function submitRejection(one) {
  const reason = one.elements.reason.value.trim();
  if (!reason) refuse("form.no_reason", one.elements.reason);
  else if (decide([state.at], "reject", { reason })) leaveForm();
}
function submitCorrection(one) {
  const claim = claims[state.at];
  const given = (name) => one.elements[name].value.trim();
  const corrected = {};
  const value = Number(given("value").replace(/[,，\s]/g, ""));
  if (given("value") === "" || !Number.isFinite(value)) return refuse("form.bad_value", one.elements.value);
  if (value !== claim.value) corrected.value = value;
  if (given("measure") && given("measure") !== claim.measure) corrected.measure = given("measure");
  if (given("kind") !== claim.kind) corrected.kind = given("kind");
  if (given("period") !== (claim.written || "")) {
    if (!isPeriod(given("period"))) return refuse("form.bad_period", one.elements.period);
    corrected.period = given("period");
  }
  if (given("place") !== (claim.place || "")) corrected.place = given("place");
  if (given("indicator") !== (claim.indicator || "")) corrected.indicator = given("indicator");
  if (!Object.keys(corrected).length) return refuse("form.nothing", one.elements.value);
  if (decide([state.at], "correct", { reason: given("reason"), corrected })) leaveForm();
  return undefined;
}
function leaveForm() {
  state.form = null;
  nextOpen();
  $("card").focus({ preventScroll: true });
}
