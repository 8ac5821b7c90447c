(() => {
"use strict";
// The language in force, kept in the address (#lang=en); printing.
const root = document.documentElement;
const button = document.getElementById("language");

function speak(language) {
  root.lang = language === "zh" ? "zh-CN" : "en";
  document.title = language === "zh" ? root.dataset.titleZh : root.dataset.titleEn;
}
const spoken = () => (root.lang === "en" ? "en" : "zh");

button.addEventListener("click", () => {
  speak(spoken() === "zh" ? "en" : "zh");
  history.replaceState(null, "", `#lang=${spoken()}`);
});
document.getElementById("print").addEventListener("click", () => window.print());
const wanted = () => {
  const lang = new URLSearchParams(location.hash.slice(1)).get("lang");
  if (lang === "zh" || lang === "en") speak(lang);
};
window.addEventListener("hashchange", wanted);
wanted();
})();
