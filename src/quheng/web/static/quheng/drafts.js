/* Keeps on this device what is typed into a form, and sends it once when there is a connection.

   A form says its name (data-draft) and whose it is (data-account). What is typed is kept in localStorage until it
   has arrived. A form that could not be sent waits, and is sent by itself when the connection is back; its key is
   drawn once, so the server carries it out once however often it arrives. Without this script it is a plain form. */
"use strict";
(() => {
  const PREFIX = "quheng/";
  const DAYS_KEPT = 7;
  const zh = document.documentElement.lang !== "en";
  const say = (chinese, english) => (zh ? chinese : english);
  const WORDS = {
    kept: () => say("已保存在本机，尚未提交。", "Kept on this phone, not sent yet."),
    waiting: () => say("没有网络：已保存在本机，恢复连接后自动提交一次。", "No connection: kept on this phone, and sent once when it is back."),
    sent: (when) => say(`已于 ${when} 提交。`, `Sent at ${when}.`),
    signIn: () => say("登录已失效：内容仍在本机，请重新登录后提交。", "You are signed out: it is still kept here. Sign in and send it again."),
    files: () => say("照片不会保存在本机，请在有网络时重新选择。", "Photographs are not kept here: choose them again when there is a connection."),
    discard: () => say("丢弃", "discard"),
  };

  const nameOf = (form) => `${PREFIX}${form.dataset.account}/${form.dataset.draft}`;
  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const write = (name, draft) => {
    try { localStorage.setItem(name, JSON.stringify(draft)); } catch { /* full or forbidden: it stays a plain form */ }
  };
  const forget = (name) => { try { localStorage.removeItem(name); } catch { /* nothing to forget */ } };

  const isTyped = (control) => control.name && !["csrfmiddlewaretoken", "seen", "key"].includes(control.name)
    && !["file", "submit", "button"].includes(control.type) && control.tagName !== "BUTTON";

  /* What is typed into a form, as pairs: names may stand several times. */
  const typed = (form) => [...form.elements].filter(isTyped).flatMap((control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked ? [[control.name, control.value]] : [];
    return [[control.name, control.value]];
  });

  const restore = (form, pairs) => {
    for (const control of [...form.elements].filter(isTyped)) {
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    }
  };

  const tell = (form, words, { isSent = false, name = null } = {}) => {
    let note = form.querySelector(".kept");
    if (!note) {
      note = document.createElement("p");
      note.setAttribute("role", "status");
      form.prepend(note);
    }
    note.className = isSent ? "kept sent" : "kept";
    note.textContent = `${words} `;
    if (!isSent && name) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = WORDS.discard();
      button.addEventListener("click", () => { forget(name); location.reload(); });
      note.append(button);
    }
  };

  const keep = (form, more = {}) => {
    const name = nameOf(form);
    const before = read(name) || {};
    write(name, {
      key: before.key || form.elements.key.value, seen: before.seen || (form.elements.seen || {}).value || "",
      at: Date.now(), pairs: typed(form), ...more,
    });
    return read(name);
  };

  const send = async (form, draft) => {
    const body = new FormData();
    for (const [name, value] of draft.pairs) body.append(name, value);
    for (const control of form.querySelectorAll("input[type=file]")) for (const file of control.files) body.append(control.name, file);
    if (draft.button) body.append(...draft.button);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("key", draft.key);
    if (draft.seen) body.append("seen", draft.seen);
    if (form.elements.subject) body.set("subject", form.elements.subject.value);
    return fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  };

  const show = async (answer, words) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    history.replaceState(null, "", answer.url);
    if (window.htmx) window.htmx.process(document.querySelector("main"));
    begin(words === null);
    if (words) {
      const note = document.createElement("p");
      note.className = "kept sent";
      note.setAttribute("role", "status");
      note.textContent = words;
      document.querySelector("main").prepend(note);
    }
    window.scrollTo(0, 0);
  };

  const deliver = async (form) => {
    const name = nameOf(form);
    const draft = read(name);
    if (!draft || form.dataset.sending) return;
    form.dataset.sending = "yes";
    try {
      const answer = await send(form, draft);
      if (answer.redirected && !new URL(answer.url).pathname.startsWith("/account/")) {
        forget(name);
        await show(answer, WORDS.sent(new Date().toLocaleTimeString(zh ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" })));
      } else if (answer.status === 409) {
        // Refused: it is an ordinary draft again, under a new key, beside what the server says.
        forget(name);
        await show(answer, null);
      } else {
        write(name, { ...draft, waiting: false });
        tell(form, WORDS.signIn(), { name });
      }
    } catch {
      write(name, { ...draft, waiting: true });
      const hasFiles = [...form.querySelectorAll("input[type=file]")].some((control) => control.files.length);
      tell(form, WORDS.waiting() + (hasFiles ? ` ${WORDS.files()}` : ""), { name });
    } finally {
      delete form.dataset.sending;
    }
  };

  const begin = (isRefused = false) => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const name = nameOf(form);
      const draft = isRefused ? null : read(name);
      if (draft && draft.at > Date.now() - DAYS_KEPT * 86400000) {
        restore(form, draft.pairs);
        tell(form, draft.waiting ? WORDS.waiting() : WORDS.kept(), { name });
        if (draft.waiting && navigator.onLine) deliver(form);
      } else if (draft) {
        forget(name);
      }
      form.addEventListener("input", () => { keep(form); tell(form, WORDS.kept(), { name }); });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const button = event.submitter && event.submitter.name ? [event.submitter.name, event.submitter.value] : null;
        keep(form, { button });
        deliver(form);
      });
    }
  };

  const goAgain = () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const draft = read(nameOf(form));
      if (draft && draft.waiting) deliver(form);
    }
  };

  begin();
  window.addEventListener("online", goAgain);
})();
