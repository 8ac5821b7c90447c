// What happens when the page opens, when the hash changes and when it is printed.

document.getElementById("language").addEventListener("click", () => {
  speak(state.lang === "zh" ? "en" : "zh");
  writeHash();
});
document.getElementById("print").addEventListener("click", () => window.print());
document.addEventListener("click", (event) => {
  const link = event.target.closest("nav a, a[data-go], a.skip");
  if (!link) return;
  event.preventDefault();
  goTo(link.getAttribute("href").slice(1));
});
window.addEventListener("hashchange", () => {
  const before = state.lang;
  readHash();
  if (state.lang !== before) speak(state.lang);
  else listeners.profile.forEach((listener) => listener());
});
const contentLinks = [...document.querySelectorAll("nav a")];
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of contentLinks) {
      if (link.getAttribute("href") === `#${entry.target.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}, { rootMargin: "-20% 0px -70% 0px" });
document.querySelectorAll("main section").forEach((section) => watch.observe(section));

readHash();
speak(state.lang);
const asked = location.hash.slice(1);
if (asked && document.getElementById(asked)) goTo(asked);
